/**
 * A simulated shop with three counters: what happens in it, in its own terms. How it is said on the wire is dialects.ts.
 *
 * Pure but for the state it keeps: chance and time are handed in.
 */
import type { Random } from './random.ts';

/** The Laravel back end an order lives in; each speaks a dialect of its own. */
export type Counter = 'orders' | 'bookings' | 'monitoring';

export interface DemoOrder {
	/** Its place among this counter's orders of the day, from 1. */
	readonly ofToday: number;
	readonly counter: Counter;
	readonly id: number;
	readonly customer: { readonly id: number; readonly name: string };
	readonly lines: readonly { readonly name: string; readonly quantity: number; readonly minor: number }[];
	/** Nights of a stay; 0 for goods. */
	readonly nights: number;
	readonly placedAt: Date;
	status: string;
}

export type Fact =
	| { readonly kind: 'created'; readonly order: DemoOrder; readonly at: Date }
	| {
			readonly kind: 'status-changed';
			readonly order: DemoOrder;
			readonly previous: string;
			readonly by: string | null;
			readonly at: Date;
	  };

const CUSTOMERS = [
	'Nurul Hidayah Osman',
	'Wei Jie Tan',
	'Budi Santoso',
	'Priya Ramasamy',
	'Emily Carter',
	'Hafiz Rahman',
	'Siti Aminah Zain',
	'Marcus Oyelaran',
	'Ketut Wirawan',
	'Grace Lim',
	'José Álvarez',
	'Tan Mei Ling',
	'Chloé Martin',
	'Arjun Menon',
	'Lakshmi Nair',
	'Putri Anggraini',
] as const;

const GOODS = [
	{ name: 'Kopi Gayo 250 g', minor: 3_890 },
	{ name: 'V60 dripper', minor: 8_900 },
	{ name: 'Rattan basket M', minor: 18_900 },
	{ name: 'Batik scarf indigo', minor: 12_800 },
	{ name: 'Trail tee S', minor: 7_450 },
	{ name: 'Teh tarik kit', minor: 4_200 },
	{ name: 'Enamel mug', minor: 2_600 },
	{ name: 'Linen apron', minor: 9_800 },
	{ name: 'Pandan candle', minor: 5_500 },
	{ name: 'Field bag', minor: 15_900 },
] as const;

const VILLAS = [
	{ name: 'Villa Kawah', minor: 1_250_000 },
	{ name: 'Villa Telaga', minor: 980_000 },
	{ name: 'Villa Arjuna', minor: 1_500_000 },
] as const;

const STAFF = ['Aisyah Rahman', 'Mei Lin Chong', 'Tomás Rivera', null] as const;

/** The transitions each back end knows; the monitoring one never says how its orders go on. */
const NEXT: Record<Counter, Readonly<Record<string, readonly [string, ...string[]]>>> = {
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

/** The shop is in Kuala Lumpur, eight hours ahead and without summer time. */
const ZONE_OFFSET_MS = 8 * 3_600_000;
/** Open orders the shop keeps in mind. */
const OPEN_LIMIT = 60;

export class Shop {
	#random: Random;
	#open: DemoOrder[] = [];
	#lastId: Record<Counter, number>;
	#createdToday: Record<Counter, number> = { orders: 0, bookings: 0, monitoring: 0 };
	#day = '';

	/** `openedAt` sets where order ids begin, so that a shop opened again repeats none. */
	constructor(random: Random, openedAt: Date) {
		this.#random = random;
		const second = Math.floor(openedAt.getTime() / 1_000);
		this.#lastId = { orders: second % 1_000_000, bookings: second % 100_000, monitoring: second % 100_000 };
	}

	/** What happens next. About half of what happens are new orders. */
	happen(at: Date): Fact {
		const movable = this.#open.filter((order) => NEXT[order.counter][order.status] !== undefined);
		const [first, ...rest] = movable;
		if (first === undefined || this.#random.next() < 0.5) return this.#create(at);
		return this.#advance(this.#random.pick([first, ...rest]), at);
	}

	#create(at: Date): Fact {
		const today = new Date(at.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10);
		if (today !== this.#day) {
			this.#day = today;
			this.#createdToday = { orders: 0, bookings: 0, monitoring: 0 };
		}
		const counter = this.#random.pick([
			'orders',
			'orders',
			'orders',
			'bookings',
			'monitoring',
		]) satisfies Counter;
		this.#createdToday[counter] += 1;
		this.#lastId[counter] += 1;
		const nights = counter === 'bookings' ? this.#random.between(1, 4) : 0;
		const order: DemoOrder = {
			counter,
			id: this.#lastId[counter],
			customer: { id: this.#random.between(1, 900), name: this.#random.pick(CUSTOMERS) },
			lines: nights > 0 ? [{ ...this.#random.pick(VILLAS), quantity: 1 }] : this.#fillCart(),
			nights,
			placedAt: at,
			ofToday: this.#createdToday[counter],
			status: 'pending',
		};
		this.#open.push(order);
		if (this.#open.length > OPEN_LIMIT) this.#open.shift();
		return { kind: 'created', order, at };
	}

	#fillCart(): DemoOrder['lines'] {
		return Array.from({ length: this.#random.between(1, 3) }, () => ({
			...this.#random.pick(GOODS),
			quantity: this.#random.between(1, 3),
		}));
	}

	#advance(order: DemoOrder, at: Date): Fact {
		const previous = order.status;
		const choices = NEXT[order.counter][previous];
		if (choices === undefined) throw new Error(`No way on from ${previous}`);
		order.status = this.#random.pick(choices);
		if (NEXT[order.counter][order.status] === undefined)
			this.#open = this.#open.filter((open) => open !== order);
		const by = order.status === 'paid' ? null : this.#random.pick(STAFF);
		return { kind: 'status-changed', order, previous, by, at };
	}
}

/** What an order costs, in the minor units of its currency (sen and cents; whole rupiah). */
export function totalOf(order: DemoOrder): number {
	const sum = order.lines.reduce((total, line) => total + line.minor * line.quantity, 0);
	return order.nights > 0 ? sum * order.nights : sum;
}
