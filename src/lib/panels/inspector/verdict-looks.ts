import type { Verdict } from '$lib/domain/inspector.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';
import { say } from '$lib/words/words.ts';

interface Look {
	readonly verdict: Verdict;
	readonly glyph: GlyphName;
	readonly textClass: string;
}

/** In the order in which they can be chosen. */
export const VERDICT_LOOKS: readonly Look[] = [
	{ verdict: 'accepted', glyph: 'check', textClass: '' },
	{
		verdict: 'recovered',
		glyph: 'download',
		textClass: 'text-ink-2',
	},
	{ verdict: 'duplicate', glyph: 'copy', textClass: 'text-ink-2' },
	{
		verdict: 'late',
		glyph: 'polling',
		textClass: 'text-ink-2',
	},
	{ verdict: 'rejected', glyph: 'triangle', textClass: 'text-warn' },
	{
		verdict: 'unknown',
		glyph: 'dotted',
		textClass: 'text-ink-2',
	},
	{ verdict: 'line', glyph: 'activity', textClass: 'text-ink-2' },
];

export function lookOfVerdict(verdict: Verdict): Look {
	const look = VERDICT_LOOKS.find((one) => one.verdict === verdict);
	if (look === undefined) throw new Error(`No look for ${verdict}.`);
	return look;
}

/** Said of a row that gives no reason of its own; null where there is nothing to say. */
export function meaningOf(verdict: Verdict): string | null {
	if (verdict === 'accepted' || verdict === 'line') return null;
	return say().inspector.meanings[verdict];
}
