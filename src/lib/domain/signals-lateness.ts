/**
 * Which events were held up on their way: nobody wants to hear at ten what happened at nine.
 *
 * A shop's clock may be wrong by minutes or, for want of a zone, by hours. So an event is late by comparison with the most
 * punctual one of its shop in the last half hour or two, and a clock that is put right is believed after as long.
 */

import type { ShopEvent } from '../contract/events.ts';

/** Held up longer than this, an event is no news. */
export const LATE_AFTER_MS = 60_000;
/** A time further back than this tells of something else than the way here: an import, an old order. */
export const LATE_UNTIL_MS = 86_400_000;
/** How long the most punctual event stands for its shop’s clock, at least; at most about twice as long. */
export const PUNCTUAL_FOR_MS = 1_800_000;

/** The shortest ways so far, arrival minus occurrence, of the running stretch and of the one before. */
interface Shortest {
	readonly since: number;
	readonly now: number;
	readonly before: number;
}

/** Keys of late events remembered, so that a copy on another channel is not taken for a second one. */
export const LATE_KEYS_LIMIT = 500;

/** By source. */
export type Punctuality = ReadonlyMap<string, Shortest>;

interface Told {
	readonly source: string;
	/** Epoch ms. */
	readonly receivedAt: number;
	readonly occurredAt: number | null;
}

/** What is known after one event more. */
export function notePunctuality(known: Punctuality, { source, receivedAt, occurredAt }: Told): Punctuality {
	if (occurredAt === null) return known;
	const way = receivedAt - occurredAt;
	const held = known.get(source);
	if (held === undefined)
		return new Map(known).set(source, { since: receivedAt, now: way, before: Infinity });
	if (receivedAt - held.since >= PUNCTUAL_FOR_MS)
		return new Map(known).set(source, { since: receivedAt, now: way, before: held.now });
	return way < held.now ? new Map(known).set(source, { ...held, now: way }) : known;
}

/** Whether an event is no news any more, by its shop's own clock. */
export function isLate(known: Punctuality, { source, receivedAt, occurredAt }: Told): boolean {
	const held = known.get(source);
	if (occurredAt === null || held === undefined) return false;
	const lateMs = receivedAt - occurredAt - Math.min(held.now, held.before);
	return lateMs > LATE_AFTER_MS && lateMs < LATE_UNTIL_MS;
}

/** What came too late to be news: it is in the counters that signals follow, and is taken off again. */
export interface Lateness {
	readonly punctuality: Punctuality;
	readonly keys: ReadonlySet<string>;
	readonly orders: number;
	readonly failedPayments: number;
	/** Refs, since they were last put aside. */
	readonly products: ReadonlySet<string>;
}

export function createLateness(): Lateness {
	return { punctuality: new Map(), keys: new Set(), orders: 0, failedPayments: 0, products: new Set() };
}

/** What is known after one arrival more. An alert is never late: what is open is news. */
export function noteArrival(lateness: Lateness, event: ShopEvent): Lateness {
	const punctuality = notePunctuality(lateness.punctuality, event);
	if (!isLate(punctuality, event) || lateness.keys.has(event.key)) {
		return punctuality === lateness.punctuality ? lateness : { ...lateness, punctuality };
	}
	const keys = new Set([...lateness.keys, event.key].slice(-LATE_KEYS_LIMIT));
	const next = { ...lateness, punctuality, keys };
	if (event.type === 'order.created') return { ...next, orders: next.orders + 1 };
	if (event.type === 'payment.processed' && event.payment.outcome === 'failed')
		return { ...next, failedPayments: next.failedPayments + 1 };
	if (event.type !== 'stock.changed') return next;
	return { ...next, products: new Set([...next.products, `${event.source}:${event.product.id}`]) };
}
