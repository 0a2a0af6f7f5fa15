import type { ChannelStatus, ConnectionStatus, Reason } from '../connection/connection.ts';
import type { Freshness } from '../domain/freshness.ts';
import { say } from '../words/words.ts';

/** The one word for what the screen is worth. */
export function nameState({ state, onlySince = null }: Freshness): string {
	const { headlines, liveOnly } = say().states;
	return state === 'live' && onlySince !== null ? liveOnly : headlines[state];
}

/** In words, with the server's own where they tell more. */
export function describeReason({ code, detail }: Reason): string {
	const { reasons, line } = say().states;
	const status = /^status (\d+)$/.exec(detail ?? '')?.[1];
	if (status !== undefined && reasons[code].includes(`(${status})`)) return reasons[code];
	return detail === null ? reasons[code] : line.reason(reasons[code], detail);
}

/** Why the line is as it is, in one sentence; null when there is nothing to say. */
export function describeLine(status: ConnectionStatus): string | null {
	if (status.reason !== null) return describeReason(status.reason);
	const refused = status.channels.filter((channel) => channel.state === 'refused');
	if (refused.length > 0) return describeRefused(refused, status.channels.length);
	const waiting = status.channels.filter((channel) => channel.state === 'subscribing').length;
	if (status.socket === 'connected' && waiting > 0)
		return say().states.line.waiting(waiting, status.channels.length);
	return null;
}

function describeRefused(refused: readonly ChannelStatus[], all: number): string {
	const { line } = say().states;
	const [first] = refused;
	const which =
		refused.length === 1 && first !== undefined
			? line.oneRefused(first.channel)
			: line.refused(refused.length, all);
	const why = first?.reason ?? null;
	return why === null ? which : line.refusedBecause(which, describeReason(why));
}
