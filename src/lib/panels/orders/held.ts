import type { FeedEntry } from '$lib/domain/feed.ts';

/** The rows where they stood, each as its latest message left it; one that left the feed stays as it was. */
export function withLatestFacts(
	stood: readonly FeedEntry[],
	entries: readonly FeedEntry[],
): readonly FeedEntry[] {
	const latest = new Map(entries.map((entry) => [entry.id, entry]));
	return stood.map((entry) => latest.get(entry.id) ?? entry);
}

/** Orders that came since the rows stood still. */
export function countNewOrders(stood: readonly FeedEntry[], entries: readonly FeedEntry[]): number {
	const known = new Set(stood.map(({ id }) => id));
	return entries.filter(({ id, kind }) => kind === 'order' && !known.has(id)).length;
}
