/** The facts about the line, and who is told when one changes. */
import type { ChannelStatus, ConnectionStatus, Reason } from './connection.ts';
import { createListeners } from './listeners.ts';

export interface LineStatusOptions {
	readonly channels: readonly string[];
	readonly now: () => number;
	readonly report: (error: unknown) => void;
}

export type LineStatus = ReturnType<typeof createLineStatus>;

export function createLineStatus({ channels, now, report }: LineStatusOptions) {
	const watchers = createListeners<ConnectionStatus>(report);
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: now(),
		socketId: null,
		heardAt: null,
		roundTripMs: null,
		channels: channels.map(waiting),
		watched: [],
	};
	/** What was true of a line that is only doubted. */
	let doubted: Pick<ConnectionStatus, 'reason' | 'since'> | null = null;

	function waiting(channel: string): ChannelStatus {
		return { channel, state: 'subscribing', reason: null, since: now() };
	}

	function update(change: Partial<ConnectionStatus>): void {
		if (change.socket !== undefined) doubted = null;
		const isNewState = change.socket !== undefined && change.socket !== status.socket;
		status = { ...status, since: isNewState ? now() : status.since, ...change };
		watchers.tell(status);
	}

	return {
		get value() {
			return status;
		},
		get isDoubted() {
			return doubted !== null;
		},
		get isWhole() {
			return status.channels.every(({ state }) => state === 'subscribed');
		},
		get all(): readonly ChannelStatus[] {
			return [...status.channels, ...status.watched];
		},
		watchers,
		waiting,
		update,
		setChannel(channel: string, state: ChannelStatus['state'], reason: Reason | null): void {
			const set = (held: ChannelStatus): ChannelStatus =>
				held.channel === channel
					? { channel, state, reason, since: held.state === state ? held.since : now() }
					: held;
			update({ channels: status.channels.map(set), watched: status.watched.map(set) });
		},
		/** All channels as they are on a socket that is not there yet. */
		waitAgain(): Pick<ConnectionStatus, 'channels' | 'watched'> {
			const again = ({ channel }: ChannelStatus) => waiting(channel);
			return { channels: status.channels.map(again), watched: status.watched.map(again) };
		},
		/** The server said something: that is news only of a line that was doubted. */
		hear(): void {
			status = { ...status, heardAt: now() };
			if (doubted !== null) update({ socket: 'connected', ...doubted });
		},
		/** No news of the line: who wants it looks. */
		measure(roundTripMs: number | null): void {
			status = { ...status, roundTripMs };
		},
		/** Says of a line that stands that it is lost; the next word of the server takes it back. */
		doubt(reason: Reason): void {
			if (status.socket !== 'connected') return;
			const stood = { reason: status.reason, since: status.since };
			update({ socket: 'lost', reason });
			doubted = stood;
		},
	};
}
