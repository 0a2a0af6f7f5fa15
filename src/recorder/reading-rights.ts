/**
 * What a reader of some channels is told of what was recorded.
 *
 * An entry goes with its channel. A topic of the state goes only to whoever may read every recorded channel that carries
 * it: the state does not know any more on which channel something came.
 */
import { topicsByChannel } from '../lib/contract/channels.ts';
import type { Topic } from '../lib/contract/events.ts';
import type { Source } from '../lib/contract/source.ts';
import type { DashboardState } from '../lib/domain/dashboard-state.ts';
import { identify, type HistoryEntry } from '../lib/domain/history.ts';
import { share, type SharedState } from '../lib/domain/shared-state.ts';

export interface ReadingRights {
	readonly channels: ReadonlySet<string>;
	readonly topics: ReadonlySet<Topic>;
	/** Every recorded channel, and so the whole state. */
	readonly isWhole: boolean;
}

/** The rights that channels of a token give at this recorder; those it does not record give none. */
export function readingRights(
	granted: readonly string[],
	recorded: readonly string[],
	sources: readonly Source[],
): ReadingRights {
	const channels = new Set(granted.filter((channel) => recorded.includes(channel)));
	const carried = topicsByChannel(sources);
	const toldOn = (among: Iterable<string>) =>
		new Set([...among].flatMap((channel) => carried.get(channel) ?? []));
	const withheld = toldOn(recorded.filter((channel) => !channels.has(channel)));
	const topics = new Set([...toldOn(channels)].filter((topic) => !withheld.has(topic)));
	return { channels, topics, isWhole: recorded.every((channel) => channels.has(channel)) };
}

/** Whether an entry may be handed to this reader. A `seed` holds the whole shop. */
export function mayRead(entry: HistoryEntry, { channels, topics, isWhole }: ReadingRights): boolean {
	switch (entry.kind) {
		case 'message': {
			const { channel } = identify(entry.message);
			return channel !== null && channels.has(channel);
		}
		case 'answer':
			return topics.has('system');
		case 'seed':
			return isWhole;
		case 'cut':
			return true;
		default:
			return entry satisfies never;
	}
}

/** An entry as this reader is told it. Why a cut was names the channels that were refused, which not everybody knows of. */
export function tellTo(entry: HistoryEntry, { isWhole }: ReadingRights): HistoryEntry {
	return entry.kind === 'cut' && !isWhole ? { ...entry, why: null } : entry;
}

/** The state as far as this reader may know it; of messages on other channels not even the key. */
export function shareWith(state: DashboardState, { channels, topics, isWhole }: ReadingRights): SharedState {
	const shared = share(state, topics);
	if (isWhole) return shared;
	const { fresh, young, old, hasForgotten } = shared.sightings;
	const own = (sightings: typeof fresh) =>
		new Map(
			[...sightings].flatMap(([key, sighting]) => {
				const known = sighting.channels.filter((channel) => channels.has(channel));
				return known.length === 0 ? [] : [[key, { ...sighting, channels: known }] as const];
			}),
		);
	return { ...shared, sightings: { fresh: own(fresh), young: own(young), old: own(old), hasForgotten } };
}
