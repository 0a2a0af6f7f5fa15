import type { Money } from '../contract/events.ts';

/** Minutes of the rate kept and drawn. */
export const RATE_MINUTES = 60;
/** Currencies whose takings are kept by minute. */
export const RATE_CURRENCIES = 8;

const MINUTE_MS = 60_000;
const AVERAGED_MINUTES = 10;

export interface MinuteCount {
	/** Epoch minutes. */
	readonly minute: number;
	readonly count: number;
	/** How many of them were fetched after a gap. */
	readonly recovered?: number;
	/** What they bring, in minor units by currency. */
	readonly revenue?: ReadonlyMap<string, number>;
}

/** What came in a minute besides one more of it. */
export interface Arrived {
	readonly isRecovered?: boolean;
	readonly takings?: Money | null;
}

/** The minutes with one order more in its own; minutes without orders take no room. `at` is epoch ms. */
export function countMinute(
	minutes: readonly MinuteCount[],
	at: number,
	{ isRecovered = false, takings = null }: Arrived = {},
): readonly MinuteCount[] {
	const minute = Math.floor(at / MINUTE_MS);
	const held = minutes.find((entry) => entry.minute === minute);
	const others = minutes.filter((entry) => entry !== held && entry.minute > minute - RATE_MINUTES);
	const recovered = (held?.recovered ?? 0) + (isRecovered ? 1 : 0);
	const revenue = withTakings(held?.revenue, takings);
	return [
		...others,
		{
			minute,
			count: (held?.count ?? 0) + 1,
			...(recovered > 0 && { recovered }),
			...(revenue && { revenue }),
		},
	];
}

function withTakings(
	held: ReadonlyMap<string, number> | undefined,
	takings: Money | null,
): ReadonlyMap<string, number> | undefined {
	if (takings === null) return held;
	const { currency, minor } = takings;
	if (held !== undefined && !held.has(currency) && held.size >= RATE_CURRENCIES) return held;
	return new Map(held).set(currency, (held?.get(currency) ?? 0) + minor);
}

/**
 * Of a minute in which the line was lost: `gap` when nobody knows what is missing, `recovered` when orders of it were
 * fetched, `checked` when there was nothing to fetch. `unseen`: before counting began.
 */
export type MinuteState = 'whole' | 'running' | 'gap' | 'recovered' | 'checked' | 'unseen';

export interface Bar {
	/** The minute's start, epoch ms. */
	readonly at: number;
	readonly count: number;
	/** In the base currency, minor units. */
	readonly revenue: number;
	readonly state: MinuteState;
}

export interface Rate {
	/** One bar per minute, oldest first, the running minute last. */
	readonly bars: readonly Bar[];
	/** Orders per minute over those of the last ten full minutes that were watched whole; null when none was. */
	readonly perMinute: number | null;
	/** What came in per minute over the same minutes, in minor units of the base currency. */
	readonly revenuePerMinute: number | null;
	/** Every currency that came in this hour, the base currency aside. */
	readonly otherCurrencies: readonly string[];
	readonly peak: { readonly at: number; readonly count: number } | null;
	readonly sum: number;
}

/** A stretch in which nothing could arrive, epoch ms; `until` is null while it lasts. */
export interface Gap {
	readonly from: number;
	readonly until: number | null;
}

/** The last 60 minutes as they stand at `now`; `since` is when watching began (both epoch ms), `missing` what nobody could fetch. */
export function selectRate(
	minutes: readonly MinuteCount[],
	gaps: readonly Gap[],
	since: number,
	now: number,
	currency = '',
	missing: Gap | null = null,
): Rate {
	const current = Math.floor(now / MINUTE_MS);
	const counts = new Map(minutes.map((entry) => [entry.minute, entry]));
	const isIn = (at: number, { from, until }: Gap) => at + MINUTE_MS > from && (until === null || at < until);
	const cutOf = (at: number, recovered: number): MinuteState | null => {
		const within = gaps.filter((gap) => isIn(at, gap));
		if (within.length === 0) return null;
		const isOpen = within.some(({ until }) => until === null);
		if (isOpen || (missing !== null && isIn(at, missing))) return 'gap';
		return recovered > 0 ? 'recovered' : 'checked';
	};
	const bars = Array.from({ length: RATE_MINUTES }, (_, index): Bar => {
		const minute = current - RATE_MINUTES + 1 + index;
		const at = minute * MINUTE_MS;
		const { count = 0, recovered = 0, revenue } = counts.get(minute) ?? {};
		const seen = at + MINUTE_MS <= since ? 'unseen' : minute === current ? 'running' : 'whole';
		const state = cutOf(at, recovered) ?? seen;
		return { at, count, revenue: revenue?.get(currency) ?? 0, state };
	});
	const isWatched = ({ at, state }: Bar) => state === 'whole' && at >= since;
	const watched = bars.slice(-1 - AVERAGED_MINUTES, -1).filter(isWatched);
	const mean = (value: (bar: Bar) => number) =>
		watched.length > 0 ? watched.reduce((sum, bar) => sum + value(bar), 0) / watched.length : null;
	const peak = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), { at: 0, count: 0 });
	return {
		bars,
		perMinute: mean(({ count }) => count),
		revenuePerMinute: mean(({ revenue }) => revenue),
		otherCurrencies: otherThan(currency, minutes, current),
		peak: peak.count > 0 ? { at: peak.at, count: peak.count } : null,
		sum: bars.reduce((sum, bar) => sum + bar.count, 0),
	};
}

function otherThan(currency: string, minutes: readonly MinuteCount[], current: number): readonly string[] {
	const found = new Set<string>();
	for (const { minute, revenue } of minutes) {
		if (minute > current - RATE_MINUTES) for (const code of revenue?.keys() ?? []) found.add(code);
	}
	found.delete(currency);
	return [...found].sort();
}
