/**
 * State as JSON and back: maps, which JSON has no word for, become a tagged list.
 *
 * What the shop sent may hold an object that looks like the tag, so such an object is wrapped; nothing a payload holds can
 * come back as anything else than it was.
 */

const MAP = '$map';
const PLAIN = '$plain';

/** Text that `readJson` makes the same value of. Only plain objects, lists, maps, texts, numbers, booleans and null. */
export function writeJson(value: unknown): string {
	return JSON.stringify(tag(value));
}

/** The value that was written. Throws SyntaxError for what is no JSON. */
export function readJson(text: string): unknown {
	return untag(JSON.parse(text));
}

/** The value of what `JSON.parse` made of a written text. */
export function untag(parsed: unknown): unknown {
	if (typeof parsed !== 'object' || parsed === null) return parsed;
	if (Array.isArray(parsed)) return parsed.map(untag);
	const record = parsed as Record<string, unknown>;
	const entries = record[MAP];
	if (Array.isArray(entries)) {
		return new Map(entries.map((entry: [unknown, unknown]) => [untag(entry[0]), untag(entry[1])]));
	}
	return eachValue((record[PLAIN] ?? record) as Record<string, unknown>, untag);
}

function tag(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(tag);
	if (value instanceof Map) return { [MAP]: [...value].map(([key, held]) => [tag(key), tag(held)]) };
	const tagged = eachValue(value as Record<string, unknown>, tag);
	return Object.hasOwn(value, MAP) || Object.hasOwn(value, PLAIN) ? { [PLAIN]: tagged } : tagged;
}

function eachValue(
	record: Record<string, unknown>,
	change: (value: unknown) => unknown,
): Record<string, unknown> {
	// A key called __proto__ is a key like any other.
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
