/** Text from the wire made fit for a screen: one line, its own direction, of bounded length and height. */

export const TEXT_LIMIT = 120;

const PLAIN = /^[\x20-\x7E]{0,120}$/;
// Controls with the line breaks, direction marks, overrides and isolates, the byte order mark. Joiners stay: emoji need them.
const CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]+/gu;
/** More marks than this on one letter are stacked over the neighbours. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text without controls, direction marks and stacked accents, at most 120 characters, trimmed. */
export function cleanText(text: string): string {
	if (PLAIN.test(text)) return text.trim();
	// A long text is cut first, so that 10 kB cost no more than 1 kB.
	const cleaned = text
		.slice(0, TEXT_LIMIT * 8)
		.replace(LONE_SURROGATES, '\uFFFD')
		.replace(CONTROLS, ' ')
		.replace(STACKED_MARKS, '$1')
		.trim();
	const letters = [...cleaned];
	return letters.length > TEXT_LIMIT ? `${letters.slice(0, TEXT_LIMIT - 1).join('')}…` : cleaned;
}
