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

/** An amount that may not be readable: the text as sent stands in for it. */
export interface Amount {
	readonly money: Money | null;
	/** As sent, cleaned, when it was present and no rule could read it. */
	readonly text: string | null;
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
	/** The shop's id of the customer, when it tells one. */
	readonly customerId: string | null;
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

/** Whom a channel such as `order.{id}` or `private-user.{id}.orders` is about. */
export interface Subject {
	readonly kind: 'order' | 'customer';
	readonly id: string;
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
	/** When the entity was last changed, epoch ms, if the source says. */
	readonly version: number | null;
	/** Whether the payload carries an id or a time, so that the same payload again is the same event. */
	readonly hasIdentity: boolean;
	/** Null on a channel that is about everybody. */
	readonly subject: Subject | null;
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

export const OUTCOMES = ['succeeded', 'failed', 'pending', 'refunded', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Payment {
	readonly id: string;
	readonly outcome: Outcome;
	/** The outcome's word as sent, cleaned; for a source that tells it by the event's name, that name. */
	readonly word: string;
	readonly method: string | null;
	readonly amount: Amount;
	/** Why it failed, in the gateway's words. */
	readonly reason: string | null;
	/** Ids as in the same source's orders. */
	readonly orderId: string | null;
	readonly orderNumber: string | null;
	readonly customer: string | null;
}

export interface PaymentProcessed extends EventBase {
	readonly type: 'payment.processed';
	readonly payment: Payment;
}

export const STOCK_LEVELS = ['low', 'out', 'restocked', 'unknown'] as const;
export type StockLevel = (typeof STOCK_LEVELS)[number];

export interface Product {
	readonly id: string;
	readonly name: string;
	readonly sku: string | null;
	readonly category: string | null;
	readonly level: StockLevel;
	/** The level's word as sent, cleaned. */
	readonly word: string;
	/** Pieces, or a measure such as 1.5 kg; null when it was not told. */
	readonly stock: number | null;
	readonly threshold: number | null;
}

export interface StockChanged extends EventBase {
	readonly type: 'stock.changed';
	readonly product: Product;
}

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface SystemAlert {
	/** The shop's own id, else what makes two messages the same alert: type, source and title. */
	readonly id: string;
	/** The type's word as sent, cleaned: `system_error`, `maintenance`. */
	readonly kind: string;
	readonly isMaintenance: boolean;
	/** A word that no rule knows counts as medium, and `severityWord` tells it. */
	readonly severity: Severity;
	readonly severityWord: string;
	/** The part of the shop it comes from: `payments.stripe`. */
	readonly component: string | null;
	readonly title: string;
	readonly message: string | null;
	/** Whether this message says that it is over. */
	readonly isResolved: boolean;
}

export interface SystemAlerted extends EventBase {
	readonly type: 'system.alerted';
	readonly alert: SystemAlert;
}

export interface VisitorSeen extends EventBase {
	readonly type: 'visitor.came' | 'visitor.left';
	/** Null for a guest. */
	readonly visitor: { readonly id: string; readonly name: string } | null;
	/** The shop's own count; null when it was absent or cannot be true, such as -1. */
	readonly activeVisitors: number | null;
	/** How long the visit lasted, milliseconds, when it ended. */
	readonly lastedMs: number | null;
}

export interface ActivityRecorded extends EventBase {
	readonly type: 'activity.recorded';
	readonly activity: {
		readonly id: string | null;
		/** As sent, cleaned: `order_created`. */
		readonly action: string;
		readonly label: string;
		readonly description: string | null;
		readonly who: string | null;
		readonly severity: Severity | null;
	};
}

export interface NotificationReceived extends EventBase {
	readonly type: 'notification.received';
	readonly notification: {
		readonly id: string | null;
		/** The type as sent, cleaned; of a class name its last part. */
		readonly kind: string;
		readonly title: string;
		readonly message: string | null;
		readonly severity: Severity | null;
		readonly who: string | null;
	};
}

export interface CartChanged extends EventBase {
	readonly type: 'cart.changed';
	readonly cart: {
		/** From the payload, else from the channel's name. */
		readonly customerId: string | null;
		/** The condition that was taken away, such as a promotion's name. */
		readonly condition: string | null;
		readonly message: string | null;
		readonly subtotal: Amount;
		readonly total: Amount;
		readonly savings: Amount;
	};
}

export interface TradeMatched extends EventBase {
	readonly type: 'trade.matched';
	readonly trade: {
		readonly id: string;
		readonly symbol: string;
		/** Decimal texts, exactly the number that was sent: `0.00000001`. */
		readonly price: string;
		readonly amount: string;
		/** Price times amount, exact. */
		readonly worth: string;
		readonly buyerId: string | null;
		readonly sellerId: string | null;
		readonly buyOrderId: string | null;
		readonly sellOrderId: string | null;
	};
}

/** A message without content that means "ask again": `dashboard.updated` with `[]`. */
export interface RefreshAsked extends EventBase {
	readonly type: 'refresh.asked';
}

export type ShopEvent =
	| OrderCreated
	| OrderStatusChanged
	| PaymentProcessed
	| StockChanged
	| SystemAlerted
	| VisitorSeen
	| ActivityRecorded
	| NotificationReceived
	| CartChanged
	| TradeMatched
	| RefreshAsked;

/** What an event is about: what panels, sounds and channels are told apart by. */
export const TOPICS = [
	'orders',
	'payments',
	'stock',
	'system',
	'people',
	'notifications',
	'activity',
	'carts',
	'trades',
] as const;
export type Topic = (typeof TOPICS)[number];

/** A member of a presence channel, as the shop's `channels.php` describes them. */
export interface Member {
	readonly id: string;
	readonly name: string;
	readonly role: string | null;
}

/** A message that a source maps but whose payload could not be read. */
export interface Rejection {
	readonly source: string;
	readonly channel: string;
	readonly name: string;
	readonly receivedAt: number;
	/** One sentence: what, where, and what was found. */
	readonly reason: string;
	/** Masked: no session id, address, e-mail or token. */
	readonly payload: unknown;
	/** Equal for equal content of one name; null for a payload that is nested too deep. */
	readonly key: string | null;
}

/** A message that no source maps. */
export interface Unmapped {
	readonly channel: string;
	readonly name: string;
	readonly receivedAt: number;
	/** Masked. */
	readonly payload: unknown;
	/** Equal for equal content of one name; null for a payload that is nested too deep. */
	readonly key: string | null;
}

/** A sign of life that went the way of orders. */
export interface Heartbeat {
	readonly channel: string;
	readonly receivedAt: number;
	readonly from: 'shop' | 'recorder';
}

/** What a message of the shop was read as. */
export type ShopMessage =
	/** `payload` is masked; the inspector keeps it. */
	| { readonly verdict: 'accepted'; readonly event: ShopEvent; readonly payload: unknown }
	| { readonly verdict: 'rejected'; readonly rejection: Rejection }
	| { readonly verdict: 'unmapped'; readonly unmapped: Unmapped };

export type Decoded =
	| ShopMessage
	| { readonly verdict: 'heartbeat'; readonly heartbeat: Heartbeat }
	/** Who has taken an alert on, by the recorder's word; unchecked. */
	| { readonly verdict: 'answered'; readonly payload: unknown };
