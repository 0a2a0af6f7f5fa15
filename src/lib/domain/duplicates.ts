import type { ShopEvent } from '../contract/events.ts';
import { recall, remember, type Memory, type MemoryDraft } from './memory.ts';

/** Copies of one event on several channels come within moments of each other; later the same words are news again. */
export const SAME_EVENT_WITHIN_MS = 10_000;
/** Keys remembered at least, so that a replayed hour is still recognised. */
export const KEYS_REMEMBERED = 5_000;

export interface Sighting {
	readonly at: number;
	readonly channels: readonly string[];
}

/**
 * Whether this event was here before, noting it if not.
 *
 * With an id or a time in the payload the same key is the same event for good. Without, only a copy on another channel
 * within 10 s is: the same words again on the same channel are said again on purpose.
 */
export function noteSighting(sightings: MemoryDraft<Sighting>, event: ShopEvent): boolean {
	const seen = recall(sightings, event.key);
	const isNew = { at: event.receivedAt, channels: [event.channel] };
	if (seen === undefined) {
		remember(sightings, event.key, isNew, KEYS_REMEMBERED);
		return false;
	}
	if (event.hasIdentity) return true;
	const isCopy = !seen.channels.includes(event.channel) && event.receivedAt - seen.at < SAME_EVENT_WITHIN_MS;
	remember(
		sightings,
		event.key,
		isCopy ? { at: seen.at, channels: [...seen.channels, event.channel] } : isNew,
		KEYS_REMEMBERED,
	);
	return isCopy;
}

/** Notes that a message came which no rule takes for a copy of another; without a key it cannot be told apart. */
export function noteKey(
	sightings: MemoryDraft<Sighting>,
	{ key, channel, receivedAt: at }: { key: string | null; channel: string; receivedAt: number },
): void {
	if (key !== null) remember(sightings, key, { at, channels: [channel] }, KEYS_REMEMBERED);
}

/**
 * Whether a state holds this very message: its key, on its channel or on another one within 10 s.
 *
 * The two times may be of two clocks that agree within 2 s.
 */
export function isSighted(
	sightings: Memory<Sighting>,
	{ key, channel, at }: { readonly key: string; readonly channel: string | null; readonly at: number },
	hasIdentity: boolean,
): boolean {
	const seen = recall(sightings, key);
	if (seen === undefined) return false;
	if (hasIdentity) return true;
	const isNear = Math.abs(seen.at - at) < SAME_EVENT_WITHIN_MS;
	return isNear && (channel === null || seen.channels.includes(channel));
}
