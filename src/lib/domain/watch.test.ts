import { describe, expect, test } from 'vitest';
import type { CartChanged, EventBase, NotificationReceived, TradeMatched } from '../contract/events.ts';
import { createCarts, noteCart } from './carts.ts';
import { createMemory, draftMemory, remember, type Memory } from './memory.ts';
import { createNotices, noteNotification } from './notices.ts';
import type { OrderRecord } from './order.ts';
import { createTrades, noteTrade } from './trades.ts';
import {
	parsePins,
	PINS_LIMIT,
	selectWatched,
	togglePin,
	WATCHED_ROWS_LIMIT,
	writePins,
	type Known,
	type Pin,
} from './watch.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');

const pin = (change: Partial<Pin> = {}): Pin => ({
	kind: 'order',
	id: '15',
	source: null,
	label: null,
	at: NOON,
	...change,
});

const customer = (id: string, source: string | null = null) => pin({ kind: 'customer', id, source });

describe('what is stored', () => {
	test('comes back as it was', () => {
		const pins = [pin(), customer('7', 'shop'), pin({ id: '9', label: 'The late one' })];
		expect(parsePins(writePins(pins))).toEqual(pins);
	});

	test.each([
		['nothing', null],
		['no JSON', '{'],
		['no list', '{"kind":"order"}'],
		['another kind', '[{"kind":"shop","id":"1","at":1}]'],
		['an id that is no text', '[{"kind":"order","id":1,"at":1}]'],
		['a blank id', '[{"kind":"order","id":" ","at":1}]'],
		['an endless id', `[{"kind":"order","id":"${'9'.repeat(500)}","at":1}]`],
		['no time', '[{"kind":"order","id":"1"},null,[]]'],
	])('and is %s is absent', (_, text) => {
		expect(parsePins(text)).toEqual([]);
	});

	test('is capped, told once, and loses only what cannot be read', () => {
		const many = Array.from({ length: PINS_LIMIT + 5 }, (_, index) => pin({ id: `${index}` }));
		expect(parsePins(writePins(many))).toHaveLength(PINS_LIMIT);
		expect(
			parsePins(JSON.stringify([pin(), 'noise', pin(), { ...pin({ id: '2' }), source: 5, label: 5 }])),
		).toEqual([pin(), pin({ id: '2' })]);
	});
});

describe('pinning', () => {
	test('the same pin again is taken off, with another source it is another pin', () => {
		const one = togglePin([], pin());
		expect(togglePin(one, pin({ at: NOON + 5 }))).toEqual([]);
		expect(togglePin(one, pin({ source: 'shop' }))).toHaveLength(2);
	});

	test('a full list takes no more, but lets go', () => {
		const full = Array.from({ length: PINS_LIMIT }, (_, index) => pin({ id: `${index}` }));
		expect(togglePin(full, pin({ id: 'new' }))).toBe(full);
		expect(togglePin(full, pin({ id: '3' }))).toHaveLength(PINS_LIMIT - 1);
	});

	test('an id of blanks is none', () => {
		expect(togglePin([], pin({ id: '  ' }))).toEqual([]);
		expect(togglePin([], pin({ id: ' 15 ' }))).toEqual([pin()]);
	});
});

function record(id: string, change: Partial<OrderRecord> = {}): OrderRecord {
	const source = change.source ?? 'shop';
	return {
		id,
		ref: `${source}:${id}`,
		source,
		number: `ORD-${id}`,
		status: { kind: 'pending', word: 'pending', label: 'Pending' },
		customer: null,
		customerId: null,
		items: [],
		itemsCount: null,
		total: null,
		totalText: null,
		stay: null,
		day: null,
		version: null,
		placedAt: null,
		seenAt: NOON,
		changedAt: NOON,
		steps: [],
		...change,
	};
}

function remembered(records: readonly OrderRecord[]): Memory<OrderRecord> {
	const draft = draftMemory(createMemory<OrderRecord>());
	for (const one of records) remember(draft, one.ref, one, 4_000);
	return draft;
}

const base: EventBase = {
	key: 'k',
	source: 'shop',
	channel: 'c',
	name: 'n',
	receivedAt: NOON,
	occurredAt: null,
	version: null,
	hasIdentity: true,
	subject: null,
	flaws: [],
};

