import { describe, expect, test } from 'vitest';
import { MINOR_LIMIT, readMoney } from './money.ts';
import type { AmountRule } from './mapping.ts';

const decimal: AmountRule = { path: 'total', read: 'decimal' };
const minor: AmountRule = { path: 'total', read: 'minor' };
const grouped: AmountRule = { path: 'total', read: 'grouped' };
const ringgit: AmountRule = { ...grouped, group: ',', symbols: { R: 'ZAR', RM: 'MYR', US$: 'USD' } };

describe('an amount', () => {
	test.each([
		// decimal: as a cast, a float, SQLite or a plain 0 leaves it
		['129.90', decimal, 'MYR', 12_990],
		[129.9, decimal, 'MYR', 12_990],
		[129, decimal, 'MYR', 12_900],
		[0, decimal, 'MYR', 0],
		['-5.00', decimal, 'MYR', -500],
		[-0, decimal, 'MYR', 0],
		['-0.001', decimal, 'MYR', 0],
		[0.1 + 0.2, decimal, 'MYR', 30],
		[1.005, decimal, 'MYR', 101],
		['0.004', decimal, 'MYR', 0],
		['0.005', decimal, 'MYR', 1],
		['-0.005', decimal, 'MYR', -1],
		['99.999', decimal, 'MYR', 10_000],
		[1e-8, decimal, 'MYR', 0],
		[5e-324, decimal, 'MYR', 0],
		['1.0e-8', decimal, 'MYR', 0],
		['1.5e3', decimal, 'MYR', 150_000],
		['12.34E+1', decimal, 'MYR', 12_340],
		['500000', decimal, 'IDR', 500_000],
		['500000.50', decimal, 'IDR', 500_001],
		['1.2345', decimal, 'KWD', 1_235],
		['1.23', decimal, '€', 123],
		// minor: counted in the currency's own unit, unless the source says how it counts
		[12_990, minor, 'MYR', 12_990],
		['12990', minor, 'MYR', 12_990],
		[1_500_000, minor, 'IDR', 1_500_000],
		// grouped: by the marks the rule names, and plain numbers
		['1.500.000', grouped, 'IDR', 1_500_000],
		['1.500.000,50', grouped, 'EUR', 150_000_050],
		['1500000', grouped, 'IDR', 1_500_000],
		['900', grouped, 'IDR', 900],
		['-1.500', grouped, 'IDR', -1_500],
		[219.8, grouped, 'EUR', 21_980],
		['1\u202F500,5', { ...grouped, group: ' ' }, 'EUR', 150_050],
		["1'500.05", { ...grouped, group: "'", decimal: '.' }, 'CHF', 150_005],
		['1500,05', { ...grouped, group: '' }, 'EUR', 150_005],
		['RM1,234.50', ringgit, 'IDR', 123_450],
		['1,234.50 RM', ringgit, 'IDR', 123_450],
	] as const)('%j by %j in %s is %d', (value, rule, currency, expected) => {
		expect(readMoney(value, rule, { currency })).toMatchObject({ minor: expected });
	});

	test('takes its currency from its symbol before all else, the longest symbol first', () => {
		expect(readMoney('RM1,234.50', ringgit, { currency: 'IDR' })).toEqual({
			currency: 'MYR',
			minor: 123_450,
		});
		expect(readMoney('R1,234.50', ringgit, { currency: 'IDR' })).toEqual({ currency: 'ZAR', minor: 123_450 });
		expect(readMoney('1,234', ringgit, { currency: 'IDR' })).toEqual({ currency: 'IDR', minor: 1_234 });
	});

	test('is brought to the currency’s own unit where the shop counts in another', () => {
		const decimals = { IDR: 2 };
		expect(readMoney(150_000_050, minor, { currency: 'IDR', decimals })).toEqual({
			currency: 'IDR',
			minor: 1_500_001,
		});
		expect(readMoney('1500000', decimal, { currency: 'IDR', decimals })).toMatchObject({ minor: 1_500_000 });
	});
});

describe('what breaks its rule', () => {
	test.each([
		['1.500.000', decimal],
		['1,234.50', decimal],
		['RM129.90', decimal],
		['EGP 100', decimal],
		['12 990', decimal],
		['.5', decimal],
		['5.', decimal],
		['+5', decimal],
		['0x10', decimal],
		['NaN', decimal],
		[Infinity, decimal],
		[NaN, decimal],
		['١٢٣', decimal],
		['129.90', minor],
		[129.9, minor],
		['1.5', grouped],
		['1.50.000', grouped],
		['1500.000', grouped],
		['1.500.000,50,1', grouped],
		['1,500', grouped],
		['', grouped],
		['.', grouped],
		['US$ 1,234.50', { ...ringgit, symbols: { RM: 'MYR' } }],
	] as const)('%j by %j is not read', (value, rule) => {
		expect(readMoney(value, rule, { currency: 'MYR' })).toBe(`expected an amount by the rule “${rule.read}”`);
	});

	test.each([[true], [{}], [['5']], [5n]])('%s is no amount at all', (value) => {
		expect(readMoney(value, decimal, { currency: 'MYR' })).toBe('expected a number or a text');
	});

	test('more than any order comes to is not summed', () => {
		const currency = 'MYR';
		expect(readMoney('10000000000.00', decimal, { currency })).toEqual({ currency, minor: MINOR_LIMIT });
		for (const value of ['10000000000.01', '99999999999999999999', 1e21, Number.MAX_VALUE, '1e308']) {
			expect(readMoney(value, decimal, { currency })).toBe('larger than any order');
		}
	});

	test('a long text costs no more than a short one', () => {
		for (const value of ['9'.repeat(10_000), `1e${'9'.repeat(9_000)}`, '1.'.repeat(5_000)]) {
			expect(readMoney(value, decimal, { currency: 'MYR' })).toMatch(/^expected/);
		}
	});
});
