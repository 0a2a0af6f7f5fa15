import type { Verdict } from '$lib/domain/inspector.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';

interface Look {
	readonly verdict: Verdict;
	readonly glyph: GlyphName;
	readonly textClass: string;
	/** Said of a row that gives no reason of its own. */
	readonly meaning: string | null;
}

/** In the order in which they can be chosen. */
export const VERDICT_LOOKS: readonly Look[] = [
	{ verdict: 'accepted', glyph: 'check', textClass: '', meaning: null },
	{
		verdict: 'recovered',
		glyph: 'download',
		textClass: 'text-ink-2',
		meaning: 'Missed by this screen, and fetched from the recorder.',
	},
	{ verdict: 'duplicate', glyph: 'copy', textClass: 'text-ink-2', meaning: 'Told before, and counted once.' },
	{
		verdict: 'late',
		glyph: 'polling',
		textClass: 'text-ink-2',
		meaning: 'Older than what is shown: it changed no row.',
	},
	{ verdict: 'rejected', glyph: 'triangle', textClass: 'text-warn', meaning: 'It could not be read.' },
	{
		verdict: 'unknown',
		glyph: 'dotted',
		textClass: 'text-ink-2',
		meaning: 'No rule knows this event on this channel. It was kept and changed nothing.',
	},
	{ verdict: 'line', glyph: 'activity', textClass: 'text-ink-2', meaning: null },
];

export function lookOfVerdict(verdict: Verdict): Look {
	const look = VERDICT_LOOKS.find((one) => one.verdict === verdict);
	if (look === undefined) throw new Error(`No look for ${verdict}.`);
	return look;
}
