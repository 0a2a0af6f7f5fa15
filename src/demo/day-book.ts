/**
 * What the simulated shop knows of its own state, kept from the same facts that are broadcast: the answer to a page that
 * asks for a snapshot. docs/backend.md tells its shape to whoever writes one.
 */
import { monitoringNumberOf, isTotalTold } from './dialects/monitoring.ts';
import { stayOf } from './dialects/bookings.ts';
import { labelOf, numberOf } from './dialects/orders.ts';
import { decimal } from './dialects/wire.ts';
import type { DemoOrder, Fact, OrderDialect, OrderFact } from './facts.ts';
import { totalOf } from './orders.ts';
import { shopDay } from './shop-clock.ts';

const ORDERS_LIMIT = 200;
const PAYMENTS_LIMIT = 100;

/** What the page counts as pending, as confirmed, and as bringing no money, unless it is told otherwise. */
const PENDING = ['pending'];
const CONFIRMED = ['confirmed', 'paid', 'processing', 'checked_in'];
const UNEARNED = ['cancelled'];

interface Money {
	readonly amount: string;
	readonly currency: string;
}

export interface Snapshot {
	readonly asOf: string;
	readonly figures: {
		readonly ordersToday: number;
		readonly pending: number;
		readonly confirmed: number;
		readonly total: number;
		readonly revenueToday: Readonly<Record<string, string>>;
		readonly activeVisitors?: number;
	};
	readonly orders: readonly Readonly<Record<string, unknown>>[];
	readonly payments: readonly Readonly<Record<string, unknown>>[];
	readonly stock: readonly Readonly<Record<string, unknown>>[];
	readonly alerts: readonly Readonly<Record<string, unknown>>[];
}

interface Held {
	readonly order: DemoOrder;
	readonly changedAt: Date;
}

export class DayBook {
	#orders = new Map<string, Held>();
	#payments: Extract<Fact, { kind: 'payment' }>[] = [];
	#stock = new Map<number, Extract<Fact, { kind: 'stock' }>>();
	#alerts = new Map<string, Extract<Fact, { kind: 'alert' }>>();
	#day = '';
	#ordersToday = 0;
	#pending = 0;
	#confirmed = 0;
	#total = 0;
	/** Minor units by currency. */
	#revenue = new Map<string, number>();
	#active: number | undefined;

	record(fact: Fact): void {
		this.#turnDay(fact.at);
		switch (fact.kind) {
			case 'created':
			case 'status-changed':
				return this.#recordOrder(fact);
			case 'payment':
				this.#payments = [fact, ...this.#payments].slice(0, PAYMENTS_LIMIT);
				return;
			case 'stock':
				this.#stock.set(fact.product.id, fact);
				return;
			case 'alert':
				if (fact.isResolved) this.#alerts.delete(fact.alert.id);
				else this.#alerts.set(fact.alert.id, fact);
				return;
			case 'visit':
				this.#active = fact.active;
		}
	}

	read(at: Date): Snapshot {
		this.#turnDay(at);
		const revenue = [...this.#revenue].map(([currency, minor]) => [currency, amountOf(minor, currency)]);
		return {
			asOf: at.toISOString(),
			figures: {
				ordersToday: this.#ordersToday,
				pending: this.#pending,
				confirmed: this.#confirmed,
				total: this.#total,
				revenueToday: Object.fromEntries(revenue) as Record<string, string>,
				...(this.#active === undefined ? {} : { activeVisitors: this.#active }),
			},
			orders: [...this.#orders.values()].reverse().map(describeOrder),
			payments: this.#payments.map(describePayment),
			stock: [...this.#stock.values()].map(describeStock),
			alerts: [...this.#alerts.values()].map(describeAlert),
		};
	}

	#recordOrder(fact: OrderFact): void {
		const { order } = fact;
		if (fact.kind === 'created') {
			this.#total += 1;
			this.#ordersToday += 1;
		} else this.#count({ ...order, status: fact.previous }, -1);
		this.#count(order, 1);
		const key = `${order.dialect}/${order.id}`;
		// An order that was forgotten for want of room would come back as the newest.
		if (fact.kind === 'created' || this.#orders.has(key))
			this.#orders.set(key, { order, changedAt: fact.at });
		const [oldest] = this.#orders.keys();
		if (this.#orders.size > ORDERS_LIMIT && oldest !== undefined) this.#orders.delete(oldest);
	}

	#count(order: DemoOrder, sign: 1 | -1): void {
		if (PENDING.includes(order.status)) this.#pending += sign;
		if (CONFIRMED.includes(order.status)) this.#confirmed += sign;
		const isOfToday = shopDay(order.placedAt) === this.#day;
		if (!isOfToday || UNEARNED.includes(order.status) || !isTotalTold(order)) return;
		const currency = CURRENCIES[order.dialect];
		this.#revenue.set(currency, (this.#revenue.get(currency) ?? 0) + sign * totalOf(order));
	}

	#turnDay(at: Date): void {
		const day = shopDay(at);
		if (day === this.#day) return;
		this.#day = day;
		this.#ordersToday = 0;
		this.#revenue.clear();
	}
}

const CURRENCIES: Record<OrderDialect, string> = { orders: 'MYR', monitoring: 'USD', bookings: 'IDR' };

function amountOf(minor: number, currency: string): string {
	return currency === 'IDR' ? String(minor) : decimal(minor);
}

function moneyOf(order: DemoOrder): Money {
	const currency = CURRENCIES[order.dialect];
	return { amount: amountOf(totalOf(order), currency), currency };
}

function describeNumber(order: DemoOrder): string {
	if (order.dialect === 'bookings') return `#${order.id}`;
	return order.dialect === 'orders' ? numberOf(order) : monitoringNumberOf(order);
}

function describeLabel({ dialect, status }: DemoOrder): string {
	if (dialect === 'orders') return labelOf(status);
	const words = status.replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function describeOrder({ order, changedAt }: Held) {
	return {
		source: order.dialect,
		id: String(order.id),
		number: describeNumber(order),
		status: order.status,
		label: describeLabel(order),
		customer: order.customer.name,
		customerId: String(order.customer.id),
		items: order.lines.map(({ name, quantity }) => ({ name, quantity })),
		itemsCount: order.lines.length,
		total: isTotalTold(order) ? moneyOf(order) : null,
		...(order.nights > 0 ? stayOf(order) : {}),
		placedAt: order.placedAt.toISOString(),
		changedAt: changedAt.toISOString(),
	};
}

function describePayment({ payment, at }: Extract<Fact, { kind: 'payment' }>) {
	return {
		source: 'monitoring',
		id: String(payment.id),
		outcome: payment.reason === null ? 'succeeded' : 'failed',
		method: payment.method,
		amount: moneyOf(payment.order),
		reason: payment.reason,
		orderNumber: describeNumber(payment.order),
		at: at.toISOString(),
	};
}

const LEVELS = { low_stock: 'low', out_of_stock: 'out', restock: 'restocked' } as const;

function describeStock({ type, product, at }: Extract<Fact, { kind: 'stock' }>) {
	return {
		source: 'monitoring',
		id: String(product.id),
		name: product.name,
		sku: product.sku,
		level: LEVELS[type],
		stock: product.stock,
		threshold: product.threshold,
		changedAt: at.toISOString(),
	};
}

function describeAlert({ alert }: Extract<Fact, { kind: 'alert' }>) {
	return {
		source: 'monitoring',
		id: alert.id,
		kind: alert.type,
		severity: alert.severity,
		component: alert.component,
		title: alert.title,
		message: alert.message,
		openedAt: alert.openedAt.toISOString(),
	};
}
