/**
 * The counters, kept as running sums so that an order forgotten for want of room still counts.
 *
 * Each order contributes what it is worth now; a message takes the old contribution out and puts the new one in. So a
 * status that was never seen is never subtracted and no counter can fall below zero.
 */
import type { Status } from '../contract/events.ts';
import type { OrderRecord } from './order.ts';

/** Which statuses a counter counts: words as the shop sends them, or kinds. */
export interface StatusGroups {
	readonly pending: readonly string[];
	readonly confirmed: readonly string[];
	/** Orders in these bring no money. */
	readonly unearned: readonly string[];
}

export const DEFAULT_STATUS_GROUPS: StatusGroups = {
	pending: ['pending'],
	confirmed: ['confirmed', 'paid', 'processing'],
	unearned: ['cancelled', 'refunded', 'failed'],
};

/** Currencies told apart in a day; what comes in further ones counts as without an amount. */
export const CURRENCIES_LIMIT = 40;

/** Stands for a source where the shop states today's orders over all of them: no source's own statement adds to that. */
export const WHOLE_SHOP = 'whole shop';

export interface Figures {
	/** The shop's own day these figures are of, as `2026-01-24`. */
	readonly day: string;
	/** Orders created today, by source: counted here, or counted on from what the shop itself stated. */
	readonly createdToday: ReadonlyMap<string, number>;
	readonly pending: number;
	readonly confirmed: number;
	/** Distinct orders this screen has seen. */
	readonly total: number;
	/** Sum of the orders created today by currency, in minor units. Never added across currencies. */
	readonly revenue: ReadonlyMap<string, number>;
	/** Today's orders that bring money but whose amount was absent or unreadable. */
	readonly withoutAmount: number;
}

export interface FiguresDraft {
	day: string;
	createdToday: Map<string, number>;
	pending: number;
	confirmed: number;
	total: number;
	revenue: Map<string, number>;
	withoutAmount: number;
}

export function createFigures(day: string): Figures {
	return {
		day,
		createdToday: new Map(),
		pending: 0,
		confirmed: 0,
		total: 0,
		revenue: new Map(),
		withoutAmount: 0,
	};
}

/** A copy that the caller may change. */
export function draftFigures(figures: Figures): FiguresDraft {
	return { ...figures, createdToday: new Map(figures.createdToday), revenue: new Map(figures.revenue) };
}

/** Whether a group counts this status, by the shop's word or by its kind. */
export function isIn(group: readonly string[], status: Status): boolean {
	return group.includes(status.word) || group.includes(status.kind);
}

/** Moves the counters from what an order was (`before`, undefined when unseen) to what it is. */
export function countOrder(
	figures: FiguresDraft,
	before: OrderRecord | undefined,
	after: OrderRecord,
	groups: StatusGroups,
): void {
	if (before === undefined) figures.total += 1;
	else contribute(figures, before, groups, -1);
	contribute(figures, after, groups, 1);
	const isNewToday = after.day === figures.day && (before?.day ?? null) === null;
	if (isNewToday) figures.createdToday.set(after.source, (figures.createdToday.get(after.source) ?? 0) + 1);
}

function contribute(figures: FiguresDraft, order: OrderRecord, groups: StatusGroups, sign: 1 | -1): void {
	if (isIn(groups.pending, order.status)) figures.pending += sign;
	if (isIn(groups.confirmed, order.status)) figures.confirmed += sign;
	if (order.day !== figures.day || isIn(groups.unearned, order.status)) return;
	const { currency = '', minor = 0 } = order.total ?? {};
	const hasRoom = figures.revenue.has(currency) || figures.revenue.size < CURRENCIES_LIMIT;
	if (order.total === null || !hasRoom) figures.withoutAmount += sign;
	else {
		figures.revenue.set(currency, (figures.revenue.get(currency) ?? 0) + sign * minor);
	}
}

/** Starts a new day: what is of today starts again, what is open stays open. */
export function turnDay(figures: FiguresDraft, day: string): void {
	figures.day = day;
	figures.createdToday.clear();
	figures.revenue.clear();
	figures.withoutAmount = 0;
}

/** Orders created today over all sources. */
export function selectOrdersToday(figures: Figures): number {
	let sum = 0;
	for (const count of figures.createdToday.values()) sum += count;
	return sum;
}
