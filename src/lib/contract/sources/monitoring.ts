import type { Source } from '../source.ts';

/** A shop that sends every event to `admin-monitoring` and to a channel of its own: each arrives twice. */
export const monitoring: Source = {
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
		canceled: { kind: 'cancelled', label: 'Cancelled' },
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
				customer: [
					'customer.name',
					'order.user.name',
					'order.customer.name',
					'user.name',
					'order.customer_name',
				],
				total: {
					path: ['order.total_amount', 'order.total', 'order.amount'],
					read: 'decimal',
					currency: 'order.currency',
				},
				items: { path: 'order.items', name: ['product.name', 'product_name', 'name'], quantity: 'quantity' },
				// A list that PHP has filtered has no length; then there is no count.
				itemsCount: 'order.items.length',
				time: ['order.created_at', 'timestamp'],
				version: 'order.updated_at',
				ordersToday: ['statistics.total_orders_today', 'todayOrderCount'],
			},
		},
	],
};
