import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson, writeJson } from './json.ts';

test('maps come back as maps, however deep', () => {
	const state = { orders: new Map([['a', { steps: [new Map([['b', 1]])] }]]), none: new Map() };
	expect(readJson(writeJson(state))).toEqual(state);
});

test('what a payload holds comes back as it was, also when it looks like a map of ours', () => {
	const payload = { $map: [['a', 1]], deep: { $plain: { $map: [] } }, list: [{ $map: null }] };
	expect(readJson(writeJson({ payload }))).toEqual({ payload });
});

test('a key called __proto__ changes no prototype', () => {
	const value = readJson(writeJson(JSON.parse('{"__proto__":{"polluted":true},"a":1}'))) as object;
	expect(Object.keys(value)).toEqual(['__proto__', 'a']);
	expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
	expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('any JSON value survives', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			// JSON itself knows no negative zero.
			const plain: unknown = JSON.parse(JSON.stringify(value));
			expect(readJson(writeJson(plain))).toEqual(plain);
		}),
		{ numRuns: 500 },
	);
});
