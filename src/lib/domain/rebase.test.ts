import { describe, expect, test } from 'vitest';
import { createDecoder } from '../contract/decode.ts';
import type { ShopMessage, Topic } from '../contract/events.ts';
import { presets } from '../contract/sources/index.ts';
import { reduce } from './dashboard.ts';
import type { Input } from './input.ts';
import { createDashboard, type DashboardState } from './dashboard-state.ts';
import { DEFAULT_STATUS_GROUPS } from './figures.ts';
import { markOf, type HistoryEntry } from './history.ts';
import { confirm, createBase, isReplayed, rebase, toInput, unseen, type Screen } from './rebase.ts';
import { adopt, share } from './shared-state.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const RULES = { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS };
const GENERAL = 'private-admin-monitoring';
const OWN = 'private-admin-orders';
const CHANGES = 'private-admin.orders';
const CHANNELS = [GENERAL, OWN, CHANGES];
const decode = createDecoder([presets.monitoring, presets.orders], { currency: 'MYR' });

const iso = (at: number) => new Date(at).toISOString();

function decoded(channel: string, name: string, payload: unknown, at: number): ShopMessage {
	const message = decode({ channel, name, payload, receivedAt: at });
	if (message.verdict === 'heartbeat' || message.verdict === 'answered') throw new Error('no message');
	return message;
}

/** A new order; without `placedAt` it carries no time. */
function order(
	id: number,
	{ channel = GENERAL, at = NOON, placedAt = NOON as number | null } = {},
): ShopMessage {
	const dated = placedAt === null ? {} : { created_at: iso(placedAt) };
	return decoded(
		channel,
		'order.new',
		{ order: { id, status: 'pending', total_amount: '1.00', ...dated } },
		at,
	);
}

function change(id: number, word: string, updatedAt: number, at = updatedAt): ShopMessage {
	const payload = { order_id: id, current_status: word, total: '1.00', updated_at: iso(updatedAt) };
	return decoded(CHANGES, 'order.status.updated', payload, at);
}

let seq = 0;
const entry = (message: ShopMessage, at = NOON): HistoryEntry => ({
	seq: (seq += 1),
	at,
	kind: 'message',
	message,
});
const start = () => createBase(createDashboard(NOON, RULES));

function screen(base: DashboardState, since: readonly Input[], more: Partial<Screen> = {}): Screen {
	const shown = reduce(base, since, RULES);
	return { shown, since, channels: CHANNELS, unheardBefore: -Infinity, ...more };
}

const orders = ({ figures }: DashboardState) => figures.total;
const live = (...messages: ShopMessage[]) => messages.map((message) => toInput(message));

