import { describe, expect, test } from 'vitest';
import type { OrderCreated, OrderStatusChanged, ShopEvent, Status } from '../contract/events.ts';
import { reduce, UNREAD_LIMIT } from './dashboard.ts';
import type { Input } from './input.ts';
import { createDashboard, type DashboardState } from './dashboard-state.ts';
import { SAME_EVENT_WITHIN_MS } from './duplicates.ts';
import { FEED_LIMIT } from './feed.ts';
import { CURRENCIES_LIMIT, DEFAULT_STATUS_GROUPS, selectOrdersToday } from './figures.ts';
import { ORDERS_REMEMBERED } from './order-book.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const RULES = { zone: 'Asia/Kuala_Lumpur', groups: DEFAULT_STATUS_GROUPS };

const status = (word: string): Status => ({ word, kind: word as Status['kind'], label: word });

let serial = 0;

function created(
	id: number | string,
	change: Partial<OrderCreated> & { minor?: number | null; word?: string } = {},
): OrderCreated {
	const { minor = 1_000, word = 'pending', ...rest } = change;
	return {
		type: 'order.created',
		key: `k${(serial += 1)}`,
		source: 'orders',
		channel: 'private-admin.orders',
		name: 'order.created',
		receivedAt: NOON,
		occurredAt: null,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		ordersToday: null,
		order: {
			id: String(id),
			number: `ORD-${id}`,
			status: status(word),
			customer: 'Ann',
			customerId: null,
			items: [],
			itemsCount: null,
			total: minor === null ? null : { currency: 'MYR', minor },
			totalText: null,
			stay: null,
		},
		...rest,
	};
}

function changed(
	id: number | string,
	previous: string | null,
	word: string,
	change: Partial<OrderStatusChanged> = {},
): OrderStatusChanged {
	return {
		type: 'order.status.changed',
		key: `k${(serial += 1)}`,
		source: 'orders',
		channel: 'private-admin.orders',
		name: 'order.status.updated',
		receivedAt: NOON + 1_000,
		occurredAt: null,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		previous: previous === null ? null : status(previous),
		changedBy: 'Mei Lin',
		order: { id: String(id), status: status(word) } as OrderStatusChanged['order'],
		...change,
	};
}

const isEvent = (input: Input | ShopEvent): input is ShopEvent => 'key' in input;

const run = (
	inputs: readonly (Input | ShopEvent)[],
	state: DashboardState = createDashboard(NOON, RULES),
	rules = RULES,
) =>
	reduce(
		state,
		inputs.map((input) => (isEvent(input) ? { type: 'accepted', event: input, payload: {} } : input)),
		rules,
	);

