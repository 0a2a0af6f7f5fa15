/** Orders as the shop tells them: created, and changed by whom. */
import { ORDERS_CHANNEL, type Told } from './told.ts';

export interface Order {
	readonly id: number;
	readonly customer: string;
	/** `2 × Kopi Gayo 250 g` as two and its name. */
	readonly items: readonly (readonly [quantity: number, name: string])[];
	readonly currency: 'MYR' | 'IDR' | 'USD';
	/** As the shop sends it: `248.90`. */
	readonly total: string;
}

/** The creation of an order. */
export function created(order: Order, at: number): Told {
	return tell('order.created', order, { current_status: 'pending', previous_status: null }, at);
}

/** A step of an order. */
export function changed(
	order: Order,
	[previous, current]: readonly [string, string],
	by: string,
	at: number,
): Told {
	const told = { current_status: current, previous_status: previous, changed_by: by };
	return tell('order.status.updated', order, told, at);
}

function tell(name: string, order: Order, told: Record<string, unknown>, at: number): Told {
	const payload = {
		order_id: order.id,
		order_number: String(order.id),
		...told,
		total: order.total,
		currency: order.currency,
		updated_at: new Date(at).toISOString(),
		user: { id: 7_000 + (order.id % 900), name: order.customer },
		items_count: order.items.length,
		items_summary: order.items.map(([quantity, name]) => ({ product_name: name, quantity })),
	};
	return { at, channel: ORDERS_CHANNEL, name, payload };
}
