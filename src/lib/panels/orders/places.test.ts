import { expect, test } from 'vitest';
import type { FeedEntry } from '$lib/domain/feed.ts';
import { isCalm, placeRows } from './places.ts';

const row = (id: string, at = 0) => ({ kind: 'order', id, at }) as unknown as FeedEntry;
const gap: FeedEntry = { kind: 'gap', id: 'gap:1', from: 1, until: 2, at: 1 };

test('a row stands below all that is above it: orders, lines between them, and the line of a flood', () => {
	expect(placeRows([], 0)).toEqual({ rows: [], height: '0 * var(--row) + 0 * var(--line-row)' });
	const { rows, height } = placeRows([row('3'), gap, row('2')], 1);
	expect(rows.map(({ place }) => place)).toEqual([
		{ index: 0, top: '0 * var(--row) + 1 * var(--line-row)' },
		{ index: 1, top: '1 * var(--row) + 1 * var(--line-row)' },
		{ index: 2, top: '1 * var(--row) + 2 * var(--line-row)' },
	]);
	expect(height).toBe('2 * var(--row) + 2 * var(--line-row)');
});

test('four new rows in a second can be followed, a fifth cannot', () => {
	const at = (...times: number[]) => times.map((time) => row(String(time), time));
	expect(isCalm([])).toBe(true);
	expect(isCalm(at(4_000, 3_900, 3_800, 3_700))).toBe(true);
	expect(isCalm(at(4_000, 3_900, 3_800, 3_700, 3_000))).toBe(true);
	expect(isCalm(at(4_000, 3_900, 3_800, 3_700, 3_001))).toBe(false);
});
