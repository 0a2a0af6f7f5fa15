/**
 * Carts as the shop changes them: one message a customer, told together as "removed from N carts".
 *
 * Nothing in a message says which run it belongs to, so those about one condition that follow each other within a
 * minute are taken for one. A customer told of twice is one cart, worth what the later message says.
 */
import type { Amount, CartChanged, Money } from '../contract/events.ts';
import { createMemory, draftMemory, recall, remember, type Memory } from './memory.ts';

/** A batch ends when nothing of it came for this long. */
export const BATCH_PAUSE_MS = 60_000;
export const BATCHES_LIMIT = 100;
/** Customers remembered at least, to be counted once and to be watched. */
export const CUSTOMERS_REMEMBERED = 2_000;

/** The latest that was told of one customer's cart. */
export interface CartChange {
	readonly source: string;
	readonly customerId: string;
	readonly condition: string | null;
	readonly message: string | null;
	readonly subtotal: Amount;
	readonly total: Amount;
	readonly savings: Amount;
	/** Epoch ms. */
	readonly at: number;
}

interface Batch {
	readonly id: number;
	readonly source: string;
	readonly condition: string | null;
	readonly firstAt: number;
	readonly lastAt: number;
	readonly customers: number;
	/** Messages that did not say whose cart it was. */
	readonly nameless: number;
	readonly savings: ReadonlyMap<string, number>;
	/** Carts whose savings were told but could not be read. */
	readonly unreadable: number;
	/** Carts whose savings were not told. */
	readonly untold: number;
}

export interface CartsState {
	readonly next: number;
	/** Newest first. */
	readonly batches: readonly Batch[];
	/** Savings by batch and customer, so that the same customer again replaces and does not add. */
	readonly counted: Memory<Amount>;
	/** By customer: one change per source, the latest first. */
	readonly latest: Memory<readonly CartChange[]>;
}

export interface CartBatch extends Omit<Batch, 'savings'> {
	/** By currency, never added across currencies. */
	readonly savings: readonly Money[];
	/** More may still come. */
	readonly isOpen: boolean;
}

export function createCarts(): CartsState {
	return { next: 1, batches: [], counted: createMemory(), latest: createMemory() };
}

/** The next state after one message about one cart. */
export function noteCart(state: CartsState, event: CartChanged): CartsState {
	const { source, receivedAt: at, cart } = event;
	const running = state.batches.find(
		(batch) =>
			batch.source === source && batch.condition === cart.condition && at - batch.lastAt <= BATCH_PAUSE_MS,
	);
	const batch: Batch = running ?? {
		id: state.next,
		source,
		condition: cart.condition,
		firstAt: at,
		lastAt: at,
		customers: 0,
		nameless: 0,
		savings: new Map(),
		unreadable: 0,
		untold: 0,
	};
	const key = `${batch.id}:${cart.customerId}`;
	const before = cart.customerId === null ? undefined : recall(state.counted, key);
	const isNew = before === undefined;
	const grown: Batch = {
		...contribute(before === undefined ? batch : contribute(batch, before, -1), cart.savings, 1),
		lastAt: Math.max(batch.lastAt, at),
		customers: batch.customers + (cart.customerId !== null && isNew ? 1 : 0),
		nameless: batch.nameless + (cart.customerId === null ? 1 : 0),
	};
	const next = {
		...state,
		next: running === undefined ? state.next + 1 : state.next,
		// A batch stays where it began: what somebody reads does not move.
		batches:
			running === undefined
				? [grown, ...state.batches].slice(0, BATCHES_LIMIT)
				: state.batches.map((held) => (held === running ? grown : held)),
	};
	if (cart.customerId === null) return next;
	const counted = draftMemory(state.counted);
	remember(counted, key, cart.savings, CUSTOMERS_REMEMBERED);
	return {
		...next,
		counted,
		latest: keepLatest(state.latest, { source, at, ...cart, customerId: cart.customerId }),
	};
}

function keepLatest(
	memory: Memory<readonly CartChange[]>,
	change: CartChange,
): Memory<readonly CartChange[]> {
	const latest = draftMemory(memory);
	const others = (recall(memory, change.customerId) ?? []).filter(({ source }) => source !== change.source);
	remember(latest, change.customerId, [change, ...others], CUSTOMERS_REMEMBERED);
	return latest;
}

function contribute(batch: Batch, { money, text }: Amount, sign: 1 | -1): Batch {
	if (money !== null) {
		const savings = new Map(batch.savings);
		savings.set(money.currency, (savings.get(money.currency) ?? 0) + sign * money.minor);
		return { ...batch, savings };
	}
	if (text !== null) return { ...batch, unreadable: batch.unreadable + sign };
	return { ...batch, untold: batch.untold + sign };
}

/** The batches at `now` (epoch ms), newest first. */
export function selectCarts(state: CartsState, now: number): readonly CartBatch[] {
	return state.batches.map((batch) => ({
		...batch,
		savings: [...batch.savings]
			.filter(([, minor]) => minor !== 0)
			.map(([currency, minor]) => ({ currency, minor })),
		isOpen: now - batch.lastAt <= BATCH_PAUSE_MS,
	}));
}

/** What was last told of a customer's cart, one change per source; of one source only when it is given. */
export function selectCartsOf(
	state: CartsState,
	customerId: string,
	source: string | null = null,
): readonly CartChange[] {
	const changes = recall(state.latest, customerId) ?? [];
	return source === null ? changes : changes.filter((change) => change.source === source);
}
