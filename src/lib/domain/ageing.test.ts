import { describe, expect, test } from 'vitest';
import type { StatusKind } from '../contract/events.ts';
import { lateFor, selectWaiting } from './ageing.ts';
import { DEFAULT_STATUS_GROUPS } from './figures.ts';
import { createMemory, draftMemory, remember, type Memory } from './memory.ts';
import type { OrderRecord } from './order.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MINUTE = 60_000;
const LIMIT = 20 * MINUTE;

function order(id: number, kind: StatusKind, placedAt: number | null, seenAt = NOON): OrderRecord {
	return {
		ref: `orders:${id}`,
		number: `ORD-${id}`,
		status: { word: kind, kind, label: kind },
		placedAt,
		seenAt,
	} as OrderRecord;
}

function held(orders: readonly OrderRecord[], capacity = 4_000): Memory<OrderRecord> {
	const draft = draftMemory(createMemory<OrderRecord>());
	for (const each of orders) remember(draft, each.ref, each, capacity);
	return draft;
}

const select = (orders: Memory<OrderRecord>, now: number, limit: number | null = LIMIT) =>
	selectWaiting(orders, DEFAULT_STATUS_GROUPS, now, limit);

describe('the orders that wait', () => {
	test('are none on an empty screen, nor when every order went on', () => {
		expect(select(held([]), NOON)).toEqual({ oldest: null, late: 0 });
		expect(select(held([order(1, 'paid', NOON)]), NOON + LIMIT)).toEqual({ oldest: null, late: 0 });
	});

	test('have an oldest one, by creation whatever the order of arrival', () => {
		const orders = held([
			order(1, 'pending', NOON),
			order(2, 'pending', NOON - MINUTE),
			order(3, 'pending', NOON + MINUTE),
			order(4, 'shipped', NOON - 60 * MINUTE),
		]);
		expect(select(orders, NOON).oldest).toEqual({
			ref: 'orders:2',
			number: 'ORD-2',
			since: NOON - MINUTE,
		});
	});

	test('wait since they were first seen where nobody told when they were placed', () => {
		const orders = held([order(1, 'pending', null, NOON - 3 * MINUTE), order(2, 'pending', NOON)]);
		expect(select(orders, NOON).oldest).toMatchObject({ ref: 'orders:1', since: NOON - 3 * MINUTE });
	});

	test('are late from the limit on, to the millisecond, and never without a limit', () => {
		const orders = held([order(1, 'pending', NOON), order(2, 'pending', NOON + 1)]);
		expect(select(orders, NOON + LIMIT - 1).late).toBe(0);
		expect(select(orders, NOON + LIMIT).late).toBe(1);
		expect(select(orders, NOON + LIMIT + 1).late).toBe(2);
		expect(select(orders, NOON + 10 * LIMIT, null)).toMatchObject({ late: 0, oldest: { ref: 'orders:1' } });
	});

	test('are those of the shop’s own words where it has groups of its own', () => {
		const groups = { ...DEFAULT_STATUS_GROUPS, pending: ['on_hold'] };
		const onHold = { ...order(2, 'unknown', NOON), status: { word: 'on_hold', kind: 'unknown', label: '' } };
		const orders = held([order(1, 'pending', NOON), onHold as OrderRecord]);
		expect(selectWaiting(orders, groups, NOON + LIMIT, LIMIT)).toMatchObject({
			oldest: { ref: 'orders:2' },
			late: 1,
		});
		// The same memory read by other groups is read anew.
		expect(select(orders, NOON + LIMIT).oldest?.ref).toBe('orders:1');
	});

	test('count once, as their latest message left them, in whichever generation that stands', () => {
		const placed = Array.from({ length: 1_000 }, (_, id) => order(id, 'pending', NOON + id));
		// Of what was placed first every order went on since, far enough apart to stand in another generation.
		const paid = placed.slice(0, 400).map((each) => ({ ...each, status: order(0, 'paid', 0).status }));
		const orders = held([...placed, ...paid], 600);
		expect(orders.old.size * orders.young.size * orders.fresh.size).toBeGreaterThan(0);
		expect(select(orders, NOON + 2 * LIMIT)).toMatchObject({ oldest: { ref: 'orders:400' }, late: 600 });
	});
});

test('a late order tells how long it has waited; one that went on is not late', () => {
	const wait = (each: OrderRecord, now: number, limit: number | null = LIMIT) =>
		lateFor(each, DEFAULT_STATUS_GROUPS, now, limit);
	expect(wait(order(1, 'pending', NOON), NOON + LIMIT - 1)).toBe(null);
	expect(wait(order(1, 'pending', NOON), NOON + LIMIT)).toBe(LIMIT);
	expect(wait(order(1, 'pending', NOON), NOON + 22 * MINUTE)).toBe(22 * MINUTE);
	expect(wait(order(1, 'pending', NOON), NOON + 22 * MINUTE, null)).toBe(null);
	expect(wait(order(1, 'paid', NOON), NOON + LIMIT)).toBe(null);
});
