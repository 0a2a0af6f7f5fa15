import type { FeedEntry } from '$lib/domain/feed.ts';
import type { Place } from '$lib/ui/moves.ts';

export interface PlacedRow {
	readonly entry: FeedEntry;
	readonly place: Place;
}

/**
 * Where each row stands, as CSS lengths: an order is `--row` high, a line between them `--line-row`. `lines` stand above
 * them all. So no row takes part in the layout of another, and a new one moves nothing but by transform.
 */
export function placeRows(
	entries: readonly FeedEntry[],
	lines: number,
): { readonly rows: readonly PlacedRow[]; readonly height: string } {
	let orders = 0;
	let between = lines;
	const here = () => `${orders} * var(--row) + ${between} * var(--line-row)`;
	const rows = entries.map((entry, index) => {
		const place = { index, top: here() };
		if (entry.kind === 'gap') between += 1;
		else orders += 1;
		return { entry, place };
	});
	return { rows, height: here() };
}

/** Rows slide up to this many new ones in a second; above it they are replaced. */
const CALM_PER_SECOND = 4;
const SECOND_MS = 1_000;

/** Whether the newest rows came slowly enough that each can be followed. */
export function isCalm(entries: readonly FeedEntry[]): boolean {
	const newest = entries[0];
	const before = entries[CALM_PER_SECOND];
	return newest === undefined || before === undefined || newest.at - before.at >= SECOND_MS;
}
