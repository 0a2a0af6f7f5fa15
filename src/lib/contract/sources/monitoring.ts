import type { SourceInput } from '../source.ts';

/** A shop that sends every event to `admin-monitoring` and to a channel of its own: each arrives twice. */
export const monitoring: SourceInput = {
	name: 'monitoring',
	label: 'Monitoring events on two channels',
	channels: ['private-admin-monitoring', 'private-admin-orders'],
	statuses: {
		pending: 'pending',
		confirmed: 'confirmed',
		paid: 'paid',
		processing: 'processing',
		completed: 'delivered',
		shipped: 'shipped',
		delivered: 'delivered',
		cancelled: 'cancelled',
		refunded: 'refunded',
		failed: 'failed',
		payment_failed: 'failed',
	},
	events: [
		{
			on: ['order.new', 'App\\Events\\NewOrderEvent'],
			as: 'order.created',
			fields: {
				id: 'order.id',
				number: 'order.order_number',
				numberPattern: 'ORD-{id:6}',
				status: 'order.status',
				customer: ['customer.name', 'order.user.name', 'order.customer.name'],
				total: {
					path: ['order.total_amount', 'order.total', 'order.amount'],
					read: 'decimal',
					currency: 'order.currency',
				},
				items: { path: 'order.items', name: ['product.name', 'product_name', 'name'], quantity: 'quantity' },
				time: ['order.created_at', 'timestamp'],
				version: 'order.updated_at',
				ordersToday: ['statistics.total_orders_today', 'todayOrderCount'],
			},
		},
	],
};
