/** What the chip and the list say of channels. */
import { formatCount } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

export interface ChannelLine {
	readonly channel: string;
	readonly state: 'subscribing' | 'subscribed' | 'refused';
	readonly reason: string | null;
	/** An admin channel that needs no permission to listen to. */
	readonly isPublic: boolean;
}

export interface ChannelPulse {
	/** Epoch ms. */
	readonly lastAt: number;
	readonly perMinute: number;
}

export function countOf(channels: readonly ChannelLine[], state: ChannelLine['state']): number {
	return channels.filter((line) => line.state === state).length;
}

/** What is said after the count: `2 refused`, `12 recovered`; null for nothing. */
export function nameOdds(channels: readonly ChannelLine[], recovered: number | null): string | null {
	const words = say().bar.channels;
	const refused = countOf(channels, 'refused');
	if (refused > 0) return words.refused(refused);
	return recovered === null ? null : words.recovered(recovered, formatCount(recovered));
}

/** All of it in one sentence, for a reader: `7 of 8 channels, 1 refused, readable by anyone`. */
export function nameChannels(
	channels: readonly ChannelLine[],
	recovered: number | null,
	isPolling: boolean,
): string {
	const words = say().bar.channels;
	const count = words.count(countOf(channels, 'subscribed'), channels.length);
	return [
		`${count} ${words.noun(channels.length)}`,
		nameOdds(channels, recovered),
		isPolling ? words.byHttp : null,
		channels.some(({ isPublic }) => isPublic) ? words.readable : null,
	]
		.filter((part) => part !== null)
		.join(', ');
}
