import { describe, expect, test } from 'vitest';
import { sparkOf } from './sparkline.ts';

const COUNTS = { isFromZero: true, isCut: false };
const day = (length: number, value = (index: number) => index) =>
	Array.from({ length }, (_, index): number | null => value(index));

describe('the small line under a figure', () => {
	test('runs from its start to its end, with a dot at the latest value', () => {
		const { path, end, unknown } = sparkOf(day(11), COUNTS);
		expect(path.startsWith('M0 94')).toBe(true);
		expect(path.match(/L/g)).toHaveLength(10);
		expect(end).toEqual({ x: 98, y: 90 });
		expect(unknown).toEqual([]);
	});

	test('stands on nought, unless it never comes near', () => {
		expect(sparkOf([90, 100, 95, 97, 99, 98, 96, 90], COUNTS).end?.y).toBeCloseTo(81.6);
		expect(sparkOf([90, 100, 95, 97, 99, 98, 96, 90], { ...COUNTS, isFromZero: false }).end?.y).toBe(6);
	});

	test('lies on the ground while everything is nought, and does not claim a height', () => {
		expect(sparkOf([0, 0, 0], COUNTS).end?.y).toBe(6);
	});

	test('is hatched where nobody counted, and has no line there', () => {
		const { path, unknown, end } = sparkOf([null, null, 3, 4, null, 5, 6, 7, 8, 9, 10], COUNTS);
		expect(unknown).toEqual([
			{ from: 0, until: 19.6 },
			{ from: 29.4, until: 49 },
		]);
		expect(path.match(/M/g)).toHaveLength(2);
		expect(end?.x).toBe(98);
	});

	test('shows a loss by a hatched end that can be seen, however short it is', () => {
		const { end, unknown } = sparkOf(day(57), { ...COUNTS, isCut: true });
		expect(end?.x).toBe(87.5);
		expect(unknown).toEqual([{ from: 87.5, until: 100 }]);
		const long = sparkOf([...day(6), ...day(5).map(() => null)], { ...COUNTS, isCut: true });
		expect(long.unknown).toEqual([{ from: 49, until: 100 }]);
	});

	test('of a day that has just begun is drawn at the end, a single value as a dot', () => {
		expect(sparkOf([2, 3], COUNTS).path).toBe('M84 38L98 10');
		expect(sparkOf([5], COUNTS)).toMatchObject({ path: '', end: { x: 98, y: 90 }, unknown: [] });
	});

	test('of nothing is nothing, and all hatched when nothing arrives', () => {
		expect(sparkOf([], COUNTS)).toEqual({ path: '', end: null, unknown: [] });
		expect(sparkOf([null, null], { ...COUNTS, isCut: true }).unknown).toEqual([{ from: 0, until: 100 }]);
	});
});
