import type { Source } from '../source.ts';

/**
 * A shop whose `OrderStatusChanged` goes to `admin.orders` and to the customer. Its fields come in several spellings,
 * and its decimals as text or number depending on the cast.
 */
const fields = {
	id: ['order_id', 'orderId', 'id'],
	number: ['order_number', 'orderNumber'],
	status: ['current_status', 'currentStatus', 'status'],
	label: ['current_status_label', 'currentStatusLabel', 'status_label'],
	previous: ['previous_status', 'previousStatus'],
	by: ['changed_by', 'changedBy', 'changedby'],
	customer: ['user.name', 'customer.name', 'order.user.name', 'customer_name', 'guest_name'],
	total: { path: ['total', 'total_amount', 'amount'], read: 'decimal', currency: 'currency' },
	items: {
		path: ['items_summary', 'items'],
		name: ['product_name', 'product.name', 'name'],
		quantity: 'quantity',
	},
	itemsCount: ['items_count', 'itemsCount'],
	time: ['updated_at', 'updatedAt', 'updated'],
	version: ['updated_at', 'updatedAt', 'updated'],
} satisfies Source['events'][number]['fields'];

export const orders: Source = {
	name: 'orders',
	label: 'Orders with items and a history',
	channels: ['private-admin.orders'],
	statuses: {
		pending: 'pending',
		confirmed: 'confirmed',
		paid: 'paid',
		processing: 'processing',
		shipped: 'shipped',
		delivered: 'delivered',
		completed: 'delivered',
		cancelled: 'cancelled',
		canceled: { kind: 'cancelled', label: 'Cancelled' },
		refunded: 'refunded',
		failed: 'failed',
	},
	events: [
		{ on: ['order.status.updated', 'App\\Events\\OrderStatusChanged'], as: 'order.status.changed', fields },
		{ on: ['order.created', 'App\\Events\\OrderCreated'], as: 'order.created', fields },
	],
};
