/** What came on each channel: when the latest event, and how many in the last minute. */
import type { Input } from './input.ts';

export interface ChannelPulse {
	/** Epoch ms. */
	readonly lastAt: number;
	readonly perMinute: number;
}

interface Counts {
	lastAt: number;
	/** Events by second of the minute, and the second (epoch) that each count is of. */
	readonly counts: number[];
	readonly seconds: number[];
}

/** One that is kept going, not replaced: it is written with every event and read once a second. */
export type ChannelPulses = Map<string, Counts>;

/** Channels kept; those of what is watched come and go. */
export const CHANNELS_KEPT = 200;
const MINUTE_S = 60;

/** Counts what arrived on a channel. Heartbeats are no events. */
export function noteChannel(pulses: ChannelPulses, input: Input): void {
	const arrived = arrivalOf(input);
	if (arrived === null) return;
	const { channel, receivedAt: at } = arrived;
	const held = pulses.get(channel) ?? { lastAt: at, counts: [], seconds: [] };
	// The latest is the last, so that the first is the one to go.
	pulses.delete(channel);
	pulses.set(channel, held);
	if (pulses.size > CHANNELS_KEPT) pulses.delete(pulses.keys().next().value ?? '');
	const second = Math.floor(at / 1_000);
	const slot = ((second % MINUTE_S) + MINUTE_S) % MINUTE_S;
	held.counts[slot] = held.seconds[slot] === second ? (held.counts[slot] ?? 0) + 1 : 1;
	held.seconds[slot] = second;
	held.lastAt = at;
}

/** Each channel's at `now`, epoch ms; those on which nothing ever came are not there. */
export function selectChannels(pulses: ChannelPulses, now: number): ReadonlyMap<string, ChannelPulse> {
	const second = Math.floor(now / 1_000);
	return new Map(
		[...pulses].map(([channel, { lastAt, counts, seconds }]) => {
			const perMinute = counts.reduce((sum, count, slot) => {
				const age = second - (seconds[slot] ?? -Infinity);
				return age > -MINUTE_S && age < MINUTE_S ? sum + count : sum;
			}, 0);
			return [channel, { lastAt, perMinute }];
		}),
	);
}

function arrivalOf(input: Input): { readonly channel: string; readonly receivedAt: number } | null {
	switch (input.type) {
		case 'accepted':
			return input.isRecovered === true ? null : input.event;
		case 'rejected':
			return input.rejection;
		case 'unmapped':
			return input.unmapped;
		default:
			return null;
	}
}