describe('laying what a recorder tells under what arrived', () => {
	test('what arrived and is not told yet stays on top', () => {
		const base = start();
		const since = live(order(1), order(2));
		const rebased = rebase(base, [entry(order(1))], screen(base, since), RULES);
		expect([orders(rebased.base), orders(rebased.state)]).toEqual([1, 2]);
		expect(rebased.rest).toEqual([since[1]]);
	});

	test('what is told and did not arrive is recovered, and rings for nothing', () => {
		const base = start();
		const rebased = rebase(base, [entry(order(1)), entry(order(2))], screen(base, live(order(2))), RULES);
		expect(rebased.recovered).toEqual([order(1)]);
		expect([orders(rebased.state), rebased.state.created]).toEqual([2, 1]);
	});

	test('what arrived is taken in the screen’s own words and the recorder’s order', () => {
		const base = start();
		const since = live(change(5, 'paid', NOON + 1, NOON + 900), order(1, { at: NOON + 950 }));
		const told = [entry(order(1)), entry(change(5, 'paid', NOON + 1))];
		const rebased = rebase(base, told, screen(base, since), RULES);
		expect(rebased.rest).toEqual([]);
		expect(rebased.base.feed.map(({ at }) => at)).toEqual([NOON + 900, NOON + 950]);
	});

	test('what the state that was taken over holds already is not laid on it again', () => {
		const twice = order(1, { placedAt: null });
		const theirs = reduce(start(), live(twice), RULES);
		const base = adopt(start(), share(theirs, new Set<Topic>(['orders'])));
		const rebased = rebase(base, [], screen(start(), live(twice)), RULES);
		expect([orders(rebased.state), rebased.rest]).toEqual([1, []]);
		expect(rebased.state.feed).toHaveLength(1);
	});

	test('a refresh that was asked for before the snapshot is not kept as if it were news', () => {
		const asked = decoded(GENERAL, 'dashboard.updated', [], NOON);
		const theirs = reduce(start(), live(asked), RULES);
		const base = adopt(start(), share(theirs, new Set<Topic>(['orders'])));
		expect(rebase(base, [], screen(start(), live(asked)), RULES).rest).toEqual([]);
	});

	test('a copy on another channel, without an id or a time, is no order that was missed', () => {
		const here = order(1, { placedAt: null });
		const copy = order(1, { placedAt: null, channel: OWN });
		const first = rebase(start(), [entry(here)], screen(start(), live(here)), RULES);
		const second = rebase(first.base, [entry(copy)], screen(first.base, first.rest), RULES);
		expect([second.recovered, orders(second.state)]).toEqual([[], 1]);
	});

	test('an order that came late, after it was recovered, is counted once', () => {
		const rebased = rebase(start(), [entry(order(1))], screen(start(), []), RULES);
		const late = reduce(rebased.state, live(order(1, { at: NOON + 800 })), RULES);
		expect([orders(late), late.created]).toEqual([1, 0]);
	});

	test('what the recorder never heard stays in the figures, which cannot be compared from then on', () => {
		const unheard = screen(start(), live(order(1)), { unheardBefore: NOON + 1 });
		const rebased = rebase(start(), [], unheard, RULES);
		expect([orders(rebased.base), rebased.rest, rebased.isAhead]).toEqual([1, [], true]);
	});

	test('a message without a figure that was never heard leaves the figures comparable', () => {
		const since = live(decoded(GENERAL, 'dashboard.updated', [], NOON));
		const rebased = rebase(start(), [], screen(start(), since, { unheardBefore: NOON + 1 }), RULES);
		expect(rebased.isAhead).toBe(false);
	});

	test('a message on a channel that is not recorded never waits to be told', () => {
		const rebased = rebase(start(), [], screen(start(), live(order(1)), { channels: [OWN] }), RULES);
		expect([orders(rebased.base), rebased.rest]).toEqual([1, []]);
	});

	test('a cut of the recorder changes nothing here, and is handed on', () => {
		const cut: HistoryEntry = { seq: 1, at: NOON, kind: 'cut', from: NOON - 9, until: NOON, why: null };
		const rebased = rebase(start(), [cut], screen(start(), []), RULES);
		expect(rebased.cuts).toEqual([{ from: NOON - 9, until: NOON }]);
		expect(rebased.state).toMatchObject({ missing: null, gaps: [], feed: [] });
	});

	test('a day that has turned here stays turned, though nothing was told since', () => {
		const base = reduce(start(), live(order(1)), RULES);
		const midnight = Date.parse('2026-11-22T00:00:00Z');
		const shown = reduce(base, [{ type: 'time.passed', at: midnight }], RULES);
		const rebased = rebase(base, [], { ...screen(base, []), shown }, RULES);
		expect([rebased.state.day.name, rebased.state.figures.day]).toEqual(['2026-11-22', '2026-11-22']);
		expect(rebased.state.figures.createdToday.size).toBe(0);
	});

	test('the line’s own facts keep their place and stay the screen’s', () => {
		const since: Input[] = [
			...live(order(1)),
			{ type: 'line.lost', at: NOON + 1, why: null },
			{ type: 'line.restored', at: NOON + 5, isWhole: true },
			...live(order(2, { at: NOON + 9 })),
		];
		expect(since.every(isReplayed)).toBe(true);
		const rebased = rebase(start(), [entry(order(1)), entry(order(3))], screen(start(), since), RULES);
		expect(rebased.base.feed.map(({ kind }) => kind)).toEqual(['gap', 'order', 'order']);
		expect(rebased.state.feed.map(({ kind }) => kind)).toEqual(['order', 'gap', 'order', 'order']);
	});
});

