/**
 * The shop that sends every event to `admin-monitoring` and to a channel of its own, with everything its original gets
 * wrong: a constant currency, counts that stay 0, totals that are sometimes null, and visitors' session ids for all.
 */
import type { Fact, NotificationFact, OrderFact, PaymentFact, Person, VisitFact } from '../facts.ts';
import { totalOf } from '../orders.ts';
import { sayAlert, sayStock } from './monitoring-alerts.ts';
import { decimal, emailOf, isoMicros, type Message } from './wire.ts';

const ADMIN = 'https://shop.example.test/admin';
const MONITORING = 'private-admin-monitoring';

type MonitoringFact = Exclude<Fact, { kind: 'promotion-removed' | 'trade' }>;

export function sayAsMonitoring(fact: MonitoringFact): Message {
	switch (fact.kind) {
		case 'created':
		case 'status-changed':
			return sayOrder(fact);
		case 'payment':
			return sayPayment(fact);
		case 'stock':
			return sayStock(fact);
		case 'alert':
			return sayAlert(fact);
		case 'visit':
			return fact.isArrival ? sayArrival(fact) : sayLeave(fact);
		case 'activity':
			return sayActivity(fact);
		case 'notification':
			return sayNotification(fact);
	}
}

export function monitoringNumberOf({ placedAt, id }: OrderFact['order']): string {
	const day = placedAt.toISOString().slice(0, 10).replaceAll('-', '');
	return `ORD${day}${id.toString(16).toUpperCase().padStart(6, '0')}`;
}

/** The column it reads does not exist in every install: now and then the total is null. */
export function isTotalTold({ dialect, id }: OrderFact['order']): boolean {
	return dialect !== 'monitoring' || id % 6 !== 0;
}

function sayOrder({ order, at }: OrderFact): Message {
	const amount = isTotalTold(order) ? decimal(totalOf(order)) : null;
	return {
		channels: [MONITORING, 'private-admin-orders'],
		name: 'order.new',
		data: {
			order: {
				id: order.id,
				order_number: monitoringNumberOf(order),
				status: 'pending',
				total_amount: amount,
				currency: 'USD',
				item_count: 0,
				created_at: isoMicros(order.placedAt),
			},
			customer: person(order.customer),
			statistics: { total_orders_today: order.ofToday, revenue_today: 0 },
			notification: {
				title: 'New Order Received',
				message: `Order #${order.id} for ${amount ?? '0.00'}`,
				type: 'order',
				priority: 'medium',
				action_url: `${ADMIN}/orders/${order.id}`,
			},
			timestamp: isoMicros(at),
		},
	};
}

function sayPayment({ payment, at }: PaymentFact): Message {
	const { order, reason } = payment;
	const isSuccessful = reason === null;
	const amount = decimal(totalOf(order));
	return {
		channels: [MONITORING, 'private-admin-payments'],
		name: isSuccessful ? 'payment.success' : 'payment.failed',
		data: {
			payment: {
				id: payment.id,
				transaction_id: isSuccessful ? `TX${payment.id.toString(36).toUpperCase().padStart(8, '0')}` : null,
				amount,
				currency: 'USD',
				status: isSuccessful ? 'success' : 'failed',
				payment_method: payment.method,
				processed_at: null,
				created_at: isoMicros(at),
				...(isSuccessful ? {} : { failure_reason: reason }),
			},
			order: {
				id: order.id,
				order_number: monitoringNumberOf(order),
				status: order.status,
				total_amount: null,
			},
			customer: person(order.customer),
			statistics: {
				successful_payments_today: 0,
				revenue_today: 0,
				failed_payments_today: payment.failuresToday,
			},
			notification: {
				title: isSuccessful ? 'Payment Received' : 'Payment Failed',
				message: `Payment of ${amount} ${isSuccessful ? 'received' : 'failed'}`,
				type: 'payment',
				priority: isSuccessful ? 'medium' : 'high',
				action_url: isSuccessful ? null : `${ADMIN}/payments/${payment.id}`,
			},
			is_successful: isSuccessful,
			timestamp: isoMicros(at),
		},
	};
}

function sayArrival({ visit, claimed, at }: VisitFact): Message {
	return {
		channels: [MONITORING],
		name: 'user.online',
		data: {
			user: visit.customer && person(visit.customer),
			session: {
				id: visit.id,
				session_id: visit.sessionId,
				ip_address: visit.address,
				location: null,
				page_url: visit.pageUrl,
				last_activity: isoMicros(at),
				is_authenticated: visit.customer !== null,
			},
			total_active_users: claimed,
			timestamp: isoMicros(at),
		},
	};
}

function sayLeave({ visit, claimed, at }: VisitFact): Message {
	const seconds = Math.floor((at.getTime() - visit.since.getTime()) / 1_000);
	return {
		channels: [MONITORING],
		name: 'user.offline',
		data: {
			user: visit.customer && person(visit.customer),
			session_id: visit.sessionId,
			total_active_users: claimed,
			session_duration: seconds,
			session_duration_human: humanDuration(seconds),
			timestamp: isoMicros(at),
		},
	};
}

function sayActivity(fact: Extract<Fact, { kind: 'activity' }>): Message {
	return {
		channels: [MONITORING],
		name: 'activity.new',
		data: {
			activity: {
				id: fact.id,
				action: fact.action,
				description: fact.description,
				user: fact.user && { ...person(fact.user), avatar: null },
				metadata: [],
				ip_address: fact.address,
				user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
				created_at: isoMicros(fact.at),
				created_at_human: '1 second ago',
				formatted_time: formattedTime(fact.at),
				icon: 'fas fa-user',
				color: 'text-blue-500',
				priority: 'low',
			},
			timestamp: isoMicros(fact.at),
			message: fact.description,
		},
	};
}

/** Flat, and its icon is markup: nothing of it may ever be drawn as such. */
function sayNotification(fact: NotificationFact): Message {
	return {
		channels: ['private-admin-notifications'],
		name: 'new-notification',
		data: {
			id: fact.id,
			title: fact.title,
			message: fact.message,
			type: fact.type,
			priority: fact.priority,
			is_read: false,
			created_at: isoMicros(fact.at),
			formatted_time: '1 second ago',
			icon: '<svg class="w-5 h-5" fill="none" viewBox="0 0 24 24"><path d="M12 8v4m0 4h.01"></path></svg>',
			color: 'text-blue-600 bg-blue-100',
			user: fact.user && { id: fact.user.id, name: fact.user.name },
		},
	};
}

function person({ id, name }: Person) {
	return { id, name, email: emailOf({ id }) };
}

/** The original's own words, "1 minutes" included. */
function humanDuration(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} minutes`;
	return `${Math.floor(minutes / 60)} hours, ${minutes % 60} minutes`;
}

function formattedTime(at: Date): string {
	const shown = new Intl.DateTimeFormat('en-US', {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: 'UTC',
	}).format(at);
	return shown.replace(/, (?=\d+:)/, ' ').replaceAll('\u202f', ' ');
}
