/**
 * Which products run low, one line each.
 *
 * A line opens with the first message and changes with each; a restock closes it, and it leaves an hour later. What
 * should be heard of it is decided here as well, because it depends on what the line was before.
 */
import type { Product, StockChanged, StockLevel } from '../contract/events.ts';
import { isNewer } from './order.ts';

/** Products held; beyond it those restocked longest ago leave first, then those longest unheard of. */
export const PRODUCTS_LIMIT = 400;
/** A restocked product stays in sight this long. */
export const RESTOCKED_STAYS_MS = 3_600_000;
/** A product is heard at most once in this time, unless it got worse. */
export const QUIET_AFTER_RING_MS = 3_600_000;
/** This many changes between open and restocked in `FLAPPING_WITHIN_MS` are one fact, not many. */
export const FLAPPING_CHANGES = 3;
export const FLAPPING_WITHIN_MS = 600_000;
/** Changes counted of one product; more are told as that many. */
export const CHANGES_LIMIT = 30;

export interface StockLine extends Omit<Product, 'id'> {
	/** `source:id` of the product. */
	readonly ref: string;
	/** When this level began, epoch ms. */
	readonly since: number;
	/** When it was last found to be anything else than restocked, epoch ms: what somebody takes on. */
	readonly openedAt: number;
	/** When the opening before that ended, epoch ms. */
	readonly lastClosedAt: number | null;
	/** The latest message, epoch ms. */
	readonly at: number;
	/** Messages of this level since it began. */
	readonly times: number;
	/** Changes between open and restocked in the last ten minutes. */
	readonly changes: number;
	readonly isFlapping: boolean;
}

interface HeldProduct extends Omit<StockLine, 'changes' | 'isFlapping'> {
	readonly version: number | null;
	/** When it opened or was restocked, epoch ms, oldest first. */
	readonly changedAt: readonly number[];
	readonly rung: Ring | null;
}

/** What was last heard of a product. */
interface Ring {
	/** Its place among all rings. */
	readonly serial: number;
	readonly at: number;
	readonly level: StockLevel;
}

export interface StockState {
	/** By ref, in the order they were last heard of. */
	readonly products: ReadonlyMap<string, HeldProduct>;
	/** Rings so far. */
	readonly rings: number;
}

export interface StockView {
	/** Out, low, unknown, restocked; of each the oldest first. */
	readonly lines: readonly StockLine[];
	readonly out: number;
	readonly low: number;
	readonly restocked: number;
}

const RANKS: Record<StockLevel, number> = { out: 0, low: 1, unknown: 2, restocked: 3 };

export function createStock(): StockState {
	return { products: new Map(), rings: 0 };
}

/** The state after one stock message; a message older than what is held changes nothing. */
export function noteStock(state: StockState, event: StockChanged): StockState {
	const ref = `${event.source}:${event.product.id}`;
	const held = state.products.get(ref);
	if (held !== undefined && isNewer(held.version, event.version)) return state;
	const isRinging = ringsFor(held, event.product.level, event.receivedAt);
	const serial = state.rings + 1;
	const rung = isRinging
		? { serial, at: event.receivedAt, level: event.product.level }
		: (held?.rung ?? null);
	const products = new Map(state.products);
	// Put at the end, so that the first is the one longest unheard of.
	products.delete(ref);
	if (products.size >= PRODUCTS_LIMIT) products.delete(leastNeeded(products));
	products.set(ref, { ...merge(ref, held, event), rung });
	return { products, rings: isRinging ? serial : state.rings };
}

function merge(
	ref: string,
	held: HeldProduct | undefined,
	{ product, receivedAt, version }: StockChanged,
): Omit<HeldProduct, 'rung'> {
	const isSame = held?.level === product.level;
	const hasTurned = held !== undefined && isOpen(held.level) !== isOpen(product.level);
	const changedAt = held?.changedAt ?? [];
	const isReopened = hasTurned && isOpen(product.level);
	return {
		ref,
		name: product.name,
		sku: product.sku ?? held?.sku ?? null,
		category: product.category ?? held?.category ?? null,
		level: product.level,
		word: product.word,
		// Pieces are of this message only: an older count is not the count.
		stock: product.stock,
		threshold: product.threshold ?? held?.threshold ?? null,
		since: isSame ? held.since : receivedAt,
		openedAt: held === undefined || isReopened ? receivedAt : held.openedAt,
		lastClosedAt: isReopened ? held.since : (held?.lastClosedAt ?? null),
		at: receivedAt,
		times: isSame ? held.times + 1 : 1,
		version: version ?? held?.version ?? null,
		changedAt: hasTurned ? [...changedAt, receivedAt].slice(-CHANGES_LIMIT) : changedAt,
	};
}

function isOpen(level: StockLevel): boolean {
	return level !== 'restocked';
}

/** Whether somebody should hear of it: newly low or out, or worse than what was heard within the hour. */
function ringsFor(held: HeldProduct | undefined, level: StockLevel, at: number): boolean {
	if (level !== 'low' && level !== 'out') return false;
	if (held !== undefined && RANKS[held.level] <= RANKS[level]) return false;
	const rung = held?.rung ?? null;
	return rung === null || at - rung.at >= QUIET_AFTER_RING_MS || RANKS[level] < RANKS[rung.level];
}

function leastNeeded(products: ReadonlyMap<string, HeldProduct>): string {
	let first = '';
	for (const [ref, { level }] of products) {
		if (level === 'restocked') return ref;
		if (first === '') first = ref;
	}
	return first;
}

/** Products that newly became low or out between two states: what a sound follows, at most once an hour each. */
export function stockOpened(before: StockState, after: StockState): readonly StockLine[] {
	if (after.rings === before.rings) return [];
	return [...after.products.values()]
		.filter(({ rung, level }) => rung !== null && rung.serial > before.rings && level !== 'restocked')
		.map((held) => toLine(held, held.at));
}

/** The lines as they stand at `now`, epoch ms. */
export function selectStock(state: StockState, now: number): StockView {
	const lines = [...state.products.values()]
		.filter(({ level, since }) => isOpen(level) || now - since < RESTOCKED_STAYS_MS)
		.map((held) => toLine(held, now))
		.sort((a, b) => RANKS[a.level] - RANKS[b.level] || a.since - b.since);
	const count = (level: StockLevel) => lines.filter((line) => line.level === level).length;
	return { lines, out: count('out'), low: count('low'), restocked: count('restocked') };
}

function toLine(held: HeldProduct, now: number): StockLine {
	const { version: _version, changedAt, rung: _rung, ...line } = held;
	const changes = changedAt.filter((at) => now - at < FLAPPING_WITHIN_MS).length;
	return { ...line, changes, isFlapping: changes >= FLAPPING_CHANGES };
}
