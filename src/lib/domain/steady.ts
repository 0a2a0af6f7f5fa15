/**
 * What the screen says, held still: a worse state is shown at once, a better one after two seconds of it.
 *
 * A line that comes and goes would make the word, the hatch and every panel's tag flicker, and each flicker reads as news.
 * The three good states are equals: that events begin or end on a good line is no fault, and is said at once.
 */
import type { DataState, Freshness } from './freshness.ts';

/** A better state is shown once it lasted this long. */
export const STEADY_AFTER_MS = 2_000;

export interface Held {
	/** What the screen says now. */
	readonly shown: Freshness;
	/** The better state that waits its turn, and since when it has not become worse; epoch ms. */
	readonly better: { readonly state: DataState; readonly since: number } | null;
	/** When to ask again, epoch ms; null while nothing waits. */
	readonly dueAt: number | null;
}

const SEVERITY: Readonly<Record<DataState, number>> = {
	live: 0,
	quiet: 0,
	listening: 0,
	gap: 1,
	polling: 2,
	'catching-up': 3,
	connecting: 4,
	reconnecting: 5,
	silent: 6,
	stale: 7,
	offline: 8,
	denied: 9,
	off: 10,
};

/** What to say at `now` (epoch ms), given what was said before and what is so. */
export function steady(held: Held | null, next: Freshness, now: number): Held {
	const settled = { shown: next, better: null, dueAt: null };
	if (held === null || held.shown.state === 'connecting') return settled;
	if (SEVERITY[next.state] >= SEVERITY[held.shown.state]) return settled;
	const { better } = held;
	// A worse one in between starts the wait again, and so does a clock that was put back: its time would have to come again.
	const goesOn = better !== null && better.since <= now && SEVERITY[next.state] <= SEVERITY[better.state];
	const since = goesOn ? better.since : now;
	const dueAt = since + STEADY_AFTER_MS;
	if (now >= dueAt) return settled;
	return { shown: held.shown, better: { state: next.state, since }, dueAt };
}