describe('counters', () => {
	test('tell so many currencies apart, and count the rest as without an amount', () => {
		const orders = Array.from({ length: CURRENCIES_LIMIT + 3 }, (_, index) => {
			const order = created(index);
			return { ...order, order: { ...order.order, total: { currency: `X${index}`, minor: 1 } } };
		});
		const { figures } = run(orders);
		expect(figures.revenue.size).toBe(CURRENCIES_LIMIT);
		expect(figures.withoutAmount).toBe(3);
	});

	test('follow an order from creation to the end', () => {
		const state = run([
			created(1),
			created(2),
			changed(1, 'pending', 'paid'),
			changed(2, 'pending', 'cancelled'),
		]);
		expect(state.figures).toMatchObject({ pending: 0, confirmed: 1, total: 2, withoutAmount: 0 });
		expect(selectOrdersToday(state.figures)).toBe(2);
		expect(state.figures.revenue.get('MYR')).toBe(1_000);
	});

	test('are the same whether events come one by one or in one batch', () => {
		const events = [
			created(1),
			changed(1, 'pending', 'paid'),
			created(2),
			changed(3, 'paid', 'shipped'),
			created(3),
		];
		const single = events.reduce((state, event) => run([event], state), createDashboard(NOON, RULES));
		expect(run(events)).toEqual(single);
	});

	test('never fall below zero when a change is the first thing heard of an order', () => {
		const state = run([changed(9, 'pending', 'confirmed'), changed(9, 'confirmed', 'cancelled')]);
		expect(state.figures).toMatchObject({ pending: 0, confirmed: 0, total: 1 });
		expect(selectOrdersToday(state.figures)).toBe(0);
	});

	test('take a creation that comes after its change once, and keep the newer status', () => {
		const state = run([changed(4, 'pending', 'paid'), created(4)]);
		expect(state.figures).toMatchObject({ pending: 0, confirmed: 1, total: 1 });
		expect(selectOrdersToday(state.figures)).toBe(1);
		expect(state.feed).toHaveLength(1);
	});

	test('go on from what the shop itself stated', () => {
		const state = run([created(1, { ordersToday: 17 }), created(2)]);
		expect(selectOrdersToday(state.figures)).toBe(18);
	});

	test('keep currencies apart and say how many orders have no amount', () => {
		const rupiah = created(2);
		const state = run([
			created(1),
			{ ...rupiah, order: { ...rupiah.order, total: { currency: 'IDR', minor: 1_500_000 } } },
			created(3, { minor: null }),
		]);
		expect([...state.figures.revenue]).toEqual([
			['MYR', 1_000],
			['IDR', 1_500_000],
		]);
		expect(state.figures.withoutAmount).toBe(1);
	});

	test('follow groups of the shop’s own words', () => {
		const groups = { pending: ['on_hold'], confirmed: ['ready'], unearned: [] };
		const inputs = [created(1, { word: 'on_hold' }), created(2, { word: 'pending' })];
		const state = run(inputs, createDashboard(NOON, RULES), { ...RULES, groups });
		expect(state.figures.pending).toBe(1);
	});

	test('start today’s figures again at the shop’s midnight, and keep what is open', () => {
		const midnight = Date.parse('2026-11-21T16:00:00Z');
		const state = run([created(1), { type: 'time.passed', at: midnight - 1 }]);
		expect(selectOrdersToday(state.figures)).toBe(1);
		const next = run(
			[
				{ type: 'time.passed', at: midnight },
				changed(1, 'pending', 'cancelled', { receivedAt: midnight + 1 }),
			],
			state,
		);
		expect(next.figures).toMatchObject({ day: '2026-11-22', pending: 0, total: 1 });
		expect(selectOrdersToday(next.figures)).toBe(0);
		expect(next.figures.revenue.get('MYR') ?? 0).toBe(0);
	});

	test('do not count an order of another day as today’s', () => {
		const state = run([created(1, { occurredAt: Date.parse('2026-01-23T09:15:30Z') })]);
		expect(selectOrdersToday(state.figures)).toBe(0);
		expect(state.figures).toMatchObject({ total: 1, pending: 1 });
		expect(state.figures.revenue.size).toBe(0);
	});
});

describe('what is not of today or not the latest', () => {
	test('a shop whose clock is ahead creates no order of tomorrow', () => {
		const late = Date.parse('2026-11-21T15:59:30Z');
		const state = run([created(1, { receivedAt: late, occurredAt: late + 60_000 })]);
		expect(selectOrdersToday(state.figures)).toBe(1);
		const next = run([changed(1, 'pending', 'cancelled', { receivedAt: late + 90_000 })], state);
		expect([...next.figures.revenue.values()].every((minor) => minor >= 0)).toBe(true);
	});

	test('a count that was stated before midnight is not today’s', () => {
		const midnight = Date.parse('2026-11-21T16:00:00Z');
		const state = run([
			created(1, { receivedAt: midnight + 10_000, occurredAt: midnight - 2_000, ordersToday: 500 }),
		]);
		expect(selectOrdersToday(state.figures)).toBe(0);
	});

	test('statements that overtake each other never count down', () => {
		const state = run([created(1, { ordersToday: 11 }), created(2, { ordersToday: 10 })]);
		expect(selectOrdersToday(state.figures)).toBe(11);
	});

	test('an order known by a change only brings no money of today', () => {
		const total = { currency: 'MYR', minor: 99_900 };
		const state = run([
			changed(1, 'shipped', 'delivered', { order: { id: '1', status: status('delivered'), total } }),
		]);
		expect(state.figures).toMatchObject({ total: 1, withoutAmount: 0 });
		expect(state.figures.revenue.size).toBe(0);
	});

	test('a creation after its change keeps the newer amount, unless it is the newer one itself', () => {
		const total = { currency: 'MYR', minor: 120 };
		const change = changed(1, 'pending', 'paid', {
			version: 20,
			order: { id: '1', status: status('paid'), total },
		});
		expect(run([change, created(1, { version: 10 })]).feed[0]).toMatchObject({
			order: { total, status: { word: 'paid' } },
		});
		expect(run([change, created(1, { version: 30, word: 'shipped' })]).feed[0]).toMatchObject({
			order: { total: { minor: 1_000 }, status: { word: 'shipped' } },
		});
	});

	test('an amount that could not be read does not leave the old one standing', () => {
		const order = { id: '1', status: status('paid'), total: null, totalText: 'abc' };
		const state = run([created(1), changed(1, 'pending', 'paid', { order })]);
		expect(state.feed[0]).toMatchObject({ order: { total: null, totalText: 'abc' } });
		expect(state.figures.withoutAmount).toBe(1);
	});

	test('a clock that was put back finds its day again', () => {
		const state = run([{ type: 'time.passed', at: NOON - 90 * 86_400_000 }]);
		expect(state.figures.day).toBe('2026-08-23');
	});
});

