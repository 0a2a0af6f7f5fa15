import type { Order, OrderCreated, OrderStatusChanged } from '../contract/events.ts';

/** What this screen knows of one order. Replaced, never changed in place. */
export interface OrderRecord extends Order {
	/** `source:id`: ids are unique within one shop only. */
	readonly ref: string;
	readonly source: string;
	/** False while only a change was seen: its creation may still come, or lie before this screen's time. */
	readonly isCreationSeen: boolean;
	/** The shop's day this order counts for: of its creation, else of the first time it was seen. */
	readonly day: string;
	readonly version: number | null;
}

export function orderRef(source: string, id: string): string {
	return `${source}:${id}`;
}

/** Starts or completes a record from a creation; a change that came first keeps its newer status. */
export function recordCreation(held: OrderRecord | undefined, event: OrderCreated, day: string): OrderRecord {
	const { order } = event;
	const isOvertaken = held !== undefined && !held.isCreationSeen;
	return {
		ref: orderRef(event.source, order.id),
		source: event.source,
		id: order.id,
		number: order.number,
		status: isOvertaken ? held.status : order.status,
		customer: order.customer ?? held?.customer ?? null,
		items: order.items.length > 0 ? order.items : (held?.items ?? []),
		itemsCount: order.itemsCount ?? held?.itemsCount ?? null,
		total: order.total ?? held?.total ?? null,
		totalText: order.totalText,
		stay: order.stay ?? held?.stay ?? null,
		isCreationSeen: true,
		day,
		version: isOvertaken ? held.version : event.version,
	};
}

/** Applies a change; what the message did not tell stays as it was held. */
export function recordChange(
	held: OrderRecord | undefined,
	event: OrderStatusChanged,
	day: string,
): OrderRecord {
	const { order } = event;
	return {
		ref: orderRef(event.source, order.id),
		source: event.source,
		id: order.id,
		number: order.number ?? held?.number ?? `#${order.id}`,
		status: order.status,
		customer: order.customer ?? held?.customer ?? null,
		items: order.items !== undefined && order.items.length > 0 ? order.items : (held?.items ?? []),
		itemsCount: order.itemsCount ?? held?.itemsCount ?? null,
		total: order.total ?? held?.total ?? null,
		totalText: order.totalText ?? (order.total ? null : (held?.totalText ?? null)),
		stay: order.stay ?? held?.stay ?? null,
		isCreationSeen: held?.isCreationSeen ?? false,
		day: held?.day ?? day,
		version: event.version ?? held?.version ?? null,
	};
}
