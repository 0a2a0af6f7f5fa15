import { expect, test } from 'vitest';
import type { FeedEntry } from '$lib/domain/feed.ts';
import { coversText } from './covers.ts';

const MINUTE = 60_000;
const NOW = 14 * 60 * MINUTE + 6 * MINUTE;
const row = (at: number) => ({ kind: 'order', id: String(at), at }) as unknown as FeedEntry;

test('says how much of the day the rows reach back over', () => {
	expect(coversText([], 0, NOW)).toBe(null);
	expect(coversText([row(NOW), row(NOW - 4 * MINUTE)], 0, NOW)).toBe('4 min of 14 h 06 min shown');
	// Rows of yesterday: the whole of today stands above them.
	expect(coversText([row(NOW), row(-MINUTE)], 0, NOW)).toBe('All of today shown');
});
