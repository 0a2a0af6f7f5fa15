import { describe, expect, test } from 'vitest';
import type { Amount, CartChanged } from '../contract/events.ts';
import {
	BATCH_PAUSE_MS,
	BATCHES_LIMIT,
	createCarts,
	CUSTOMERS_REMEMBERED,
	noteCart,
	selectCarts,
	selectCartsOf,
	type CartsState,
} from './carts.ts';

const NOON = Date.parse('2026-11-28T04:00:00Z');
const myr = (minor: number): Amount => ({ money: { currency: 'MYR', minor }, text: null });
const NONE: Amount = { money: null, text: null };

function cart(
	customerId: string | null,
	{
		at = NOON,
		source = 'carts',
		...change
	}: Partial<CartChanged['cart']> & { at?: number; source?: string } = {},
): CartChanged {
	return {
		type: 'cart.changed',
		key: `${customerId}@${at}`,
		source,
		channel: `private-App.Models.User.${customerId}`,
		name: 'cart.conditions.changed',
		receivedAt: at,
		occurredAt: null,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		cart: {
			customerId,
			condition: 'black-friday',
			message: null,
			subtotal: NONE,
			total: NONE,
			savings: NONE,
			...change,
		},
	};
}

const run = (events: readonly CartChanged[], state: CartsState = createCarts()) =>
	events.reduce(noteCart, state);

describe('telling a run over many carts as one', () => {
	test('one message a customer becomes one sentence about all of them', () => {
		const state = run([cart('1'), cart('2', { at: NOON + 500 }), cart('3', { at: NOON + 900 })]);
		expect(selectCarts(state, NOON + 1_000)).toMatchObject([
			{ condition: 'black-friday', customers: 3, firstAt: NOON, lastAt: NOON + 900, isOpen: true },
		]);
	});

	test('a run goes on while each follows within a minute of the one before, however long it takes', () => {
		const events = Array.from({ length: 10 }, (_, index) =>
			cart(`${index}`, { at: NOON + index * BATCH_PAUSE_MS }),
		);
		const [batch, ...others] = selectCarts(run(events), NOON + 10 * BATCH_PAUSE_MS);
		expect(others).toEqual([]);
		expect(batch).toMatchObject({ customers: 10, isOpen: true });
	});

	test('after a longer pause a new run begins, and the old one is over', () => {
		const later = NOON + BATCH_PAUSE_MS + 1;
		const batches = selectCarts(run([cart('1'), cart('1', { at: later })]), later);
		expect(batches).toMatchObject([
			{ customers: 1, firstAt: later, isOpen: true },
			{ customers: 1, firstAt: NOON, isOpen: false },
		]);
	});

	test('other conditions and other shops are other runs', () => {
		const state = run([cart('1'), cart('1', { condition: 'raya' }), cart('1', { source: 'other' })]);
		expect(selectCarts(state, NOON)).toHaveLength(3);
	});

	test('messages that do not say whose cart are counted apart', () => {
		const [batch] = selectCarts(run([cart('1'), cart(null), cart(null)]), NOON);
		expect(batch).toMatchObject({ customers: 1, nameless: 2 });
	});

	test('runs past the cap leave, the oldest first', () => {
		const events = Array.from({ length: BATCHES_LIMIT + 1 }, (_, index) =>
			cart('1', { condition: `c${index}` }),
		);
		const batches = selectCarts(run(events), NOON);
		expect(batches).toHaveLength(BATCHES_LIMIT);
		expect(batches.at(-1)?.condition).toBe('c1');
	});
});

describe('summing what was saved', () => {
	test('each currency by itself, the unreadable and the untold counted and never guessed', () => {
		const state = run([
			cart('1', { savings: myr(1_000) }),
			cart('2', { savings: myr(250) }),
			cart('3', { savings: { money: { currency: 'IDR', minor: 90_000 }, text: null } }),
			cart('4', { savings: { money: null, text: 'RM??' } }),
			cart('5'),
		]);
		expect(selectCarts(state, NOON)[0]).toMatchObject({
			savings: [
				{ currency: 'MYR', minor: 1_250 },
				{ currency: 'IDR', minor: 90_000 },
			],
			unreadable: 1,
			untold: 1,
		});
	});

	test('the same customer again is one cart, worth what the later message says', () => {
		const state = run([
			cart('1', { savings: myr(1_000) }),
			cart('1', { savings: myr(300), at: NOON + 5 }),
			cart('2', { savings: { money: null, text: '?' } }),
			cart('2', { savings: myr(50), at: NOON + 6 }),
		]);
		expect(selectCarts(state, NOON + 6)[0]).toMatchObject({
			customers: 2,
			savings: [{ currency: 'MYR', minor: 350 }],
			unreadable: 0,
		});
	});
});

describe('the latest of one customer', () => {
	test('is the last message of each shop', () => {
		const state = run([
			cart('7', { total: myr(1) }),
			cart('7', { total: myr(2), at: NOON + 1 }),
			cart('7', { total: myr(9), source: 'other', at: NOON + 2 }),
		]);
		expect(selectCartsOf(state, '7').map(({ total }) => total.money?.minor)).toEqual([9, 2]);
		expect(selectCartsOf(state, '7', 'carts').map(({ total }) => total.money?.minor)).toEqual([2]);
		expect(selectCartsOf(state, '8')).toEqual([]);
	});

	test('is remembered for a bounded number of customers', () => {
		const count = CUSTOMERS_REMEMBERED * 4;
		const state = run(Array.from({ length: count }, (_, index) => cart(`${index}`)));
		const { fresh, young, old } = state.latest;
		expect(fresh.size + young.size + old.size).toBeLessThan(count);
		expect(selectCartsOf(state, `${count - CUSTOMERS_REMEMBERED}`)).toHaveLength(1);
		expect(selectCartsOf(state, '0')).toEqual([]);
		expect(selectCarts(state, NOON)[0]?.customers).toBe(count);
	});
});
