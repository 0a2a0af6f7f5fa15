/** Text from the wire made fit for a screen: one line, its own direction, of bounded length and height. */

export const TEXT_LIMIT = 120;

const PLAIN = /^[\x20-\x7E]{0,120}$/;
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/g;
// Other controls, direction marks, overrides and isolates, the byte order mark. Joiners stay: emoji and scripts need them.
const CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]+/gu;
/** More marks than this on one letter are stacked over the neighbours. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
// Marks without a letter, joiners between nothing, and the letters that are drawn as nothing.
const VISIBLE = /[^\s\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** Whether a text is one short line of plain letters, as most are: nothing is to be done then. */
export function isPlain(text: string): boolean {
	return PLAIN.test(text);
}

/** The text without controls, direction marks and stacked accents, in one line, however long. */
export function tidy(text: string): string {
	return text.toWellFormed().replace(BREAKS, ' ').replace(CONTROLS, '').replace(STACKED_MARKS, '$1').trim();
}

/** The text without controls, direction marks and stacked accents, at most 120 characters; empty if nothing would show. */
export function cleanText(text: string, limit = TEXT_LIMIT): string {
	if (isPlain(text) && limit >= TEXT_LIMIT) return text.trim();
	// A long text is cut first, so that 10 kB cost no more than 1 kB.
	return cut(tidy(text.slice(0, limit * 8)), limit);
}

/** A tidy text of at most so many characters, never cut within one; empty if nothing would show. */
export function cut(text: string, limit: number): string {
	if (!VISIBLE.test(text)) return '';
	if (text.length <= limit) return text;
	const letters = [...text];
	return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : text;
}
