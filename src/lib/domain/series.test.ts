import { describe, expect, test } from 'vitest';
import type { OrderCreated, OrderStatusChanged, ShopEvent, Status } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { reduce } from './dashboard.ts';
import type { Input } from './input.ts';
import { createDashboard, type DashboardState } from './dashboard-state.ts';
import { shopDay } from './day.ts';
import { DEFAULT_STATUS_GROUPS, selectOrdersToday } from './figures.ts';
import { readJson, writeJson } from './json.ts';
import {
	countShare,
	createSeries,
	DAYS_KEPT,
	selectSeries,
	SERIES_CURRENCIES,
	STEP_MS,
	turnSeries,
} from './series.ts';
import { adopt, share } from './shared-state.ts';

const ZONE = 'Asia/Kuala_Lumpur';
const RULES = { zone: ZONE, groups: DEFAULT_STATUS_GROUPS };
const DAY_MS = 86_400_000;
/** Midnight of a Saturday in the shop. */
const MIDNIGHT = Date.parse('2026-11-21T00:00:00+08:00');
const HOUR_MS = 3_600_000;
const at = (clock: string, days = 0) => {
	const [hours = 0, minutes = 0] = clock.split(':').map(Number);
	return MIDNIGHT + days * DAY_MS + hours * HOUR_MS + minutes * 60_000;
};

const status = (word: string): Status => ({ word, kind: word as Status['kind'], label: word });
let serial = 0;
const base = (receivedAt: number) => ({
	key: `k${(serial += 1)}`,
	source: 'orders',
	channel: 'private-admin.orders',
	receivedAt,
	occurredAt: null,
	version: null,
	hasIdentity: true,
	subject: null,
	flaws: [],
});
const input = (event: ShopEvent, isRecovered = false): Input => ({
	type: 'accepted',
	event,
	payload: {},
	isRecovered,
});

function created(
	id: number,
	receivedAt: number,
	{
		minor = 1_000 as number | null,
		currency = 'MYR',
		word = 'pending',
		occurredAt = null as number | null,
	} = {},
): Input {
	const event: OrderCreated = {
		...base(receivedAt),
		type: 'order.created',
		name: 'order.created',
		occurredAt,
		ordersToday: null,
		order: {
			id: String(id),
			number: `ORD-${id}`,
			status: status(word),
			customer: null,
			customerId: null,
			items: [],
			itemsCount: null,
			total: minor === null ? null : { currency, minor },
			totalText: null,
			stay: null,
		},
	};
	return input(event);
}

function changed(id: number, receivedAt: number, previous: string, word: string): Input {
	const event: OrderStatusChanged = {
		...base(receivedAt),
		type: 'order.status.changed',
		name: 'order.status.updated',
		previous: status(previous),
		changedBy: null,
		order: { id: String(id), status: status(word) },
	};
	return input(event);
}

function stated(asOf: number, figures: Partial<Snapshot>): Input {
	const snapshot: Snapshot = {
		asOf,
		ordersToday: null,
		pending: null,
		confirmed: null,
		total: null,
		revenue: null,
		activeVisitors: null,
		events: [],
		unreadable: 0,
		...figures,
	};
	return { type: 'snapshot.taken', snapshot, at: asOf };
}

const passed = (time: number): Input => ({ type: 'time.passed', at: time });

const start = (from = MIDNIGHT - HOUR_MS) =>
	reduce(createDashboard(from, RULES), [{ type: 'line.restored', at: from, isWhole: true }], RULES);
const run = (inputs: readonly Input[], state = start()) => reduce(state, inputs, RULES);
const view = (state: DashboardState, now: number, currency = 'MYR') =>
	selectSeries(state.series, { ...state, currency, zone: ZONE }, now);

