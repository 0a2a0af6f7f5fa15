/**
 * Says a fact the way the Laravel back end it happened in would: its channels, its event name, its payload, with the
 * habits of each (decimals as text, display strings, a time of broadcasting that is no time of the fact).
 */
import type { DemoOrder, Fact } from './shop.ts';
import { totalOf } from './shop.ts';

/** One call of the HTTP API. */
export interface Message {
	readonly channels: readonly string[];
	readonly name: string;
	readonly data: Readonly<Record<string, unknown>>;
}

const LABELS: Readonly<Record<string, string>> = {
	pending: 'Pending Payment',
	paid: 'Payment Confirmed',
	processing: 'Being Prepared',
	shipped: 'Shipped',
	delivered: 'Delivered',
	cancelled: 'Cancelled',
};

const DAY_MS = 86_400_000;

export function sayFact(fact: Fact): Message {
	switch (fact.order.counter) {
		case 'orders':
			return sayAsOrders(fact);
		case 'bookings':
			return sayAsBookings(fact);
		case 'monitoring':
			return sayAsMonitoring(fact);
	}
}

function sayAsOrders(fact: Fact): Message {
	const { order } = fact;
	const status = fact.kind === 'created' ? 'pending' : order.status;
	return {
		channels: ['private-admin.orders', `private-user.${order.customer.id}.orders`],
		name: fact.kind === 'created' ? 'order.created' : 'order.status.updated',
		data: {
			order_id: order.id,
			order_number: `ORD-${order.placedAt.getUTCFullYear()}-${order.id.toString(16).toUpperCase().padStart(6, '0')}`,
			current_status: status,
			current_status_label: LABELS[status],
			previous_status: fact.kind === 'created' ? null : fact.previous,
			changed_by: fact.kind === 'created' ? null : fact.by,
			total: decimal(totalOf(order)),
			updated_at: isoMicros(fact.at),
			user: { id: order.customer.id, name: order.customer.name, email: emailOf(order) },
			items_count: order.lines.length,
			items_summary: order.lines
				.slice(0, 3)
				.map((line) => ({ product_name: line.name, quantity: line.quantity })),
		},
	};
}

function sayAsBookings(fact: Fact): Message {
	const { order } = fact;
	const villa = order.lines[0]?.name ?? 'Villa';
	const timestamp = isoMicros(fact.at).replace(/\.\d+Z$/, '+00:00');
	if (fact.kind === 'status-changed') {
		return {
			channels: ['admin.orders', `order.${order.id}`],
			name: 'order.status.changed',
			data: {
				id: order.id,
				guest_name: order.customer.name,
				villa_name: villa,
				old_status: fact.previous,
				new_status: order.status,
				status_label: order.status.charAt(0).toUpperCase() + order.status.slice(1),
				timestamp,
			},
		};
	}
	const arrival = order.placedAt.getTime() + 7 * DAY_MS;
	return {
		channels: ['admin.orders'],
		name: 'order.created',
		data: {
			id: order.id,
			guest_name: order.customer.name,
			villa_id: villa.length,
			villa_name: villa,
			check_in: displayDate(arrival),
			check_out: displayDate(arrival + order.nights * DAY_MS),
			total_price: totalOf(order)
				.toString()
				.replace(/\B(?=(\d{3})+$)/g, '.'),
			status: order.status,
			created_at: fact.at.toISOString().slice(11, 19),
			timestamp,
		},
	};
}

function sayAsMonitoring(fact: Fact): Message {
	const { order } = fact;
	// The column it sums does not exist in every install: now and then the total is null.
	const amount = order.id % 6 === 0 ? null : decimal(totalOf(order));
	return {
		channels: ['private-admin-monitoring', 'private-admin-orders'],
		name: 'order.new',
		data: {
			order: {
				id: order.id,
				order_number: `ORD${fact.at.toISOString().slice(0, 10).replaceAll('-', '')}${order.id.toString(16).toUpperCase().padStart(6, '0')}`,
				status: 'pending',
				total_amount: amount,
				currency: 'USD',
				item_count: 0,
				created_at: isoMicros(order.placedAt),
			},
			customer: { id: order.customer.id, name: order.customer.name, email: emailOf(order) },
			statistics: { total_orders_today: order.ofToday, revenue_today: 0 },
			notification: {
				title: 'New Order Received',
				message: `Order #${order.id} for ${amount ?? '0.00'}`,
				type: 'order',
				priority: 'medium',
				action_url: `https://shop.example.test/admin/orders/${order.id}`,
			},
			timestamp: isoMicros(fact.at),
		},
	};
}

function decimal(minor: number): string {
	return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

/** Laravel's `toISOString()`: six decimals and a Z. */
function isoMicros(at: Date): string {
	return at.toISOString().replace('Z', '000Z');
}

function displayDate(at: number): string {
	return new Intl.DateTimeFormat('en-GB', {
		day: '2-digit',
		month: 'short',
		year: 'numeric',
		timeZone: 'UTC',
	}).format(at);
}

function emailOf(order: DemoOrder): string {
	return `customer${order.customer.id}@example.test`;
}
