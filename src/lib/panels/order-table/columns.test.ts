import { describe, expect, it } from 'vitest';
import { DEFAULT_ORDER_COLUMNS } from '$lib/domain/order-list.ts';
import { DEFAULT_ORDER_QUERY } from '$lib/domain/order-query.ts';
import { columnsOf, leastWidthPx, rowPxOf, sortedBy } from './columns.ts';

const names = (...input: Parameters<typeof columnsOf>) => columnsOf(...input).map(({ name }) => name);

describe('the columns', () => {
	it('show stays only where there are some', () => {
		expect(names(DEFAULT_ORDER_COLUMNS, false, false)).not.toContain('stay');
		expect(names(DEFAULT_ORDER_COLUMNS, true, false)).toContain('stay');
		expect(names(['number'], true, false)).toEqual(['number']);
	});

	it('stand in one order however they were chosen, and always name the order', () => {
		expect(names(['total', 'status'], false, false)).toEqual(['number', 'status', 'total']);
	});

	it('are three on a phone, whichever were chosen', () => {
		expect(names(['source'], true, true)).toEqual(['number', 'status', 'total']);
		expect(leastWidthPx(columnsOf([], false, true))).toBeLessThanOrEqual(360);
	});
});

describe('a row', () => {
	it('is as high as its density says, but never too low for a finger', () => {
		expect(rowPxOf('compact', false, false)).toBe(32);
		expect(rowPxOf('compact', false, true)).toBe(44);
		expect(rowPxOf('roomy', false, true)).toBe(52);
		expect(rowPxOf('compact', true, true)).toBe(60);
	});
});

describe('a press on a heading', () => {
	it('turns the sort round', () => {
		expect(sortedBy(DEFAULT_ORDER_QUERY, 'placed')).toMatchObject({ sort: 'placed', isDescending: false });
	});

	it('sorts by another column, names from the beginning and amounts from the largest', () => {
		expect(sortedBy(DEFAULT_ORDER_QUERY, 'customer')).toMatchObject({
			sort: 'customer',
			isDescending: false,
		});
		expect(sortedBy({ ...DEFAULT_ORDER_QUERY, isDescending: false }, 'total')).toMatchObject({
			sort: 'total',
			isDescending: true,
		});
	});
});
