/**
 * Keeps the line: decides when to try again, never how.
 *
 * Full jitter, so that a hundred walls do not return in one moment after a restart; a ceiling of seconds while somebody
 * looks, so that a shop that is back is soon reached. A channel that was refused or never answered is asked for again by
 * itself; only when none answers is the whole line taken anew.
 */
import type { Connection, ConnectionStatus, Reason } from './connection.ts';

export interface LinkOptions {
	/** Uniform in [0, 1). */
	readonly random: () => number;
	readonly isHidden: () => boolean;
}

const SHORTEST_MS = 300;
const FIRST_CEILING_MS = 1_000;
const CAP_MS = 3_200;
const HIDDEN_CAP_MS = 15_000;
/** A refusing server is asked again, but rarely: a key may be put right while nobody looks at this screen. */
const REFUSED_CAP_MS = 30_000;
const CHANNEL_CAP_MS = 8_000;
/** After so many refusals a role is missing: Laravel's usual 60 requests a minute are for other things. */
const PATIENT_AFTER = 12;
const PATIENT_CAP_MS = 60_000;
/** A try that has not connected by then is given up; pusher-js would sit out 15 s on an instant refusal. */
const TRY_LIMIT_MS = 4_000;
/** A subscription that nobody confirmed or refused by then never will be. */
const SUBSCRIPTION_LIMIT_MS = 10_000;
/** Only a line that held this long starts the delays again: a server that greets and drops is no good line. */
const STABLE_AFTER_MS = 10_000;

/** Full jitter between 0.3 s and a ceiling that doubles from try to try. Milliseconds. */
export function retryDelayMs(attempt: number, capMs: number, random: number): number {
	const ceiling = Math.min(capMs, FIRST_CEILING_MS * 2 ** Math.min(attempt, 10));
	return SHORTEST_MS + random * (ceiling - SHORTEST_MS);
}

/** One thing that is due later, at most. */
class Plan {
	#timer: ReturnType<typeof setTimeout> | undefined;

	get isSet(): boolean {
		return this.#timer !== undefined;
	}

	set(delayMs: number, run: () => void): void {
		this.clear();
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			run();
		}, delayMs);
	}

	clear(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}
}

/** Watches the connection and starts a new try whenever one failed. Returns stop. */
export function keepLink(connection: Connection, options: LinkOptions): () => void {
	const socket = new Plan();
	const stable = new Plan();
	const waiting = new Plan();
	const refused = new Plan();
	const plans = [socket, stable, waiting, refused];
	let attempt = 0;
	let channelAttempt = 0;
	let known: { readonly socket: ConnectionStatus['socket']; readonly reason: Reason | null } | undefined;

	function tryAgain(delayMs: number): void {
		socket.set(delayMs, () => {
			attempt += 1;
			connection.reconnect();
			// A refused connection is not always reported, so each try also has an end of its own.
			if (connection.status.socket !== 'connected' && !socket.isSet) tryAgain(TRY_LIMIT_MS);
		});
	}

	function followSocket(status: ConnectionStatus): void {
		for (const plan of [stable, waiting, refused]) plan.clear();
		channelAttempt = 0;
		const isNews = status.socket !== known?.socket || status.reason !== known.reason;
		if (status.socket === 'refused') {
			if (isNews) tryAgain(retryDelayMs(Math.max(attempt, 3), REFUSED_CAP_MS, options.random()));
		} else if (isNews && status.reason !== null) {
			tryAgain(retryDelayMs(attempt, options.isHidden() ? HIDDEN_CAP_MS : CAP_MS, options.random()));
		} else if (!socket.isSet) tryAgain(TRY_LIMIT_MS);
	}

	function followChannels({ channels, watched }: ConnectionStatus): void {
		socket.clear();
		const isWatchedOpen = watched.every(({ state }) => state === 'subscribed');
		const isAny = (state: string) => channels.some((channel) => channel.state === state);
		const isWaiting = [...channels, ...watched].some(({ state }) => state === 'subscribing');
		if (!isWaiting) waiting.clear();
		else if (!waiting.isSet) waiting.set(SUBSCRIPTION_LIMIT_MS, askAgain);
		if (!isAny('refused') && isWatchedOpen) refused.clear();
		else if (!refused.isSet) {
			const capMs = channelAttempt < PATIENT_AFTER ? CHANNEL_CAP_MS : PATIENT_CAP_MS;
			const delayMs = retryDelayMs(channelAttempt, capMs, options.random());
			refused.set(delayMs, () => {
				channelAttempt += 1;
				connection.retryChannels();
			});
		}
		if (isAny('subscribing') || isAny('refused')) stable.clear();
		else if (!stable.isSet) {
			stable.set(STABLE_AFTER_MS, () => {
				attempt = 0;
				if (isWatchedOpen) channelAttempt = 0;
			});
		}
	}

	/** One silent channel is its own matter; a server that answers none of them is not well. */
	function askAgain(): void {
		const { channels } = connection.status;
		const isDeaf = channels.length > 0 && channels.every(({ state }) => state === 'subscribing');
		if (isDeaf) return connection.reconnect();
		connection.retryChannels();
		if (connection.status.socket === 'connected') followChannels(connection.status);
	}

	const off = connection.onStatus((status) => {
		if (status.socket === 'closed') for (const plan of plans) plan.clear();
		else if (status.socket === 'connected') followChannels(status);
		else followSocket(status);
		known = status;
	});

	return () => {
		off();
		for (const plan of plans) plan.clear();
	};
}
