import type { Status } from '../contract/events.ts';
import type { OrderRecord } from './order.ts';

/** Rows the feed holds; older ones leave. */
export const FEED_LIMIT = 200;

/** Which rows are asked for: orders that nothing has happened to yet, or those that changed. */
export const FEED_FILTERS = ['all', 'new', 'changes'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

/** One order in the feed, as its latest message left it. */
export interface OrderEntry {
	readonly kind: 'order';
	/** The order's ref: a change moves its row, it never makes a second one. */
	readonly id: string;
	readonly order: OrderRecord;
	/** What the latest message changed; null for a new order. */
	readonly change: {
		readonly previous: Status | null;
		readonly by: string | null;
		readonly isUnexpected: boolean;
	} | null;
	/** Epoch ms of its latest message's arrival. */
	readonly at: number;
	/** Its latest message did not arrive here: it was fetched. */
	readonly isRecovered?: boolean;
}

/** A stretch in which nothing could arrive. `until` is null while it lasts. */
export interface GapEntry {
	readonly kind: 'gap';
	readonly id: string;
	readonly from: number;
	readonly until: number | null;
	readonly at: number;
	/** Orders that were missed and are shown now; null when they could not be had, absent while it is not known. */
	readonly recovered?: number | null;
}

export type FeedEntry = OrderEntry | GapEntry;

/** The feed with an entry on top; an older row of the same id goes. */
export function putOnTop(rows: readonly FeedEntry[], entry: FeedEntry): readonly FeedEntry[] {
	return [entry, ...rows.filter(({ id }) => id !== entry.id)].slice(0, FEED_LIMIT);
}
