/** What the shop tells, in our own words: the canonical events every source's dialect is read into. */

export const STATUS_KINDS = [
	'pending',
	'confirmed',
	'paid',
	'processing',
	'shipped',
	'delivered',
	'cancelled',
	'refunded',
	'failed',
	'unknown',
] as const;

export type StatusKind = (typeof STATUS_KINDS)[number];

export interface Status {
	readonly kind: StatusKind;
	/** As sent, cleaned. */
	readonly word: string;
	/** Shown: the payload's label, else the source's for this word, else the word made readable. */
	readonly label: string;
}

export interface Money {
	/** ISO code, or the cleaned text as sent. */
	readonly currency: string;
	/** A safe integer in the currency's own minor unit. */
	readonly minor: number;
}

export interface Item {
	readonly name: string;
	readonly quantity: number;
}

export interface Stay {
	/** Check-in and check-out as sent. */
	readonly from: string;
	readonly until: string;
}

export interface Order {
	readonly id: string;
	readonly number: string;
	readonly status: Status;
	readonly customer: string | null;
	/** At most three. */
	readonly items: readonly Item[];
	readonly itemsCount: number | null;
	readonly total: Money | null;
	/** The total as sent, cleaned, when it was present and no rule could read it. */
	readonly totalText: string | null;
	readonly stay: Stay | null;
}

/** What a change tells of an order; an absent field means "not told", never "gone". */
export interface OrderPatch extends Partial<Omit<Order, 'id' | 'status'>> {
	readonly id: string;
	readonly status: Status;
}

/** A field that was present but could not be read; the event stands without it. */
export interface Flaw {
	readonly field: string;
	readonly path: string;
	readonly reason: string;
}

export interface EventBase {
	/** Equal for copies of one event on several channels. */
	readonly key: string;
	readonly source: string;
	readonly channel: string;
	readonly name: string;
	/** Epoch ms. */
	readonly receivedAt: number;
	/** Epoch ms, only when the payload's time has a date and a zone. */
	readonly occurredAt: number | null;
	/** When the order was last changed, epoch ms, if the source says. */
	readonly version: number | null;
	/** Whether the payload carries an id or a time, so that the same payload again is the same event. */
	readonly hasIdentity: boolean;
	readonly flaws: readonly Flaw[];
}

export interface OrderCreated extends EventBase {
	readonly type: 'order.created';
	readonly order: Order;
	/** The shop's own count of today's orders, this one included, when it states one. */
	readonly ordersToday: number | null;
}

export interface OrderStatusChanged extends EventBase {
	readonly type: 'order.status.changed';
	readonly order: OrderPatch;
	readonly previous: Status | null;
	readonly changedBy: string | null;
}

export type ShopEvent = OrderCreated | OrderStatusChanged;

/** A message that a source maps but whose payload could not be read. */
export interface Rejection {
	readonly source: string;
	readonly channel: string;
	readonly name: string;
	readonly receivedAt: number;
	/** One sentence: what, where, and what was found. */
	readonly reason: string;
	readonly payload: unknown;
}

/** A message that no source maps. */
export interface Unmapped {
	readonly channel: string;
	readonly name: string;
	readonly receivedAt: number;
	readonly payload: unknown;
}

export type Decoded =
	| { readonly verdict: 'accepted'; readonly event: ShopEvent }
	| { readonly verdict: 'rejected'; readonly rejection: Rejection }
	| { readonly verdict: 'unmapped'; readonly unmapped: Unmapped };