describe('the day in quarter hours', () => {
	test('counts an order and what it brings in the step of its creation', () => {
		const state = run([
			created(1, at('00:05')),
			created(2, at('00:14')),
			created(3, at('00:20'), { minor: 250 }),
		]);
		const { orders, revenue, from } = view(state, at('00:45') - 1);
		expect(from).toBe(MIDNIGHT);
		expect(orders.slice(0, 2)).toEqual([2, 1]);
		expect(revenue.slice(0, 2)).toEqual([2_000, 250]);
	});

	test('puts an order that comes late into the step in which it was placed', () => {
		const state = run([created(1, at('10:05')), created(2, at('10:06'), { occurredAt: at('09:20') })]);
		const { orders } = view(state, at('11:00'));
		expect([orders[37], orders[40]]).toEqual([1, 1]);
	});

	test('counts an order that is told twice once, in whatever words', () => {
		const first = created(1, at('00:05'));
		const state = run([first, first, created(1, at('00:40'))]);
		expect(view(state, at('01:00')).orders.slice(0, 3)).toEqual([1, 0, 0]);
	});

	test('never adds two currencies, and leaves out those beyond its room', () => {
		const codes = Array.from({ length: SERIES_CURRENCIES + 3 }, (_, index) => `C${index}A`.slice(0, 3));
		const inputs = codes.map((currency, id) => created(id, at('00:05'), { currency, minor: id + 1 }));
		const state = run(inputs);
		expect(state.series.at(-1)?.revenue.size).toBe(SERIES_CURRENCIES);
		expect(view(state, at('00:20'), codes[1]).revenue[0]).toBe(2);
		expect(view(state, at('00:20')).orders[0]).toBe(codes.length);
	});

	test('takes what an order brought out of its step when it is cancelled', () => {
		const state = run([created(1, at('00:05')), changed(1, at('09:00'), 'pending', 'cancelled')]);
		const { orders, revenue } = view(state, at('10:00'));
		expect([orders[0], revenue[0], revenue[36]]).toEqual([1, 0, 0]);
	});

	test('knows how the counters stood at the end of each step, also after something older came', () => {
		const inputs = [
			created(1, at('00:05')),
			created(2, at('00:20')),
			changed(1, at('00:35'), 'pending', 'paid'),
			created(3, at('00:21')),
		];
		const { standing } = view(run(inputs), at('00:50'));
		expect(standing.pending).toEqual([1, 3, 2, 2]);
		expect(standing.confirmed).toEqual([0, 0, 1, 1]);
		expect(standing.total).toEqual([1, 3, 3, 3]);
	});

	test('takes the shop’s own totals for a step up, not for orders of that quarter hour', () => {
		const state = run([created(1, at('00:05')), stated(at('09:00'), { pending: 37, ordersToday: 214 })]);
		const { orders, standing } = view(state, at('10:00'));
		expect(orders.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(1);
		expect(standing.pending.slice(34, 37)).toEqual([1, 1, 37]);
	});

	test('draws the running step as the last quarter of an hour, so that the line does not fall at each full one', () => {
		const four = [1, 2, 3, 4].map((id) => created(id, at('00:05')));
		expect(view(run(four), at('00:15')).orders).toEqual([4, 4]);
		expect(view(run([...four, created(5, at('00:16'))]), at('00:22') + 30_000).orders).toEqual([4, 3]);
	});

	test('leaves out what nobody counted: before it began, and since the line is lost', () => {
		const late = run([created(1, at('09:20'))], start(at('09:12')));
		const { orders } = view(late, at('10:00'));
		expect(orders.slice(34, 38)).toEqual([null, null, 0, 1]);
		const lost = run([{ type: 'line.lost', at: at('09:40'), why: null }], late);
		expect(view(lost, at('10:10')).orders.slice(37)).toEqual([1, 0, null, null]);
	});

	test.each([
		['2026-03-29', 92],
		['2026-10-25', 100],
		['2026-11-21', 96],
	])('of %s has %i steps where the clocks turn', (date, steps) => {
		const zone = 'Europe/Berlin';
		const day = shopDay(Date.parse(`${date}T12:00:00Z`), zone);
		const last = { at: day.until - 1, orders: 1, takings: null };
		const series = countShare(createSeries(day), last);
		expect(series[0]?.orders).toHaveLength(steps);
		const state = { ...createDashboard(day.from, { ...RULES, zone }), series };
		const { orders } = selectSeries(series, { ...state, currency: 'EUR', zone }, day.until - 1);
		expect(orders).toHaveLength(steps);
		expect(orders.at(-1)).toBe(1);
	});

	test('begins anew with the day, and an order of before midnight stays in its own', () => {
		const state = run([
			created(1, at('23:50')),
			created(2, at('00:10', 1)),
			created(3, at('00:11', 1), { occurredAt: at('23:55') }),
		]);
		expect(view(state, at('00:20', 1)).orders).toEqual([1, 1]);
		expect(state.series.at(-2)?.orders.at(-1)).toBe(2);
		expect(selectOrdersToday(state.figures)).toBe(1);
	});

	test('keeps eight days at most, and of those that are over no counters', () => {
		const days = Array.from({ length: 12 }, (_, day) => created(day, at('12:00', day)));
		const { series } = run(days);
		expect(series).toHaveLength(DAYS_KEPT);
		expect(series.slice(0, -1).every(({ moves }) => moves.pending.length === 0)).toBe(true);
	});

	test('of a clock that was put back forgets the days that had not come', () => {
		const state = run([created(1, at('12:00', 3)), passed(at('12:00'))]);
		expect(state.series.map(({ from }) => from).every((from) => from <= MIDNIGHT)).toBe(true);
		expect(view(state, at('12:01')).orders.at(-1)).toBe(0);
	});
});

describe('a week ago', () => {
	const week = (first: readonly Input[], rest: readonly Input[] = []) =>
		run([...first, ...Array.from({ length: 6 }, (_, day) => passed(at('12:00', day + 1))), ...rest]);
	const morning = [1, 2, 3, 4].map((id) => created(id, at('10:00')));

	test('is known at the same time of the day, with an even share of the step under way', () => {
		const state = week(
			[...morning, ...[5, 6, 7].map((id) => created(id, at('14:01')))],
			[passed(at('00:00', 7))],
		);
		expect(view(state, at('09:59', 7)).weekAgo).toEqual({ at: at('09:59'), orders: 0, revenue: 0 });
		expect(view(state, at('13:00', 7)).weekAgo).toEqual({ at: at('13:00'), orders: 4, revenue: 4_000 });
		expect(view(state, at('14:05', 7)).weekAgo).toMatchObject({ orders: 5, revenue: 5_000 });
		expect(view(state, at('15:00', 7)).weekAgo?.orders).toBe(7);
	});

	test('is not compared with where that day was not seen from its start', () => {
		const from = at('08:00');
		const seen = run([...morning, passed(at('00:00', 7))], start(from));
		expect(view(seen, at('13:00', 7)).weekAgo).toBeNull();
	});

	test('is whole from the shop’s own statement on, and holds what that day ended with', () => {
		const first = [...morning, stated(at('11:00'), { ordersToday: 100, revenue: new Map([['MYR', 9_000]]) })];
		const later = run([...first, created(9, at('12:30')), passed(at('00:00', 7))], start(at('08:00')));
		expect(view(later, at('10:30', 7)).weekAgo).toBeNull();
		expect(view(later, at('13:00', 7)).weekAgo).toMatchObject({ orders: 101, revenue: 10_000 });
	});

	test('is not compared with while orders may be missing, nor with a day that lost some for good', () => {
		const lost: Input = { type: 'line.lost', at: at('09:00'), why: null };
		const back: Input = { type: 'line.restored', at: at('09:30'), isWhole: true };
		const state = week([lost, back, ...morning], [passed(at('00:00', 7))]);
		expect(view(state, at('13:00', 7)).weekAgo).toBeNull();
		const told = run([stated(at('08:00', 7), { ordersToday: 3 })], state);
		expect(told.missing).toBeNull();
		expect(view(told, at('13:00', 7)).weekAgo).toBeNull();
	});

	test('is the same time on the wall, also when the clocks have turned since', () => {
		const zone = 'Europe/Berlin';
		const rules = { ...RULES, zone };
		// Saturday noon in summer time; the clocks turn a week and a day later.
		const summer = Date.parse('2026-10-19T10:00:00Z');
		const winter = Date.parse('2026-10-26T11:00:00Z');
		const state = reduce(createDashboard(summer, rules), [passed(winter)], rules);
		const whole = {
			...state,
			since: 0,
			series: turnSeries(createSeries(shopDay(summer, zone)), shopDay(winter, zone), state.figures),
		};
		expect(selectSeries(whole.series, { ...whole, currency: 'EUR', zone }, winter).weekAgo?.at).toBe(summer);
	});

	test('an hour ago is known by the end of a step', () => {
		const inputs = [
			created(1, at('09:00')),
			changed(1, at('09:50'), 'pending', 'paid'),
			created(2, at('10:10'), { word: 'paid' }),
		];
		expect(view(run(inputs), at('11:06')).hourAgo).toEqual({ at: at('10:00'), confirmed: 1 });
		expect(view(run(inputs, start(at('10:05'))), at('11:02')).hourAgo).toBeNull();
	});
});

describe('what a recorder hands out', () => {
	test('holds the series as text and back', () => {
		const state = run([created(1, at('09:00')), created(2, at('12:00', 1), { currency: 'USD' })]);
		const told = readJson(writeJson(share(state, new Set(['orders'])))) as ReturnType<typeof share>;
		expect(adopt(start(), told).series).toEqual(state.series);
		expect(share(state, new Set(['payments'])).orders).toBeNull();
	});

	test('of before there were series begins them, and goes on', () => {
		const { series: _series, ...old } = run([created(1, at('09:00'))]);
		const known = share(old as DashboardState, new Set(['orders']));
		const taken = adopt(start(), readJson(writeJson(known)) as typeof known);
		expect(taken.series).toHaveLength(1);
		const next = run([created(2, at('09:20'))], old as DashboardState);
		expect(view(next, at('10:00')).orders[37]).toBe(1);
	});

	test('costs no more than a few kilobytes for eight busy days', () => {
		const inputs = Array.from({ length: DAYS_KEPT * 96 }, (_, step) => {
			return created(step, MIDNIGHT + step * STEP_MS + 1, {
				minor: 123_456,
				currency: ['MYR', 'USD', 'IDR'][step % 3]!,
			});
		});
		expect(writeJson(run(inputs).series).length).toBeLessThan(30_000);
	});
});
