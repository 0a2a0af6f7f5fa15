/**
 * What a figure on the screen is worth right now, from facts about the line.
 *
 * The order of the questions is the order of severity: a dead socket makes every other fact old. Without a heartbeat
 * only an arriving event proves delivery, so an open socket that never delivered is `listening`, not `live`.
 */

/** Facts about the line, as the connection reports them. */
export interface LineFacts {
	readonly socket: 'connecting' | 'connected' | 'lost' | 'refused' | 'closed';
	/** Epoch ms since when the socket is in this state. */
	readonly since: number;
	readonly channels: readonly { readonly state: 'subscribing' | 'subscribed' | 'refused' }[];
}

export type DataState =
	| 'connecting'
	| 'listening'
	| 'live'
	| 'quiet'
	| 'denied'
	| 'reconnecting'
	| 'stale'
	| 'offline'
	/** The socket cannot be had, snapshots can: figures are as old as the last answer. */
	| 'polling'
	/** Switched off by the configuration. */
	| 'off';

/** Lost this long, figures are no longer current. */
export const STALE_AFTER_MS = 15_000;
/** An answer of the shop older than this no longer stands in for the line: two were missed. */
export const POLL_STANDS_MS = 75_000;
/** Lost this long, somebody must know. */
export const OFFLINE_AFTER_MS = 60_000;
/** No event for this long on a good line is quiet, not dead. */
export const QUIET_AFTER_MS = 300_000;

export interface Freshness {
	readonly state: DataState;
	/** Epoch ms that the state's age counts from: the loss, or the last event. Null when there is nothing to count from. */
	readonly since: number | null;
	/** False when a figure must be drawn as not current. */
	readonly isCurrent: boolean;
}

/** What one topic's figures are worth, and which of its channels cannot be had. */
export interface TopicView {
	readonly freshness: Freshness;
	readonly refused: readonly RefusedChannel[];
}

export interface RefusedChannel {
	readonly channel: string;
	/** In words: `the shop does not allow it (403)`. */
	readonly why: string;
	/** Epoch ms. */
	readonly since: number;
}

/** What was seen so far; epoch ms, null when there was none. */
export interface Proof {
	/** When this screen began to watch, or to try. */
	readonly since: number;
	readonly lastEventAt: number | null;
	readonly lostAt: number | null;
	/** When the shop last answered with its own state in place of the line. */
	readonly polledAt?: number | null;
}

/** The state of the data at `now`, epoch ms. */
export function selectFreshness(
	line: LineFacts,
	{ since, lastEventAt, lostAt, polledAt = null }: Proof,
	now: number,
): Freshness {
	const isOpen = line.socket === 'connected' && line.channels.every(({ state }) => state !== 'subscribing');
	if (!isOpen) {
		// An answer from before the loss stands in for nothing.
		const isAnswered = polledAt !== null && polledAt >= (lostAt ?? 0);
		if (isAnswered && now - polledAt < POLL_STANDS_MS) {
			return { state: 'polling', since: polledAt, isCurrent: true };
		}
		if (line.socket === 'closed') return { state: 'off', since: null, isCurrent: false };
		const lostForMs = now - (lostAt ?? since);
		const isHopeless = line.socket === 'refused' || lostForMs >= OFFLINE_AFTER_MS;
		const trying = lostAt === null ? 'connecting' : lostForMs >= STALE_AFTER_MS ? 'stale' : 'reconnecting';
		return { state: isHopeless ? 'offline' : trying, since: lostAt ?? since, isCurrent: false };
	}
	if (line.channels.length > 0 && line.channels.every(({ state }) => state === 'refused')) {
		return { state: 'denied', since: line.since, isCurrent: false };
	}
	// An event of an earlier socket proves nothing of this one.
	if (lastEventAt === null || lastEventAt < line.since) {
		return { state: 'listening', since: line.since, isCurrent: true };
	}
	return {
		state: now - lastEventAt >= QUIET_AFTER_MS ? 'quiet' : 'live',
		since: lastEventAt,
		isCurrent: true,
	};
}
