/**
 * Reads by path out of a payload nobody vouches for.
 *
 * Own properties only, so that no key of the wire reaches a prototype; PHP's habits are undone here: a filtered list
 * arrives as an object with numbers for keys, an empty object as `[]`.
 */

/** Deeper than any payload of the field; a path that long is a mistake. */
export const DEPTH_LIMIT = 12;

export interface CompiledPath {
	readonly text: string;
	readonly steps: readonly string[];
}

export function compilePaths(paths: string | readonly string[] | undefined): readonly CompiledPath[] {
	const list = paths === undefined ? [] : typeof paths === 'string' ? [paths] : paths;
	return list.map((text) => ({ text, steps: text.split('.').slice(0, DEPTH_LIMIT) }));
}

/** A value with the path it was found at. */
export interface Found {
	readonly value: unknown;
	readonly path: string;
}

/** The first of the paths that leads to something other than null, else undefined. */
export function find(payload: unknown, paths: readonly CompiledPath[]): Found | undefined {
	for (const path of paths) {
		let value: unknown = payload;
		for (const step of path.steps) value = ownProperty(value, step);
		if (value !== undefined && value !== null) return { value, path: path.text };
	}
	return undefined;
}

function ownProperty(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
	return (value as Record<string, unknown>)[name];
}

/** A list, also one that lost its keys on the way: `{"0": …, "2": …}`. Undefined for anything else. */
export function asList(value: unknown): readonly unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'object' || value === null) return undefined;
	const keys = Object.keys(value);
	return keys.every((key) => /^\d+$/.test(key)) ? keys.map((key) => ownProperty(value, key)) : undefined;
}

/** A short quotation of a value for a sentence. */
export function quote(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
	return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
