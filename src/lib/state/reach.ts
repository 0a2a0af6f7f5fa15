/** Which channels a recorder ought to tell this reader of, and does not yet. */
import type { ChannelStatus } from '../connection/connection.ts';

export class Reach {
	/** Channels that this reader was not let onto, and so not told of. */
	#refused = new Set<string>();
	/** Channels for which all was asked for again on this socket. */
	#askedFor = new Set<string>();

	/** A new socket: everything may be asked for again. */
	noteSocket(): void {
		this.#askedFor.clear();
	}

	/** Whether more may be read now than was: `told` is what the latest answer was about, null before the first. */
	grows(channels: readonly ChannelStatus[], told: readonly string[] | null): boolean {
		for (const { channel, state } of channels) if (state === 'refused') this.#refused.add(channel);
		const isLacking = (channel: string) => told !== null && isRecordable(channel) && !told.includes(channel);
		const more = channels
			.filter(({ channel, state }) => state === 'subscribed' && !this.#askedFor.has(channel))
			.filter(({ channel }) => this.#refused.delete(channel) || isLacking(channel));
		for (const { channel } of more) this.#askedFor.add(channel);
		return more.length > 0;
	}
}

/** Presence and what is encrypted no recorder listens to. */
function isRecordable(channel: string): boolean {
	return !/^(presence|private-encrypted)-/.test(channel);
}
