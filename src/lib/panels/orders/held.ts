import type { FeedEntry } from '$lib/domain/feed.ts';
import { formatCount } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

/** The rows where they stood, each as its latest message left it; one that left the feed stays as it was. */
export function withLatestFacts(
	stood: readonly FeedEntry[],
	entries: readonly FeedEntry[],
): readonly FeedEntry[] {
	const latest = new Map(entries.map((entry) => [entry.id, entry]));
	return stood.map((entry) => latest.get(entry.id) ?? entry);
}

export interface Held {
	/** Orders that came since the rows stood still. */
	readonly arrived: number;
	/** Orders that were missed before, and were fetched since. */
	readonly recovered: number;
}

/** What waits above the rows that stand still. */
export function countHeld(stood: readonly FeedEntry[], entries: readonly FeedEntry[]): Held {
	const known = new Set(stood.map(({ id }) => id));
	const waiting = entries.filter((entry) => entry.kind === 'order' && !known.has(entry.id));
	const recovered = waiting.filter((entry) => entry.kind === 'order' && entry.isRecovered === true).length;
	return { arrived: waiting.length - recovered, recovered };
}

/** `3 new orders`, `3 new orders, 5 recovered`, `5 orders recovered`; null when nothing waits. */
export function describeHeld({ arrived, recovered }: Held): string | null {
	const words = say().feed;
	if (arrived === 0) return recovered === 0 ? null : words.heldRecovered(recovered, formatCount(recovered));
	const news = words.heldNew(arrived, formatCount(arrived));
	return recovered === 0 ? news : words.heldBoth(news, formatCount(recovered));
}
