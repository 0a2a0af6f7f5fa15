/** The house with villas: public channels, display strings for money and dates, a creation time without a date. */
import type { DemoOrder, OrderFact } from '../facts.ts';
import { totalOf } from '../orders.ts';
import { isoOffset, type Message } from './wire.ts';

const DAY_MS = 86_400_000;

/** Check-in, a week after the booking, and check-out, as the house displays them. */
export function stayOf({ placedAt, nights }: DemoOrder): { from: string; until: string } {
	const arrival = placedAt.getTime() + 7 * DAY_MS;
	return { from: displayDate(arrival), until: displayDate(arrival + nights * DAY_MS) };
}

export function sayAsBookings(fact: OrderFact): Message {
	const { order } = fact;
	const villa = order.lines[0];
	const timestamp = isoOffset(fact.at);
	if (fact.kind === 'status-changed') {
		return {
			channels: ['admin.orders', `order.${order.id}`],
			name: 'order.status.changed',
			data: {
				id: order.id,
				guest_name: order.customer.name,
				villa_name: villa?.name ?? 'Villa',
				old_status: fact.previous,
				new_status: order.status,
				status_label: order.status.charAt(0).toUpperCase() + order.status.slice(1),
				timestamp,
			},
		};
	}
	const { from, until } = stayOf(order);
	return {
		channels: ['admin.orders'],
		name: 'order.created',
		data: {
			id: order.id,
			guest_name: order.customer.name,
			villa_id: villa?.productId ?? 0,
			villa_name: villa?.name ?? 'Villa',
			check_in: from,
			check_out: until,
			total_price: totalOf(order)
				.toString()
				.replace(/\B(?=(\d{3})+$)/g, '.'),
			status: order.status,
			created_at: fact.at.toISOString().slice(11, 19),
			timestamp,
		},
	};
}

function displayDate(at: number): string {
	return new Intl.DateTimeFormat('en-GB', {
		day: '2-digit',
		month: 'short',
		year: 'numeric',
		timeZone: 'UTC',
	}).format(at);
}
