import { describe, expect, test } from 'vitest';
import type { Product, StockChanged, StockLevel } from '../contract/events.ts';
import {
	CHANGES_LIMIT,
	createStock,
	FLAPPING_WITHIN_MS,
	noteStock,
	PRODUCTS_LIMIT,
	QUIET_AFTER_RING_MS,
	RESTOCKED_STAYS_MS,
	selectStock,
	stockOpened,
	type StockState,
} from './stock.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MINUTE = 60_000;

let serial = 0;

function stock(
	id: number | string,
	level: StockLevel,
	afterMs = 0,
	change: Partial<Product> & Partial<Pick<StockChanged, 'version' | 'source'>> = {},
): StockChanged {
	const { version = null, source = 'monitoring', ...rest } = change;
	return {
		type: 'stock.changed',
		key: `k${(serial += 1)}`,
		source,
		channel: 'private-admin-inventory',
		name: 'stock.alert',
		receivedAt: NOON + afterMs,
		occurredAt: null,
		version,
		hasIdentity: true,
		subject: null,
		flaws: [],
		product: {
			id: String(id),
			name: `Product ${id}`,
			sku: null,
			category: null,
			level,
			word: `${level}_stock`,
			stock: level === 'out' ? 0 : 3,
			threshold: 10,
			...rest,
		},
	};
}

const run = (events: readonly StockChanged[], state: StockState = createStock()) =>
	events.reduce(noteStock, state);
const view = (events: readonly StockChanged[], afterMs = 0) => selectStock(run(events), NOON + afterMs);

/** Which messages of a sequence are heard, by their place. */
function heard(events: readonly StockChanged[]): readonly number[] {
	let state = createStock();
	return events.flatMap((event, index) => {
		const before = state;
		state = noteStock(before, event);
		return stockOpened(before, state).length > 0 ? [index] : [];
	});
}

describe('a line', () => {
	test('tells all that is known of the product', () => {
		const { lines } = view([
			stock(7, 'low', 0, { sku: 'RTB-M', category: 'Baskets', stock: 1.5, threshold: 2, word: 'low_stock' }),
		]);
		expect(lines).toEqual([
			{
				ref: 'monitoring:7',
				name: 'Product 7',
				sku: 'RTB-M',
				category: 'Baskets',
				level: 'low',
				word: 'low_stock',
				stock: 1.5,
				threshold: 2,
				since: NOON,
				openedAt: NOON,
				lastClosedAt: null,
				at: NOON,
				times: 1,
				changes: 0,
				isFlapping: false,
			},
		]);
	});

	test('is one per product, and counts how often its level was told', () => {
		const { lines } = view([stock(1, 'low'), stock(1, 'low', MINUTE), stock(1, 'low', 2 * MINUTE)]);
		expect(lines).toMatchObject([{ times: 3, since: NOON, at: NOON + 2 * MINUTE }]);
	});

	test('counts from one again when the level changes', () => {
		const { lines } = view([stock(1, 'low'), stock(1, 'low', 1), stock(1, 'out', MINUTE)]);
		expect(lines).toMatchObject([{ level: 'out', times: 1, since: NOON + MINUTE }]);
	});

	test('of the same id in two shops is two', () => {
		expect(view([stock(1, 'low', 0, { source: 'a' }), stock(1, 'low', 0, { source: 'b' })]).low).toBe(2);
	});

	test('keeps what a later message does not tell, but never an old count of pieces', () => {
		const { lines } = view([
			stock(1, 'low', 0, { sku: 'S', category: 'C', threshold: 24, stock: 3 }),
			stock(1, 'low', 1, { threshold: null, stock: null }),
		]);
		expect(lines).toMatchObject([{ sku: 'S', category: 'C', threshold: 24, stock: null }]);
	});

	test('is not overwritten by an older version', () => {
		const { lines } = view([
			stock(1, 'restocked', 0, { version: 2_000, stock: 50 }),
			stock(1, 'out', 1, { version: 1_000 }),
			stock(1, 'restocked', 2, { stock: 49 }),
			stock(1, 'low', 3, { version: 1_999 }),
		]);
		expect(lines).toMatchObject([{ level: 'restocked', stock: 49, times: 2 }]);
	});

	test('is overwritten by the same version, told again', () => {
		const { lines } = view([stock(1, 'low', 0, { version: 5 }), stock(1, 'low', 1, { version: 5 })]);
		expect(lines).toMatchObject([{ times: 2 }]);
	});
});

