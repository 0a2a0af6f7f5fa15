import type { Source } from '../source.ts';
import { laravelNotification } from './laravel-notification.ts';
import { monitoringEvents } from './monitoring-events.ts';

/** A shop that sends every event to `admin-monitoring` and most to a channel of their own as well: those arrive twice. */
export const monitoring: Source = {
	name: 'monitoring',
	label: 'Monitoring events on two channels',
	channels: [
		'private-admin-monitoring',
		'private-admin-orders',
		'private-admin-payments',
		'private-admin-inventory',
		'private-admin-system',
		'private-admin-notifications',
	],
	watched: { customer: ['private-App.Models.User.{id}'] },
	presence: {
		admins: { channel: 'presence-admin-presence' },
		shoppers: { channel: 'presence-user-presence' },
	},
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
	outcomes: {
		true: 'succeeded',
		success: 'succeeded',
		succeeded: 'succeeded',
		completed: 'succeeded',
		paid: 'succeeded',
		false: 'failed',
		failed: 'failed',
		cancelled: 'failed',
		canceled: 'failed',
		pending: 'pending',
		refunded: 'refunded',
	},
	levels: {
		low_stock: 'low',
		out_of_stock: 'out',
		restock: 'restocked',
		restocked: 'restocked',
	},
	severities: {
		low: 'low',
		medium: 'medium',
		high: 'high',
		critical: 'critical',
		success: 'low',
		info: 'low',
		warning: 'medium',
		error: 'high',
	},
	events: [...monitoringEvents, laravelNotification],
};
