/** Identity of events that come without one: equal content of one name about one entity is one event. */

/** Deeper than any payload of the field. */
export const DEPTH_LIMIT = 12;

/**
 * A short text equal for equal content, whatever the order of its keys and the channel it came on. Null for a payload
 * nested deeper than 12 levels, which no two could be told apart by.
 *
 * 53 bits of hash: beside five thousand remembered keys, a billion events meet less than one false twin.
 */
export function contentKey(source: string, name: string, id: string, payload: unknown): string | null {
	const content = canonical(payload, DEPTH_LIMIT);
	return content === null ? null : hash(`${source}\n${name}\n${id}\n${content}`);
}

/** The content as text with sorted keys, each text with its length before it; null when it is nested too deep. */
function canonical(value: unknown, levels: number): string | null {
	if (typeof value === 'string') return `"${value.length}:${value}`;
	if (typeof value !== 'object' || value === null) return `${String(value)},`;
	if (levels === 0) return null;
	const isList = Array.isArray(value);
	const keys = Object.keys(value);
	let text = isList ? '[' : '{';
	for (const key of isList ? keys : keys.sort()) {
		const inner = canonical((value as Record<string, unknown>)[key], levels - 1);
		if (inner === null) return null;
		text += isList ? inner : `${key.length}:${key}${inner}`;
	}
	return `${text}]`;
}

/** A short text equal for equal texts in the same order. */
export function contentHash(texts: readonly string[]): string {
	return hash(texts.map((text) => `${text.length}:${text}`).join(''));
}

/** A few letters that stand for a text which must not be shown, equal for equal texts. */
export function shortHash(text: string): string {
	return hash(text).slice(-7);
}

/** Two multiplicative passes, each finished by MurmurHash3's mixer: 53 bits, what a number holds exactly. */
function hash(text: string): string {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 0x9e3779b1);
		low = Math.imul(low ^ code, 0x5f356495);
	}
	return ((mix(high ^ text.length) & 0x1fffff) * 2 ** 32 + mix(low ^ high)).toString(36);
}

function mix(word: number): number {
	let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
