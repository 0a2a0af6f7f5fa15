import type { StockLine } from '$lib/domain/stock.ts';
import type { GlyphName } from '$lib/ui/glyphs.ts';

interface Look {
	readonly glyph: GlyphName;
	readonly isWarning: boolean;
}

const LOOKS: Record<StockLine['level'], Look> = {
	out: { glyph: 'out', isWarning: true },
	low: { glyph: 'low', isWarning: true },
	restocked: { glyph: 'restocked', isWarning: false },
	unknown: { glyph: 'dotted', isWarning: false },
};

/** How a level looks: its shape, and whether it warns. */
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
