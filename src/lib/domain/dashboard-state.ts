/** Everything the screen knows, as one immutable snapshot, and the copy of it that a batch of inputs may change. */
import type { Heartbeat, Rejection, Topic, Unmapped } from '../contract/events.ts';
import { createCarts, type CartsState } from './carts.ts';
import { shopDay, type ShopDay } from './day.ts';
import type { Sighting } from './duplicates.ts';
import type { FeedEntry } from './feed.ts';
import {
	createFigures,
	draftFigures,
	type Figures,
	type FiguresDraft,
	type StatusGroups,
} from './figures.ts';
import { createInspector, type InspectorState, type NewEntry } from './inspector.ts';
import { createMemory, draftMemory, type Memory, type MemoryDraft } from './memory.ts';
import { createNotices, type NoticesState } from './notices.ts';
import type { OrderRecord } from './order.ts';
import { createPayments, type PaymentsState } from './payments.ts';
import { createPeople, type PeopleState } from './people.ts';
import type { Gap, MinuteCount } from './rate.ts';
import { createSeries, type Series } from './series.ts';
import { createStock, type StockState } from './stock.ts';
import { createSystem, type SystemState } from './system.ts';
import { createTrades, type TradesState } from './trades.ts';

export type Unread =
	| ({ readonly verdict: 'rejected'; readonly id: number } & Rejection)
	| ({ readonly verdict: 'unmapped'; readonly id: number } & Unmapped);

/** What became of a message that could be read. */
export type Verdict = Extract<NewEntry['verdict'], 'accepted' | 'duplicate' | 'late'>;

/** Epoch ms by topic. */
export type ByTopic = Readonly<Partial<Record<Topic, number>>>;

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
	/** Today in quarter hours, and the days before that it is compared with. */
	readonly series: Series;
	readonly payments: PaymentsState;
	readonly stock: StockState;
	readonly system: SystemState;
	readonly people: PeopleState;
	readonly notices: NoticesState;
	readonly carts: CartsState;
	readonly trades: TradesState;
	readonly inspector: InspectorState;
	readonly unread: readonly Unread[];
	readonly rejected: number;
	readonly unmapped: number;
	readonly duplicates: number;
	/** Changes older than what is shown: they change no row. */
	readonly late: number;
	/** Orders whose creation arrived live: what a sound follows. */
	readonly created: number;
	/** Payments that failed, live. */
	readonly failedPayments: number;
	/** How often the shop asked for a fresh look at its data. */
	readonly refreshesAsked: number;
	readonly lastEventAt: number | null;
	/** The latest event of each topic that this line delivered. */
	readonly lastByTopic: ByTopic;
	/** The latest event of each topic, whoever heard it: this screen or a recorder. */
	readonly toldByTopic: ByTopic;
	/** Epoch ms of the running loss, null while the line is good. */
	readonly lostAt: number | null;
	/** When that loss was noticed here: after sleep long after it began. */
	readonly lossNoticedAt: number | null;
	/** What broadcasts alone cannot bring back: figures are approximate from here on. */
	readonly missing: Gap | null;
	/** The latest stretches without a line, oldest first. */
	readonly gaps: readonly Gap[];
	/** An order forgotten for want of room may have been counted again. */
	readonly isRecounted: boolean;
	/** When the latest snapshot was made, epoch ms; null without one. */
	readonly snapshotAt: number | null;
	/** When it came, epoch ms. */
	readonly polledAt: number | null;
	/** The latest sign of life that came the way of orders, by channel. */
	readonly heartbeats: ReadonlyMap<string, Heartbeat>;
	/** Orders that were made up for after a gap: no sound follows them. */
	readonly recovered: number;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** The later of both, topic by topic. */
export function latestByTopic(one: ByTopic, other: ByTopic): ByTopic {
	const later = Object.entries(other).filter(([topic, at]) => at > (one[topic as Topic] ?? -Infinity));
	return later.length === 0 ? one : { ...one, ...Object.fromEntries(later) };
}

export interface Draft extends Mutable<Omit<DashboardState, 'figures' | 'orders' | 'sightings'>> {
	figures: FiguresDraft;
	orders: MemoryDraft<OrderRecord>;
	sightings: MemoryDraft<Sighting>;
	/** What the inspector gets to see of this batch. */
	frames: NewEntry[];
}

export interface Rules {
	/** The shop's IANA zone: its midnight starts a new day. */
	readonly zone: string;
	readonly groups: StatusGroups;
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
		series: createSeries(day),
		payments: createPayments(),
		stock: createStock(),
		system: createSystem(),
		people: createPeople(),
		notices: createNotices(),
		carts: createCarts(),
		trades: createTrades(),
		inspector: createInspector(),
		unread: [],
		rejected: 0,
		unmapped: 0,
		duplicates: 0,
		late: 0,
		created: 0,
		failedPayments: 0,
		refreshesAsked: 0,
		lastEventAt: null,
		lastByTopic: {},
		toldByTopic: {},
		lostAt: null,
		lossNoticedAt: null,
		missing: null,
		gaps: [],
		isRecounted: false,
		snapshotAt: null,
		polledAt: null,
		heartbeats: new Map(),
		recovered: 0,
	};
}

/** A copy that one batch may change. */
export function draftDashboard(state: DashboardState): Draft {
	return {
		...state,
		figures: draftFigures(state.figures),
		orders: draftMemory(state.orders),
		sightings: draftMemory(state.sightings),
		series: seriesOf(state),
		frames: [],
	};
}

/** What was written down before there were series has none; they begin with what comes. */
export function seriesOf({ series, day }: { readonly series?: Series; readonly day: ShopDay }): Series {
	return series ?? createSeries(day);
}
