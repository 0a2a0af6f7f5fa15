/** How often one address may try a wrong password, as Laravel's throttle has it. */
const TRIES = 5;
const WINDOW_MS = 60_000;
/** Addresses remembered; above it the oldest is forgiven. */
const ADDRESSES_LIMIT = 1_000;

export class SignInLimit {
	#now: () => number;
	#tries = new Map<string, { readonly count: number; readonly until: number }>();

	constructor(now: () => number) {
		this.#now = now;
	}

	/** 0 when this address may try. */
	secondsToWait(address: string): number {
		const held = this.#tries.get(address);
		if (held === undefined || held.count < TRIES) return 0;
		return Math.max(0, Math.ceil((held.until - this.#now()) / 1_000));
	}

	fail(address: string): void {
		const held = this.#tries.get(address);
		const isOver = held === undefined || held.until <= this.#now();
		this.#tries.delete(address);
		this.#tries.set(
			address,
			isOver ? { count: 1, until: this.#now() + WINDOW_MS } : { ...held, count: held.count + 1 },
		);
		const [oldest] = this.#tries.keys();
		if (this.#tries.size > ADDRESSES_LIMIT && oldest !== undefined) this.#tries.delete(oldest);
	}

	forget(address: string): void {
		this.#tries.delete(address);
	}
}
