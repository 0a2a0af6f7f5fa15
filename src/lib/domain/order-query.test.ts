import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUS_KINDS } from '../contract/events.ts';
import {
	DEFAULT_ORDER_QUERY,
	ORDER_SORTS,
	parseQuery,
	SEARCH_LIMIT,
	writeQuery,
	type OrderQuery,
} from './order-query.ts';

const read = (address: string) => parseQuery(new URLSearchParams(address));
const text = (limit: number) => fc.string({ unit: 'grapheme', maxLength: limit });

const queries: fc.Arbitrary<OrderQuery> = fc.record({
	search: text(20),
	status: fc.option(fc.constantFrom(...STATUS_KINDS)),
	currency: fc.option(text(8).filter((name) => name !== '')),
	source: fc.option(text(8).filter((name) => name !== '')),
	day: fc.constantFrom('today', 'all'),
	sort: fc.constantFrom(...ORDER_SORTS),
	isDescending: fc.boolean(),
});

describe('a query in an address', () => {
	it('comes back as it was written', () => {
		fc.assert(
			fc.property(queries, (query) => {
				expect(read(writeQuery(query).toString())).toEqual(query);
			}),
		);
	});

	it('is empty when everything is as by default', () => {
		expect(writeQuery(DEFAULT_ORDER_QUERY).toString()).toBe('');
		expect(read('')).toEqual(DEFAULT_ORDER_QUERY);
	});

	it('says what is asked for in words', () => {
		const query: OrderQuery = {
			search: 'ann lee',
			status: 'paid',
			currency: 'MYR',
			source: 'orders',
			day: 'today',
			sort: 'total',
			isDescending: false,
		};
		expect(writeQuery(query).toString()).toBe(
			'q=ann+lee&status=paid&currency=MYR&source=orders&day=today&sort=total&dir=asc',
		);
	});

	it.each([
		['an unknown status', 'status=lost'],
		['a status that is a property of every object', 'status=constructor'],
		['an unknown sort', 'sort=__proto__'],
		['an unknown day', 'day=tomorrow'],
		['an unknown direction', 'dir=up'],
		['an empty currency', 'currency='],
		['a currency as long as a novel', `currency=${'M'.repeat(65)}`],
	])('is as by default for %s', (_, address) => {
		expect(read(address)).toEqual(DEFAULT_ORDER_QUERY);
	});

	it('never throws, whatever the address says', () => {
		fc.assert(
			fc.property(fc.string(), (address) => {
				expect(writeQuery(read(address))).toBeInstanceOf(URLSearchParams);
			}),
		);
	});

	it('keeps a search of so many characters and cuts none in two', () => {
		expect(read(`q=${encodeURIComponent('🛒'.repeat(SEARCH_LIMIT + 1))}`).search).toBe(
			'🛒'.repeat(SEARCH_LIMIT),
		);
	});
});
