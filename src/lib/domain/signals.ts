/**
 * What should be heard or notified, and how often.
 *
 * Signals follow counters that only grow, so whatever made them grow, a batch, a repeat or a burst, gives one signal per
 * sound. How often a sound may ring is decided here; whether it can be heard is the device's matter.
 */
import type { Severity } from '../contract/events.ts';
import { formatCount, formatText } from './format.ts';
import { STALE_AFTER_MS } from './freshness.ts';

/** Every sound, the one that wins a second first. */
export const SOUND_NAMES = [
	'alert-critical',
	'alert-high',
	'line-lost',
	'line-back',
	'payment-failed',
	'stock',
	'order',
] as const;

export type SoundName = (typeof SOUND_NAMES)[number];

export interface Signal {
	readonly sound: SoundName;
	/** How many things it stands for. */
	readonly count: number;
	readonly title: string | null;
	readonly body: string | null;
	/** What it is about, when it is about one thing. */
	readonly ref: string | null;
}

/** Words for the newest thing behind a counter; foreign text as it came. */
export interface Occasion {
	readonly title: string;
	readonly body: string | null;
	readonly ref: string | null;
}

/** What was known at one moment; the counters never shrink. */
export interface SignalFacts {
	/** Epoch ms at which these facts were looked at. */
	readonly at: number;
	/** Since when this screen has known that the line is lost, epoch ms; null while it is good. */
	readonly lostAt: number | null;
	readonly created: number;
	readonly failedPayments: number;
	/** Products that became low or went out of stock. */
	readonly openedStock: number;
	readonly openedAlerts: { readonly high: number; readonly critical: number };
	/** The newest of each, where it is known. */
	readonly latest?: Readonly<Partial<Record<SoundName, Occasion>>>;
}

/** What rang, and what came. */
export interface RingHistory {
	/** Epoch ms at which each sound last rang. */
	readonly lastAt: Readonly<Partial<Record<SoundName, number>>>;
	/** New orders of the last minute by epoch second, heard or not. */
	readonly orders: readonly { readonly second: number; readonly count: number }[];
}

const WORDS: Record<SoundName, { readonly one: string; readonly many: string }> = {
	order: { one: 'New order', many: 'new orders' },
	'payment-failed': { one: 'Payment failed', many: 'payments failed' },
	stock: { one: 'A product is low or out of stock', many: 'products are low or out of stock' },
	'alert-high': { one: 'High alert', many: 'high alerts' },
	'alert-critical': { one: 'Critical alert', many: 'critical alerts' },
	'line-lost': { one: 'Connection lost', many: 'connections lost' },
	'line-back': { one: 'Connection is back', many: 'connections are back' },
};
const TITLE_LIMIT = 80;
const BODY_LIMIT = 160;

/** Nothing shorter than this is between two sounds: the highest of a second is the only one. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const SPACING_MS: Record<SoundName, number> = {
	'alert-critical': SECOND_MS,
	'alert-high': SECOND_MS,
	'line-lost': SECOND_MS,
	'line-back': SECOND_MS,
	'payment-failed': 10_000,
	stock: 3_000,
	order: 3_000,
};
/** More orders than this in a minute, and each of them is no news. */
const BUSY_ORDERS = 10;
const BUSY_SPACING_MS = 15_000;
const HIGH_AGAIN_MS = 2 * MINUTE_MS;
const CRITICAL_AGAIN_MS = 10_000;
/** From then on whoever could hear it has heard it; it goes on for whoever comes back. */
const CRITICAL_SLOWS_AFTER_MS = 5 * MINUTE_MS;

/** A history in which nothing rang yet. */
export function createRingHistory(): RingHistory {
	return { lastAt: {}, orders: [] };
}

/** What became known between two looks, one signal per sound, the highest-ranked first. */
export function signalsFor(before: SignalFacts, after: SignalFacts): readonly Signal[] {
	const counts: Record<SoundName, number> = {
		'alert-critical': after.openedAlerts.critical - before.openedAlerts.critical,
		'alert-high': after.openedAlerts.high - before.openedAlerts.high,
		'line-lost': isLossNoted(after) && !(isLossNoted(before) && before.lostAt === after.lostAt) ? 1 : 0,
		'line-back': after.lostAt === null && isLossNoted(before) ? 1 : 0,
		'payment-failed': after.failedPayments - before.failedPayments,
		stock: after.openedStock - before.openedStock,
		order: after.created - before.created,
	};
	return SOUND_NAMES.filter((sound) => counts[sound] > 0).map((sound) =>
		describe(sound, counts[sound], after.latest?.[sound]),
	);
}

