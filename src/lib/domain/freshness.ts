/**
 * What a figure on the screen is worth right now, from facts about the line.
 *
 * The order of the questions is the order of severity: a dead socket makes every other fact old. An open socket proves
 * nothing by itself: only what arrives does, an event or a heartbeat. Where no heartbeats are sent silence may be a quiet
 * shop or a broken queue, so an event proves delivery for a while and then the screen is `listening`, not `live`.
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
	/** Back after a loss; what was missed is being fetched. */
	| 'catching-up'
	/** Back after a loss; what was missed could not be had. */
	| 'gap'
	/** The socket is open and nothing arrives, not even the heartbeats that are due. */
	| 'silent'
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
/** No event for this long on a line with heartbeats is quiet; without them its delivery is no longer proven. */
export const QUIET_AFTER_MS = 300_000;
/** Heartbeats come every 10 s: two in a row and half of the third did not. */
export const SILENT_AFTER_MS = 25_000;

/** The screen's own time moves once a second; what has just arrived is a little later. */
const AHEAD_MS = 5_000;

export interface Freshness {
	readonly state: DataState;
	/** Epoch ms that the state's age counts from: the loss, or the last event. Null when there is nothing to count from. */
	readonly since: number | null;
	/** False when a figure must be drawn as not current. */
	readonly isCurrent: boolean;
	/** While it is reconnecting: the number of the try. */
	readonly attempt?: number | null;
	/** While it is polling: how often, ms. */
	readonly everyMs?: number;
	/** While it is live: since when alone totals are counted, epoch ms; null where the shop told the rest. */
	readonly onlySince?: number | null;
	/** After a loss of which nobody could tell what was missed: how long it was, ms. */
	readonly lostMs?: number | null;
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
	/** The latest event that the line delivered. */
	readonly lastEventAt: number | null;
	/** The latest event, whoever heard it: that it was is known, though it proves nothing of the line. */
	readonly toldAt?: number | null;
	readonly lostAt: number | null;
	/** When the shop last answered with its own state in place of the line. */
	readonly polledAt?: number | null;
	/** The latest heartbeat, on whichever socket it came. */
	readonly heartbeat?: Beat | null;
	/** Whether silence means something: one was heard on this page, or the recorder says that it sends them. */
	readonly expectsHeartbeat?: boolean;
	/** How far what was missed is fetched. */
	readonly catchUp?: 'none' | 'syncing' | 'done' | 'failed';
}

/** A heartbeat as far as it proves something. */
export interface Beat {
	/** Epoch ms. */
	readonly receivedAt: number;
	readonly from: 'shop' | 'recorder';
}

/** The state of the data at `now`, epoch ms. */
export function selectFreshness(line: LineFacts, proof: Proof, now: number): Freshness {
	const isOpen = line.socket === 'connected' && line.channels.every(({ state }) => state !== 'subscribing');
	if (!isOpen) return selectClosed(line, proof, now);
	if (line.channels.length > 0 && line.channels.every(({ state }) => state === 'refused')) {
		return { state: 'denied', since: line.since, isCurrent: false };
	}
	const {
		lastEventAt,
		toldAt = null,
		heartbeat = null,
		expectsHeartbeat = heartbeat !== null,
		catchUp = 'none',
	} = proof;
	const signAt = lastSign(line, now, lastEventAt, heartbeat?.receivedAt ?? null);
	const silentSince = signAt ?? line.since;
	if (expectsHeartbeat && now - silentSince >= SILENT_AFTER_MS) {
		return { state: 'silent', since: silentSince, isCurrent: false };
	}
	if (catchUp === 'syncing') return { state: 'catching-up', since: line.since, isCurrent: false };
	if (catchUp === 'failed') return { state: 'gap', since: line.since, isCurrent: true };
	const isProven = signAt !== null && (expectsHeartbeat || now - signAt < QUIET_AFTER_MS);
	if (!isProven) return { state: 'listening', since: signAt ?? line.since, isCurrent: true };
	const quietSince = latestUntil(now, lastEventAt, toldAt) ?? proof.since;
	const isQuiet = now - quietSince >= QUIET_AFTER_MS;
	return isQuiet
		? { state: 'quiet', since: quietSince, isCurrent: true }
		: { state: 'live', since: signAt, isCurrent: true };
}

function selectClosed(line: LineFacts, { since, lostAt, polledAt = null }: Proof, now: number): Freshness {
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

/** When this socket last delivered anything; what came on an earlier one proves nothing of it. */
export function lastSign(line: LineFacts, now: number, ...times: readonly (number | null)[]): number | null {
	return latestUntil(now, ...times.filter((at) => at !== null && at >= line.since));
}

/** The latest of these; a time that has not come yet was dated by a clock that was set back since. */
function latestUntil(now: number, ...times: readonly (number | null)[]): number | null {
	const come = times.filter((at) => at !== null && at <= now + AHEAD_MS);
	return come.length === 0 ? null : Math.max(...(come as number[]));
}
