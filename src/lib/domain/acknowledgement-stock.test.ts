import { describe, expect, test } from 'vitest';
import type { StockLevel } from '../contract/events.ts';
import { isStockFree, selectStockAnswers, stockDueAgain, stockOpening } from './acknowledgement-stock.ts';
import { createAcknowledgement } from './acknowledgement.ts';
import { createStock, noteStock, selectStock, type StockState } from './stock.ts';
import { applyAcknowledgement, createSystem, type SystemState } from './system.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MINUTE = 60_000;
const MEI = { id: '7', name: 'Mei Lin' };
const ANN = { id: '8', name: 'Ann' };

function told(levels: readonly (readonly [StockLevel, number])[]): StockState {
	return levels.reduce(
		(state, [level, at]) =>
			noteStock(state, {
				type: 'stock.changed',
				key: String(at),
				source: 'shop',
				channel: 'c',
				name: 'n',
				receivedAt: at,
				occurredAt: null,
				version: null,
				hasIdentity: true,
				subject: null,
				flaws: [],
				product: {
					id: '9',
					name: 'Kopi',
					sku: null,
					category: null,
					level,
					word: level,
					stock: 1,
					threshold: 5,
				},
			}),
		createStock(),
	);
}

const linesOf = (state: StockState, now = NOON) => selectStock(state, now).lines;

function take(
	stock: StockState,
	at: number,
	{ by = MEI, minutes = null as number | null, system = createSystem() } = {},
): SystemState {
	const opening = stockOpening(linesOf(stock, at)[0]!);
	return applyAcknowledgement(system, createAcknowledgement(opening!, by, at, minutes));
}

const standing = (stock: StockState, system: SystemState, now: number, selfId: string | null = null) =>
	selectStockAnswers(linesOf(stock, now), system.acknowledgements, now, selfId).get('shop:9');

describe('a product that is low or out', () => {
	test('can be taken on, out as a high one, low as a medium one; a restocked or unknown one cannot', () => {
		const severities = (['out', 'low', 'restocked', 'unknown'] as const).map(
			(level) => stockOpening(linesOf(told([[level, NOON]]))[0]!)?.severity,
		);
		expect(severities).toEqual(['high', 'medium', undefined, undefined]);
	});

	test('is somebody’s once they took it on, repeats and all, and the second is told who was first', () => {
		const stock = told([
			['low', NOON],
			['low', NOON + MINUTE],
		]);
		const first = take(stock, NOON + MINUTE);
		const system = take(stock, NOON + 2 * MINUTE, { by: ANN, system: first });
		expect(standing(stock, system, NOON + 3 * MINUTE, ANN.id)).toMatchObject({
			acknowledgement: { by: MEI },
			lost: { by: ANN },
		});
		expect(isStockFree(linesOf(stock)[0]!, system.acknowledgements, NOON + 3 * MINUTE)).toBe(false);
		expect(isStockFree(linesOf(stock)[0]!, new Map(), NOON)).toBe(true);
	});

	test('is nobody’s again when it was restocked and ran low anew, however soon', () => {
		const stock = told([['low', NOON]]);
		const system = take(stock, NOON + 1_000);
		const again = told([
			['low', NOON],
			['restocked', NOON + 10_000],
			['low', NOON + 20_000],
		]);
		expect(standing(again, system, NOON + 20_000)).toMatchObject({ acknowledgement: null });
	});

	test('is nobody’s when it got worse, and stays theirs when it got better', () => {
		const low = told([['low', NOON]]);
		const outThen = told([
			['low', NOON],
			['out', NOON + 10 * MINUTE],
		]);
		const system = take(low, NOON + MINUTE);
		expect(standing(outThen, system, NOON + 10 * MINUTE)).toMatchObject({ acknowledgement: null });
		const taken = take(outThen, NOON + 11 * MINUTE, { by: ANN, system });
		const better = told([
			['low', NOON],
			['out', NOON + 10 * MINUTE],
			['low', NOON + 20 * MINUTE],
		]);
		expect(standing(better, taken, NOON + 20 * MINUTE)).toMatchObject({ acknowledgement: { by: MEI } });
		expect(
			standing(better, take(outThen, NOON + 11 * MINUTE, { by: ANN }), NOON + 20 * MINUTE),
		).toMatchObject({
			acknowledgement: { by: ANN },
		});
	});

	test('is due again once, when its snooze ends', () => {
		const stock = told([['out', NOON]]);
		const system = take(stock, NOON, { minutes: 15 });
		const end = NOON + 15 * MINUTE;
		const due = (now: number, since: number) =>
			stockDueAgain(linesOf(stock), system.acknowledgements, now, since).map(({ ref }) => ref);
		expect(due(end - 1, NOON)).toEqual([]);
		expect(due(end, end - 1)).toEqual(['shop:9']);
		expect(due(end + 1, end)).toEqual([]);
		expect(standing(stock, system, end - 1)).toMatchObject({ acknowledgement: { kind: 'snoozed' } });
		expect(standing(stock, system, end)).toMatchObject({ acknowledgement: null });
	});
});
