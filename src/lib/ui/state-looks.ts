import type { GlyphName } from './glyphs.ts';

/** How the age of data looks, whatever the data is: a shape first, one of the four signal colours second. */
export type StateName =
	| 'connecting'
	| 'listening'
	| 'live'
	| 'live-only'
	| 'quiet'
	| 'denied'
	| 'reconnecting'
	| 'stale'
	| 'catching-up'
	| 'gap'
	| 'silent'
	| 'polling'
	| 'offline'
	| 'off';

interface Look {
	readonly glyph: GlyphName;
	readonly glyphClass: string;
	readonly textClass: string;
}

const LOOKS: Record<StateName, Look> = {
	connecting: { glyph: 'turning', glyphClass: 'animate-turn text-ink-2', textClass: 'text-ink-2' },
	listening: { glyph: 'circle', glyphClass: 'text-live', textClass: 'text-ink-2' },
	live: { glyph: 'disc', glyphClass: 'text-live', textClass: 'text-ink-2' },
	'live-only': { glyph: 'half', glyphClass: 'text-live', textClass: 'text-ink-2' },
	quiet: { glyph: 'circle', glyphClass: 'text-live', textClass: 'text-ink-2' },
	denied: { glyph: 'lock', glyphClass: '', textClass: 'text-ink-2' },
	reconnecting: { glyph: 'turning', glyphClass: 'animate-turn text-stale', textClass: 'text-stale' },
	stale: { glyph: 'hatched', glyphClass: 'text-stale', textClass: 'text-stale' },
	'catching-up': { glyph: 'turning', glyphClass: 'animate-turn text-live', textClass: 'text-ink-2' },
	gap: { glyph: 'broken', glyphClass: 'text-stale', textClass: 'text-stale' },
	silent: { glyph: 'hatched', glyphClass: 'text-stale', textClass: 'text-stale' },
	polling: { glyph: 'polling', glyphClass: 'text-stale', textClass: 'text-ink-2' },
	off: { glyph: 'dotted', glyphClass: '', textClass: 'text-ink-2' },
	offline: { glyph: 'crossed', glyphClass: 'text-warn', textClass: 'text-warn' },
};

export function lookOf(state: StateName): Look {
	return LOOKS[state];
}
