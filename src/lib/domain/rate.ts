/** Minutes of the rate kept and drawn. */
export const RATE_MINUTES = 60;

const MINUTE_MS = 60_000;

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
	/** Orders per minute over the last full ten minutes that were watched; null before the first full minute. */
	readonly perMinute: number | null;
	readonly peak: { readonly at: number; readonly count: number } | null;
	readonly sum: number;
}

/** The last 60 minutes as they stand at `now`; `since` is when watching began (both epoch ms). */
export function selectRate(minutes: readonly MinuteCount[], since: number, now: number): Rate {
	const current = Math.floor(now / MINUTE_MS);
	const counts = new Map(minutes.map(({ minute, count }) => [minute, count]));
	const bars = Array.from({ length: RATE_MINUTES }, (_, index) => {
		const minute = current - RATE_MINUTES + 1 + index;
		return { at: minute * MINUTE_MS, count: counts.get(minute) ?? 0 };
	});
	const watched = Math.min(10, current - Math.ceil(since / MINUTE_MS));
	const full = watched > 0 ? bars.slice(-1 - watched, -1) : [];
	const peak = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), { at: 0, count: 0 });
	return {
		bars,
		perMinute: full.length > 0 ? full.reduce((sum, bar) => sum + bar.count, 0) / full.length : null,
		peak: peak.count > 0 ? peak : null,
		sum: bars.reduce((sum, bar) => sum + bar.count, 0),
	};
}
