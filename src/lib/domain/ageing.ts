/**
 * Orders that wait, and since when: computed from the clock alone, so that an order turns late without an event.
 *
 * A wait is read off every remembered order once per generation of the memory, not once a second.
 */
import { isIn, type StatusGroups } from './figures.ts';
import type { Memory } from './memory.ts';
import type { OrderRecord } from './order.ts';

/** An order that waits. */
export interface Wait {
	readonly ref: string;
	readonly number: string;
	/** Epoch ms: its creation, or when it was first seen here. */
	readonly since: number;
}

export interface Waiting {
	/** The one that waits longest; null when none waits. */
	readonly oldest: Wait | null;
	/** How many wait for as long as the limit, or longer. */
	readonly late: number;
}

/** Since when an order waits, epoch ms; null when it does not. */
export function waitsSince(order: OrderRecord, groups: StatusGroups): number | null {
	return isIn(groups.pending, order.status) ? (order.placedAt ?? order.seenAt) : null;
}

/** How long a late order has waited, in ms; null for one that is not late. A null limit makes none late. */
export function lateFor(
	order: OrderRecord,
	groups: StatusGroups,
	now: number,
	limitMs: number | null,
): number | null {
	const since = waitsSince(order, groups);
	if (since === null || limitMs === null || now - since < limitMs) return null;
	return now - since;
}

/** The remembered orders that wait at `now` (epoch ms). */
export function selectWaiting(
	orders: Memory<OrderRecord>,
	groups: StatusGroups,
	now: number,
	limitMs: number | null,
): Waiting {
	const { fresh, young, old } = orders;
	let oldest: Wait | null = null;
	let late = 0;
	const count = (waits: readonly Wait[], isNewerKnown: (ref: string) => boolean) => {
		for (const wait of waits) {
			if (isNewerKnown(wait.ref)) continue;
			if (oldest === null || wait.since < oldest.since) oldest = wait;
			if (limitMs !== null && now - wait.since >= limitMs) late += 1;
		}
	};
	count(waitsOf(fresh, groups), () => false);
	count(waitsOf(young, groups), (ref) => fresh.has(ref));
	count(waitsOf(old, groups), (ref) => fresh.has(ref) || young.has(ref));
	return { oldest, late };
}

type Generation = ReadonlyMap<string, OrderRecord>;

/** A generation is never changed, so its waits are read once; it is forgotten together with them. */
const read = new WeakMap<Generation, { readonly groups: StatusGroups; readonly waits: readonly Wait[] }>();

function waitsOf(generation: Generation, groups: StatusGroups): readonly Wait[] {
	const known = read.get(generation);
	if (known?.groups === groups) return known.waits;
	const waits: Wait[] = [];
	for (const order of generation.values()) {
		const since = waitsSince(order, groups);
		if (since !== null) waits.push({ ref: order.ref, number: order.number, since });
	}
	read.set(generation, { groups, waits });
	return waits;
}
