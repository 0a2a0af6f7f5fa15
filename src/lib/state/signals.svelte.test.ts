import { describe, expect, test } from 'vitest';
import type { ShopEvent, ShopMessage, Severity, StockLevel } from '../contract/events.ts';
import { createDashboard, type DashboardState } from '../domain/dashboard-state.ts';
import { reduce } from '../domain/dashboard.ts';
import type { Input } from '../domain/input.ts';
import { DEFAULT_STATUS_GROUPS } from '../domain/figures.ts';
import { createAcknowledgement } from '../domain/system.ts';
import { SettingsStore } from './settings.svelte.ts';
import { Signals } from './signals.svelte.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MINUTE = 60_000;
const RULES = { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS };

/** A screen made of its steps; the test holds the clock and hears what is played. */
function createWorld() {
	let now = NOON;
	let state: DashboardState = createDashboard(now, RULES);
	const played: string[] = [];
	const nothing = () => () => {};
	const signals = new Signals({
		sound: {
			capability: 'ready',
			onCapability(listener) {
				listener('ready');
				return () => {};
			},
			play(name) {
				played.push(name);
				return true;
			},
			test: async () => true,
			setVolume: () => {},
			allow: async () => {},
			start: nothing,
		},
		turn: { isMine: true, onTurn: () => () => {}, offer: () => {}, take: () => {}, start: () => () => {} },
		notifier: {
			capability: 'default',
			onCapability: nothing,
			ask: async () => {},
			show: () => true,
			start: nothing,
		},
		badge: { set: () => {}, start: nothing },
		settings: new SettingsStore({ read: () => null, write: () => {}, forget: () => {} }),
		isHidden: () => false,
		zone: 'UTC',
		features: { sound: true, notifications: true },
	});
	signals.start();
	const step = (after: DashboardState, recovered: readonly ShopMessage[] | null = null) => {
		const before = state;
		state = after;
		signals.follow({ before, after, at: now, recovered });
	};
	const accepted = (event: ShopEvent) => ({ event, payload: {} });
	return {
		played,
		titles: () => signals.toasts.shown.map(({ title }) => title),
		receive(...events: ShopEvent[]) {
			const inputs = events.map((event): Input => ({ type: 'accepted', ...accepted(event) }));
			inputs.forEach((input) => signals.hear(input));
			step(reduce(state, inputs, RULES));
		},
		/** What a recorder tells, laid under what is shown: counters of what arrived stay as they are. */
		recover(...events: ShopEvent[]) {
			const inputs = events.map((event): Input => ({
				type: 'accepted',
				...accepted(event),
				isRecovered: true,
			}));
			step(
				reduce(state, inputs, RULES),
				events.map((event) => ({ verdict: 'accepted', ...accepted(event) })),
			);
		},
		put: (input: Input) => step(reduce(state, [input], RULES)),
		pass(ms: number) {
			now += ms;
			step(state);
		},
		at: () => now,
	};
}

let serial = 0;

function event(at: number, rest: object, wayMs: number | null = null): ShopEvent {
	serial += 1;
	const occurredAt = wayMs === null ? null : at - wayMs;
	const base = { key: `k${serial}`, source: 's', channel: 'c', name: 'n', receivedAt: at, occurredAt };
	return {
		...base,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		...rest,
	} as unknown as ShopEvent;
}

function order(at: number, wayMs: number | null = null): ShopEvent {
	const status = { kind: 'pending', word: 'pending', label: 'Pending' };
	const rest = {
		customer: null,
		customerId: null,
		items: [],
		itemsCount: null,
		total: null,
		totalText: null,
	};
	const id = `o${serial}`;
	const placed = { id, number: id, status, ...rest, stay: null };
	return event(at, { type: 'order.created', ordersToday: null, order: placed }, wayMs);
}

function payment(at: number, wayMs: number | null = null): ShopEvent {
	const about = { id: `p${serial}`, outcome: 'failed', word: 'failed', method: null, reason: null };
	const rest = { amount: { money: null, text: null }, orderId: null, orderNumber: null, customer: null };
	return event(at, { type: 'payment.processed', payment: { ...about, ...rest } }, wayMs);
}

function stock(at: number, level: StockLevel, wayMs: number | null = null): ShopEvent {
	const product = {
		id: '9',
		name: 'Mug',
		sku: null,
		category: null,
		level,
		word: level,
		stock: 1,
		threshold: 5,
	};
	return event(at, { type: 'stock.changed', product }, wayMs);
}

function alert(at: number, severity: Severity, isResolved = false): ShopEvent {
	const about = { id: 'a', kind: 'system_error', isMaintenance: false, severity, severityWord: severity };
	return event(at, {
		type: 'system.alerted',
		alert: { ...about, component: null, title: 'Queue is slow', message: null, isResolved },
	});
}

