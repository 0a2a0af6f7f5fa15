import { describe, expect, test } from 'vitest';
import type { EventBase, ShopEvent, Status } from '../contract/events.ts';
import {
	createInspector,
	describeEvent,
	hintFor,
	INSPECTOR_LIMIT,
	NO_FILTER,
	noteFrames,
	selectInspector,
	toNdjson,
	type NewEntry,
} from './inspector.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');

function entry(change: Partial<NewEntry> = {}): NewEntry {
	return {
		at: NOON,
		verdict: 'accepted',
		channel: 'private-admin.orders',
		name: 'order.created',
		reading: 'new order #1',
		reason: null,
		flaws: [],
		payload: { order_id: 1 },
		source: 'orders',
		...change,
	};
}

const noted = (...entries: readonly NewEntry[]) => noteFrames(createInspector(), entries);

describe('keeping messages', () => {
	test('the newest message is the first row', () => {
		const state = noteFrames(noted(entry({ name: 'first' })), [entry({ name: 'second' })]);
		expect(selectInspector(state, NO_FILTER).rows.map(({ name }) => name)).toEqual(['second', 'first']);
	});

	test('a batch larger than what is kept leaves its last part, and ids go on counting', () => {
		const before = noted(entry({ name: 'before' }));
		const state = noteFrames(
			before,
			Array.from({ length: INSPECTOR_LIMIT + 10 }, (_, index) => entry({ name: `n${index}` })),
		);
		const view = selectInspector(state, NO_FILTER);
		expect(view.rows).toHaveLength(INSPECTOR_LIMIT);
		expect(view.rows[0]?.name).toBe(`n${INSPECTOR_LIMIT + 9}`);
		expect(view.rows.at(-1)?.name).toBe('n10');
		expect(view.noted).toBe(INSPECTOR_LIMIT + 11);
		expect(view.rows[0]?.id).toBe(INSPECTOR_LIMIT + 11);
	});

	test('past the cap the oldest leaves, whether they come one by one or together', () => {
		let state = noteFrames(
			createInspector(),
			Array.from({ length: INSPECTOR_LIMIT }, (_, index) => entry({ name: `n${index}` })),
		);
		state = noteFrames(state, [entry({ name: 'last' })]);
		const { rows } = selectInspector(state, NO_FILTER);
		expect(rows).toHaveLength(INSPECTOR_LIMIT);
		expect(rows.at(-1)?.name).toBe('n1');
		expect(new Set(rows.map(({ id }) => id)).size).toBe(INSPECTOR_LIMIT);
	});

	test('each payload is measured as it is kept, and a fact about the line has none', () => {
		const { entries } = noted(entry(), entry({ verdict: 'line', payload: null }));
		expect(entries.map(({ bytes }) => bytes)).toEqual([14, null]);
	});

	test('no message is no new state', () => {
		const state = createInspector();
		expect(noteFrames(state, [])).toBe(state);
	});
});

describe('choosing rows', () => {
	const state = noted(
		entry({ payload: { order: { number: 'ORD-77' } } }),
		entry({ verdict: 'rejected', channel: 'private-admin.payments', reason: 'There is no status.' }),
		entry({ verdict: 'unknown', name: 'sale.done' }),
		entry({ verdict: 'line', channel: '', name: '', reading: 'connected' }),
	);

	test('counts say what each verdict would leave, whichever is chosen', () => {
		const view = selectInspector(state, { ...NO_FILTER, verdict: 'rejected' });
		expect(view.rows).toHaveLength(1);
		expect(view.counts).toEqual({
			accepted: 1,
			recovered: 0,
			duplicate: 0,
			late: 0,
			rejected: 1,
			unknown: 1,
			line: 1,
		});
	});

	test('a text is looked for in names, reasons and deep in payloads, in any case', () => {
		const names = (text: string) =>
			selectInspector(state, { ...NO_FILTER, text }).rows.map(({ verdict }) => verdict);
		expect(names('SALE.')).toEqual(['unknown']);
		expect(names('no status')).toEqual(['rejected']);
		expect(names('ord-77')).toEqual(['accepted']);
		expect(names('nowhere')).toEqual([]);
	});

	test('a channel leaves its own rows, and every channel stays to be chosen', () => {
		const view = selectInspector(state, { ...NO_FILTER, channel: 'private-admin.payments' });
		expect(view.rows.map(({ verdict }) => verdict)).toEqual(['rejected']);
		expect(view.channels).toEqual(['private-admin.orders', 'private-admin.payments']);
	});

	test('an endlessly nested payload is searched without end to the stack', () => {
		let payload: unknown = 'needle';
		for (let level = 0; level < 50_000; level += 1) payload = [payload];
		const deep = noted(entry({ payload }));
		expect(selectInspector(deep, { ...NO_FILTER, text: 'needle' }).rows).toEqual([]);
		expect(toNdjson(deep.entries)).toContain('cannot be written as JSON');
	});
});

