/** Identity of events that come without one: equal content of one name about one entity is one event. */

/**
 * A short text equal for equal content, whatever the order of its keys and the channel it came on.
 *
 * 53 bits of hash: among ten thousand remembered keys a false twin comes once in some hundred million hours.
 */
export function contentKey(name: string, id: string, payload: unknown): string {
	return hash(`${name}\u0000${id}\u0000${canonical(payload, 0)}`);
}

/** JSON with sorted keys; what is nested too deep counts as equal. */
function canonical(value: unknown, depth: number): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	if (depth > 12) return '…';
	if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`;
	const members = Object.keys(value).sort();
	return `{${members.map((key) => `${key}:${canonical((value as Record<string, unknown>)[key], depth + 1)}`).join(',')}}`;
}

/** Two FNV-1a passes with different primes, each finished by MurmurHash3's mixer. */
function hash(text: string): string {
	let high = 0x811c9dc5;
	let low = 0x050c5d1f;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 0x01000193);
		low = Math.imul(low ^ code, 0x01000f75);
	}
	return ((mix(high ^ text.length) & 0x1fffff) * 2 ** 32 + mix(low ^ high)).toString(36);
}

function mix(word: number): number {
	let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
