/** Calls once after a delay in ms. Returns cancel. */
export type After = (delayMs: number, run: () => void) => () => void;

/** By the system's own timers. */
export function afterTimeout(delayMs: number, run: () => void): () => void {
	const timer = setTimeout(run, delayMs);
	return () => clearTimeout(timer);
}

/** One thing that is due later, at most. */
export class Plan {
	#after: After;
	#cancel: (() => void) | undefined;

	constructor(after: After) {
		this.#after = after;
	}

	get isSet(): boolean {
		return this.#cancel !== undefined;
	}

	set(delayMs: number, run: () => void): void {
		this.clear();
		this.#cancel = this.#after(delayMs, () => {
			this.#cancel = undefined;
			run();
		});
	}

	clear(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}
}
