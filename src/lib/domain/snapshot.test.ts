import { describe, expect, test } from 'vitest';
import { createSnapshotReader } from '../contract/snapshot.ts';
import { presets } from '../contract/sources/index.ts';
import { createDecoder } from '../contract/decode.ts';
import { reduce } from './dashboard.ts';
import type { Input } from './input.ts';
import { createDashboard, type DashboardState } from './dashboard-state.ts';
import { DEFAULT_STATUS_GROUPS, selectOrdersToday } from './figures.ts';
import { selectStock } from './stock.ts';
import { selectSystem } from './system.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const RULES = { zone: 'Asia/Kuala_Lumpur', groups: DEFAULT_STATUS_GROUPS };
const DEFAULTS = { currency: 'MYR' };
const read = createSnapshotReader([presets.orders, presets.monitoring], DEFAULTS);
const decode = createDecoder([presets.orders, presets.monitoring], DEFAULTS);

const FIGURES = {
	ordersToday: 10,
	pending: 4,
	confirmed: 3,
	total: 50,
	revenueToday: { MYR: '100.50' },
	activeVisitors: 7,
};
const order = (change: Record<string, unknown> = {}) => ({
	source: 'orders',
	id: '1',
	number: 'ORD-1',
	status: 'pending',
	total: { amount: '10.00', currency: 'MYR' },
	placedAt: '2026-11-21T03:00:00Z',
	changedAt: '2026-11-21T03:00:00Z',
	...change,
});

function taken(body: Record<string, unknown>, at = NOON): Input {
	const snapshot = read({ asOf: '2026-11-21T04:00:00Z', figures: FIGURES, ...body }, at);
	if (typeof snapshot === 'string') throw new Error(snapshot);
	return { type: 'snapshot.taken', snapshot, at };
}

function heard(name: string, payload: Record<string, unknown>, at = NOON + 1_000): Input {
	const decoded = decode({ channel: 'private-admin.orders', name, payload, receivedAt: at });
	if (decoded.verdict !== 'accepted') throw new Error(decoded.verdict);
	return { type: 'accepted', event: decoded.event, payload: decoded.payload };
}

const run = (inputs: readonly Input[], state: DashboardState = createDashboard(NOON, RULES)) =>
	reduce(state, inputs, RULES);

describe('a snapshot', () => {
	test('puts the shop’s own totals in the place of what was counted', () => {
		const { figures, people } = run([heard('order.created', { order_id: 9, status: 'pending' }), taken({})]);
		expect(figures).toMatchObject({ pending: 4, confirmed: 3, total: 50 });
		expect(selectOrdersToday(figures)).toBe(10);
		expect(figures.revenue).toEqual(new Map([['MYR', 10_050]]));
		expect(people.stated?.count).toBe(7);
	});

	test('lets events count on from them, also of orders it only counted', () => {
		const { figures } = run([
			taken({ orders: [order()] }),
			heard('order.created', { order_id: 2, status: 'pending', total: '5.00' }),
			heard('order.status.updated', { order_id: 3, status: 'paid', previous_status: 'pending' }),
		]);
		expect(figures).toMatchObject({ pending: 4, confirmed: 4, total: 51 });
		expect(selectOrdersToday(figures)).toBe(11);
		expect(figures.revenue).toEqual(new Map([['MYR', 10_550]]));
	});

	test('counts no order again that it holds and that is told once more', () => {
		const { figures, duplicates } = run([
			taken({ orders: [order()] }),
			heard('order.created', { order_id: 1, status: 'pending', total: '10.00' }),
		]);
		expect(figures).toMatchObject({ pending: 4, total: 50 });
		expect(duplicates).toBe(1);
	});

	test('rings nothing and raises no counter that a sound follows', () => {
		const { created, failedPayments } = run([
			taken({ orders: [order()], payments: [{ id: '1', outcome: 'failed', at: '2026-11-21T03:59:00Z' }] }),
		]);
		expect({ created, failedPayments }).toEqual({ created: 0, failedPayments: 0 });
	});

	test('never puts an older state of an order over a newer one', () => {
		const state = run([
			heard('order.status.updated', { order_id: 1, status: 'paid', updated_at: '2026-11-21T03:30:00Z' }),
			taken({ orders: [order()] }),
		]);
		expect(state.feed).toMatchObject([{ order: { status: { word: 'paid' } } }]);
	});

	test('that is older than the last one changes nothing', () => {
		const { figures } = run([
			taken({}),
			taken({ asOf: '2026-11-21T03:00:00Z', figures: { ...FIGURES, pending: 99 } }),
		]);
		expect(figures.pending).toBe(4);
	});

	test('of yesterday says nothing about today', () => {
		const { figures } = run([taken({ asOf: '2026-11-20T04:00:00Z' })]);
		expect(figures.pending).toBe(4);
		expect(selectOrdersToday(figures)).toBe(0);
		expect(figures.revenue).toEqual(new Map());
	});

	test('makes totals whole after a loss, and leaves the mark in the feed', () => {
		const state = run([
			{ type: 'line.restored', at: NOON, isWhole: true },
			{ type: 'line.lost', at: NOON + 1_000, why: null },
			{ type: 'line.restored', at: NOON + 9_000, isWhole: true },
			taken({}, NOON + 10_000),
		]);
		expect(state.missing).toBeNull();
		expect(state.feed).toMatchObject([{ kind: 'gap', until: NOON + 9_000 }]);
	});

	test('brings stock and alerts as if they had been told', () => {
		const state = run([
			taken({
				stock: [{ source: 'monitoring', id: '9', name: 'Kopi', level: 'out', stock: 0, threshold: 5 }],
				alerts: [{ source: 'monitoring', id: 'a', severity: 'critical', title: 'Gateway down' }],
			}),
		]);
		expect(selectStock(state.stock, NOON)).toMatchObject({ out: 1, lines: [{ name: 'Kopi', level: 'out' }] });
		expect(selectSystem(state.system, NOON, null).open).toMatchObject([
			{ title: 'Gateway down', severity: 'critical' },
		]);
	});

	test('counts the entries that could not be read and says so in the inspector', () => {
		const { inspector } = run([taken({ orders: [order(), { id: null }, 7] })]);
		expect(inspector.entries.at(-1)).toMatchObject({
			verdict: 'line',
			name: 'snapshot taken',
			reason: '2 of its entries could not be read',
		});
	});
});

describe('an answer that is no snapshot', () => {
	test.each([
		[null, 'asOf is nothing, expected a time with a date and a zone'],
		[{ asOf: '12:00', figures: {} }, 'asOf is “12:00”, expected a time with a date and a zone'],
		[{ asOf: '2026-11-21T04:00:00Z' }, 'figures is nothing, expected an object'],
	])('is said to be none: %j', (body, reason) => {
		expect(read(body, NOON)).toBe(reason);
	});

	test('leaves out figures that are no counts, and revenue that cannot be read whole', () => {
		const figures = { pending: -1, total: '50', revenueToday: { MYR: '1.500.000' } };
		expect(read({ asOf: '2026-11-21T04:00:00Z', figures }, NOON)).toMatchObject({
			pending: null,
			total: null,
			ordersToday: null,
			revenue: null,
		});
	});

	test('takes PHP’s empty list for no revenue at all', () => {
		const figures = { revenueToday: [] };
		expect(read({ asOf: '2026-11-21T04:00:00Z', figures }, NOON)).toMatchObject({ revenue: new Map() });
	});
});
