/**
 * How long a word to the server and back takes, by pings of our own: those of pusher-js cannot be seen from outside.
 *
 * A server answers pings in their order. Where the line has been silent for so long that pusher-js may have asked as well,
 * none is sent: its answer would be taken for ours.
 */
import { Plan, type After } from './plan.ts';

export interface RoundTripOptions {
	/** Epoch ms. */
	readonly now: () => number;
	readonly after: After;
	/** Sends a ping; false when nothing can be sent. */
	readonly ping: () => boolean;
	/** When anything was heard last, epoch ms. */
	readonly heardAt: () => number | null;
	/** Called with the time it took in ms; null when it is not known any more. */
	readonly tell: (ms: number | null) => void;
}

export type RoundTrip = ReturnType<typeof createRoundTrip>;

/** With pusher-js' own every 9 s a quiet line says less than ten things a minute, which some servers allow at most. */
export const MEASURED_EVERY_MS = 20_000;
/** Before this pusher-js asks nothing. */
const SURELY_UNASKED_MS = 8_000;
/** A clock that was set meanwhile is no slow line; a slower one is not alive. */
const LONGEST_MS = 15_000;

/** Measures from `start` to `stop`, again and again. */
export function createRoundTrip({ now, after, ping, heardAt, tell }: RoundTripOptions) {
	const next = new Plan(after);
	let sentAt: number | null = null;

	function measure(): void {
		// The last one was never answered: what was true before is not known to be.
		if (sentAt !== null) tell(null);
		sentAt = null;
		const at = now();
		if (at - (heardAt() ?? -Infinity) < SURELY_UNASKED_MS && ping()) sentAt = at;
		next.set(MEASURED_EVERY_MS, measure);
	}

	return {
		start: measure,
		stop(): void {
			next.clear();
			sentAt = null;
			tell(null);
		},
		/** The server answered a ping. */
		pong(): void {
			if (sentAt === null) return;
			const ms = now() - sentAt;
			sentAt = null;
			if (ms >= 0 && ms <= LONGEST_MS) tell(ms);
		},
		/** Somebody else asks too: the next answer cannot be told from ours. */
		spoil(): void {
			sentAt = null;
		},
	};
}
