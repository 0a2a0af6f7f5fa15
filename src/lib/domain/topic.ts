import type { TopicChannels } from '../contract/channels.ts';
import type { Topic } from '../contract/events.ts';
import {
	lastSign,
	selectFreshness,
	SILENT_AFTER_MS,
	type Beat,
	type Freshness,
	type LineFacts,
	type Proof,
} from './freshness.ts';

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

export interface TopicProof extends Proof {
	/** The latest heartbeat of each channel that ever had one. */
	readonly heartbeats?: ReadonlyMap<string, Beat>;
}

/**
 * What one topic's figures are worth at `now`, and its sources' own channels that were refused.
 *
 * A shop that sends payments to a channel of their own and to one of everything has lost payments when the former is
 * refused. Where several sources tell of a topic it is lost when none of them is left; until then the refused ones are
 * named. The same holds of a channel whose own heartbeats ended while those of others go on: its queue or its rights died,
 * not the line.
 */
export function selectTopic<Channel>(
	topic: Topic,
	line: Line<Channel>,
	byTopic: ChannelsByTopic,
	proof: TopicProof,
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
	const ofTopic = { ...line, channels };
	const { heartbeats } = proof;
	if (heartbeats === undefined) return { freshness: selectFreshness(ofTopic, proof, now), refused };
	const freshness = selectFreshness(ofTopic, { ...proof, heartbeat: beatOf(carriers, heartbeats) }, now);
	const silentSince = selectSilence(own, line, { ...proof, heartbeats }, now);
	// Whatever is worse than a good line says more than this.
	if (silentSince === null || !GOOD.includes(freshness.state)) return { freshness, refused };
	return { freshness: { state: 'silent', since: silentSince, isCurrent: false }, refused };
}

const GOOD: readonly Freshness['state'][] = ['live', 'quiet', 'listening', 'gap'];

/** Whether a channel that may carry a topic is refused, be it one among several. */
export function hasRefusedCarrier(
	topic: Topic,
	{ channels }: { readonly channels: readonly Pick<ChannelFacts, 'channel' | 'state'>[] },
	byTopic: ChannelsByTopic,
): boolean {
	const { carriers = [] } = byTopic.get(topic) ?? {};
	return channels.some(({ channel, state }) => state === 'refused' && carriers.includes(channel));
}

/**
 * The heartbeat that speaks for channels: the latest of their own or of the shop's, which may send on one channel only.
 * Channels that never had one, as those that tell who is there, go by the socket's.
 */
function beatOf(carriers: readonly string[], heartbeats: ReadonlyMap<string, Beat>): Beat | null {
	const all = [...heartbeats];
	const isOwn = all.some(([channel]) => carriers.includes(channel));
	const speaking = all.filter(
		([channel, { from }]) => !isOwn || carriers.includes(channel) || from === 'shop',
	);
	return latestBeat(speaking.map(([, beat]) => beat));
}

/** The one that came last, or null. */
export function latestBeat<Of extends Beat>(beats: readonly Of[]): Of | null {
	return beats.reduce<Of | null>(
		(latest, beat) => (latest === null || beat.receivedAt > latest.receivedAt ? beat : latest),
		null,
	);
}

/** Since when none of a topic's sources has a channel that still beats, while other channels do; null while one has. */
function selectSilence(
	own: readonly (readonly string[])[],
	line: LineFacts,
	{ heartbeats, lastEventAt }: TopicProof & { readonly heartbeats: ReadonlyMap<string, Beat> },
	now: number,
): number | null {
	const silentSince = (channel: string): number | null => {
		const beat = heartbeats.get(channel);
		if (beat === undefined) return null;
		const since = Math.max(beat.receivedAt, line.since);
		return now - since >= SILENT_AFTER_MS ? since : null;
	};
	const stopped = own.map((group) => group.map(silentSince).filter((since) => since !== null));
	const doOthersBeat = [...heartbeats].some(
		([, { receivedAt }]) => receivedAt >= line.since && now - receivedAt < SILENT_AFTER_MS,
	);
	if (!doOthersBeat || stopped.length === 0 || stopped.some((since) => since.length === 0)) return null;
	const eventAt = lastSign(line, now, lastEventAt);
	if (eventAt !== null && now - eventAt < SILENT_AFTER_MS) return null;
	return Math.max(...stopped.flat(), eventAt ?? -Infinity);
}
