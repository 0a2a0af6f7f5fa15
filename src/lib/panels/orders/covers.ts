import type { FeedEntry } from '$lib/domain/feed.ts';
import { formatAge, formatAgeExact } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

/** How much of the day the rows reach back over: `4 min of 14 h 06 min shown`; null without a row. */
export function coversText(rows: readonly FeedEntry[], dayFrom: number, now: number): string | null {
	const oldest = rows.at(-1);
	if (oldest === undefined) return null;
	if (oldest.at <= dayFrom) return say().feed.coversDay;
	return say().feed.covers(formatAge(now - oldest.at), formatAgeExact(now - dayFrom));
}
