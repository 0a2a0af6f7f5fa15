/** What somebody follows: single orders and customers, with whatever is known of them here. */
import type { Subject } from '../contract/events.ts';
import { selectCartsOf, type CartChange, type CartsState } from './carts.ts';
import { formatText } from './format.ts';
import type { Memory } from './memory.ts';
import type { NoticesState, Notification } from './notices.ts';
import type { OrderRecord } from './order.ts';
import { sideOf, type Side, type Trade, type TradesState } from './trades.ts';

/** More than this is no longer watching; each may cost channels of its own. */
export const PINS_LIMIT = 20;
/** Orders, trades and notifications shown of one customer. */
export const WATCHED_ROWS_LIMIT = 20;
const ID_LIMIT = 120;

export interface Pin {
	readonly kind: Subject['kind'];
	/** The shop's own id; for an order its number does as well. */
	readonly id: string;
	/** Null for whichever source knows it. */
	readonly source: string | null;
	readonly label: string | null;
	/** Epoch ms since when it is watched. */
	readonly at: number;
}

/** What is known: the parts of the state it is looked up in. */
export interface Known {
	readonly orders: Memory<OrderRecord>;
	readonly carts: CartsState;
	readonly trades: TradesState;
	readonly notices: NoticesState;
}

export interface Watched {
	/** `kind:source:id`, for keys. */
	readonly ref: string;
	readonly pin: Pin;
	/** The order itself, once per source that has it; or the customer's orders, newest first. */
	readonly orders: readonly OrderRecord[];
	/** The latest per source. */
	readonly carts: readonly CartChange[];
	readonly trades: readonly (Trade & { readonly side: Side })[];
	readonly notifications: readonly Notification[];
}

export interface WatchView {
	readonly watched: readonly Watched[];
	/** No more can be watched until one is let go. */
	readonly isFull: boolean;
}

export function pinRef({ kind, id, source }: Pick<Pin, 'kind' | 'id' | 'source'>): string {
	return `${kind}:${source ?? ''}:${id}`;
}

/** What was stored; what cannot be read of it is absent. */
export function parsePins(text: string | null): readonly Pin[] {
	if (text === null) return [];
	let stored: unknown;
	try {
		stored = JSON.parse(text);
	} catch {
		// Cut off or written by something else: as if nothing had been stored.
		return [];
	}
	if (!Array.isArray(stored)) return [];
	const pins = new Map<string, Pin>();
	for (const entry of stored) {
		const pin = readPin(entry);
		if (pin !== null && !pins.has(pinRef(pin))) pins.set(pinRef(pin), pin);
	}
	return [...pins.values()].slice(0, PINS_LIMIT);
}

/** The pins as they are stored. */
export function writePins(pins: readonly Pin[]): string {
	return JSON.stringify(pins);
}

/** Without the pin if it is there, else with it at the end; unchanged when there is no room or no id. */
export function togglePin(pins: readonly Pin[], pin: Pin): readonly Pin[] {
	const wanted = readPin(pin);
	if (wanted === null) return pins;
	const others = pins.filter((held) => pinRef(held) !== pinRef(wanted));
	if (others.length < pins.length) return others;
	return pins.length >= PINS_LIMIT ? pins : [...pins, wanted];
}

function readPin(entry: unknown): Pin | null {
	if (typeof entry !== 'object' || entry === null) return null;
	const { kind, id, source, label, at } = entry as Record<string, unknown>;
	if ((kind !== 'order' && kind !== 'customer') || typeof id !== 'string') return null;
	const clean = id.trim();
	if (clean === '' || clean.length > ID_LIMIT || typeof at !== 'number' || !Number.isFinite(at)) return null;
	return {
		kind,
		id: clean,
		source: typeof source === 'string' && source !== '' ? source : null,
		label: typeof label === 'string' && label.trim() !== '' ? formatText(label) : null,
		at,
	};
}

/** What is known of each pin, in the order of the pins. */
export function selectWatched(pins: readonly Pin[], known: Known): WatchView {
	const found = ordersOf(pins, known.orders);
	return {
		watched: pins.map((pin, index) => {
			const isOfSource = ({ source }: { readonly source: string }) =>
				pin.source === null || source === pin.source;
			const isAbout = ({ kind, id }: Subject) => kind === pin.kind && id === pin.id;
			return {
				ref: pinRef(pin),
				pin,
				orders: found[index] ?? [],
				carts: pin.kind === 'customer' ? selectCartsOf(known.carts, pin.id, pin.source) : [],
				trades: pin.kind === 'customer' ? tradesOf(pin.id, known.trades.trades.filter(isOfSource)) : [],
				notifications: known.notices.notifications
					.filter((one) => isOfSource(one) && one.subjects.some(isAbout))
					.slice(0, WATCHED_ROWS_LIMIT),
			};
		}),
		isFull: pins.length >= PINS_LIMIT,
	};
}

/** All pins in one pass over what is remembered, for it is thousands of orders. */
function ordersOf(pins: readonly Pin[], orders: Memory<OrderRecord>): readonly (readonly OrderRecord[])[] {
	const found = pins.map(() => new Set<OrderRecord>());
	const byKey = new Map<string, number[]>();
	const want = (key: string, index: number) => byKey.set(key, [...(byKey.get(key) ?? []), index]);
	for (const [index, { kind, id }] of pins.entries()) {
		want(`${kind}:${id}`, index);
		if (kind === 'order') want(`number:${bare(id)}`, index);
	}
	const take = (key: string, record: OrderRecord) => {
		for (const index of byKey.get(key) ?? []) {
			const source = pins[index]?.source ?? null;
			if (source === null || source === record.source) found[index]?.add(record);
		}
	};
	const visit = (record: OrderRecord) => {
		take(`order:${record.id}`, record);
		take(`number:${bare(record.number)}`, record);
		if (record.customerId !== null) take(`customer:${record.customerId}`, record);
	};
	if (pins.length > 0) eachOf(orders, visit);
	return found.map((rows) =>
		[...rows].sort((one, other) => other.changedAt - one.changedAt).slice(0, WATCHED_ROWS_LIMIT),
	);
}

function eachOf(memory: Memory<OrderRecord>, visit: (record: OrderRecord) => void): void {
	for (const record of memory.fresh.values()) visit(record);
	for (const [ref, record] of memory.young) if (!memory.fresh.has(ref)) visit(record);
	for (const [ref, record] of memory.old) {
		if (!memory.fresh.has(ref) && !memory.young.has(ref)) visit(record);
	}
}

/** `#15` on the screen is `15` to the shop. */
function bare(number: string): string {
	return number.replace(/^#/, '').toLowerCase();
}

function tradesOf(
	customerId: string,
	trades: readonly Trade[],
): readonly (Trade & { readonly side: Side })[] {
	return trades
		.flatMap((trade) => {
			const side = sideOf(trade, customerId);
			return side === null ? [] : [{ ...trade, side }];
		})
		.slice(0, WATCHED_ROWS_LIMIT);
}
