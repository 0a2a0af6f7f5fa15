/** Chance by a seed: the same seed makes the same run, on every machine. */
export interface Chance {
	/** Uniform in [0, 1). */
	next(): number;
	/** Uniform in [low, high). */
	between(low: number, high: number): number;
	/** A whole number in [low, high]. */
	whole(low: number, high: number): number;
	is(probability: number): boolean;
	pick<Value>(values: readonly Value[]): Value;
	/** Another stream, so that what one part asks for moves no other part. */
	split(): Chance;
}

/** Mulberry32. */
export function createChance(seed: number): Chance {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	const between = (low: number, high: number) => low + next() * (high - low);
	const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
	return {
		next,
		between,
		whole,
		is: (probability) => next() < probability,
		pick: (values) => values[whole(0, values.length - 1)]!,
		split: () => createChance(Math.floor(next() * 2 ** 32)),
	};
}