/** A shorter loss than this is nobody's business. */
function isLossNoted({ lostAt, at }: Pick<SignalFacts, 'lostAt' | 'at'>): boolean {
	return lostAt !== null && at - lostAt >= STALE_AFTER_MS;
}

function describe(sound: SoundName, count: number, latest: Occasion | undefined): Signal {
	const { one, many } = WORDS[sound];
	const said = latest === undefined ? null : formatText(latest.title, TITLE_LIMIT);
	if (count > 1) {
		return {
			sound,
			count,
			title: `${formatCount(count)} ${many}`,
			body: said && `Latest: ${said}`,
			ref: null,
		};
	}
	const body = latest?.body ? formatText(latest.body, BODY_LIMIT) : null;
	return { sound, count, title: said ?? one, body, ref: latest?.ref ?? null };
}

/**
 * The history after a batch, and the one signal of it that may ring now: the highest-ranked that is not too soon after
 * its like, nor within a second of something higher.
 */
export function ring(
	history: RingHistory,
	signals: readonly Signal[],
	now: number,
): { readonly history: RingHistory; readonly signal: Signal | null } {
	const orders = countOrders(history.orders, signals, now);
	const noted = { ...history, orders };
	const ranked = SOUND_NAMES.flatMap((sound) => signals.find((signal) => signal.sound === sound) ?? []);
	const signal = ranked.find(({ sound }) => mayRing(noted, sound, now)) ?? null;
	if (signal === null) return { history: noted, signal };
	return { history: { orders, lastAt: { ...history.lastAt, [signal.sound]: now } }, signal };
}

function countOrders(
	orders: RingHistory['orders'],
	signals: readonly Signal[],
	now: number,
): RingHistory['orders'] {
	const second = Math.floor(now / SECOND_MS);
	const count = signals.find(({ sound }) => sound === 'order')?.count ?? 0;
	const held = orders.find((entry) => entry.second === second)?.count ?? 0;
	const others = orders.filter(
		(entry) => entry.second !== second && entry.second > second - MINUTE_MS / SECOND_MS,
	);
	return held + count === 0 ? others : [...others, { second, count: held + count }];
}

function mayRing({ lastAt, orders }: RingHistory, sound: SoundName, now: number): boolean {
	const isWithin = (name: SoundName, ms: number) => {
		const at = lastAt[name];
		// A clock that was set back must not silence a sound until it has caught up.
		return at !== undefined && at <= now && now - at < ms;
	};
	const isBusy = sound === 'order' && orders.reduce((sum, { count }) => sum + count, 0) > BUSY_ORDERS;
	const higher = SOUND_NAMES.slice(0, SOUND_NAMES.indexOf(sound));
	return (
		!isWithin(sound, isBusy ? BUSY_SPACING_MS : SPACING_MS[sound]) &&
		!higher.some((name) => isWithin(name, SECOND_MS))
	);
}

/**
 * Signals to ring again at `now`, for alerts that nobody acknowledged: a high one once after two minutes, a critical one
 * every ten seconds, after five minutes every minute. Hand in only those that are open; ask each second.
 */
export function repeatsDue(
	openAlerts: readonly {
		readonly ref: string;
		readonly severity: Severity;
		readonly openedAt: number;
		readonly title: string;
		readonly message: string | null;
	}[],
	{ lastAt }: RingHistory,
	now: number,
): readonly Signal[] {
	const due = (sound: SoundName, alerts: typeof openAlerts): Signal[] => {
		const [first] = alerts;
		if (first === undefined) return [];
		return [describe(sound, alerts.length, { title: first.title, body: first.message, ref: first.ref })];
	};
	const rangAt = (sound: SoundName) => lastAt[sound] ?? -Infinity;
	const critical = openAlerts.filter(({ severity }) => severity === 'critical');
	const youngestAt = Math.max(...critical.map(({ openedAt }) => openedAt));
	const everyMs = now - youngestAt < CRITICAL_SLOWS_AFTER_MS ? CRITICAL_AGAIN_MS : MINUTE_MS;
	const high = openAlerts.filter(({ severity, openedAt }) => {
		const againAt = openedAt + HIGH_AGAIN_MS;
		return severity === 'high' && againAt <= now && rangAt('alert-high') < againAt;
	});
	return [
		...(now - rangAt('alert-critical') >= everyMs ? due('alert-critical', critical) : []),
		...due('alert-high', high),
	];
}
