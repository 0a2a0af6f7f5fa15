import { describe, expect, test } from 'vitest';
import { countMinute, RATE_CURRENCIES, selectRate, type Gap, type MinuteCount } from './rate.ts';

const MINUTE = 60_000;
const myr = (minor: number) => ({ currency: 'MYR', minor });
const count = (
	entries: readonly (readonly [minute: number, arrived?: Parameters<typeof countMinute>[2]])[],
) =>
	entries.reduce<readonly MinuteCount[]>(
		(minutes, [minute, arrived]) => countMinute(minutes, minute * MINUTE, arrived),
		[],
	);

describe('revenue by the minute', () => {
	test('is told in the base currency alone, and says which others came', () => {
		const minutes = count([
			[100, { takings: myr(1_000) }],
			[100, { takings: myr(500) }],
			[100, { takings: { currency: 'IDR', minor: 1_284_000 } }],
			[101, { takings: { currency: 'USD', minor: 8_400 } }],
		]);
		const rate = selectRate(minutes, [], 0, 105 * MINUTE, 'MYR');
		expect(rate.bars.at(-6)).toMatchObject({ count: 3, revenue: 1_500 });
		expect(rate.bars.at(-5)).toMatchObject({ count: 1, revenue: 0 });
		expect(rate.revenuePerMinute).toBe(150);
		expect(rate.otherCurrencies).toEqual(['IDR', 'USD']);
		expect(selectRate(minutes, [], 0, 300 * MINUTE, 'MYR').otherCurrencies).toEqual([]);
	});

	test('keeps a few currencies only; the count holds them all', () => {
		const codes = Array.from({ length: RATE_CURRENCIES + 4 }, (_, index) => `X${index}`);
		const minutes = count(codes.map((currency) => [7, { takings: { currency, minor: 1 } }] as const));
		expect(minutes[0]?.revenue?.size).toBe(RATE_CURRENCIES);
		expect(minutes[0]?.count).toBe(codes.length);
	});
});

describe('a minute', () => {
	const states = (
		minutes: readonly MinuteCount[],
		gaps: Parameters<typeof selectRate>[1],
		since = 0,
		missing: Gap | null = null,
	) =>
		selectRate(minutes, gaps, since, 104.5 * MINUTE, 'MYR', missing)
			.bars.slice(-5)
			.map(({ state }) => state);

	test('is watched, and the last one still runs', () => {
		expect(states([], [])).toEqual(['whole', 'whole', 'whole', 'whole', 'running']);
	});

	test('in which the line was lost is a gap, recovered or checked once it is known what was missed', () => {
		const gaps = [{ from: 101.5 * MINUTE, until: 102.2 * MINUTE }];
		expect(states([], gaps, 0, gaps[0])).toEqual(['whole', 'gap', 'gap', 'whole', 'running']);
		expect(states([], gaps)).toEqual(['whole', 'checked', 'checked', 'whole', 'running']);
		const minutes = count([[101], [102, { isRecovered: true }]]);
		expect(states(minutes, gaps)).toEqual(['whole', 'checked', 'recovered', 'whole', 'running']);
	});

	test('is a gap while the loss lasts', () => {
		expect(states([], [{ from: 103.1 * MINUTE, until: null }])).toEqual([
			'whole',
			'whole',
			'whole',
			'gap',
			'gap',
		]);
	});

	test('before counting began is unseen; the one in which it began is not part of the average', () => {
		expect(states([], [], 101.5 * MINUTE)).toEqual(['unseen', 'whole', 'whole', 'whole', 'running']);
		const minutes = count([[101], [101], [102], [103]]);
		expect(selectRate(minutes, [], 101.5 * MINUTE, 104.5 * MINUTE).perMinute).toBe(1);
	});

	test('counts an order that was recovered when it happened, not when it was fetched', () => {
		const minutes = count([[104], [101, { isRecovered: true }]]);
		const { bars } = selectRate(minutes, [], 0, 104.5 * MINUTE);
		expect(bars.slice(-4).map((bar) => bar.count)).toEqual([1, 0, 0, 1]);
	});
});
