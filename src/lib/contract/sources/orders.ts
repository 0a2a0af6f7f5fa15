import type { Source } from '../source.ts';
import { laravelNotification } from './laravel-notification.ts';

/**
 * A shop whose `OrderStatusChanged` goes to `admin.orders` and to the customer. Its fields come in several spellings,
 * its decimals as text or number depending on the cast, and all of it under `order` where the event has no
 * `broadcastWith()`.
 */
const fields = {
	id: ['order_id', 'orderId', 'id', 'order.id'],
	number: ['order_number', 'orderNumber', 'order.order_number'],
	status: ['current_status', 'currentStatus', 'status', 'new_status', 'newStatus', 'order.status'],
	label: ['current_status_label', 'currentStatusLabel', 'status_label'],
	previous: ['previous_status', 'previousStatus', 'old_status', 'oldStatus'],
	by: ['changed_by', 'changedBy', 'changedby', 'changed_by.name', 'changedBy.name'],
	customer: ['user.name', 'customer.name', 'order.user.name', 'customer_name', 'guest_name'],
	customerId: ['user.id', 'user_id', 'customer.id', 'customer_id', 'order.user.id', 'order.user_id'],
	total: {
		path: ['total', 'total_amount', 'amount', 'order.total', 'order.total_amount'],
		read: 'decimal',
		currency: ['currency', 'order.currency'],
	},
	items: {
		path: ['items_summary', 'itemsSummary', 'items', 'order.items'],
		name: ['product_name', 'productName', 'product.name', 'name'],
		quantity: 'quantity',
	},
	itemsCount: ['items_count', 'itemsCount'],
	time: ['updated_at', 'updatedAt', 'updated', 'order.updated_at'],
	version: ['updated_at', 'updatedAt', 'updated', 'order.updated_at'],
} satisfies Source['events'][number]['fields'];

export const orders: Source = {
	name: 'orders',
	label: 'Orders with items and a history',
	channels: ['private-admin.orders'],
	watched: { customer: ['private-user.{id}.orders', 'private-App.Models.User.{id}'] },
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
	severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
	events: [
		{
			on: ['order.status.updated', 'OrderStatusChanged', 'App\\Events\\OrderStatusChanged'],
			as: 'order.status.changed',
			fields,
		},
		{ on: ['order.created', 'OrderCreated', 'App\\Events\\OrderCreated'], as: 'order.created', fields },
		laravelNotification,
	],
};
