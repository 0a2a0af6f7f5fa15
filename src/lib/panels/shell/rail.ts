import type { GlyphName } from '$lib/ui/glyphs.ts';

/** One entry of the rail. */
export interface RailPage {
	readonly href: string;
	readonly name: string;
	readonly glyph: GlyphName;
	/** What waits there for somebody, with its unit in words: `1 open alert`. */
	readonly waiting?: { readonly count: number; readonly words: string } | null;
	/** Stands at the foot of the rail. */
	readonly isLast?: boolean;
}
