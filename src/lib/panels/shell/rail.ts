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
	/** Among the first in the bar of a phone, by what it is called and drawn as there. */
	readonly onPhone?: { readonly name: string; readonly glyph: GlyphName } | null;
	/** Of no use on a phone. */
	readonly isDeskOnly?: boolean;
}

/** What a phone's bar has room for beside More. */
export const PHONE_PAGES = 4;

/** The pages of a phone's bar and those behind More, each in the order of the rail; a place left free is taken by the next. */
export function splitForPhone(pages: readonly RailPage[]): {
	readonly bar: readonly RailPage[];
	readonly rest: readonly RailPage[];
} {
	const here = pages.filter(({ isDeskOnly }) => isDeskOnly !== true);
	const first = here.filter(({ onPhone }) => onPhone);
	const chosen = new Set([...first, ...here.filter(({ onPhone }) => !onPhone)].slice(0, PHONE_PAGES));
	return {
		bar: here.filter((page) => chosen.has(page)),
		rest: here.filter((page) => !chosen.has(page)),
	};
}
