import type { FeedEntry, FeedFilter } from '$lib/domain/feed.ts';

/** The rows that a filter leaves; a stretch without a line stays, for it may have been any of them. */
export function filterFeed(entries: readonly FeedEntry[], filter: FeedFilter): readonly FeedEntry[] {
	if (filter === 'all') return entries;
	return entries.filter((entry) => entry.kind === 'gap' || (entry.change === null) === (filter === 'new'));
}
