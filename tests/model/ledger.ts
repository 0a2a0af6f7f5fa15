/**
 * The shop: what it commits, and what the screen's figures have to come to.
 *
 * The figures are plain sums over the shop's own orders and share no code with what they are compared to.
 */
import type { Chance } from './chance.ts';

/** One message of the shop, as it goes to the broadcaster. */
export interface Telling {
	/** Its number in the ledger. */
	readonly index: number;
	readonly at: number;
	readonly name: string;
	readonly channels: readonly string[];
	readonly payload: unknown;
	/** What it is about, where the screen's figures hang on it. */
	readonly order: { readonly ref: string; readonly isCreation: boolean; readonly step: number } | null;
}

export interface LedgerOrder {
	readonly ref: string;
	readonly createdAt: number;
	readonly currency: string;
	/** In minor units; null where the shop tells none. */
	readonly minor: number | null;
	readonly hasTimes: boolean;
	/** Words, oldest first, with when each was set. */
	readonly steps: { readonly word: string; readonly at: number }[];
}

export interface Figures {
	readonly ordersToday: number;
	readonly pending: number;
	readonly confirmed: number;
	readonly total: number;
	readonly withoutAmount: number;
	readonly revenue: ReadonlyMap<string, number>;
}

export interface LedgerOptions {
	readonly chance: Chance;
	readonly zone: string;
	/** The shop states how many orders it has today. */
	readonly hasStatements: boolean;
	/** Some messages come without id, version and time. Never where a day turns: only their arrival dates them. */
	readonly hasUndated: boolean;
}

export interface Ledger {
	readonly tellings: readonly Telling[];
	readonly orders: ReadonlyMap<string, LedgerOrder>;
	/** Something happens in the shop. */
	commit(at: number): Telling;
	/** What every screen has to show at `now`, counting only what these tellings told. */
	figures(now: number, isKnown?: (telling: Telling) => boolean): Figures;
}

const CURRENCIES = ['USD', 'EUR', 'JPY'];
const PATHS: Readonly<Record<string, readonly string[]>> = {
	pending: ['confirmed', 'paid', 'cancelled'],
	confirmed: ['paid', 'processing', 'cancelled'],
	paid: ['processing', 'refunded'],
	processing: ['shipped', 'failed'],
	shipped: ['delivered', 'completed'],
	delivered: ['refunded'],
};
const PENDING = ['pending'];
const CONFIRMED = ['confirmed', 'paid', 'processing'];
const UNEARNED = ['cancelled', 'refunded', 'failed'];
/** A shop's clock stamps no two changes of one order alike here: which of such two is the later nobody could tell. */
const STEPS_APART_MS = 5;