describe('what was missed and fetched', () => {
	test('is one sentence and no sound, however much it is', () => {
		const world = createWorld();
		world.recover();
		const at = world.at();
		world.recover(
			order(at),
			order(at),
			order(at),
			payment(at),
			stock(at, 'out'),
			alert(at, 'medium'),
			alert(at, 'medium', true),
		);
		expect(world.titles()).toEqual(['Caught up: 2 alerts, 1 failed payment, 3 new orders, 1 stock change']);
		expect(world.played).toEqual([]);
	});

	test('is nothing to tell when nothing was missed', () => {
		const world = createWorld();
		world.recover();
		world.recover();
		expect(world.titles()).toEqual([]);
	});

	test('is nothing to tell on a page that was just loaded: that is history', () => {
		const world = createWorld();
		world.recover(order(world.at()), stock(world.at(), 'low'));
		expect(world.titles()).toEqual([]);
		world.pass(MINUTE);
		expect(world.played).toEqual([]);
		world.recover(order(world.at()));
		expect(world.titles()).toEqual(['Caught up: 1 new order']);
	});

	test('rings later for nothing that was opened in it, but goes on for what is critical and open', () => {
		const world = createWorld();
		world.recover();
		world.recover(stock(world.at(), 'out'), alert(world.at() - MINUTE, 'critical'));
		expect(world.played).toEqual(['alert-critical']);
		expect(world.titles()).toEqual(['Caught up: 1 alert, 1 stock change']);
		world.pass(1_000);
		world.receive(stock(world.at(), 'out'));
		expect(world.played).toEqual(['alert-critical']);
		world.pass(9_000);
		expect(world.played).toEqual(['alert-critical', 'alert-critical']);
		world.recover(alert(world.at(), 'critical', true));
		world.pass(MINUTE);
		expect(world.played).toHaveLength(2);
	});

	test('lets what arrives afterwards be heard as ever', () => {
		const world = createWorld();
		world.recover();
		world.recover(order(world.at()));
		world.receive(order(world.at()));
		expect(world.played).toEqual(['order']);
	});
});

describe('an event that was held up', () => {
	test('is not heard, and those that come in time beside it are', () => {
		const world = createWorld();
		world.receive(order(world.at(), 0));
		world.pass(MINUTE);
		world.receive(
			order(world.at(), 2 * MINUTE),
			payment(world.at(), 2 * MINUTE),
			stock(world.at(), 'out', 2 * MINUTE),
		);
		world.pass(MINUTE);
		expect(world.played).toEqual(['order']);
		world.receive(order(world.at(), 2 * MINUTE), order(world.at(), 0));
		expect(world.played).toEqual(['order', 'order']);
	});

	test('is heard when it is an alert: it is open now', () => {
		const world = createWorld();
		world.receive(order(world.at(), 0));
		world.pass(MINUTE);
		world.receive({ ...alert(world.at(), 'high'), occurredAt: world.at() - 5 * MINUTE } as ShopEvent);
		expect(world.played).toEqual(['order', 'alert-high']);
	});
});

describe('a product that somebody has taken on', () => {
	const by = { id: '7', name: 'Mei Lin' };
	const opening = (at: number) => ({ ref: 'stock:s:9', openedAt: at, severity: 'medium' as const });

	test('is not heard, by whatever way the answer was here before it', () => {
		const world = createWorld();
		const answer = createAcknowledgement(opening(world.at()), by, world.at());
		world.put({ type: 'alert.answered', answer });
		world.receive(stock(world.at(), 'low'));
		expect(world.played).toEqual([]);
		world.pass(MINUTE);
		world.receive(stock(world.at(), 'out'));
		expect(world.played).toEqual(['stock']);
	});

	test('is heard again once when it was put off and the time is over', () => {
		const world = createWorld();
		world.receive(stock(world.at(), 'low'));
		const answer = createAcknowledgement(opening(world.at()), by, world.at(), 15);
		world.put({ type: 'alert.answered', answer });
		world.pass(15 * MINUTE - 1);
		expect(world.played).toEqual(['stock']);
		world.pass(1);
		expect(world.played).toEqual(['stock', 'stock']);
		expect(world.titles()).toEqual(['Mug: low']);
		world.pass(MINUTE);
		expect(world.played).toHaveLength(2);
	});
});

test('a line that was away a night and came back while the computer woke makes no sound', () => {
	const world = createWorld();
	world.put({ type: 'line.restored', at: world.at(), isWhole: true });
	world.pass(8 * 60 * MINUTE);
	world.put({ type: 'line.lost', at: NOON, why: null, noticedAt: world.at() });
	world.pass(2_000);
	world.put({ type: 'line.restored', at: world.at(), isWhole: true });
	world.pass(MINUTE);
	expect(world.played).toEqual([]);
});
