/**
 * Reads the shop's own state, as its snapshot endpoint tells it (docs/backend.md).
 *
 * Its lists are a dialect like any other: a source of our own reads them, so that a line of stock or an order is read,
 * masked and flawed by the same rules however it came. Order statuses keep the meaning the shop's source gives them.
 */
import { createDecoder } from './decode.ts';
import { OUTCOMES, SEVERITIES, STOCK_LEVELS, type ShopEvent } from './events.ts';
import { readMoney } from './money.ts';
import { asList, quote } from './payload.ts';
import type { Source } from './source.ts';
import { readTime } from './time.ts';

export interface Snapshot {
	/** When the shop made it, epoch ms. */
	readonly asOf: number;
	/** Null where the shop does not state the figure. */
	readonly ordersToday: number | null;
	readonly pending: number | null;
	readonly confirmed: number | null;
	readonly total: number | null;
	/** Minor units by currency. */
	readonly revenue: ReadonlyMap<string, number> | null;
	readonly activeVisitors: number | null;
	/** Its lists as events, oldest first. */
	readonly events: readonly ShopEvent[];
	/** Entries that could not be read. */
	readonly unreadable: number;
}

const CHANNEL = 'snapshot';
const AMOUNT = { path: 'amount', read: 'decimal', currency: 'currency' } as const;
/** More than a screen remembers of one kind. */
const ENTRIES_LIMIT = 1_000;

const amountAt = (path: string) => ({ ...AMOUNT, path: `${path}.amount`, currency: `${path}.currency` });

const LISTS = ['orders', 'payments', 'stock', 'alerts'] as const;

/** How an entry of each list is read; what is the shop's own, its name and its words, comes from the shop's source. */
const EVENTS: Source['events'] = [
	{
		on: ['orders'],
		as: 'order.created',
		fields: {
			id: 'id',
			number: 'number',
			status: 'status',
			label: 'label',
			customer: 'customer',
			customerId: 'customerId',
			items: { path: 'items', name: 'name', quantity: 'quantity' },
			itemsCount: 'itemsCount',
			from: 'from',
			until: 'until',
			total: amountAt('total'),
			time: 'placedAt',
			version: 'changedAt',
		},
	},
	{
		on: ['payments'],
		as: 'payment.processed',
		fields: {
			id: 'id',
			outcome: 'outcome',
			method: 'method',
			amount: amountAt('amount'),
			reason: 'reason',
			orderNumber: 'orderNumber',
			customer: 'customer',
			time: 'at',
		},
	},
	{
		on: ['stock'],
		as: 'stock.changed',
		fields: {
			id: 'id',
			name: 'name',
			sku: 'sku',
			category: 'category',
			level: 'level',
			stock: 'stock',
			threshold: 'threshold',
			time: 'changedAt',
			version: 'changedAt',
		},
	},
	{
		on: ['alerts'],
		as: 'system.alerted',
		fields: {
			id: 'id',
			title: 'title',
			kind: 'kind',
			severity: 'severity',
			component: 'component',
			message: 'message',
			time: 'openedAt',
		},
	},
];

/** A reader for the snapshots of a shop with these sources; an entry that names no source is the first one's. */
export function createSnapshotReader(
	sources: readonly Source[],
	defaults: { readonly currency: string },
): (body: unknown, receivedAt: number) => Snapshot | string {
	const decoders = new Map(
		sources.map((source) => {
			const own: Source = {
				name: source.name,
				label: source.label,
				channels: [CHANNEL],
				...wordsOf(source),
				events: EVENTS,
			};
			return [source.name, createDecoder([own], defaults)] as const;
		}),
	);
	const [first] = decoders.values();

	return (body, receivedAt) => {
		const at = (name: string, from: unknown = body): unknown =>
			typeof from === 'object' && from !== null && Object.hasOwn(from, name)
				? Reflect.get(from, name)
				: undefined;
		const asOf = readTime(at('asOf'));
		if (asOf === null) return `asOf is ${quote(at('asOf'))}, expected a time with a date and a zone`;
		const figures = at('figures');
		if (typeof figures !== 'object' || figures === null)
			return `figures is ${quote(figures)}, expected an object`;
		const count = (name: string) => {
			const value = at(name, figures);
			return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
		};
		const events: ShopEvent[] = [];
		let unreadable = 0;
		for (const list of LISTS) {
			const entries = (asList(at(list) ?? []) ?? []).slice(0, ENTRIES_LIMIT);
			for (const entry of entries) {
				const decode = decoders.get(String(at('source', entry))) ?? first;
				const read = decode?.({ channel: CHANNEL, name: list, payload: entry, receivedAt });
				if (read?.verdict === 'accepted') events.push(datedBack(read.event));
				else unreadable += 1;
			}
		}
		events.sort((one, other) => latestOf(one) - latestOf(other));
		return {
			asOf,
			ordersToday: count('ordersToday'),
			pending: count('pending'),
			confirmed: count('confirmed'),
			total: count('total'),
			revenue: readRevenue(at('revenueToday', figures)),
			activeVisitors: count('activeVisitors'),
			events,
			unreadable,
		};
	};
}

/** A snapshot speaks our own words. */
const itself = <Word extends string>(words: readonly Word[]) =>
	Object.fromEntries(words.map((word) => [word, word])) as Record<string, Word>;
const WORDS = { outcomes: itself(OUTCOMES), levels: itself(STOCK_LEVELS), severities: itself(SEVERITIES) };

function wordsOf({ statuses, currency, times, zone, decimals }: Source) {
	return {
		...WORDS,
		statuses,
		...(currency !== undefined && { currency }),
		...(times !== undefined && { times }),
		...(zone !== undefined && { zone }),
		...(decimals !== undefined && { decimals }),
	};
}

/** When what an entry tells last changed, epoch ms. */
function latestOf({ version, occurredAt, receivedAt }: ShopEvent): number {
	return version ?? occurredAt ?? receivedAt;
}

/** It happened when the shop says, not when it was asked. */
function datedBack(event: ShopEvent): ShopEvent {
	return { ...event, receivedAt: Math.min(event.receivedAt, event.occurredAt ?? event.receivedAt) };
}

/** Null when a figure of it cannot be read: a sum without it would be wrong. */
function readRevenue(value: unknown): ReadonlyMap<string, number> | null {
	// An empty PHP array arrives as a list.
	if (Array.isArray(value) && value.length === 0) return new Map();
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	const revenue = new Map<string, number>();
	for (const [currency, amount] of Object.entries(value)) {
		if (!/^[A-Z]{3}$/.test(currency)) return null;
		const money = readMoney(amount, { ...AMOUNT, read: 'decimal' }, { currency });
		if (typeof money === 'string') return null;
		revenue.set(money.currency, money.minor);
	}
	return revenue;
}
