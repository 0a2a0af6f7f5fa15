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
}

export function createClock(): Clock {
	return {
		now: () => Date.now(),
		onSecond(listener) {
			let timer: ReturnType<typeof setTimeout>;
			const tick = () => {
				listener(Date.now());
				timer = setTimeout(tick, 1_000 - (Date.now() % 1_000));
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
