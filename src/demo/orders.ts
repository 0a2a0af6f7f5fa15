/** The counters where orders are taken, one for each back end that takes any. */
import { CUSTOMERS, PRODUCTS, STAFF, VILLAS } from './catalogue.ts';
import type { DemoOrder, Line, OrderDialect, OrderFact } from './facts.ts';
import type { Random } from './random.ts';
import { firstIdAt, shopDay } from './shop-clock.ts';

/** The transitions each back end knows; the monitoring one never says how its orders go on. */
const NEXT: Record<OrderDialect, Readonly<Record<string, readonly [string, ...string[]]>>> = {
	orders: {
		pending: ['paid', 'paid', 'paid', 'cancelled'],
		paid: ['processing'],
		processing: ['shipped'],
		shipped: ['delivered'],
	},
	bookings: {
		pending: ['confirmed', 'confirmed', 'cancelled'],
		confirmed: ['checked_in'],
		checked_in: ['completed'],
	},
	monitoring: {},
};

/** Open orders the shop keeps in mind, so that it can run for weeks. */
const OPEN_LIMIT = 60;

export class OrderBook {
	#random: Random;
	#open: DemoOrder[] = [];
	#lastId: Record<OrderDialect, number>;
	#createdToday: Record<OrderDialect, number> = { orders: 0, bookings: 0, monitoring: 0 };
	#day = '';

	/** `openedAt` sets where order ids begin, so that a shop opened again repeats none. */
	constructor(random: Random, openedAt: Date) {
		this.#random = random;
		const id = firstIdAt(openedAt);
		this.#lastId = { orders: id, bookings: id, monitoring: id };
	}

	create(dialect: OrderDialect, at: Date): OrderFact & { kind: 'created' } {
		const today = shopDay(at);
		if (today !== this.#day) {
			this.#day = today;
			this.#createdToday = { orders: 0, bookings: 0, monitoring: 0 };
		}
		this.#createdToday[dialect] += 1;
		this.#lastId[dialect] += 1;
		const nights = dialect === 'bookings' ? this.#random.between(1, 4) : 0;
		const order: DemoOrder = {
			dialect,
			id: this.#lastId[dialect],
			customer: this.#random.pick(CUSTOMERS),
			lines: nights > 0 ? [{ ...this.#random.pick(VILLAS), quantity: 1 }] : this.#fillCart(),
			nights,
			placedAt: at,
			ofToday: this.#createdToday[dialect],
			status: 'pending',
		};
		if (dialect !== 'monitoring') this.#open.push(order);
		if (this.#open.length > OPEN_LIMIT) this.#open.shift();
		return { kind: 'created', order, at };
	}

	/** Moves one open order of this back end on; null when there is none. */
	advance(dialect: OrderDialect, at: Date): OrderFact | null {
		const [first, ...rest] = this.#open.filter((order) => order.dialect === dialect);
		if (first === undefined) return null;
		const before = this.#random.pick([first, ...rest]);
		const choices = NEXT[dialect][before.status];
		if (choices === undefined) throw new Error(`No way on from ${before.status}`);
		const order = { ...before, status: this.#random.pick(choices) };
		this.#open = this.#open.filter((other) => other !== before);
		if (NEXT[dialect][order.status] !== undefined) this.#open.push(order);
		const by = order.status === 'paid' ? null : this.#random.pick([...STAFF, null])?.name;
		return { kind: 'status-changed', order, previous: before.status, by: by ?? null, at };
	}

	/** One to three products, each once. */
	#fillCart(): Line[] {
		const lines = new Map<number, Line>();
		for (let left = this.#random.between(1, 3); left > 0; left -= 1) {
			const { id, name, minor } = this.#random.pick(PRODUCTS);
			lines.set(id, { productId: id, name, minor, quantity: this.#random.between(1, 3) });
		}
		return [...lines.values()];
	}
}

/** What an order costs, in the minor units of its currency (sen and cents; whole rupiah). */
export function totalOf(order: DemoOrder): number {
	const sum = order.lines.reduce((total, line) => total + line.minor * line.quantity, 0);
	return order.nights > 0 ? sum * order.nights : sum;
}
