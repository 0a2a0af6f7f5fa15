import type { Source } from '../source.ts';

/** A house with villas: public channels, display strings for money and dates, a creation time without a date. */
export const bookings: Source = {
	name: 'bookings',
	label: 'Villa bookings',
	channels: ['admin.orders'],
	watched: { order: ['order.{id}'] },
	currency: 'IDR',
	statuses: {
		pending: 'pending',
		confirmed: 'confirmed',
		paid: 'paid',
		checked_in: 'processing',
		completed: 'delivered',
		cancelled: 'cancelled',
		canceled: { kind: 'cancelled', label: 'Cancelled' },
		refunded: 'refunded',
		failed: 'failed',
	},
	events: [
		{
			on: ['order.created', 'App\\Events\\OrderCreated'],
			as: 'order.created',
			fields: {
				id: 'id',
				status: 'status',
				customer: 'guest_name',
				items: { name: 'villa_name' },
				from: 'check_in',
				until: 'check_out',
				total: { path: 'total_price', read: 'grouped', group: '.', decimal: ',', symbols: { Rp: 'IDR' } },
				time: ['timestamp', 'created_at'],
			},
		},
		{
			on: ['order.status.changed', 'App\\Events\\OrderStatusChanged'],
			as: 'order.status.changed',
			fields: {
				id: 'id',
				// `status_label` is the word with a capital, `Checked_in`: ours reads better.
				status: 'new_status',
				previous: 'old_status',
				customer: 'guest_name',
				items: { name: 'villa_name' },
				time: 'timestamp',
			},
		},
	],
};
