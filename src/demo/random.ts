/** A seeded source of chance: the same seed plays the same day. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** An integer from `low` to `high`, both included. */
	between(low: number, high: number): number;
	/** One of a list that is not empty. */
	pick<const Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number];
}

/** A mulberry32 generator: 32 bits of state, good enough for a play. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		next,
		between: (low, high) => low + Math.floor(next() * (high - low + 1)),
		// Always one of them: next() is below 1.
		pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
	};
}