export function createLedger({ chance, zone, hasStatements, hasUndated }: LedgerOptions): Ledger {
	const tellings: Telling[] = [];
	const orders = new Map<string, LedgerOrder>();
	const undated = new Set<string>();
	const days = createDays(zone);
	let serial = chance.whole(1, 9_000);

	function tell(at: number, about: Omit<Telling, 'index' | 'at'>): Telling {
		const telling = { index: tellings.length, at, ...about };
		tellings.push(telling);
		return telling;
	}

	function create(at: number, source: 'monitoring' | 'orders'): Telling {
		serial += 1;
		const isUndated = hasUndated && chance.is(0.3);
		const currency = chance.pick(CURRENCIES);
		const minor = chance.is(0.1) ? null : chance.whole(100, 99_999);
		const word = chance.is(0.8) ? 'pending' : 'confirmed';
		const ref = `${source}:${serial}`;
		const order: LedgerOrder = {
			ref,
			createdAt: at,
			currency,
			minor,
			hasTimes: !isUndated,
			steps: [{ word, at }],
		};
		orders.set(ref, order);
		if (isUndated) undated.add(ref);
		const about = { ref, isCreation: true, step: 0 };
		if (source === 'orders') {
			return tell(at, { ...orderTelling(order, 'order.created', null), order: about });
		}
		return tell(at, {
			name: 'order.new',
			channels: chance.is(0.8)
				? ['private-admin-monitoring', 'private-admin-orders']
				: [chance.pick(['private-admin-monitoring', 'private-admin-orders'])],
			payload: {
				order: {
					id: serial,
					status: word,
					total_amount: amountOf(order),
					currency,
					...(!isUndated && { created_at: stamp(at) }),
					...(!isUndated && chance.is(0.5) && { updated_at: stamp(at) }),
				},
				customer: { id: 7, name: 'Ann' },
				...(hasStatements && { statistics: { total_orders_today: today(at, 'monitoring') } }),
				...(!isUndated && chance.is(0.5) && { timestamp: stamp(at) }),
			},
			order: about,
		});
	}

	function today(at: number, source: string): number {
		const day = days(at);
		return [...orders.values()].filter(
			({ ref, createdAt }) => ref.startsWith(source) && days(createdAt) === day,
		).length;
	}

	function change(at: number): Telling {
		const open = [...orders.values()].filter(({ ref, steps, hasTimes }) => {
			const last = steps.at(-1)!;
			// Of what has no version only one change: two could come in either order.
			return (
				ref.startsWith('orders:') &&
				PATHS[last.word] !== undefined &&
				at >= last.at + STEPS_APART_MS &&
				(hasTimes || steps.length === 1)
			);
		});
		if (open.length === 0) return create(at, 'orders');
		const order = chance.pick(open.slice(-12));
		const before = order.steps.at(-1)!.word;
		order.steps.push({ word: chance.pick(PATHS[before]!), at });
		const step = order.steps.length - 1;
		return tell(at, {
			...orderTelling(order, 'order.status.updated', before),
			order: { ref: order.ref, isCreation: false, step },
		});
	}

	function orderTelling(order: LedgerOrder, name: string, previous: string | null) {
		const last = order.steps.at(-1)!;
		return {
			name,
			channels: ['private-admin.orders'],
			payload: {
				order_id: Number(order.ref.split(':')[1]),
				current_status: last.word,
				previous_status: previous,
				changed_by: previous === null ? null : 'Jane',
				total: amountOf(order),
				currency: order.currency,
				...(order.hasTimes && { updated_at: stamp(last.at) }),
				user: { id: 7, name: 'Ann' },
			},
		};
	}

	function other(at: number): Telling {
		serial += 1;
		const general = 'private-admin-monitoring';
		const kind = chance.pick(['payment', 'stock', 'alert', 'refresh', 'unmapped', 'rejected'] as const);
		if (kind === 'payment') {
			const isPaid = chance.is(0.7);
			return tell(at, {
				name: isPaid ? 'payment.success' : 'payment.failed',
				channels: [general, 'private-admin-payments'],
				payload: {
					payment: {
						id: serial,
						amount: '15.00',
						currency: 'USD',
						payment_method: 'card',
						created_at: stamp(at),
					},
				},
				order: null,
			});
		}
		if (kind === 'stock') {
			return tell(at, {
				name: 'stock.alert',
				channels: [general, 'private-admin-inventory'],
				payload: {
					product: { id: chance.whole(1, 4), name: 'Mug', current_stock: chance.whole(0, 20), threshold: 10 },
					timestamp: stamp(at),
				},
				order: null,
			});
		}
		if (kind === 'alert') {
			return tell(at, {
				name: 'system.alert',
				channels: [general, 'private-admin-system'],
				payload: {
					alert: { id: serial, type: 'system_error', severity: 'high', title: 'Error' },
					timestamp: stamp(at),
				},
				order: null,
			});
		}
		if (kind === 'refresh') {
			return tell(at, { name: 'dashboard.updated', channels: [general], payload: [], order: null });
		}
		const name = kind === 'unmapped' ? 'something.else' : 'order.new';
		const payload = kind === 'unmapped' ? { about: 'nothing' } : { order: null, number: chance.whole(1, 3) };
		return tell(at, { name, channels: [general], payload, order: null });
	}

	return {
		tellings,
		orders,
		commit(at) {
			const roll = chance.next();
			if (roll < 0.3) return create(at, 'monitoring');
			if (roll < 0.5) return create(at, 'orders');
			if (roll < 0.8) return change(at);
			return other(at);
		},
		figures(now, isKnown = () => true) {
			const known = new Map<string, { isCreated: boolean; step: number }>();
			for (const telling of tellings) {
				if (telling.order === null || !isKnown(telling)) continue;
				const { ref, isCreation, step } = telling.order;
				const held = known.get(ref);
				known.set(ref, {
					isCreated: isCreation || (held?.isCreated ?? false),
					step: Math.max(step, held?.step ?? 0),
				});
			}
			const figures = { ordersToday: 0, pending: 0, confirmed: 0, total: 0, withoutAmount: 0 };
			const revenue = new Map<string, number>();
			for (const [ref, { isCreated, step }] of known) {
				const order = orders.get(ref)!;
				const { word } = order.steps[step]!;
				figures.total += 1;
				if (PENDING.includes(word)) figures.pending += 1;
				if (CONFIRMED.includes(word)) figures.confirmed += 1;
				if (!isCreated || days(order.createdAt) !== days(now)) continue;
				figures.ordersToday += 1;
				if (UNEARNED.includes(word)) continue;
				if (order.minor === null) figures.withoutAmount += 1;
				else revenue.set(order.currency, (revenue.get(order.currency) ?? 0) + order.minor);
			}
			return { ...figures, revenue };
		},
	};
}

function amountOf({ minor, currency }: LedgerOrder): string | null {
	if (minor === null) return null;
	return currency === 'JPY' ? String(minor) : (minor / 100).toFixed(2);
}

function stamp(at: number): string {
	return new Date(at).toISOString().replace('Z', '000Z');
}

/** The shop's day at a moment, by the platform's own calendar. */
export function createDays(zone: string): (at: number) => string {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
	const byMinute = new Map<number, string>();
	return (at) => {
		const minute = Math.floor(at / 60_000);
		const held = byMinute.get(minute) ?? format.format(at);
		byMinute.set(minute, held);
		return held;
	};
}

/** When the shop's day turns next after a moment, epoch ms: a whole minute in every zone. */
export function nextMidnight(zone: string, after: number): number {
	const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
	const day = format.format(after);
	let low = Math.floor(after / 60_000);
	let high = low + 26 * 60;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (format.format(middle * 60_000) === day) low = middle;
		else high = middle;
	}
	return high * 60_000;
}
