/**
 * How often a sound may ring, and which of several: the highest of any second is the only one.
 *
 * What comes too soon after its like is not rung for one by one, but once when the time has come: the last order of a
 * minute must not be the one that nobody heard. Whether a sound can be heard at all is the device's matter.
 */
import type { Severity } from '../contract/events.ts';
import { describeSignal, SOUND_NAMES, type Signal, type SoundName } from './signals.ts';

/** What rang, and what came. */
export interface RingHistory {
	/** Epoch ms at which each sound last rang. */
	readonly lastAt: Readonly<Partial<Record<SoundName, number>>>;
	/** New orders of the last minute by epoch second, heard or not. */
	readonly orders: readonly { readonly second: number; readonly count: number }[];
	/** What came too soon after its like, since when (epoch ms). */
	readonly held: Readonly<Partial<Record<SoundName, { readonly count: number; readonly since: number }>>>;
}

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
/** What is rung for afterwards. A critical alert repeats anyway, and a line's sound is true only at once. */
const HELD: readonly SoundName[] = ['alert-high', 'payment-failed', 'stock', 'order'];
/** Longer than any spacing: what was held while the computer slept is no news. */
const HELD_AT_MOST_MS = 30_000;
/** More orders than this in a minute, and each of them is no news. */
const BUSY_ORDERS = 10;
const BUSY_SPACING_MS = 15_000;
/** More orders than this in so many seconds are one event, which has had its sound. */
const BURST_ORDERS = 20;
const BURST_SECONDS = 5;
const HIGH_AGAIN_MS = 2 * MINUTE_MS;
const CRITICAL_AGAIN_MS = 10_000;
/** From then on whoever could hear it has heard it; it goes on for whoever comes back. */
const CRITICAL_SLOWS_AFTER_MS = 5 * MINUTE_MS;

/** By how many decibels what is heard in quiet hours is softer then: −14 instead of −8. */
export const SOFTER_IN_QUIET_DB = 6;

/** A history in which nothing rang yet. */
export function createRingHistory(): RingHistory {
	return { lastAt: {}, orders: [], held: {} };
}

/** Whether a sound is heard in quiet hours. */
export function isHeardInQuiet(sound: SoundName): boolean {
	return sound === 'alert-critical';
}

/**
 * The history after a batch, and the one signal that may ring now: the highest-ranked, of those that came and those that
 * were held, that is not too soon after its like, nor within a second of something higher. Ask each second.
 */
export function ring(
	history: RingHistory,
	signals: readonly Signal[],
	now: number,
	isOn: (sound: SoundName) => boolean = () => true,
): { readonly history: RingHistory; readonly signal: Signal | null } {
	const orders = countOrders(history.orders, signals, now);
	const noted = { ...history, orders };
	const ranked = SOUND_NAMES.filter(isOn).flatMap((sound) => candidate(history, signals, sound, now) ?? []);
	const signal = ranked.find(({ sound }) => mayRing(noted, sound, now)) ?? null;
	const lastAt = signal === null ? history.lastAt : { ...history.lastAt, [signal.sound]: now };
	const left = ranked.filter(
		({ sound }) =>
			HELD.includes(sound) &&
			sound !== signal?.sound &&
			// Something higher was heard: whoever looks up sees the rest.
			!rangHigher(lastAt, sound, now) &&
			!(sound === 'order' && isBurst(orders, now)),
	);
	const held = Object.fromEntries(
		left.map(({ sound, count }) => [sound, { count, since: heldAt(history, sound, now)?.since ?? now }]),
	);
	return { history: { lastAt, orders, held }, signal };
}

/** What came of a sound and what is held of it, as one. */
function candidate(
	history: RingHistory,
	signals: readonly Signal[],
	sound: SoundName,
	now: number,
): Signal | null {
	const fresh = signals.find((signal) => signal.sound === sound);
	const held = heldAt(history, sound, now);
	if (held === undefined) return fresh ?? null;
	return describeSignal(sound, held.count + (fresh?.count ?? 0), undefined);
}

function heldAt({ held }: RingHistory, sound: SoundName, now: number) {
	const entry = held[sound];
	return entry !== undefined && isWithin(entry.since, now, HELD_AT_MOST_MS) ? entry : undefined;
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

/** Its last second may be a thin one, so more than that one is looked at. */
function isBurst(orders: RingHistory['orders'], now: number): boolean {
	const since = Math.floor(now / SECOND_MS) - BURST_SECONDS + 1;
	return sum(orders.filter(({ second }) => second >= since)) > BURST_ORDERS;
}

function mayRing({ lastAt, orders }: RingHistory, sound: SoundName, now: number): boolean {
	const spacingMs = sound === 'order' && sum(orders) > BUSY_ORDERS ? BUSY_SPACING_MS : SPACING_MS[sound];
	return !isWithin(lastAt[sound], now, spacingMs) && !rangHigher(lastAt, sound, now);
}

function rangHigher(lastAt: RingHistory['lastAt'], sound: SoundName, now: number): boolean {
	const higher = SOUND_NAMES.slice(0, SOUND_NAMES.indexOf(sound));
	return higher.some((name) => isWithin(lastAt[name], now, SECOND_MS));
}

/** A clock that was set back must not silence a sound until it has caught up. */
function isWithin(at: number | undefined, now: number, ms: number): boolean {
	return at !== undefined && at <= now && now - at < ms;
}

function sum(orders: RingHistory['orders']): number {
	return orders.reduce((all, { count }) => all + count, 0);
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
		const { title, message, ref } = first;
		return [describeSignal(sound, alerts.length, { title, body: message, ref })];
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
