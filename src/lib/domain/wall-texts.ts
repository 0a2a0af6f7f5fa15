/** What anybody who walks by may read: first names and initials, short items, no addresses. */
import type { Item } from '../contract/events.ts';
import { formatCount, formatText } from './format.ts';

const FIRST_NAME_LIMIT = 20;
const INITIALS_LIMIT = 3;
const ITEM_LIMIT = 24;
/** Names written without spaces begin with the family's name. */
const WITHOUT_SPACES = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,}$/u;
/** `son of` and the like: part of a name, no name of its own. */
const CONNECTORS = /^(?:bin|binti|bt|bte|a\/l|a\/p|s\/o|d\/o|al|el|de|da|di|dos|van|von|der|den|la|le)\.?$/iu;
const TITLES =
	/^(?:mrs?|ms|miss|dr|prof|sir|tn|tuan|puan|en|encik|cik|pak|bu|ibu|bapak|hj|hjh|haji|hajah)\.?$/iu;
const ADDRESS = /[^\s@]*@[^\s@]*/g;

/** `Nurul H. O.` of `Nurul Huda Othman`; null for a name that tells none. */
export function initialName(name: string): string | null {
	const words = named(formatText(name.replace(ADDRESS, ' '), 200));
	const [first, ...others] = words;
	if (first === undefined) return null;
	if (others.length === 0 && WITHOUT_SPACES.test(first)) return `${[...first][0]}.`;
	const initials = others
		.filter((word) => !CONNECTORS.test(word))
		.flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
		.slice(0, INITIALS_LIMIT)
		.map((letter) => `${letter.toLocaleUpperCase('en')}.`);
	return [formatText(first, FIRST_NAME_LIMIT), ...initials].join(' ');
}

/** The words of a name, the first name first. */
function named(name: string): string[] {
	const [family = '', given] = name.split(/,(.*)/s);
	const inOrder = given === undefined || given.trim() === '' ? family : `${given} ${family}`;
	const words = inOrder.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	const first = words.findIndex((word) => !TITLES.test(word));
	return first < 0 ? words : words.slice(first);
}

/** `2 × Kopi Gayo, 1 × V60`. */
export function shortItems(items: readonly Item[]): string {
	return items
		.map(({ name, quantity }) => `${formatCount(quantity)} × ${publicText(name, ITEM_LIMIT)}`)
		.slice(0, 3)
		.join(', ');
}

/** Foreign text without addresses of people. */
export function publicText(text: string, limit: number): string {
	return formatText(text.replace(ADDRESS, '…'), limit);
}