describe('duplicates', () => {
	test('on another channel change nothing', () => {
		const event = created(1);
		const state = run([event, { ...event, channel: 'private-admin-monitoring' }]);
		expect(state).toMatchObject({ duplicates: 1, created: 1, figures: { total: 1 } });
	});

	test('without id and time are news again on the same channel, and copies on another within ten seconds', () => {
		const event = { ...changed(1, 'pending', 'paid'), hasIdentity: false };
		const copy = { ...event, channel: 'other', receivedAt: event.receivedAt + SAME_EVENT_WITHIN_MS - 1 };
		expect(run([event, copy]).duplicates).toBe(1);
		expect(run([event, { ...event, receivedAt: event.receivedAt + 1 }]).duplicates).toBe(0);
		expect(run([event, { ...copy, receivedAt: event.receivedAt + SAME_EVENT_WITHIN_MS }]).duplicates).toBe(0);
	});

	test('of a creation with another time in it count the order once', () => {
		expect(run([created(1), created(1)])).toMatchObject({ duplicates: 1, created: 1, figures: { total: 1 } });
	});

	test('of the same id in two shops are two orders', () => {
		expect(run([created(1), created(1, { source: 'bookings' })]).figures.total).toBe(2);
	});
});

describe('order', () => {
	test('an older version never overwrites a newer one', () => {
		const state = run([
			created(1, { version: 10 }),
			changed(1, 'paid', 'shipped', { version: 30 }),
			changed(1, 'pending', 'paid', { version: 20 }),
		]);
		expect(state).toMatchObject({ late: 1, figures: { confirmed: 0 } });
		expect(state.feed[0]).toMatchObject({ order: { status: { word: 'shipped' } } });
	});

	test('a change that does not follow from what is held is applied and marked', () => {
		const state = run([created(1), changed(1, 'paid', 'shipped')]);
		expect(state.feed[0]).toMatchObject({
			change: { isUnexpected: true },
			order: { status: { word: 'shipped' } },
		});
	});

	test('a change keeps what its message did not tell', () => {
		const state = run([created(1), changed(1, 'pending', 'paid')]);
		expect(state.feed[0]).toMatchObject({
			order: { customer: 'Ann', total: { minor: 1_000 }, number: 'ORD-1' },
		});
	});
});