describe('the order of lines', () => {
	test('is out, low, unknown, restocked, and of each the oldest first', () => {
		const { lines, ...counts } = view([
			stock('r', 'restocked', 0),
			stock('l2', 'low', 2),
			stock('u', 'unknown', 1),
			stock('l1', 'low', 1),
			stock('o2', 'out', 5),
			stock('o1', 'out', 4),
			stock('l1', 'low', 9),
		]);
		expect(lines.map(({ name }) => name.slice(8))).toEqual(['o1', 'o2', 'l1', 'l2', 'u', 'r']);
		expect(counts).toEqual({ out: 2, low: 2, restocked: 1 });
	});
});

describe('a restock', () => {
	test('closes the line, which leaves an hour later', () => {
		const events = [stock(1, 'out'), stock(1, 'restocked', MINUTE)];
		expect(view(events, MINUTE)).toMatchObject({ out: 0, restocked: 1 });
		expect(view(events, MINUTE + RESTOCKED_STAYS_MS - 1).restocked).toBe(1);
		expect(view(events, MINUTE + RESTOCKED_STAYS_MS)).toMatchObject({ lines: [], restocked: 0 });
	});

	test('told again does not stay longer', () => {
		const events = [stock(1, 'restocked'), stock(1, 'restocked', 50 * MINUTE)];
		expect(view(events, RESTOCKED_STAYS_MS).lines).toEqual([]);
	});

	test('that has left opens again with the next alert', () => {
		const again = 3 * RESTOCKED_STAYS_MS;
		const { lines } = view([stock(1, 'restocked'), stock(1, 'low', again)], again);
		expect(lines).toMatchObject([{ level: 'low', since: NOON + again, isFlapping: false }]);
	});

	test('leaves an open line alone, however old', () => {
		expect(view([stock(1, 'low')], 100 * RESTOCKED_STAYS_MS).low).toBe(1);
	});
});

describe('flapping', () => {
	const turns = [stock(1, 'low'), stock(1, 'restocked', MINUTE), stock(1, 'out', 2 * MINUTE)];

	test('begins with the third change between open and restocked within ten minutes', () => {
		expect(view(turns, 2 * MINUTE).lines).toMatchObject([{ changes: 2, isFlapping: false }]);
		const third = [...turns, stock(1, 'restocked', 3 * MINUTE)];
		expect(view(third, 3 * MINUTE).lines).toMatchObject([{ changes: 3, isFlapping: true }]);
	});

	test('ends when the changes are ten minutes old', () => {
		const third = [...turns, stock(1, 'restocked', 3 * MINUTE)];
		expect(view(third, MINUTE + FLAPPING_WITHIN_MS - 1).lines).toMatchObject([{ isFlapping: true }]);
		expect(view(third, MINUTE + FLAPPING_WITHIN_MS).lines).toMatchObject([{ changes: 2, isFlapping: false }]);
	});

	test('is not a line that only goes from low to out and back', () => {
		const events = [0, 1, 2, 3, 4, 5].map((step) => stock(1, step % 2 === 0 ? 'low' : 'out', step * MINUTE));
		expect(view(events, 5 * MINUTE).lines).toMatchObject([{ changes: 0, isFlapping: false }]);
	});

	test('counts changes up to a limit', () => {
		const events = Array.from({ length: CHANGES_LIMIT * 4 }, (_, index) =>
			stock(1, index % 2 === 0 ? 'low' : 'restocked', index),
		);
		expect(view(events, CHANGES_LIMIT * 4).lines).toMatchObject([{ changes: CHANGES_LIMIT }]);
	});
});

