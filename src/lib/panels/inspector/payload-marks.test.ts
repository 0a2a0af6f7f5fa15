import { describe, expect, test } from 'vitest';
import { markPaths, pathsIn } from './payload-marks.ts';

const marked = (payload: unknown, ...paths: string[]) =>
	markPaths(JSON.stringify(payload, null, 2), paths)
		.filter(({ isMarked }) => isMarked)
		.map(({ text }) => text);

describe('marking a field in a printed payload', () => {
	const payload = {
		id: 1,
		total: 'EGP 100',
		order: { id: 2, items: [{ name: 'a' }, { name: null, tags: ['x', 'y'] }], total: 3 },
		after: { total: 4 },
	};

	test('finds it by its path, not by its name', () => {
		expect(marked(payload, 'total')).toEqual(['"total": "EGP 100",']);
		expect(marked(payload, 'order.total')).toEqual(['"total": 3']);
		expect(marked(payload, 'after.total')).toEqual(['"total": 4']);
	});

	test('counts the entries of lists', () => {
		expect(marked(payload, 'order.items.1.name')).toEqual(['"name": null,']);
		expect(marked(payload, 'order.items.1.tags.1')).toEqual(['"y"']);
		expect(marked([{ a: 1 }, { a: 2 }], '1.a')).toEqual(['"a": 2']);
	});

	test('marks what should have held a field that is not there', () => {
		expect(marked(payload, 'order.status')).toEqual(['"order": {']);
		expect(marked(payload, 'status')).toEqual([]);
	});

	test('a value that looks like a key is none', () => {
		expect(marked({ note: '"total": 5', list: ['"total": 6'] }, 'total')).toEqual([]);
	});

	test('loses no character, whatever the text', () => {
		for (const text of [
			JSON.stringify(payload, null, 2),
			'no JSON\n  at "all": 1',
			'',
			'{}',
			'\n\n',
			'   ]',
		]) {
			const pieces = markPaths(text, ['order.total', 'all']);
			expect(pieces.map((piece) => piece.text).join('')).toBe(text);
			expect(pieces.every((piece) => text.startsWith(piece.text, piece.at))).toBe(true);
		}
	});
});

test('the paths of a sentence are read from what it says, not from what it quotes or expects', () => {
	expect(pathsIn('The order id at order.id is “ at me or you”, expected a short text or a number.')).toEqual([
		'order.id',
	]);
	expect(pathsIn('There is no status at current_status or data.status.')).toEqual([
		'current_status',
		'data.status',
	]);
	expect(pathsIn('The payload is “x”, expected an object.')).toEqual([]);
});
