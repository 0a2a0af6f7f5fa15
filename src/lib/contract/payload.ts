/**
 * Reads by path out of a payload nobody vouches for.
 *
 * Own properties only, so that no key of the wire reaches a prototype; PHP's habits are undone here: a filtered list
 * arrives as an object with numbers for keys, an empty object as `[]`.
 */
import { displayText } from './display.ts';
import { isSecretName } from './mask.ts';

export interface CompiledPath {
	readonly text: string;
	readonly steps: readonly string[];
	/** Whether it leads to what must not be shown: `session.ip_address`. */
	readonly isSecret: boolean;
}

export function compilePaths(paths: string | readonly string[] | undefined): readonly CompiledPath[] {
	const list = paths === undefined ? [] : typeof paths === 'string' ? [paths] : paths;
	return list.map((text) => {
		const steps = text.split('.');
		return { text, steps, isSecret: isSecretName(steps.at(-1) ?? '') };
	});
}

/** A value with the path it was found at. */
export interface Found {
	readonly value: unknown;
	readonly path: string;
	readonly isSecret?: boolean;
}

/** The first of the paths that leads to something: null and blank text are nothing. */
export function find(payload: unknown, paths: readonly CompiledPath[]): Found | undefined {
	for (const path of paths) {
		const value = valueAt(payload, path);
		if (value !== undefined) return { value, path: path.text, isSecret: path.isSecret };
	}
	return undefined;
}

/** What is at a path, undefined for nothing, null or blank text. */
export function valueAt(payload: unknown, path: CompiledPath): unknown {
	let value: unknown = payload;
	for (const step of path.steps) value = ownProperty(value, step);
	return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
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

/** A value for a sentence on the screen, short and clean. */
export function quote(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value !== 'string') return String(value);
	const letters = [...displayText(value)];
	return `“${letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('')}”`;
}
