import { describe, expect, test } from 'vitest';
import { decimalText, multiply, readDecimal } from './decimal.ts';

const textOf = (value: unknown) => {
	const decimal = readDecimal(value);
	return decimal && decimalText(decimal);
};
const product = (one: unknown, other: unknown) => {
	const [left, right] = [readDecimal(one), readDecimal(other)];
	return left && right && decimalText(multiply(left, right));
};

describe('a decimal number', () => {
	test.each([
		[50_000, '50000'],
		['50000.00000000', '50000'],
		['0.10000000', '0.1'],
		[0.1, '0.1'],
		[1e-8, '0.00000001'],
		['1.0e-8', '0.00000001'],
		[1e21, '1000000000000000000000'],
		['1.5E+3', '1500'],
		[0, '0'],
		['0.000', '0'],
		['007.50', '7.5'],
		['9007199254740993', '9007199254740993'],
		[0.1 + 0.2, '0.30000000000000004'],
		['123456789012345678901234567890.12345678', '123456789012345678901234567890.12345678'],
		[' 5 ', '5'],
	])('%j is %s', (value, text) => {
		expect(textOf(value)).toBe(text);
	});

	test.each([
		[-1],
		['-0.1'],
		['0,1'],
		['.5'],
		['5.'],
		['0x10'],
		['1e999'],
		['1e-41'],
		[NaN],
		[Infinity],
		[''],
		['9'.repeat(41)],
		[null],
		[true],
		[['5']],
		[5n],
	])('%s is none', (value) => {
		expect(readDecimal(value)).toBeNull();
	});
});

test.each([
	[50_000, 0.1, '5000'],
	['0.1', '0.2', '0.02'],
	[1e-8, 1e-8, '0.0000000000000001'],
	['99999999.99999999', '99999999.99999999', '9999999999999998.0000000000000001'],
	[0, '5', '0'],
])('%s times %s is exactly %s', (one, other, text) => {
	expect(product(one, other)).toBe(text);
});
