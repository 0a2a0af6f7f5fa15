import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from './order-export.ts';
import type { OrderRecord } from './order.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');

function order(change: Partial<OrderRecord> = {}): OrderRecord {
	return {
		ref: 'orders:1',
		source: 'orders',
		id: '1',
		number: 'ORD-1',
		status: { kind: 'paid', word: 'paid_up', label: 'Paid' },
		customer: 'Ann',
		customerId: null,
		items: [
			{ name: 'Mug', quantity: 2 },
			{ name: 'Tee', quantity: 1 },
		],
		itemsCount: 2,
		total: { currency: 'MYR', minor: 123_450 },
		totalText: null,
		stay: null,
		day: null,
		version: null,
		placedAt: NOON,
		seenAt: NOON,
		changedAt: NOON + 1_500,
		steps: [],
		...change,
	};
}

/** Reads RFC 4180 as a spreadsheet would. */
function parse(csv: string): string[][] {
	const rows: string[][] = [[]];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
	for (let match = cell.exec(csv); match !== null && cell.lastIndex <= csv.length; match = cell.exec(csv)) {
		rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
		if (match[3] === '\r\n') rows.push([]);
		else if (match[3] === '') break;
	}
	return rows.filter((row) => row.length > 1);
}

const cells = (change: Partial<OrderRecord>) => {
	const [head = [], row = []] = parse(toCsv([order(change)]));
	return Object.fromEntries(head.map((name, index) => [name, row[index]]));
};

describe('orders as CSV', () => {
	it('are one line each under their headings, every line ended', () => {
		expect(toCsv([order()])).toBe(
			'number,id,source,status,status label,customer,items,check-in,check-out,total,currency,total as sent,placed at,changed at\r\n' +
				'ORD-1,1,orders,paid_up,Paid,Ann,2 × Mug; 1 × Tee,,,1234.50,MYR,,2026-11-21T04:00:00.000Z,2026-11-21T04:00:01.500Z\r\n',
		);
		expect(toCsv([]).split('\r\n')).toHaveLength(2);
	});

	it.each([
		['MYR', 5, '0.05'],
		['MYR', -120_050, '-1200.50'],
		['IDR', 1_284_000, '1284000'],
		['KWD', 1_234_567, '1234.567'],
	])('write %s %d as the plain decimal %s', (currency, minor, total) => {
		expect(cells({ total: { currency, minor } })).toMatchObject({ total, currency });
	});

	it('write an amount that was not read as it was sent', () => {
		expect(cells({ total: null, totalText: 'RM one' })).toMatchObject({
			total: '',
			currency: '',
			'total as sent': 'RM one',
		});
	});

	it('leave out what is not known', () => {
		expect(cells({ customer: null, placedAt: null, items: [], itemsCount: null })).toMatchObject({
			customer: '',
			'placed at': '',
			items: '',
		});
	});

	it('say how many items were not named', () => {
		expect(cells({ itemsCount: 5 })['items']).toBe('2 × Mug; 1 × Tee; and 3 more');
		expect(cells({ items: [], itemsCount: 3 })['items']).toBe('3 items');
	});

	it('have both days of a stay', () => {
		expect(cells({ stay: { from: '04 Jan 2026', until: '09 Jan 2026' } })).toMatchObject({
			'check-in': '04 Jan 2026',
			'check-out': '09 Jan 2026',
		});
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])(
		'take the sting out of %j wherever a shop writes it',
		(text) => {
			const status = { kind: 'unknown' as const, word: text, label: text };
			const row = cells({
				number: text,
				customer: text,
				status,
				stay: { from: text, until: text },
				total: { currency: text, minor: 1 },
			});
			for (const name of [
				'number',
				'customer',
				'status',
				'status label',
				'check-in',
				'check-out',
				'currency',
			])
				expect(row[name]).toBe(`'${text}`);
		},
	);

	it('give every text back whole, whatever is in it', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'a",;\r\n\'=é🛒 ') }), (text) => {
				const customer = `Ann ${text}`;
				expect(cells({ customer })['customer']).toBe(customer);
			}),
		);
	});
});

describe('orders as JSON', () => {
	it('have texts for amounts and times, and null for what is not known', () => {
		expect(JSON.parse(toJson([order({ customer: null })]))).toEqual([
			{
				number: 'ORD-1',
				id: '1',
				source: 'orders',
				status: 'paid_up',
				statusLabel: 'Paid',
				customer: null,
				items: [
					{ name: 'Mug', quantity: 2 },
					{ name: 'Tee', quantity: 1 },
				],
				itemsCount: 2,
				checkIn: null,
				checkOut: null,
				total: '1234.50',
				currency: 'MYR',
				totalAsSent: null,
				placedAt: '2026-11-21T04:00:00.000Z',
				changedAt: '2026-11-21T04:00:01.500Z',
			},
		]);
	});

	it('stand a time that is none', () => {
		expect(JSON.parse(toJson([order({ changedAt: Number.NaN, placedAt: 1e16 })]))).toMatchObject([
			{ changedAt: null, placedAt: null },
		]);
	});

	it('are an empty list for no rows', () => {
		expect(JSON.parse(toJson([]))).toEqual([]);
	});
});
