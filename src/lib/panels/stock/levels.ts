import type { StockLine } from '$lib/domain/stock.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';

interface Look {
	readonly glyph: GlyphName;
	/** Said to screen readers. */
	readonly label: string;
	/** Null for a level nobody knows: the shop's own word stands there. */
	readonly word: string | null;
	readonly isWarning: boolean;
}

const LOOKS: Record<StockLine['level'], Look> = {
	out: { glyph: 'out', label: 'Out of stock', word: 'out', isWarning: true },
	low: { glyph: 'low', label: 'Low stock', word: 'low', isWarning: true },
	restocked: { glyph: 'restocked', label: 'Restocked', word: 'restocked', isWarning: false },
	unknown: { glyph: 'dotted', label: 'Level not known', word: null, isWarning: false },
};

/** How a level looks: its shape, its word, and whether it warns. */
export function lookOf(level: StockLine['level']): Look {
	return LOOKS[level];
}

/** The bar and its tick, 0 to 1, with the threshold in the middle unless there is more than twice of it. */
export function barOf({
	level,
	stock,
	threshold,
}: Pick<StockLine, 'level' | 'stock' | 'threshold'>): { value: number | null; target: number | null } | null {
	const isMeasured = threshold !== null && threshold > 0;
	if (level === 'out') return { value: null, target: isMeasured ? 0.5 : null };
	// Without a threshold there is no scale to draw on.
	if (!isMeasured || stock === null) return null;
	const full = Math.max(threshold * 2, stock);
	return { value: stock / full, target: threshold / full };
}