test('a held list stands while messages come, is still filtered, and says how many wait', () => {
	const held = noted(entry({ name: 'a' }), entry({ name: 'b', verdict: 'late' }));
	const flood = Array.from({ length: INSPECTOR_LIMIT * 2 }, () => entry({ name: 'flood' }));
	const later = noteFrames(held, flood);
	const view = selectInspector(later, { ...NO_FILTER, verdict: 'late' }, held);
	expect(view.rows.map(({ name }) => name)).toEqual(['b']);
	expect(view.waiting).toBe(INSPECTOR_LIMIT * 2);
	expect(selectInspector(later, NO_FILTER).waiting).toBeNull();
});

test('an export is one JSON object a line, with the time in ISO', () => {
	const { entries } = noted(entry({ payload: { text: 'two\nlines' } }), entry({ at: Number.NaN }));
	const lines = toNdjson(entries).split('\n');
	expect(lines).toHaveLength(3);
	expect(lines[2]).toBe('');
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({
		at: '2026-11-21T04:00:00.000Z',
		verdict: 'accepted',
		payload: { text: 'two\nlines' },
	});
	expect(JSON.parse(lines[1] ?? '').at).toBeNull();
});

describe('reading a message in one line', () => {
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
	const none = { money: null, text: null };
	const paid: Status = { kind: 'paid', word: 'paid', label: 'Paid' };
	const order = {
		id: '15',
		number: '10476',
		status: paid,
		customer: 'Ann Lee',
		customerId: '7',
		items: [],
		itemsCount: null,
		total: { currency: 'MYR', minor: 24_890 },
		totalText: null,
		stay: null,
	};
	const customerMustNotShow = 'Ann Lee';
	const cases: readonly (readonly [ShopEvent, string])[] = [
		[
			{ type: 'order.created', ...base, order, ordersToday: 1284 },
			'new order #10476, Paid, MYR 248.90, 1,284 today',
		],
		[
			{
				type: 'order.status.changed',
				...base,
				order: { id: '15', status: paid },
				previous: { kind: 'pending', word: 'pending', label: 'Pending' },
				changedBy: customerMustNotShow,
			},
			'order #15 Paid, before Pending',
		],
		[
			{
				type: 'payment.processed',
				...base,
				payment: {
					id: 'P3',
					outcome: 'failed',
					word: 'failed',
					method: 'card',
					amount: { money: null, text: 'EGP 100' },
					reason: null,
					orderId: '15',
					orderNumber: null,
					customer: customerMustNotShow,
				},
			},
			'payment P3 failed, order #15, “EGP 100”, card',
		],
		[
			{
				type: 'stock.changed',
				...base,
				product: {
					id: '1',
					name: 'Mug',
					sku: null,
					category: null,
					level: 'out',
					word: 'out_of_stock',
					stock: 0,
					threshold: 5,
				},
			},
			'Mug out of stock, 0 in stock',
		],
		[
			{
				type: 'visitor.left',
				...base,
				visitor: { id: '7', name: customerMustNotShow },
				activeVisitors: null,
				lastedMs: null,
			},
			'a visitor left',
		],
		[
			{
				type: 'cart.changed',
				...base,
				cart: {
					customerId: '7',
					condition: 'black-friday',
					message: null,
					subtotal: none,
					total: { money: { currency: 'MYR', minor: 123_450 }, text: null },
					savings: none,
				},
			},
			'condition black-friday removed from a cart, MYR 1,234.50',
		],
		[
			{
				type: 'trade.matched',
				...base,
				trade: {
					id: '5',
					symbol: 'BTC',
					price: '50000',
					amount: '0.00000001',
					worth: '0.0005',
					buyerId: '1',
					sellerId: '2',
					buyOrderId: null,
					sellOrderId: null,
				},
			},
			'trade 5, 0.00000001 BTC at 50000',
		],
		[{ type: 'refresh.asked', ...base }, 'asks for fresh figures'],
	];

	test.each(cases)('$type', (event, line) => {
		expect(describeEvent(event)).toBe(line);
		expect(describeEvent(event)).not.toContain(customerMustNotShow);
	});

	test('foreign text neither turns the line nor overflows it', () => {
		const line = describeEvent({
			type: 'activity.recorded',
			...base,
			activity: {
				id: null,
				action: 'a',
				label: `\u202e${'x'.repeat(500)}`,
				description: null,
				who: null,
				severity: null,
			},
		});
		expect(line).not.toContain('\u202e');
		expect(line.length).toBeLessThan(120);
	});
});

describe('hints for names that no source maps', () => {
	const known = ['order.created', 'App\\Events\\NewOrderEvent', 'payment.success'];

	test.each([
		['order.created', /mapped, but not on this channel/],
		['.order.created', /leading dot/],
		['Order.Created', /upper and lower case only/],
		['order-created', /differs from the mapped “order.created” in dots/i],
		['App\\Events\\OrderCreated', /broadcastAs\(\).*“order.created”/],
		['App\\Events\\OrderCreatedEvent', /“order.created”/],
		['App\\Events\\order\\created', /leading dot.*“order.created”/],
		['App\\Events\\SomethingElse', /class name.*whole, backslashes included/],
		['new-order', /class name “App\\Events\\NewOrderEvent”/],
	])('%s', (name, hint) => {
		expect(hintFor(name, known)).toMatch(hint);
	});

	test('a name that nothing comes near to gets none', () => {
		expect(hintFor('sale.done', known)).toBeNull();
		expect(hintFor('…', known)).toBeNull();
	});
});
