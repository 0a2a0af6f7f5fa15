import type { MappingOf } from '../reading.ts';
import type { EventMapping } from '../source.ts';

/*
 * Each event comes under the name its `broadcastAs()` gives it with the payload of its `broadcastWith()`, or under its
 * class with its public properties: both are read by one list of paths.
 */

const GENERAL = 'private-admin-monitoring';

const payment = {
	id: ['payment.id', 'payment_id', 'payment.transaction_id', 'transaction_id', 'order_id'],
	method: ['payment.payment_method', 'payment.method', 'payment_method', 'method'],
	amount: {
		path: ['payment.amount', 'amount'],
		read: 'decimal',
		currency: ['payment.currency', 'currency'],
	},
	reason: [
		'payment.failure_reason',
		'failure_reason',
		'failureReason',
		'payment.error_message',
		'payment.reason',
	],
	orderId: ['order.id', 'payment.order_id', 'order_id'],
	orderNumber: ['order.order_number', 'payment.order.order_number'],
	customer: ['customer.name', 'payment.customer.name', 'payment.user.name', 'order.user.name', 'user.name'],
	// Its beginning is closer to the fact than the time of broadcasting, which waits for a worker.
	time: ['payment.processed_at', 'payment.paid_at', 'payment.created_at', 'processed_at', 'timestamp'],
	version: 'payment.updated_at',
} satisfies Partial<MappingOf<'payment.processed'>['fields']>;

const visitor = {
	id: 'user.id',
	name: 'user.name',
	active: ['total_active_users', 'totalActiveUsers'],
	time: ['timestamp', 'session.last_activity'],
};

export const monitoringEvents: EventMapping[] = [
	{
		on: ['order.new', 'App\\Events\\NewOrderEvent'],
		as: 'order.created',
		channels: [GENERAL, 'private-admin-orders'],
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
			customerId: ['customer.id', 'order.user.id', 'order.customer.id', 'user.id', 'order.user_id'],
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
	// The name decides: the statistics of the original look for a word that its payments never have.
	{
		on: ['payment.success'],
		as: 'payment.processed',
		channels: [GENERAL, 'private-admin-payments'],
		outcome: 'succeeded',
		fields: { ...payment, outcome: ['payment.status', 'status'] },
	},
	{
		on: ['payment.failed'],
		as: 'payment.processed',
		channels: [GENERAL, 'private-admin-payments'],
		outcome: 'failed',
		fields: { ...payment, outcome: ['payment.status', 'status'] },
	},
	{
		on: ['payment.processed', 'App\\Events\\PaymentProcessedEvent'],
		as: 'payment.processed',
		channels: [GENERAL, 'private-admin-payments'],
		fields: {
			...payment,
			outcome: ['is_successful', 'isSuccessful', 'success', 'payment.status', 'status'],
		},
	},
	{
		on: ['stock.alert', 'App\\Events\\StockAlertEvent'],
		as: 'stock.changed',
		channels: [GENERAL, 'private-admin-inventory'],
		levelByStock: true,
		fields: {
			id: ['product.id', 'product_id', 'productId'],
			name: ['product.name', 'product_name', 'productName'],
			sku: ['product.sku', 'sku'],
			category: ['product.category.name', 'product.category'],
			level: ['alert.type', 'alertType', 'alert_type'],
			stock: ['product.current_stock', 'currentStock', 'current_stock', 'product.stock'],
			threshold: ['product.threshold', 'threshold', 'product.low_stock_threshold'],
			time: 'timestamp',
		},
	},
	{
		on: ['system.alert', 'App\\Events\\SystemAlertEvent'],
		as: 'system.alerted',
		channels: [GENERAL, 'private-admin-system'],
		maintenance: ['maintenance'],
		resolved: ['resolved', 'closed'],
		fields: {
			id: ['alert.id', 'system_data.alert_id', 'systemData.alert_id', 'alert_id'],
			title: ['alert.title', 'title', 'notification.title'],
			kind: ['alert.type', 'type'],
			severity: ['alert.severity', 'severity'],
			component: [
				'alert.source',
				'system_data.source',
				'system_data.component',
				'system_data.service',
				'alert.component',
				'systemData.component',
				'context.component',
			],
			message: ['alert.message', 'message', 'notification.message'],
			resolved: [
				'alert.resolved',
				'alert.is_resolved',
				'alert.status',
				'system_data.resolved',
				'system_data.status',
				'systemData.status',
				'resolved',
				'status',
			],
			time: ['timestamp', 'system_data.server_time'],
		},
	},
	{
		on: ['user.online', 'App\\Events\\UserOnlineEvent'],
		as: 'visitor.came',
		channels: [GENERAL],
		fields: visitor,
	},
	{
		on: ['user.offline', 'App\\Events\\UserOfflineEvent'],
		as: 'visitor.left',
		channels: [GENERAL],
		fields: { ...visitor, lastedSeconds: ['session_duration', 'sessionDuration'] },
	},
	{
		on: ['activity.new', 'App\\Events\\NewActivityEvent'],
		as: 'activity.recorded',
		channels: [GENERAL],
		fields: {
			id: 'activity.id',
			action: 'activity.action',
			description: ['activity.description', 'message'],
			who: 'activity.user.name',
			severity: 'activity.priority',
			time: ['activity.created_at', 'timestamp'],
		},
	},
	{
		on: ['new-notification', 'App\\Events\\NewNotificationEvent'],
		as: 'notification.received',
		channels: ['private-admin-notifications'],
		fields: {
			id: ['id', 'notification.id'],
			title: ['title', 'notification.title'],
			kind: ['type', 'notification.type'],
			message: ['message', 'notification.message'],
			severity: ['priority', 'notification.priority'],
			who: ['user.name', 'notification.user.name'],
			time: ['created_at', 'notification.created_at', 'timestamp'],
		},
	},
	{ on: ['dashboard.updated', 'dashboard.refresh'], as: 'refresh.asked', channels: [GENERAL], fields: {} },
];
