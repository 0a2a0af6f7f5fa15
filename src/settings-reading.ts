/** Reads single variables of the environment; what is wrong is one sentence for whoever typed it. */

/** The value of a variable with what it refers to filled in; undefined when it is empty or not set. */
export type Given = (name: string) => string | undefined;

/** One sentence for whoever typed it. */
export class Wrong extends Error {
	constructor(name: string, wanted: string, got: string | undefined) {
		super(`${name} must be ${wanted}${got === undefined ? ', and it is not set' : `, got “${got}”`}.`);
	}
}

export function readPort(given: Given, name: string, lowest: number): number | undefined {
	return readNumber(given, name, lowest, 65_535);
}

/** A whole number between two. */
export function readNumber(given: Given, name: string, lowest: number, highest: number): number | undefined {
	const text = given(name);
	if (text === undefined) return undefined;
	const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
	if (number >= lowest && number <= highest) return number;
	throw new Wrong(name, `a number from ${lowest} to ${highest}`, text);
}

export function choose<const Name extends string>(
	given: Given,
	name: string,
	names: readonly Name[],
): Name | undefined {
	const value = given(name);
	if (value === undefined) return undefined;
	const chosen = names.find((known) => known === value);
	if (chosen !== undefined) return chosen;
	const list = names.length === 2 ? names.join(' or ') : `one of ${names.join(', ')}`;
	throw new Wrong(name, list, value);
}

export function check(given: Given, name: string, pattern: RegExp, wanted: string): string | undefined {
	const value = given(name);
	if (value === undefined || pattern.test(value)) return value;
	throw new Wrong(name, wanted, value);
}

const HOST = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])$/;

/** Where a broadcaster is; `named` says which variable holds each part. */
export function readAddressBy(given: Given, named: (part: 'HOST' | 'PORT' | 'SCHEME') => string) {
	return {
		host: check(given, named('HOST'), HOST, 'a host name without scheme, port or path'),
		port: readPort(given, named('PORT'), 1),
		scheme: choose(given, named('SCHEME'), ['http', 'https']),
	};
}