describe('a loss of the line', () => {
	test('leaves one mark with its two times, and figures that may miss something', () => {
		const lost = run([
			created(1),
			{ type: 'line.lost', at: NOON + 5, why: null },
			{ type: 'line.lost', at: NOON + 9, why: null },
		]);
		expect(lost.feed[0]).toEqual({
			kind: 'gap',
			id: `gap:${NOON + 5}`,
			from: NOON + 5,
			until: null,
			at: NOON + 5,
		});
		expect(lost).toMatchObject({ lostAt: NOON + 5, missing: { from: NOON + 5, until: null } });
		const back = run([{ type: 'line.restored', at: NOON + 99, isWhole: true }], lost);
		expect(back.feed[0]).toMatchObject({ from: NOON + 5, until: NOON + 99 });
		expect(back).toMatchObject({ lostAt: null, missing: { from: NOON + 5, until: NOON + 99 } });
	});

	test('goes on while a channel is refused', () => {
		const partly = run([
			created(1),
			{ type: 'line.lost', at: NOON + 5, why: null },
			{ type: 'line.restored', at: NOON + 9, isWhole: false },
		]);
		expect(partly).toMatchObject({ lostAt: null, missing: { from: NOON + 5, until: null } });
	});

	test('cannot lie before the line first stood', () => {
		const state = run([{ type: 'line.restored', at: NOON + 480_000, isWhole: true }]);
		expect(state).toMatchObject({ since: NOON + 480_000, missing: null });
	});

	test('is none when the line was never lost', () => {
		expect(run([{ type: 'line.restored', at: NOON, isWhole: true }])).toMatchObject({
			missing: null,
			feed: [],
		});
	});
});

describe('limits', () => {
	test('the feed, the unread list and the memory are bounded while the counters go on', () => {
		const many = ORDERS_REMEMBERED * 3;
		let state = createDashboard(NOON, RULES);
		for (let batch = 0; batch < many; batch += 500) {
			state = run(
				Array.from({ length: 500 }, (_, index) => created(batch + index)),
				state,
			);
		}
		const unmapped = Array.from({ length: UNREAD_LIMIT + 5 }, () => ({
			type: 'unmapped' as const,
			unmapped: { channel: 'c', name: 'n', receivedAt: NOON, payload: null, key: null },
		}));
		state = run(unmapped, state);
		expect(state.figures).toMatchObject({ total: many, pending: many });
		expect(state.feed).toHaveLength(FEED_LIMIT);
		expect(state.unread).toHaveLength(UNREAD_LIMIT);
		expect(state.unmapped).toBe(UNREAD_LIMIT + 5);
		expect(state.orders.fresh.size + state.orders.young.size + state.orders.old.size).toBeLessThan(
			2.2 * ORDERS_REMEMBERED,
		);
		expect(new Set(state.unread.map(({ id }) => id)).size).toBe(UNREAD_LIMIT);
	});

	test('a change of a forgotten order says that it may be counted again', () => {
		let state = run(Array.from({ length: ORDERS_REMEMBERED * 2.5 }, (_, index) => created(index)));
		expect(state.isRecounted).toBe(false);
		state = run([changed(0, 'pending', 'paid')], state);
		expect(state.isRecounted).toBe(true);
	});

	test('a snapshot is never changed by the next one', () => {
		const before = run([created(1)]);
		const copy = structuredClone(before);
		run([changed(1, 'pending', 'paid'), created(2), { type: 'line.lost', at: NOON + 1, why: null }], before);
		expect(before).toEqual(copy);
	});
});

describe('stretches without a line', () => {
	const gap = (at: number) => [
		{ type: 'line.lost' as const, at, why: null },
		{ type: 'line.restored' as const, at: at + 10_000, isWhole: true },
	];
	const found = (state: DashboardState) =>
		state.feed.flatMap((row) => (row.kind === 'gap' ? [row.recovered] : []));

	test('are each told how many orders came in them, newest first', () => {
		const inputs = [...gap(NOON), ...gap(NOON + 60_000)];
		const recovered = [NOON + 1, NOON + 2, NOON + 61_000];
		const closed = { type: 'gap.closed' as const, at: NOON + 80_000, recovered, missing: null };
		expect(found(run([...inputs, closed]))).toEqual([1, 2]);
	});

	test('say so where nobody knows, and keep what they were told', () => {
		const closed = { type: 'gap.closed' as const, at: NOON + 20_000, recovered: null };
		const state = run([...gap(NOON), closed, ...gap(NOON + 60_000)]);
		expect(found(state)).toEqual([undefined, null]);
		expect(state.missing).toEqual({ from: NOON, until: NOON + 70_000 });
	});

	test('without any order to tell of are said to have missed none', () => {
		const closed = { type: 'gap.closed' as const, at: NOON + 20_000, recovered: [], missing: null };
		const state = run([...gap(NOON), closed]);
		expect(found(state)).toEqual([0]);
		expect(state.missing).toBeNull();
	});
});
