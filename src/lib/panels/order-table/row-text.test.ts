import { describe, expect, it } from 'vitest';
import type { OrderRecord } from '$lib/domain/order.ts';
import { itemsText, statusText } from './row-text.ts';

const mug = { name: 'Mug', quantity: 2 };
const order = (change: Partial<OrderRecord>) => ({ items: [], itemsCount: null, ...change }) as OrderRecord;

describe('what an order holds', () => {
	it.each([
		['its items by name', { items: [mug, { name: 'Tee', quantity: 1 }], itemsCount: 2 }, '2 × Mug, 1 × Tee'],
		['how many were not named', { items: [mug], itemsCount: 1_005 }, '2 × Mug and 1,004 more'],
		['how many there are', { itemsCount: 3 }, '3 items'],
		['a single one', { itemsCount: 1 }, '1 item'],
		['nothing when nothing was told', {}, ''],
		['nothing when the count says none', { itemsCount: 0 }, ''],
	])('is said as %s', (_, change, text) => {
		expect(itemsText(order(change))).toBe(text);
	});
});

describe('a status', () => {
	it('without a word says so', () => {
		expect(statusText(order({ status: { kind: 'unknown', word: '', label: ' ' } }), null)).toBe('no status');
	});

	it('that lasts for too long says how long', () => {
		const waiting = order({ status: { kind: 'pending', word: 'pending', label: 'Pending' } });
		expect(statusText(waiting, null)).toBe('Pending');
		expect(statusText(waiting, 22 * 60_000)).toBe('Pending 22 min');
	});
});
