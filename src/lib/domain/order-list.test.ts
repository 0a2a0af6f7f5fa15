import { describe, expect, it } from 'vitest';
import type { Status, StatusKind } from '../contract/events.ts';
import { createMemory, draftMemory, remember, type Memory } from './memory.ts';
import { selectOrders } from './order-list.ts';
import { DEFAULT_ORDER_QUERY, type OrderQuery, type OrderSort } from './order-query.ts';
import type { OrderRecord } from './order.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const TODAY = '2026-11-21';

const status = (word: string): Status => ({ word, kind: word as StatusKind, label: `Is ${word}` });

function order(id: number | string, change: Partial<OrderRecord> = {}): OrderRecord {
	return {
		ref: `orders:${id}`,
		source: 'orders',
		id: String(id),
		number: `ORD-${id}`,
		status: status('pending'),
		customer: null,
		customerId: null,
		items: [],
		itemsCount: null,
		total: null,
		totalText: null,
		stay: null,
		day: TODAY,
		version: null,
		placedAt: NOON,
		seenAt: NOON,
		changedAt: NOON,
		steps: [],
		...change,
	};
}

function remembered(...orders: OrderRecord[]): Memory<OrderRecord> {
	const draft = draftMemory(createMemory<OrderRecord>());
	for (const one of orders) remember(draft, one.ref, one, 10_000);
	return draft;
}

const select = (orders: readonly OrderRecord[], query: Partial<OrderQuery> = {}) =>
	selectOrders(remembered(...orders), { ...DEFAULT_ORDER_QUERY, ...query }, TODAY);
const ids = (orders: readonly OrderRecord[], query: Partial<OrderQuery> = {}) =>
	select(orders, query).rows.map(({ id }) => id);
const money = (currency: string, minor: number) => ({ total: { currency, minor } });

describe('what is remembered', () => {
	it('is listed once, as its freshest generation has it', () => {
		const memory: Memory<OrderRecord> = {
			fresh: new Map([['orders:1', order(1, { status: status('paid') })]]),
			young: new Map([
				['orders:1', order(1, { status: status('confirmed') })],
				['orders:2', order(2, { status: status('confirmed') })],
			]),
			old: new Map([
				['orders:1', order(1)],
				['orders:2', order(2)],
				['orders:3', order(3)],
			]),
			hasForgotten: true,
		};
		const list = selectOrders(memory, DEFAULT_ORDER_QUERY, TODAY);
		expect(list.rows.map(({ id, status: { word } }) => `${id} ${word}`)).toEqual([
			'1 paid',
			'2 confirmed',
			'3 pending',
		]);
		expect(list).toMatchObject({ all: 3, hasForgotten: true });
		expect(list.byRef.get('orders:1')?.status.word).toBe('paid');
	});

	it('is nothing before the first order', () => {
		expect(select([])).toEqual({
			rows: [],
			all: 0,
			byStatus: new Map(),
			byRef: new Map(),
			currencies: [],
			sources: [],
			hasStays: false,
			hasForgotten: false,
		});
	});

	it('names every currency and source, also those that the query leaves out', () => {
		const list = select(
			[
				order(1, money('USD', 1)),
				order(2, { ...money('MYR', 1), source: 'bookings' }),
				order(3, money('', 1)),
			],
			{ currency: 'MYR' },
		);
		expect(list.currencies).toEqual(['MYR', 'USD']);
		expect(list.sources).toEqual(['bookings', 'orders']);
	});

	it('says whether a row is a stay', () => {
		const stay = { from: '2026-01-04', until: '2026-01-09' };
		expect(select([order(1, { stay }), order(2)]).hasStays).toBe(true);
		expect(select([order(1, { stay }), order(2)], { search: 'ORD-2' }).hasStays).toBe(false);
	});
});

describe('a search', () => {
	const orders = [
		order(1, {
			number: '10476',
			customer: 'José Álvarez',
			items: [
				{ name: 'Trail tee', quantity: 1 },
				{ name: 'Enamel mug', quantity: 2 },
			],
			...money('MYR', 123_450),
		}),
		order(2, { customer: 'Łukasz Straße', status: status('paid'), totalText: 'RM one' }),
		order(3, { customer: 'Siti Aminah' }),
	];

	it.each([
		['a number', '10476', '1'],
		['a number as it is shown', '#10476', '1'],
		['an id', '2', '1 2'],
		['a name in any case', 'JOSÉ', '1'],
		['a name without its accents', 'alvarez', '1'],
		['a name with accents it has not', 'sítí', '3'],
		['letters that only some alphabets have', 'lukasz strasse', '2'],
		['any of the items', 'mug', '1'],
		['the status as it is shown', 'is paid', '2'],
		['an amount as it is shown', '1,234.50', '1'],
		['an amount as it is shown in Indonesian', '1.234,50', '1'],
		['an amount as it is typed', '1234.5', '1'],
		['an amount as it is typed with a comma', '1234,5', '1'],
		['an amount with its currency', 'myr 1234.50', '1'],
		['an amount as sent', 'rm one', '2'],
		['words of different fields in any order', 'mug jose', '1'],
		['spaces only', '   ', '1 2 3'],
	])('finds %s', (_, search, found) => {
		expect(ids(orders, { search, sort: 'number', isDescending: false }).sort().join(' ')).toBe(found);
	});

	it('finds nothing when one of its words is nowhere', () => {
		expect(ids(orders, { search: 'jose siti' })).toEqual([]);
	});

	it('takes no sign for a pattern', () => {
		expect(ids(orders, { search: '.*' })).toEqual([]);
	});

	it('finds an order by what it became, not by what it was', () => {
		const before = order(1);
		expect(ids([before], { search: 'pending' })).toEqual(['1']);
		const after = { ...before, status: status('paid') };
		expect(ids([before, after], { search: 'pending' })).toEqual([]);
	});
});

