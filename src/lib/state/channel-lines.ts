/** What is said of channels: each one's line in a list, and what a topic's panels are told of its refused ones. */
import type { ChannelStatus } from '../connection/connection.ts';
import type { Freshness, RefusedChannel, TopicView } from '../domain/freshness.ts';
import { say } from '../words/words.ts';
import { describeReason } from './words.ts';

export interface ChannelLine {
	readonly channel: string;
	readonly state: 'subscribing' | 'subscribed' | 'refused';
	readonly reason: string | null;
	/** Epoch ms. */
	readonly since: number;
	/** An admin channel that needs no permission to listen to. */
	readonly isPublic: boolean;
}

export function describeChannel({ channel, state, reason, since }: ChannelStatus): ChannelLine {
	return {
		channel,
		state,
		since,
		reason: reason === null ? null : describeReason(reason),
		isPublic: !/^(private|presence)-/.test(channel),
	};
}

export function describeRefusal({ channel, reason, since }: ChannelStatus): RefusedChannel {
	return { channel, since, why: reason === null ? say().states.line.refusal : describeReason(reason) };
}

export function isSame(
	{ freshness, refused }: TopicView,
	next: Freshness,
	nextRefused: readonly RefusedChannel[],
): boolean {
	return (
		freshness.state === next.state &&
		freshness.since === next.since &&
		freshness.isCurrent === next.isCurrent &&
		freshness.attempt === next.attempt &&
		freshness.onlySince === next.onlySince &&
		freshness.lostMs === next.lostMs &&
		refused.length === nextRefused.length &&
		refused.every(({ channel, why, since }, index) => {
			const other = nextRefused[index];
			return other?.channel === channel && other.why === why && other.since === since;
		})
	);
}
