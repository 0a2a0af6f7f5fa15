/** Which channels a screen subscribes to, what each of them carries, and who is on one that tells who is there. */
import type { Member, Subject, Topic } from './events.ts';
import { displayText, readIdentity } from './display.ts';
import { compilePattern, fillPattern } from './pattern.ts';
import { compilePaths, find } from './payload.ts';
import type { Source } from './source.ts';
import { topicOf } from './topics.ts';

/** The channels that are always subscribed to, each once, presence included. */
export function alwaysChannels(sources: readonly Source[]): string[] {
	const channels = sources.flatMap((source) => [
		...source.channels,
		...rollsOf(source).map(({ roll }) => roll.channel),
	]);
	return [...new Set(channels)];
}

/** The channels about one order or customer; none where no source has any, or no channel can carry the id. */
export function watchedChannels(sources: readonly Source[], { kind, id }: Subject): string[] {
	const channels = sources.flatMap(({ watched }) => watched?.[kind] ?? []);
	const filled = channels.map((text) => fillPattern(compilePattern(text), id));
	return [...new Set(filled.filter((channel) => channel !== null))];
}

/** What each channel carries, by its name on the wire, or by its pattern for those of one order or customer. */
export function topicsByChannel(sources: readonly Source[]): Map<string, Topic[]> {
	const topics = new Map<string, Set<Topic>>();
	const add = (channel: string, topic: Topic | null) => {
		const carried = topics.get(channel) ?? new Set();
		topics.set(channel, carried);
		if (topic !== null) carried.add(topic);
	};
	for (const source of sources) {
		const { channels, watched, events } = source;
		const own = [...channels, ...(watched?.order ?? []), ...(watched?.customer ?? [])];
		for (const channel of own) add(channel, null);
		for (const event of events) {
			for (const channel of event.channels ?? own) add(channel, topicOf(event.as));
		}
		for (const { roll } of rollsOf(source)) add(roll.channel, 'people');
	}
	return new Map([...topics].map(([channel, carried]) => [channel, [...carried]]));
}

/** The always-open channels of a topic, and of those each source's own: the ones that carry the least beside it. */
export interface TopicChannels {
	readonly carriers: readonly string[];
	/** One group for each source that tells of the topic. */
	readonly own: readonly (readonly string[])[];
}

/** Where each topic comes from. */
export function channelsByTopic(sources: readonly Source[]): ReadonlyMap<Topic, TopicChannels> {
	const byTopic = new Map<Topic, { carriers: Set<string>; own: string[][] }>();
	for (const source of sources) {
		const always = new Set(alwaysChannels([source]));
		const carried = [...topicsByChannel([source])].filter(([channel]) => always.has(channel));
		for (const topic of new Set(carried.flatMap(([, topics]) => topics))) {
			const carriers = carried.filter(([, topics]) => topics.includes(topic));
			const least = Math.min(...carriers.map(([, topics]) => topics.length));
			const held = byTopic.get(topic) ?? { carriers: new Set(), own: [] };
			byTopic.set(topic, held);
			for (const [channel] of carriers) held.carriers.add(channel);
			held.own.push(carriers.filter(([, topics]) => topics.length === least).map(([channel]) => channel));
		}
	}
	return new Map([...byTopic].map(([topic, { carriers, own }]) => [topic, { carriers: [...carriers], own }]));
}

/**
 * What a screen of these sources shows: whatever an always-open channel carries, and carts and trades, which are told to
 * their customers alone. That a watched customer's channel also carries their orders makes no list of orders.
 */
export function topicsShown(sources: readonly Source[]): ReadonlySet<Topic> {
	const always = new Set(alwaysChannels(sources));
	const isShown = (channel: string, topic: Topic) =>
		always.has(channel) || topic === 'carts' || topic === 'trades';
	return new Set(
		[...topicsByChannel(sources)].flatMap(([channel, topics]) =>
			topics.filter((topic) => isShown(channel, topic)),
		),
	);
}

/** Someone on a presence channel, as far as the shop describes them; null on a channel that is none, or without an id. */
export function readMember(
	sources: readonly Source[],
	channel: string,
	raw: { readonly id: unknown; readonly info: unknown },
): (Member & { readonly isAdmin: boolean }) | null {
	const found = sources.flatMap(rollsOf).find(({ roll }) => roll.channel === channel);
	const id = readIdentity(raw.id);
	if (found === undefined || id === null) return null;
	const { roll, isAdmin } = found;
	const name = readInfo(raw.info, roll.name ?? 'name') ?? `#${id}`;
	return { id, name, role: readInfo(raw.info, roll.role ?? 'role'), isAdmin };
}

function rollsOf({ presence }: Source) {
	return [
		...(presence?.admins ? [{ roll: presence.admins, isAdmin: true }] : []),
		...(presence?.shoppers ? [{ roll: presence.shoppers, isAdmin: false }] : []),
	];
}

/** A text about a member; whatever else `channels.php` answers with, `true` or a list, tells nothing. */
function readInfo(info: unknown, paths: string | readonly string[]): string | null {
	try {
		const value = find(info, compilePaths(paths))?.value;
		return typeof value === 'string' || typeof value === 'number' ? displayText(value) : null;
	} catch {
		// Not JSON: a getter that throws.
		return null;
	}
}