describe('the filters', () => {
	const orders = [
		order(1, { ...money('MYR', 1) }),
		order(2, { ...money('MYR', 1), status: status('paid'), day: '2026-11-20' }),
		order(3, { ...money('USD', 1), status: status('paid'), source: 'bookings' }),
		order(4, { status: status('paid'), day: null }),
	];

	it('count the orders of each status whichever status is asked for', () => {
		const list = select(orders, { status: 'pending' });
		expect(list.rows.map(({ id }) => id)).toEqual(['1']);
		expect(list.all).toBe(4);
		expect([...list.byStatus]).toEqual([
			['pending', 1],
			['paid', 3],
		]);
	});

	it('count after search, currency, source and day', () => {
		expect(select(orders, { currency: 'MYR' })).toMatchObject({ all: 2 });
		expect(select(orders, { search: 'ord-3', status: 'pending' })).toMatchObject({ all: 1, rows: [] });
		expect(select(orders, { source: 'bookings' })).toMatchObject({ all: 1 });
	});

	it('take only what was placed today for today’s', () => {
		expect(ids(orders, { day: 'today' })).toEqual(['1', '3']);
	});
});

describe('the order of the rows', () => {
	const sorted = (orders: readonly OrderRecord[], sort: OrderSort, isDescending = false) =>
		ids(orders, { sort, isDescending }).join(' ');

	it('is the latest placed first by default, those placed unseen last', () => {
		const orders = [
			order(1, { placedAt: NOON + 1 }),
			order(2, { placedAt: null, seenAt: NOON + 99 }),
			order(3, { placedAt: NOON + 3 }),
			order(4, { placedAt: null, seenAt: NOON + 100 }),
		];
		expect(ids(orders)).toEqual(['3', '1', '4', '2']);
		expect(sorted(orders, 'placed')).toBe('1 3 4 2');
	});

	it('counts in numbers', () => {
		const orders = [order(10), order(9), order(100)];
		expect(sorted(orders, 'number')).toBe('9 10 100');
		expect(sorted(orders, 'number', true)).toBe('100 10 9');
	});

	it('is by name without case and accents, no name last', () => {
		const orders = [
			order(1, { customer: 'bea' }),
			order(2, { customer: 'Ángel' }),
			order(3),
			order(4, { customer: 'Carl' }),
		];
		expect(sorted(orders, 'customer')).toBe('2 1 4 3');
		expect(sorted(orders, 'customer', true)).toBe('4 1 2 3');
	});

	it('never compares amounts of two currencies, and puts unreadable ones last', () => {
		const orders = [
			order(1, money('USD', 500)),
			order(2, money('IDR', 41_250_000)),
			order(3, { totalText: 'abc' }),
			order(4, money('USD', 100)),
			order(5, money('IDR', 10_000)),
		];
		expect(sorted(orders, 'total')).toBe('5 2 4 1 3');
		expect(sorted(orders, 'total', true)).toBe('2 5 1 4 3');
	});

	it('follows an order’s way through the shop', () => {
		const orders = ['unknown', 'delivered', 'pending', 'cancelled', 'paid'].map((word, index) =>
			order(index, { status: status(word) }),
		);
		expect(sorted(orders, 'status')).toBe('2 4 1 3 0');
	});

	it('is by the latest change', () => {
		const orders = [order(1, { changedAt: NOON + 5 }), order(2, { changedAt: NOON + 9 })];
		expect(sorted(orders, 'changed', true)).toBe('2 1');
	});

	it('breaks ties by the later placed, then by ref, whichever way and however they came', () => {
		const orders = [
			order('c', { status: status('paid') }),
			order('a', { status: status('paid') }),
			order('b', { status: status('paid'), placedAt: NOON + 1 }),
		];
		for (const isDescending of [true, false]) {
			expect(sorted(orders, 'status', isDescending)).toBe('b a c');
			expect(sorted(orders.toReversed(), 'status', isDescending)).toBe('b a c');
		}
	});

	it('leaves the memory as it was', () => {
		const memory = remembered(order(2), order(1));
		const copy = structuredClone(memory);
		selectOrders(memory, DEFAULT_ORDER_QUERY, TODAY);
		expect(memory).toEqual(copy);
	});
});
