/** Long answers one after the other: whoever asks for the same gets the same, and few are written at a time. */

export interface Turns {
	/** Makes it in its turn, or waits for the same that is under way. */
	take(key: string, make: () => Promise<string>): Promise<string>;
}

/** Nobody has asked yet. */
export function createTurns(atOnce: number): Turns {
	const underWay = new Map<string, Promise<string>>();
	const waiting: (() => void)[] = [];
	let running = 0;

	async function run(make: () => Promise<string>): Promise<string> {
		if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await make();
		} finally {
			// The place goes to the next, or is free.
			const next = waiting.shift();
			if (next === undefined) running -= 1;
			else next();
		}
	}

	return {
		take(key, make) {
			const held = underWay.get(key);
			if (held !== undefined) return held;
			const made = run(make).finally(() => underWay.delete(key));
			underWay.set(key, made);
			return made;
		},
	};
}
