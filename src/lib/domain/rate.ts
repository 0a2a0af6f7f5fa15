/** Minutes of the rate kept and drawn. */
export const RATE_MINUTES = 60;

const MINUTE_MS = 60_000;
const AVERAGED_MINUTES = 10;

export interface MinuteCount {
	/** Epoch minutes. */
	readonly minute: number;
	readonly count: number;
}

/** The minutes with one order more in its own; minutes without orders take no room. `at` is epoch ms. */
export function countMinute(minutes: readonly MinuteCount[], at: number): readonly MinuteCount[] {
	const minute = Math.floor(at / MINUTE_MS);
	const held = minutes.find((entry) => entry.minute === minute);
	const others = minutes.filter((entry) => entry !== held && entry.minute > minute - RATE_MINUTES);
	return [...others, { minute, count: (held?.count ?? 0) + 1 }];
}

export interface Rate {
	/** One bar per minute, oldest first, the running minute last; `at` is the minute's start in epoch ms. */
	readonly bars: readonly { readonly at: number; readonly count: number }[];
	/** Orders per minute over those of the last ten full minutes that were watched whole; null when none was. */
	readonly perMinute: number | null;
	readonly peak: { readonly at: number; readonly count: number } | null;
	readonly sum: number;
}

/** A stretch in which nothing could arrive, epoch ms; `until` is null while it lasts. */
export interface Gap {
	readonly from: number;
	readonly until: number | null;
}

/** The last 60 minutes as they stand at `now`; `since` is when watching began (both epoch ms). */
export function selectRate(
	minutes: readonly MinuteCount[],
	gaps: readonly Gap[],
	since: number,
	now: number,
): Rate {
	const current = Math.floor(now / MINUTE_MS);
	const counts = new Map(minutes.map(({ minute, count }) => [minute, count]));
	const bars = Array.from({ length: RATE_MINUTES }, (_, index) => {
		const minute = current - RATE_MINUTES + 1 + index;
		return { at: minute * MINUTE_MS, count: counts.get(minute) ?? 0 };
	});
	const isWatched = ({ at }: { at: number }) =>
		at >= since && gaps.every(({ from, until }) => at + MINUTE_MS <= from || (until !== null && at >= until));
	const watched = bars.slice(-1 - AVERAGED_MINUTES, -1).filter(isWatched);
	const peak = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), { at: 0, count: 0 });
	return {
		bars,
		perMinute: watched.length > 0 ? watched.reduce((sum, bar) => sum + bar.count, 0) / watched.length : null,
		peak: peak.count > 0 ? peak : null,
		sum: bars.reduce((sum, bar) => sum + bar.count, 0),
	};
}
