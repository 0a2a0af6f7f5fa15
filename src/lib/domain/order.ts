import type { Order, OrderCreated, OrderStatusChanged } from '../contract/events.ts';

/** What this screen knows of one order. Replaced, never changed in place. */
export interface OrderRecord extends Order {
	/** `source:id`: ids are unique within one shop only. */
	readonly ref: string;
	readonly source: string;
	/** The shop's day of its creation; null while only a change was seen, for then it may be of any day. */
	readonly day: string | null;
	readonly version: number | null;
}

export function orderRef(source: string, id: string): string {
	return `${source}:${id}`;
}

/** Starts a record from a creation, or completes one whose change came first: what that change told is newer. */
export function recordCreation(held: OrderRecord | undefined, event: OrderCreated, day: string): OrderRecord {
	const record: OrderRecord = {
		...event.order,
		ref: orderRef(event.source, event.order.id),
		source: event.source,
		day,
		version: event.version,
	};
	if (held === undefined || isNewer(event.version, held.version)) return record;
	return {
		...record,
		status: held.status,
		customer: held.customer ?? record.customer,
		items: held.items.length > 0 ? held.items : record.items,
		itemsCount: held.itemsCount ?? record.itemsCount,
		total: held.total ?? record.total,
		totalText: held.total === null ? (held.totalText ?? record.totalText) : null,
		stay: held.stay ?? record.stay,
		version: held.version ?? record.version,
	};
}

/** Applies a change; what the message did not tell stays as it was held. */
export function recordChange(held: OrderRecord | undefined, event: OrderStatusChanged): OrderRecord {
	const { order } = event;
	return {
		ref: orderRef(event.source, order.id),
		source: event.source,
		id: order.id,
		number: order.number ?? held?.number ?? `#${order.id}`,
		status: order.status,
		customer: order.customer ?? held?.customer ?? null,
		items: order.items ?? held?.items ?? [],
		itemsCount: order.itemsCount ?? held?.itemsCount ?? null,
		// Null is told too: an amount that could not be read does not leave the old one standing.
		total: order.total === undefined ? (held?.total ?? null) : order.total,
		totalText: order.totalText === undefined ? (held?.totalText ?? null) : order.totalText,
		stay: order.stay ?? held?.stay ?? null,
		day: held?.day ?? null,
		version: event.version ?? held?.version ?? null,
	};
}

/** Whether both versions are known and the first is the later one. */
export function isNewer(version: number | null, than: number | null): boolean {
	return version !== null && than !== null && version > than;
}