const known = (orders: readonly OrderRecord[], rest: Partial<Known> = {}): Known => ({
	orders: remembered(orders),
	carts: createCarts(),
	trades: createTrades(),
	notices: createNotices(),
	...rest,
});

const only = (one: Pin, all: Known) => selectWatched([one], all).watched[0];

describe('what is known of an order', () => {
	const orders = [record('15'), record('15', { source: 'other' }), record('16')];

	test('is its record in every source, or in the one that is named', () => {
		expect(only(pin(), known(orders))?.orders.map(({ ref }) => ref)).toEqual(['shop:15', 'other:15']);
		expect(only(pin({ source: 'other' }), known(orders))?.orders.map(({ ref }) => ref)).toEqual(['other:15']);
	});

	test('is found by its number too, with or without the mark', () => {
		const byNumber = (id: string) =>
			only(pin({ id }), known([record('3', { number: '#1044' })]))?.orders.length;
		expect([byNumber('1044'), byNumber('#1044'), byNumber('3'), byNumber('4')]).toEqual([1, 1, 1, 0]);
	});

	test('is its latest record, wherever the memory keeps the older ones', () => {
		const others = Array.from({ length: 600 }, (_, index) => record(`n${index}`));
		const late = record('15', { changedAt: NOON + 1 });
		expect(only(pin(), known([record('15'), ...others, late]))?.orders).toEqual([late]);
	});
});

describe('what is known of a customer', () => {
	test('is their orders, the latest change first, up to a cap', () => {
		const orders = Array.from({ length: WATCHED_ROWS_LIMIT + 5 }, (_, index) =>
			record(`${index}`, { customerId: '7', changedAt: NOON + index }),
		);
		const rows = only(customer('7'), known([...orders, record('x', { customerId: '8' })]))?.orders ?? [];
		expect(rows).toHaveLength(WATCHED_ROWS_LIMIT);
		expect(rows[0]?.id).toBe(`${WATCHED_ROWS_LIMIT + 4}`);
	});

	test('is their cart, their trades with the side, and what they were notified of', () => {
		const none = { money: null, text: null };
		const cart: CartChanged = {
			type: 'cart.changed',
			...base,
			cart: { customerId: '7', condition: 'raya', message: null, subtotal: none, total: none, savings: none },
		};
		const trade = (id: string, buyerId: string, sellerId: string): TradeMatched => ({
			type: 'trade.matched',
			...base,
			trade: {
				id,
				symbol: 'BTC',
				price: '1',
				amount: '1',
				worth: '1',
				buyerId,
				sellerId,
				buyOrderId: null,
				sellOrderId: null,
			},
		});
		const notification = (id: string, of: string): NotificationReceived => ({
			type: 'notification.received',
			...base,
			subject: { kind: 'customer', id: of },
			notification: { id, kind: 'k', title: `to ${of}`, message: null, severity: null, who: null },
		});
		const all = known([], {
			carts: noteCart(createCarts(), cart),
			trades: [trade('1', '7', '8'), trade('2', '8', '7'), trade('3', '8', '9')].reduce(
				noteTrade,
				createTrades(),
			),
			notices: [notification('1', '7'), notification('2', '8')].reduce(noteNotification, createNotices()),
		});
		const seven = only(customer('7'), all);
		expect(seven?.carts.map(({ condition }) => condition)).toEqual(['raya']);
		expect(seven?.trades.map(({ id, side }) => [id, side])).toEqual([
			['2', 'sold'],
			['1', 'bought'],
		]);
		expect(seven?.notifications.map(({ title }) => title)).toEqual(['to 7']);
		expect(only(customer('7', 'other'), all)).toMatchObject({ carts: [], trades: [], notifications: [] });
		expect(only(pin({ id: '7' }), all)).toMatchObject({ carts: [], trades: [], notifications: [] });
	});
});

test('a full list of pins says so, each in its place', () => {
	const pins = Array.from({ length: PINS_LIMIT }, (_, index) => pin({ id: `${index}` }));
	const view = selectWatched(pins, known([record('3')]));
	expect(view.isFull).toBe(true);
	expect(view.watched.map(({ orders }) => orders.length)).toEqual(pins.map(({ id }) => (id === '3' ? 1 : 0)));
	expect(selectWatched([], known([]))).toEqual({ watched: [], isFull: false });
});
