/**
 * Everything the screen knows, as one immutable snapshot, and the one function that makes the next.
 *
 * Pure: time comes in with each input, the recorder runs the same code. A batch is reduced in arrival order in one go,
 * because the copies a snapshot needs are made once per batch, not once per event.
 */
import type { Rejection, ShopEvent, Unmapped } from '../contract/events.ts';
import { isWithin, shopDay, type ShopDay } from './day.ts';
import { noteSighting, type Sighting } from './duplicates.ts';
import { putOnTop, type FeedEntry } from './feed.ts';
import {
	countOrder,
	createFigures,
	draftFigures,
	turnDay,
	type Figures,
	type FiguresDraft,
	type StatusGroups,
} from './figures.ts';
import { createMemory, draftMemory, recall, remember, type Memory, type MemoryDraft } from './memory.ts';
import { isNewer, orderRef, recordChange, recordCreation, type OrderRecord } from './order.ts';
import { countMinute, type Gap, type MinuteCount } from './rate.ts';

/** Orders remembered at least; an older one still counts, but its next change is taken for a first sight. */
export const ORDERS_REMEMBERED = 4_000;
/** Unread messages kept for reading; the counters go on. */
export const UNREAD_LIMIT = 200;
/** Gaps kept for the rate of the last hour; the feed's marks are its own. */
const GAPS_REMEMBERED = 60;
/** A creation told this much later was told before, or held up: forgotten orders make the two look alike. */
const LATE_CREATION_MS = 60_000;

export type Unread =
	| ({ readonly verdict: 'rejected'; readonly id: number } & Rejection)
	| ({ readonly verdict: 'unmapped'; readonly id: number } & Unmapped);

export interface DashboardState {
	/** Epoch ms at which this screen began to watch; until the line first stands, when it began to try. */
	readonly since: number;
	readonly isWatching: boolean;
	readonly day: ShopDay;
	readonly figures: Figures;
	readonly orders: Memory<OrderRecord>;
	readonly sightings: Memory<Sighting>;
	readonly feed: readonly FeedEntry[];
	readonly minutes: readonly MinuteCount[];
	readonly unread: readonly Unread[];
	readonly rejected: number;
	readonly unmapped: number;
	readonly duplicates: number;
	/** Changes older than what is shown: they change no row. */
	readonly late: number;
	/** Orders whose creation arrived live: what a sound follows. */
	readonly created: number;
	readonly lastEventAt: number | null;
	/** Epoch ms of the running loss, null while the line is good. */
	readonly lostAt: number | null;
	/** What broadcasts alone cannot bring back: figures are approximate from here on. */
	readonly missing: Gap | null;
	/** The latest stretches without a line, oldest first. */
	readonly gaps: readonly Gap[];
	/** An order forgotten for want of room may have been counted again. */
	readonly isRecounted: boolean;
}

export type Input =
	| ShopEvent
	| { readonly type: 'rejected'; readonly rejection: Rejection }
	| { readonly type: 'unmapped'; readonly unmapped: Unmapped }
	| { readonly type: 'line.lost'; readonly at: number }
	/** `isWhole` is false while a channel is still refused: what it carries goes on missing. */
	| { readonly type: 'line.restored'; readonly at: number; readonly isWhole: boolean }
	| { readonly type: 'time.passed'; readonly at: number };

export interface Rules {
	/** The shop's IANA zone: its midnight starts a new day. */
	readonly zone: string;
	readonly groups: StatusGroups;
}

interface Draft extends Omit<
	DashboardState,
	'figures' | 'orders' | 'sightings' | 'feed' | 'minutes' | 'unread'
> {
	day: ShopDay;
	figures: FiguresDraft;
	orders: MemoryDraft<OrderRecord>;
	sightings: MemoryDraft<Sighting>;
	feed: readonly FeedEntry[];
	minutes: readonly MinuteCount[];
	unread: readonly Unread[];
	rejected: number;
	unmapped: number;
	duplicates: number;
	late: number;
	created: number;
	lastEventAt: number | null;
	lostAt: number | null;
	since: number;
	isWatching: boolean;
	missing: Gap | null;
	gaps: readonly Gap[];
	isRecounted: boolean;
}

/** An empty screen that begins to watch at `now` (epoch ms). */
export function createDashboard(now: number, rules: Rules): DashboardState {
	const day = shopDay(now, rules.zone);
	return {
		since: now,
		isWatching: false,
		day,
		figures: createFigures(day.name),
		orders: createMemory(),
		sightings: createMemory(),
		feed: [],
		minutes: [],
		unread: [],
		rejected: 0,
		unmapped: 0,
		duplicates: 0,
		late: 0,
		created: 0,
		lastEventAt: null,
		lostAt: null,
		missing: null,
		gaps: [],
		isRecounted: false,
	};
}

/** The next snapshot after a batch of inputs in arrival order. Never throws for any decoded input. */
export function reduce(state: DashboardState, inputs: readonly Input[], rules: Rules): DashboardState {
	// The clock alone changes nothing but the day: no new snapshot, nothing to draw.
	if (inputs.every((input) => input.type === 'time.passed' && isWithin(state.day, input.at))) return state;
	const draft: Draft = {
		...state,
		figures: draftFigures(state.figures),
		orders: draftMemory(state.orders),
		sightings: draftMemory(state.sightings),
	};
	for (const input of inputs) apply(draft, input, rules);
	return draft;
}

