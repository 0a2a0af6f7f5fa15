/** What can happen in the simulated shop, in its own terms. How it is said on the wire is the dialects' business. */

/** The Laravel back ends the shop can play, each with a dialect of its own; named as the presets that read them. */
export const DIALECTS = ['monitoring', 'orders', 'bookings', 'carts', 'trades'] as const;
export type Dialect = (typeof DIALECTS)[number];
/** The back ends that take orders. */
export type OrderDialect = Extract<Dialect, 'monitoring' | 'orders' | 'bookings'>;

/** Somebody the shop knows: a customer, or one of its staff. */
export interface Person {
	readonly id: number;
	readonly name: string;
}

export interface Line {
	readonly productId: number;
	readonly name: string;
	readonly quantity: number;
	readonly minor: number;
}

export interface DemoOrder {
	readonly dialect: OrderDialect;
	/** Its place among this back end's orders of the day, from 1. */
	readonly ofToday: number;
	readonly id: number;
	readonly customer: Person;
	readonly lines: readonly Line[];
	/** Nights of a stay; 0 for goods. */
	readonly nights: number;
	readonly placedAt: Date;
	readonly status: string;
}

export interface DemoPayment {
	readonly id: number;
	readonly order: DemoOrder;
	readonly method: string | null;
	/** Null when it succeeded. */
	readonly reason: string | null;
	/** Failed payments of the day, this one included. */
	readonly failuresToday: number;
}

export type StockAlertType = 'low_stock' | 'out_of_stock' | 'restock';

export interface DemoProduct {
	readonly id: number;
	readonly name: string;
	readonly sku: string | null;
	readonly category: string;
	readonly minor: number;
	readonly stock: number;
	readonly threshold: number;
}

export interface StockCounts {
	readonly low: number;
	readonly out: number;
	readonly reorder: number;
}

export interface DemoAlert {
	readonly id: string;
	readonly type: 'system_error' | 'security_alert' | 'maintenance' | 'performance' | 'backup' | 'update';
	readonly severity: 'low' | 'medium' | 'high' | 'critical';
	readonly component: string;
	readonly title: string;
	readonly message: string;
	readonly openedAt: Date;
}

export interface Visit {
	readonly id: number;
	/** As long and as secret as Laravel's. */
	readonly sessionId: string;
	readonly address: string;
	readonly pageUrl: string;
	readonly since: Date;
	/** Null for a guest. */
	readonly customer: Person | null;
}

/** One customer's cart after a promotion was taken away, in minor units. */
export interface DemoCart {
	readonly customer: Person;
	readonly subtotal: number;
	readonly savings: number;
}

interface At {
	readonly at: Date;
}

export type OrderFact = At &
	(
		| { readonly kind: 'created'; readonly order: DemoOrder }
		| {
				readonly kind: 'status-changed';
				readonly order: DemoOrder;
				readonly previous: string;
				readonly by: string | null;
		  }
	);
export type PaymentFact = At & { readonly kind: 'payment'; readonly payment: DemoPayment };
export type StockFact = At & {
	readonly kind: 'stock';
	readonly type: StockAlertType;
	readonly product: DemoProduct;
	readonly counts: StockCounts;
};
export type AlertFact = At & {
	readonly kind: 'alert';
	readonly alert: DemoAlert;
	readonly isResolved: boolean;
};
export type VisitFact = At & {
	readonly kind: 'visit';
	readonly isArrival: boolean;
	readonly visit: Visit;
	/** How many are there after it. */
	readonly active: number;
	/** What the shop's own event says about that. */
	readonly claimed: number;
};
export type ActivityFact = At & {
	readonly kind: 'activity';
	readonly id: number;
	readonly action: string;
	readonly description: string;
	readonly user: Person | null;
	readonly address: string;
};
export type NotificationFact = At & {
	readonly kind: 'notification';
	readonly id: number;
	readonly title: string;
	readonly message: string;
	readonly type: 'info' | 'warning' | 'success' | 'error';
	readonly priority: 'low' | 'medium' | 'high';
	readonly user: Person | null;
};
export type PromotionFact = At & {
	readonly kind: 'promotion-removed';
	readonly condition: string;
	readonly carts: readonly DemoCart[];
};
export type TradeFact = At & {
	readonly kind: 'trade';
	readonly id: number;
	readonly symbol: string;
	readonly price: number;
	readonly amount: number;
	readonly buyer: Person;
	readonly seller: Person;
	readonly buyOrderId: number;
	readonly sellOrderId: number;
};

export type Fact =
	| OrderFact
	| PaymentFact
	| StockFact
	| AlertFact
	| VisitFact
	| ActivityFact
	| NotificationFact
	| PromotionFact
	| TradeFact;
