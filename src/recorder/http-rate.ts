/** How often somebody may ask: a bucket each, which fills by itself. */

export interface RateLimit {
	/** Takes one; 0, or after how many seconds there is one again. */
	take(who: string): number;
	/** How many have asked within the last `IDLE_MS`. */
	readonly active: number;
}

export interface RateOptions {
	/** At once. */
	readonly burst: number;
	readonly perSecond: number;
	readonly now: () => number;
}

/** Whoever did not ask for so long is forgotten, with a bucket that is full again. */
export const IDLE_MS = 600_000;
/** Buckets kept; above it whoever asked the longest ago goes. */
export const BUCKETS_LIMIT = 10_000;

export function createRateLimit({ burst, perSecond, now }: RateOptions): RateLimit {
	/** Whoever asked last is last. */
	const buckets = new Map<string, { readonly left: number; readonly at: number }>();

	function forgetIdle(at: number): void {
		for (const [who, bucket] of buckets) {
			if (buckets.size <= BUCKETS_LIMIT && at - bucket.at < IDLE_MS) return;
			buckets.delete(who);
		}
	}

	return {
		take(who) {
			const at = now();
			const held = buckets.get(who) ?? { left: burst, at };
			const left = Math.min(burst, held.left + (Math.max(0, at - held.at) / 1_000) * perSecond);
			buckets.delete(who);
			buckets.set(who, { left: left >= 1 ? left - 1 : left, at });
			forgetIdle(at);
			return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
		},
		get active() {
			forgetIdle(now());
			return buckets.size;
		},
	};
}
