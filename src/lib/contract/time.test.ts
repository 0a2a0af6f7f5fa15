import { describe, expect, test } from 'vitest';
import { isZone, readTime } from './time.ts';

const at = Date.parse('2026-01-24T10:11:12Z');

describe('a time', () => {
	test.each([
		['2026-01-24T10:11:12.000000Z', at],
		['2026-01-24T10:11:12Z', at],
		['2026-01-24T10:11Z', at - 12_000],
		['2026-01-24T17:11:12+07:00', at],
		['2026-01-24T06:41:12-03:30', at],
		['2026-01-24 17:11:12+0700', at],
		['2026-01-24T10:11:12.5Z', at + 500],
		['2024-02-29T00:00:00Z', Date.parse('2024-02-29T00:00:00Z')],
	])('%s has a date and a zone', (text, expected) => {
		expect(readTime(text)).toBe(expected);
	});

	test('keeps its microseconds, so that two changes within one millisecond have an order', () => {
		const [earlier, later] = ['123456', '123457'].map(
			(digits) => readTime(`2026-01-24T10:11:12.${digits}Z`) ?? 0,
		);
		expect(earlier).toBeCloseTo(at + 123.456, 2);
		expect(later).toBeGreaterThan(earlier ?? Infinity);
	});

	test.each([
		['UTC', at],
		['+07:00', at - 7 * 3_600_000],
		['Asia/Jakarta', at - 7 * 3_600_000],
		['America/New_York', at + 5 * 3_600_000],
	])('without a zone is read in the source’s, %s', (zone, expected) => {
		expect(readTime('2026-01-24 10:11:12', 'iso', zone)).toBe(expected);
	});

	test('without a zone is right on both sides of a change of the clocks', () => {
		const berlin = (text: string) => new Date(readTime(text, 'iso', 'Europe/Berlin') ?? NaN).toISOString();
		expect(berlin('2026-03-29 01:59:59')).toBe('2026-03-29T00:59:59.000Z');
		expect(berlin('2026-03-29 03:00:00')).toBe('2026-03-29T01:00:00.000Z');
		expect(berlin('2026-10-25 03:00:00')).toBe('2026-10-25T02:00:00.000Z');
	});

	test('is counted since 1970 where the source says in what', () => {
		expect(readTime(at / 1_000, 'seconds')).toBe(at);
		expect(readTime(String(at / 1_000), 'seconds')).toBe(at);
		expect(readTime(at, 'milliseconds')).toBe(at);
		expect(readTime(at, 'seconds')).toBeNull();
		expect(readTime(at)).toBeNull();
	});
});

describe('what is no time', () => {
	test.each([
		'2026-01-24 10:11:12',
		'2026-01-24',
		'24 Jan 2026',
		'03:11:12',
		'2 seconds ago',
		'il y a 2 secondes',
		'2026-02-31T00:00:00Z',
		'2026-02-29T00:00:00Z',
		'2026-13-01T00:00:00Z',
		'2026-00-10T00:00:00Z',
		'2026-01-00T00:00:00Z',
		'2026-01-24T24:00:00Z',
		'2026-01-24T10:60:00Z',
		'2026-01-24T10:11:12+25:00',
		'0000-00-00T00:00:00Z',
		'-0001-11-30T00:00:00.000000Z',
		'1969-12-31T23:59:59Z',
		'',
		'9'.repeat(10_000),
	])('%s', (text) => {
		expect(readTime(text)).toBeNull();
	});

	test.each([[null], [undefined], [true], [{}], [[]], [NaN], [Infinity], [-1]])('%s', (value) => {
		for (const format of ['iso', 'seconds', 'milliseconds'] as const)
			expect(readTime(value, format)).toBeNull();
	});
});

test('a zone is what the platform knows, or an offset', () => {
	expect(['UTC', 'Asia/Kuala_Lumpur', '+07:00', '-0330'].map(isZone)).toEqual([true, true, true, true]);
	expect(['Mars/Olympus', '+25:00', 'seven'].map(isZone)).toEqual([false, false, false]);
});
