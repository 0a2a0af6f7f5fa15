import { describe, expect, test } from 'vitest';
import { initialName, publicText, shortItems } from './wall-texts.ts';

describe('a name on a wall', () => {
	test.each([
		['Nurul Huda Othman', 'Nurul H. O.'],
		['Budi Santoso', 'Budi S.'],
		['Hafiz bin Rahman', 'Hafiz R.'],
		['Ravi a/l Kumar', 'Ravi K.'],
		['Dr. Siti Aminah Zulkifli', 'Siti A. Z.'],
		['Othman, Nurul Huda', 'Nurul H. O.'],
		['Priya', 'Priya'],
		['jean-luc picard', 'jean-luc P.'],
		['王小明', '王.'],
		['김 민준', '김 민.'],
		['  Emily   Chan ', 'Emily C.'],
		['José María de la Cruz Fernández Ruiz', 'José M. C. F.'],
	])('tells of %s no more than %s', (name, shown) => {
		expect(initialName(name)).toBe(shown);
	});

	test('is none where an address stands in its place', () => {
		expect(initialName('secret@example.test')).toBeNull();
		expect(initialName('s•••@example.test')).toBeNull();
		expect(initialName('  ')).toBeNull();
	});

	test('of any length keeps one word and three letters', () => {
		expect(initialName(`${'A'.repeat(400)} ${'Bcd '.repeat(40)}`)?.length).toBeLessThan(32);
	});
});

test('items are short, three at most, and hold no address', () => {
	const items = [
		{ name: 'Gift for bob@example.test', quantity: 1 },
		{ name: 'A very long name of a product that nobody reads', quantity: 2 },
		{ name: 'Cap', quantity: 3 },
		{ name: 'Tote', quantity: 4 },
	];
	expect(shortItems(items)).toBe('1 × Gift for …, 2 × A very long name of a pr…, 3 × Cap');
});

test('a text of an alert holds no address', () => {
	expect(publicText('Mail to anna@example.test bounced', 100)).toBe('Mail to … bounced');
});