describe('what is heard', () => {
	test('is a product that becomes low or out, with its line', () => {
		const before = run([stock(1, 'low')]);
		const after = run([stock(2, 'out', 5)], before);
		expect(stockOpened(before, after)).toMatchObject([{ ref: 'monitoring:2', level: 'out', at: NOON + 5 }]);
		expect(stockOpened(after, after)).toEqual([]);
	});

	test('is every product of a batch, once', () => {
		const before = createStock();
		const after = run([stock(1, 'low'), stock(2, 'low'), stock(1, 'out', 1), stock(1, 'out', 2)], before);
		expect(stockOpened(before, after).map(({ ref }) => ref)).toEqual(['monitoring:2', 'monitoring:1']);
	});

	test('is nothing for a level that is only told again', () => {
		expect(
			heard([stock(1, 'low'), stock(1, 'low', MINUTE), stock(1, 'low', 2 * QUIET_AFTER_RING_MS)]),
		).toEqual([0]);
	});

	test('is nothing for a restock or a level nobody knows', () => {
		expect(heard([stock(1, 'restocked'), stock(2, 'unknown')])).toEqual([]);
	});

	test('is a line that got worse, once', () => {
		const events = [stock(1, 'low'), stock(1, 'out', 1), stock(1, 'low', 2), stock(1, 'out', 3)];
		expect(heard(events)).toEqual([0, 1]);
	});

	test('is a flapping product once an hour', () => {
		const events = Array.from({ length: 13 }, (_, index) =>
			stock(1, index % 2 === 0 ? 'low' : 'restocked', index * 10 * MINUTE),
		);
		// At 0, 60 and 120 minutes.
		expect(heard(events)).toEqual([0, 6, 12]);
	});

	test('is a flapping product within the hour when it comes back worse, and then not as low', () => {
		const events = [
			stock(1, 'low'),
			stock(1, 'restocked', MINUTE),
			stock(1, 'out', 2 * MINUTE),
			stock(1, 'restocked', 3 * MINUTE),
			stock(1, 'low', 4 * MINUTE),
			stock(1, 'restocked', 5 * MINUTE),
			stock(1, 'out', 6 * MINUTE),
		];
		expect(heard(events)).toEqual([0, 2]);
	});

	test('is nothing for a product that was restocked before anybody could look', () => {
		const before = createStock();
		expect(stockOpened(before, run([stock(1, 'low'), stock(1, 'restocked', 1)], before))).toEqual([]);
	});

	test('is nothing for an older version', () => {
		expect(heard([stock(1, 'restocked', 0, { version: 9 }), stock(1, 'out', 1, { version: 8 })])).toEqual([]);
	});
});

describe('a full memory', () => {
	const full = () => run(Array.from({ length: PRODUCTS_LIMIT }, (_, index) => stock(index, 'low', index)));

	test('lets the product longest unheard of go', () => {
		const state = run([stock(0, 'low', 5_000), stock('new', 'out', 6_000)], full());
		expect(state.products.size).toBe(PRODUCTS_LIMIT);
		expect(state.products.has('monitoring:0')).toBe(true);
		expect(state.products.has('monitoring:1')).toBe(false);
		expect(state.products.has('monitoring:new')).toBe(true);
	});

	test('lets restocked ones go first, oldest first', () => {
		const events = [
			stock(200, 'restocked', 5_000),
			stock(100, 'restocked', 6_000),
			stock('new', 'low', 7_000),
		];
		const state = run(events, full());
		expect(state.products.has('monitoring:200')).toBe(false);
		expect(state.products.has('monitoring:100')).toBe(true);
		expect(state.products.has('monitoring:0')).toBe(true);
	});

	test('does not grow by products it knows', () => {
		expect(run([stock(3, 'out', 9_000)], full()).products.size).toBe(PRODUCTS_LIMIT);
	});
});

test('a state is never changed in place', () => {
	const before = run([stock(1, 'low')]);
	const seen = JSON.stringify(selectStock(before, NOON));
	run([stock(1, 'out', 1), stock(2, 'out', 2)], before);
	expect(JSON.stringify(selectStock(before, NOON))).toBe(seen);
});
