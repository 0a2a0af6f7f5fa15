/** The table of orders: which of the remembered ones a query asks for, in which order, and how many there are of each. */
import type { StatusKind } from '../contract/events.ts';
import { formatText, writeMoney } from './format.ts';
import { entriesOf, type Memory } from './memory.ts';
import { STATUS_RANKS, type OrderQuery, type OrderSort } from './order-query.ts';
import type { OrderRecord } from './order.ts';

export const ORDER_COLUMNS = [
	'number',
	'status',
	'customer',
	'items',
	'stay',
	'placed',
	'changed',
	'source',
	'total',
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

/** A stay is drawn only where an order has one. */
export const DEFAULT_ORDER_COLUMNS: readonly OrderColumn[] = [
	'number',
	'status',
	'customer',
	'items',
	'stay',
	'placed',
	'total',
];

export const DENSITIES = ['compact', 'regular', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

export interface OrderList {
	/** What the query asks for, in its order. */
	readonly rows: readonly OrderRecord[];
	/** Orders that the query asks for whatever their status. */
	readonly all: number;
	/** The same by status. */
	readonly byStatus: ReadonlyMap<StatusKind, number>;
	/** Every remembered order, asked for or not, by ref. */
	readonly byRef: ReadonlyMap<string, OrderRecord>;
	/** Of every remembered order, sorted. */
	readonly currencies: readonly string[];
	readonly sources: readonly string[];
	/** Whether any row is a stay. */
	readonly hasStays: boolean;
	/** Older orders were dropped for want of room. */
	readonly hasForgotten: boolean;
}

/** The rows that a query asks for; `today` is the shop's day as records name it. */
export function selectOrders(orders: Memory<OrderRecord>, query: OrderQuery, today: string): OrderList {
	const byRef = entriesOf(orders);
	const words = fold(query.search).split(/\s+/).filter(Boolean);
	const currencies = new Set<string>();
	const sources = new Set<string>();
	const byStatus = new Map<StatusKind, number>();
	const rows: OrderRecord[] = [];
	let all = 0;
	let hasStays = false;
	for (const order of byRef.values()) {
		if (order.total !== null && order.total.currency !== '') currencies.add(order.total.currency);
		sources.add(order.source);
		if (!isAskedFor(order, query, today, words)) continue;
		const { kind } = order.status;
		all += 1;
		byStatus.set(kind, (byStatus.get(kind) ?? 0) + 1);
		if (query.status !== null && query.status !== kind) continue;
		hasStays ||= order.stay !== null;
		rows.push(order);
	}
	return {
		rows: sortOrders(rows, query.sort, query.isDescending),
		all,
		byStatus,
		byRef,
		currencies: [...currencies].sort(),
		sources: [...sources].sort(),
		hasStays,
		hasForgotten: orders.hasForgotten,
	};
}

function isAskedFor(order: OrderRecord, query: OrderQuery, today: string, words: readonly string[]): boolean {
	if (query.currency !== null && order.total?.currency !== query.currency) return false;
	if (query.source !== null && order.source !== query.source) return false;
	if (query.day === 'today' && order.day !== today) return false;
	if (words.length === 0) return true;
	const { text } = keysOf(order);
	return words.every((word) => text.includes(word));
}

/** What an order is found and sorted by. A record is never changed, so its keys are made once. */
interface Keys {
	readonly text: string;
	readonly number: string;
	readonly customer: string;
}

const keys = new WeakMap<OrderRecord, Keys>();

function keysOf(order: OrderRecord): Keys {
	let made = keys.get(order);
	if (made === undefined) {
		const customer = fold(order.customer ?? '');
		made = {
			text: fold(
				[
					`#${order.number}`,
					order.id,
					customer,
					...order.items.map(({ name }) => name),
					order.status.label,
					amountOf(order),
				].join('\n'),
			),
			// Padded, so that 9 comes before 10.
			number: fold(order.number).replace(/\d+/g, (digits) => digits.padStart(20, '0')),
			customer,
		};
		keys.set(order, made);
	}
	return made;
}

/** The amount as any language shows it, and as it is typed: what is found depends on no language. */
function amountOf({ total, totalText }: OrderRecord): string {
	if (total === null) return totalText ?? '';
	const typed = writeMoney(total);
	const [whole = '', decimals = ''] = typed.replace('-', '−').split('.');
	const grouped = (mark: string) => whole.replace(/\B(?=(\d{3})+$)/g, mark);
	const [english, others] = [grouped(','), grouped('.')];
	const written =
		decimals === ''
			? [english, others, typed]
			: [`${english}.${decimals}`, `${others},${decimals}`, typed, `${whole},${decimals}`];
	return [formatText(total.currency, 8), ...written].join('\n');
}

const ASCII = /^[ -~\s]*$/;
/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	ı: 'i',
};

/** Text as it is compared: without case and accents. */
function fold(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[ßæœøđðłı]/g, (letter) => LETTERS[letter] ?? letter);
}

type Key = string | number | null;

/** What each sort compares, in turn; null is what is not known. */
const SORT_KEYS: Readonly<Record<OrderSort, (order: OrderRecord) => Key>> = {
	placed: ({ placedAt }) => placedAt,
	number: (order) => keysOf(order).number,
	customer: (order) => (order.customer === null ? null : keysOf(order).customer),
	total: ({ total }) => total?.minor ?? null,
	status: ({ status }) => STATUS_RANKS[status.kind],
	changed: ({ changedAt }) => changedAt,
};

/** Unknown comes last whichever way; of equals the later placed comes first, then the smaller ref. */
function sortOrders(orders: readonly OrderRecord[], sort: OrderSort, isDescending: boolean): OrderRecord[] {
	const keyOf = SORT_KEYS[sort];
	const sign = isDescending ? -1 : 1;
	const sorted = orders.map((order) => ({
		order,
		// Amounts of two currencies are no amounts to compare.
		group: sort === 'total' ? (order.total?.currency ?? null) : '',
		key: keyOf(order),
	}));
	sorted.sort(
		(one, other) =>
			compare(one.group, other.group, 1) ||
			compare(one.key, other.key, sign) ||
			(other.order.placedAt ?? other.order.seenAt) - (one.order.placedAt ?? one.order.seenAt) ||
			compare(one.order.ref, other.order.ref, 1),
	);
	return sorted.map(({ order }) => order);
}

function compare(one: Key, other: Key, sign: 1 | -1): number {
	if (one === other) return 0;
	if (one === null) return 1;
	if (other === null) return -1;
	return one < other ? -sign : sign;
}
