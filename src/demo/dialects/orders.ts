/** The back end whose orders have items and a history: private channels, decimals as text, its own time of change. */
import type { DemoOrder, OrderFact } from '../facts.ts';
import { totalOf } from '../orders.ts';
import { decimal, emailOf, isoMicros, type Message } from './wire.ts';

const LABELS: Readonly<Record<string, string>> = {
	pending: 'Pending Payment',
	paid: 'Payment Confirmed',
	processing: 'Being Prepared',
	shipped: 'Shipped',
	delivered: 'Delivered',
	cancelled: 'Cancelled',
};

export function numberOf(order: DemoOrder): string {
	return `ORD-${order.placedAt.getUTCFullYear()}-${order.id.toString(16).toUpperCase().padStart(6, '0')}`;
}

export function labelOf(status: string): string {
	return LABELS[status] ?? status;
}

export function sayAsOrders(fact: OrderFact): Message {
	const { order } = fact;
	return {
		channels: ['private-admin.orders', `private-user.${order.customer.id}.orders`],
		name: fact.kind === 'created' ? 'order.created' : 'order.status.updated',
		data: {
			order_id: order.id,
			order_number: numberOf(order),
			current_status: order.status,
			current_status_label: labelOf(order.status),
			previous_status: fact.kind === 'created' ? null : fact.previous,
			changed_by: fact.kind === 'created' ? null : fact.by,
			total: decimal(totalOf(order)),
			updated_at: isoMicros(fact.at),
			user: { id: order.customer.id, name: order.customer.name, email: emailOf(order.customer) },
			items_count: order.lines.length,
			items_summary: order.lines
				.slice(0, 3)
				.map((line) => ({ product_name: line.name, quantity: line.quantity })),
		},
	};
}