describe('a head check', () => {
	test('finds what never arrived by its key alone', () => {
		const marks = [markOf(entry(order(1))), markOf(entry(order(2)))];
		expect(unseen(marks, screen(start(), live(order(1))))).toEqual([marks[1]]);
		expect(unseen(marks, screen(reduce(start(), live(order(1)), RULES), []))).toEqual([marks[1]]);
	});

	test('has to fetch what has no key', () => {
		const answer = { seq: 9, at: NOON, key: null, channel: null, hasIdentity: false };
		expect(unseen([answer], screen(start(), []))).toEqual([answer]);
	});

	test('misses nothing of what is said again and again in the same words', () => {
		const asked = [0, 15_000, 30_000].map((after) => decoded(GENERAL, 'dashboard.updated', [], NOON + after));
		const marks = asked.map((message, index) => markOf(entry(message, NOON + index * 15_000)));
		expect(unseen(marks, screen(start(), live(...asked)))).toEqual([]);
	});

	test('moves the base over what arrived, in the recorder’s order', () => {
		const since = live(order(1), order(2));
		const marks = [markOf(entry(order(2)))];
		const confirmed = confirm(start(), marks, screen(start(), since), RULES);
		expect([orders(confirmed.base), confirmed.rest, orders(confirmed.state)]).toEqual([1, [since[0]], 2]);
	});
});

describe('taking a recorder’s state over', () => {
	const timesOf = (count: number | null, at: number) =>
		count === null ? null : Array.from({ length: count }, () => at);
	const gap = (at: number, recovered?: number | null): Input[] => [
		{ type: 'line.lost', at, why: null },
		{ type: 'line.restored', at: at + 5, isWhole: true },
		...(recovered === undefined
			? []
			: [{ type: 'gap.closed' as const, at: at + 6, recovered: timesOf(recovered, at), missing: null }]),
	];

	test('a gap that is there already is not there twice, and keeps what was found in it', () => {
		const theirs = reduce(start(), gap(NOON), RULES);
		const ours = reduce(start(), gap(NOON, 3), RULES);
		const taken = adopt(ours, share(theirs, new Set<Topic>(['orders'])));
		expect(taken.feed).toHaveLength(1);
		expect(taken.feed[0]).toMatchObject({ recovered: 3 });
	});

	test('of a gap of the recorder’s own nobody knows what was in it', () => {
		const theirs = reduce(start(), gap(NOON), RULES);
		const taken = adopt(start(), share(theirs, new Set<Topic>(['orders'])));
		expect(taken.feed[0]).toMatchObject({ recovered: null });
	});

	test('a reader who is not told the orders goes on with its own, and takes none of them for known', () => {
		const theirs = reduce(start(), live(order(1), order(2)), RULES);
		const ours = reduce(start(), live(order(3)), RULES);
		const taken = adopt(ours, share(theirs, new Set<Topic>(['payments'])));
		expect([orders(taken), taken.since, taken.snapshotAt]).toEqual([1, ours.since, ours.snapshotAt]);
		expect(orders(reduce(taken, live(order(1)), RULES))).toBe(2);
	});

	test('when something was last told is known, which proves nothing of this line', () => {
		const theirs = reduce(start(), live(order(1, { at: NOON + 5 })), RULES);
		const adopted = (topics: readonly Topic[]) => adopt(start(), share(theirs, new Set(topics)));
		expect(adopted(['orders'])).toMatchObject({ toldByTopic: { orders: NOON + 5 }, lastByTopic: {} });
		expect(adopted(['payments']).toldByTopic).toEqual({});
		const later = rebase(start(), [entry(order(2, { at: NOON + 9 }))], screen(start(), []), RULES);
		expect(later.state).toMatchObject({ toldByTopic: { orders: NOON + 9 }, lastByTopic: {} });
	});
});
