import { expect, test } from 'vitest';
import type { FeedEntry } from '$lib/domain/feed.ts';
import { countHeld, describeHeld } from './held.ts';

const row = (id: string, isRecovered = false) =>
	({ kind: 'order', id, order: {}, change: null, at: 0, isRecovered }) as unknown as FeedEntry;
const gap: FeedEntry = { kind: 'gap', id: 'gap:1', from: 1, until: 2, at: 1 };

test('what waits above the rows that stand still is counted, what was missed apart from what is new', () => {
	const stood = [row('1'), row('2')];
	expect(countHeld(stood, [row('2', true), gap, ...stood])).toEqual({ arrived: 0, recovered: 0 });
	expect(countHeld(stood, [row('6'), gap, row('5', true), row('4', true), row('3'), ...stood])).toEqual({
		arrived: 2,
		recovered: 2,
	});
});

test('what waits is told in words', () => {
	const told = (arrived: number, recovered: number) => describeHeld({ arrived, recovered });
	expect(told(0, 0)).toBe(null);
	expect(told(1, 0)).toBe('1 new order');
	expect(told(1_200, 3)).toBe('1,200 new orders, 3 recovered');
	expect(told(0, 1)).toBe('1 order recovered');
	expect(told(0, 5)).toBe('5 orders recovered');
});
