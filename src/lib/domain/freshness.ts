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
	readonly attempt: number;
	readonly channels: readonly { readonly state: 'subscribing' | 'subscribed' | 'refused' }[];
}

export type DataState =
	'connecting' | 'listening' | 'live' | 'quiet' | 'denied' | 'reconnecting' | 'stale' | 'offline';

/** Lost this long, figures are no longer current (DESIGN: "Data states"). */
export const STALE_AFTER_MS = 15_000;
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

/** The state of the data at `now`. `lastEventAt` and `lostAt` are epoch ms, null when there was none. */
export function selectFreshness(
	line: LineFacts,
	lastEventAt: number | null,
	lostAt: number | null,
	now: number,
): Freshness {
	if (line.socket !== 'connected') {
		if (lostAt === null)
			return {
				state: line.socket === 'refused' ? 'offline' : 'connecting',
				since: line.since,
				isCurrent: false,
			};
		const lostForMs = now - lostAt;
		const state =
			lostForMs >= OFFLINE_AFTER_MS ? 'offline' : lostForMs >= STALE_AFTER_MS ? 'stale' : 'reconnecting';
		return { state: line.socket === 'refused' ? 'offline' : state, since: lostAt, isCurrent: false };
	}
	if (line.channels.some((channel) => channel.state === 'subscribing')) {
		return lostAt === null
			? { state: 'connecting', since: line.since, isCurrent: false }
			: { state: 'reconnecting', since: lostAt, isCurrent: false };
	}
	if (line.channels.length > 0 && line.channels.every((channel) => channel.state === 'refused')) {
		return { state: 'denied', since: line.since, isCurrent: false };
	}
	if (lastEventAt === null) return { state: 'listening', since: line.since, isCurrent: true };
	return {
		state: now - lastEventAt >= QUIET_AFTER_MS ? 'quiet' : 'live',
		since: lastEventAt,
		isCurrent: true,
	};
}
