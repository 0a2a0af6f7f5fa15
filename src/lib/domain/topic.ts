import type { TopicChannels } from '../contract/channels.ts';
import type { Topic } from '../contract/events.ts';
import { selectFreshness, type Freshness, type LineFacts, type Proof } from './freshness.ts';

interface ChannelFacts {
	readonly channel: string;
	readonly state: 'subscribing' | 'subscribed' | 'refused';
	/** Epoch ms since when. */
	readonly since: number;
	readonly reason: { readonly code: string } | null;
}

interface Line<Channel> extends LineFacts {
	readonly channels: readonly (Channel & ChannelFacts)[];
}

export type ChannelsByTopic = ReadonlyMap<Topic, TopicChannels>;

/**
 * What one topic's figures are worth at `now`, and its sources' own channels that were refused.
 *
 * A shop that sends payments to a channel of their own and to one of everything has lost payments when the former is
 * refused. Where several sources tell of a topic it is lost when none of them is left; until then the refused ones are
 * named.
 */
export function selectTopic<Channel>(
	topic: Topic,
	line: Line<Channel>,
	byTopic: ChannelsByTopic,
	proof: Proof,
	now: number,
): { readonly freshness: Freshness; readonly refused: readonly (Channel & ChannelFacts)[] } {
	const { carriers = [], own = [] } = byTopic.get(topic) ?? {};
	const isOpen = line.socket === 'connected';
	const refused = line.channels.filter(
		({ channel, state }) => isOpen && state === 'refused' && own.some((group) => group.includes(channel)),
	);
	const isRefused = (group: readonly string[]) => refused.some(({ channel }) => group.includes(channel));
	const [first] = refused;
	if (first !== undefined && own.every(isRefused)) {
		// Nobody has refused what nobody answered.
		const isUnanswered = refused.every(({ reason }) => reason?.code === 'no-answer');
		const state = isUnanswered ? ('stale' as const) : ('denied' as const);
		return { freshness: { state, since: first.since, isCurrent: false }, refused };
	}
	const channels = line.channels.filter(({ channel }) => carriers.includes(channel));
	return { freshness: selectFreshness({ ...line, channels }, proof, now), refused };
}
