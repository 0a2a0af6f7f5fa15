import type { Topic } from '../contract/events.ts';
import { selectFreshness, type Freshness, type LineFacts, type Proof } from './freshness.ts';

interface ChannelFacts {
	readonly channel: string;
	readonly state: 'subscribing' | 'subscribed' | 'refused';
	/** Epoch ms since when. */
	readonly since: number;
}

interface Line<Channel> extends LineFacts {
	readonly channels: readonly (Channel & ChannelFacts)[];
}

/** Which topics each channel carries, by wire name. */
export type TopicsByChannel = ReadonlyMap<string, readonly Topic[]>;

/**
 * What one topic's figures are worth at `now`, and its own channels that were refused.
 *
 * Its own are those that carry the fewest topics beside it: a shop that sends payments to a channel of their own and to
 * one of everything has lost payments when the former is refused, and has lost everything when the latter is.
 */
export function selectTopic<Channel>(
	topic: Topic,
	line: Line<Channel>,
	carried: TopicsByChannel,
	proof: Proof,
	now: number,
): { readonly freshness: Freshness; readonly refused: readonly (Channel & ChannelFacts)[] } {
	const breadth = ({ channel }: ChannelFacts) => carried.get(channel)?.length ?? 0;
	const carriers = line.channels.filter(({ channel }) => carried.get(channel)?.includes(topic));
	const narrowest = Math.min(...carriers.map(breadth));
	const own = carriers.filter((each) => breadth(each) === narrowest);
	const isLeftOut = ({ state }: ChannelFacts) => state === 'refused';
	const refused = own.filter(isLeftOut);
	const freshness = selectFreshness({ ...line, channels: carriers }, proof, now);
	const first = refused[0];
	if (first === undefined || line.socket !== 'connected') return { freshness, refused: [] };
	return { freshness: { state: 'denied', since: first.since, isCurrent: false }, refused };
}
