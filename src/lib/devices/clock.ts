/** The only reader of the real time and the only owner of timers that drive the screen. */
export interface Clock {
	/** Epoch ms. */
	now(): number;
	/** Calls every full second. Returns stop. */
	onSecond(listener: (now: number) => void): () => void;
	/** Calls once at the next frame, at the latest after `ceilingMs`: a hidden tab gets no frames. Returns cancel. */
	onFrame(listener: () => void, ceilingMs: number): () => void;
	/** Calls once after `delayMs`. Returns cancel. */
	after(delayMs: number, listener: () => void): () => void;
	/**
	 * Hears what another clock showed (epoch ms) in an answer that took `tookMs`. True when this computer's time was wrong by
	 * more than a little and is corrected from now on.
	 */
	agree(otherNow: number, tookMs: number): boolean;
}

/** Clocks that are nearer than this agree. */
const TOLERANCE_MS = 2_000;
/** One answer may have been held up. */
const SAMPLES = 5;

export function createClock(): Clock {
	let offsetMs = 0;
	let samples: readonly number[] = [];
	const now = () => Date.now() + offsetMs;
	return {
		now,
		agree(otherNow, tookMs) {
			if (tookMs > TOLERANCE_MS) return false;
			samples = [...samples, otherNow + tookMs / 2 - Date.now()].slice(-SAMPLES);
			const median = [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
			const wanted = Math.abs(median) > TOLERANCE_MS ? median : 0;
			const isWrong = Math.abs(wanted - offsetMs) > TOLERANCE_MS;
			if (isWrong) offsetMs = wanted;
			return isWrong;
		},
		onSecond(listener) {
			let timer: ReturnType<typeof setTimeout>;
			const tick = () => {
				listener(now());
				timer = setTimeout(tick, 1_000 - (now() % 1_000));
			};
			tick();
			return () => clearTimeout(timer);
		},
		onFrame(listener, ceilingMs) {
			let frame = 0;
			let timer: ReturnType<typeof setTimeout> | undefined = undefined;
			const cancel = () => {
				cancelAnimationFrame(frame);
				clearTimeout(timer);
			};
			const run = () => {
				cancel();
				listener();
			};
			frame = requestAnimationFrame(run);
			timer = setTimeout(run, ceilingMs);
			return cancel;
		},
		after(delayMs, listener) {
			const timer = setTimeout(listener, delayMs);
			return () => clearTimeout(timer);
		},
	};
}