function apply(draft: Draft, input: Input, rules: Rules): void {
	switch (input.type) {
		case 'order.created':
		case 'order.status.changed':
			return applyEvent(draft, input, rules);
		case 'rejected':
			draft.rejected += 1;
			draft.lastEventAt = input.rejection.receivedAt;
			return keepUnread(draft, {
				verdict: 'rejected',
				id: draft.rejected + draft.unmapped,
				...input.rejection,
			});
		case 'unmapped':
			draft.unmapped += 1;
			draft.lastEventAt = input.unmapped.receivedAt;
			return keepUnread(draft, {
				verdict: 'unmapped',
				id: draft.rejected + draft.unmapped,
				...input.unmapped,
			});
		case 'line.lost':
			if (draft.lostAt !== null) return;
			draft.lostAt = input.at;
			draft.missing = { from: draft.missing?.from ?? input.at, until: null };
			draft.gaps = [...draft.gaps, { from: input.at, until: null }].slice(-GAPS_REMEMBERED);
			draft.feed = putOnTop(draft.feed, {
				kind: 'gap',
				id: `gap:${input.at}`,
				from: input.at,
				until: null,
				at: input.at,
			});
			return;
		case 'line.restored':
			return restore(draft, input.at, input.isWhole);
		case 'time.passed':
			return turnTo(draft, input.at, rules);
		default:
			input satisfies never;
	}
}

function restore(draft: Draft, at: number, isWhole: boolean): void {
	if (!draft.isWatching) {
		draft.isWatching = true;
		draft.since = at;
	}
	const end = <Stretch extends Gap>(gap: Stretch): Stretch =>
		gap.until === null ? { ...gap, until: at } : gap;
	if (draft.lostAt !== null) {
		draft.feed = draft.feed.map((row) => (row.kind === 'gap' ? end(row) : row));
		draft.gaps = draft.gaps.map(end);
		draft.lostAt = null;
	}
	if (!isWhole) draft.missing = { from: draft.missing?.from ?? at, until: null };
	else if (draft.missing !== null) draft.missing = end(draft.missing);
}

function applyEvent(draft: Draft, event: ShopEvent, rules: Rules): void {
	turnTo(draft, event.receivedAt, rules);
	draft.lastEventAt = event.receivedAt;
	if (noteSighting(draft.sightings, event)) {
		draft.duplicates += 1;
		return;
	}
	if (event.type === 'order.created') applyCreation(draft, event, rules);
	else applyChange(draft, event, rules);
}

function applyCreation(
	draft: Draft,
	event: Extract<ShopEvent, { type: 'order.created' }>,
	rules: Rules,
): void {
	const held = recall(draft.orders, orderRef(event.source, event.order.id));
	if (held !== undefined && held.day !== null) {
		draft.duplicates += 1;
		return;
	}
	// A shop's clock may be ahead of ours, but nothing is of a day that has not begun.
	const at = Math.min(event.occurredAt ?? event.receivedAt, event.receivedAt);
	if (draft.orders.hasForgotten && event.receivedAt - at > LATE_CREATION_MS) draft.isRecounted = true;
	const record = recordCreation(held, event, dayOf(draft.day, at, rules));
	const { createdToday } = draft.figures;
	const counted = createdToday.get(event.source) ?? 0;
	countOrder(draft.figures, held, record, rules.groups);
	if (event.ordersToday !== null && record.day === draft.figures.day) {
		// The statement counts this order already; of two that overtook each other the larger is the later one.
		createdToday.set(event.source, Math.max(counted, event.ordersToday));
	}
	remember(draft.orders, record.ref, record, ORDERS_REMEMBERED);
	draft.created += 1;
	draft.minutes = countMinute(draft.minutes, event.receivedAt);
	const row = held === undefined ? undefined : draft.feed.find((entry) => entry.id === record.ref);
	const change = row?.kind === 'order' ? row.change : null;
	draft.feed = putOnTop(draft.feed, {
		kind: 'order',
		id: record.ref,
		order: record,
		change,
		at: event.receivedAt,
	});
}

function applyChange(
	draft: Draft,
	event: Extract<ShopEvent, { type: 'order.status.changed' }>,
	rules: Rules,
): void {
	const held = recall(draft.orders, orderRef(event.source, event.order.id));
	if (held !== undefined && isNewer(held.version, event.version)) {
		draft.late += 1;
		return;
	}
	if (held === undefined && draft.orders.hasForgotten) draft.isRecounted = true;
	const record = recordChange(held, event);
	countOrder(draft.figures, held, record, rules.groups);
	remember(draft.orders, record.ref, record, ORDERS_REMEMBERED);
	const isUnexpected =
		held !== undefined && event.previous !== null && event.previous.word !== held.status.word;
	const change = { previous: event.previous ?? held?.status ?? null, by: event.changedBy, isUnexpected };
	draft.feed = putOnTop(draft.feed, {
		kind: 'order',
		id: record.ref,
		order: record,
		change,
		at: event.receivedAt,
	});
}

function keepUnread(draft: Draft, unread: Unread): void {
	draft.unread = [unread, ...draft.unread].slice(0, UNREAD_LIMIT);
}

function turnTo(draft: Draft, at: number, rules: Rules): void {
	if (isWithin(draft.day, at)) return;
	draft.day = shopDay(at, rules.zone);
	turnDay(draft.figures, draft.day.name);
}

function dayOf(today: ShopDay, at: number, rules: Rules): string {
	return isWithin(today, at) ? today.name : shopDay(at, rules.zone).name;
}
