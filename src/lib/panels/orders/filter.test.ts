import { expect, test } from 'vitest';
import type { FeedEntry } from '$lib/domain/feed.ts';
import { filterFeed } from './filter.ts';

const row = (id: string, change: object | null) => ({ kind: 'order', id, change }) as unknown as FeedEntry;
const gap: FeedEntry = { kind: 'gap', id: 'gap', from: 1, until: 2, at: 1 };
const ids = (rows: readonly FeedEntry[]) => rows.map(({ id }) => id);

test('New leaves orders that nothing has happened to, Changes the others, and both the stretches without a line', () => {
	const rows = [row('new', null), gap, row('changed', { previous: null, by: null, isUnexpected: false })];
	expect(filterFeed(rows, 'all')).toBe(rows);
	expect(ids(filterFeed(rows, 'new'))).toEqual(['new', 'gap']);
	expect(ids(filterFeed(rows, 'changes'))).toEqual(['gap', 'changed']);
});
