/**
 * Says a fact the way the Laravel back end it happened in would: its channels, its event name, its payload, with the
 * habits of each (decimals as text, display strings, a time of broadcasting that is no time of the fact).
 */
import type { Fact } from '../facts.ts';
import { sayAsBookings } from './bookings.ts';
import { sayAsCarts } from './carts.ts';
import { sayAsMonitoring } from './monitoring.ts';
import { sayAsOrders } from './orders.ts';
import { sayAsTrades } from './trades.ts';
import type { Message } from './wire.ts';

/** Usually one message; one for each customer when a promotion ends. */
export function sayFact(fact: Fact): Message[] {
	switch (fact.kind) {
		case 'promotion-removed':
			return sayAsCarts(fact);
		case 'trade':
			return [sayAsTrades(fact)];
		case 'created':
		case 'status-changed':
			if (fact.order.dialect === 'orders') return [sayAsOrders(fact)];
			return [fact.order.dialect === 'bookings' ? sayAsBookings(fact) : sayAsMonitoring(fact)];
		default:
			return [sayAsMonitoring(fact)];
	}
}
