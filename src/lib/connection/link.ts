/**
 * Keeps the line: decides when to try again, never how.
 *
 * pusher-js retries after 1, 16, 46, 106 s and no option changes that (`wire.md` 1.3), so the link makes its own tries
 * with full jitter: a shop that is back is reached within seconds, and a hundred walls do not return in one moment.
 */
import type { Connection, ConnectionStatus, Reason } from './connection.ts';

export interface LinkOptions {
	/** Uniform in [0, 1). */
	readonly random: () => number;
	readonly isHidden: () => boolean;
}

const FIRST_DELAY_MS = 300;
const CAP_MS = 3_200;
const HIDDEN_CAP_MS = 15_000;
/** A refusing server is asked again, but rarely: a key may be put right while nobody looks at this screen. */
const REFUSED_CAP_MS = 30_000;
/** A try that has not connected by then is given up; pusher-js would sit out 15 s on an instant refusal. */
const TRY_LIMIT_MS = 4_000;

/** Full jitter between 0.3 s and a ceiling that doubles from try to try. Milliseconds. */
export function retryDelayMs(attempt: number, capMs: number, random: number): number {
	const ceiling = Math.min(capMs, FIRST_DELAY_MS * 2 ** Math.min(attempt, 10));
	return FIRST_DELAY_MS + random * (ceiling - FIRST_DELAY_MS);
}

/** Watches the connection and starts a new try whenever one failed. Returns stop. */
export function keepLink(connection: Connection, options: LinkOptions): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let attempt = 0;
	let known: Reason | null = null;

	function plan(delayMs: number): void {
		clearTimeout(timer);
		timer = setTimeout(() => {
			attempt += 1;
			connection.reconnect();
			// A refused connection is never reported to us, so each try also has an end of its own.
			plan(TRY_LIMIT_MS);
		}, delayMs);
	}

	function capMs(socket: ConnectionStatus['socket']): number {
		if (socket === 'refused') return REFUSED_CAP_MS;
		return options.isHidden() ? HIDDEN_CAP_MS : CAP_MS;
	}

	const off = connection.onStatus((status) => {
		const isGood = status.socket === 'connected' || status.socket === 'closed';
		const isNewFailure = status.reason !== null && status.reason !== known;
		known = isGood ? null : status.reason;
		if (isGood) {
			clearTimeout(timer);
			timer = undefined;
			attempt = 0;
		} else if (isNewFailure) plan(retryDelayMs(attempt, capMs(status.socket), options.random()));
		else if (timer === undefined) plan(TRY_LIMIT_MS);
	});

	return () => {
		off();
		clearTimeout(timer);
	};
}
