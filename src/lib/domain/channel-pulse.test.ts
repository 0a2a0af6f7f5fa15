import { expect, test } from 'vitest';
import { CHANNELS_KEPT, noteChannel, selectChannels, type ChannelPulses } from './channel-pulse.ts';
import type { Input } from './input.ts';

const NOW = 1_000_000_000;
const event = (channel: string, receivedAt: number, isRecovered = false) =>
	({ type: 'accepted', event: { channel, receivedAt }, payload: null, isRecovered }) as unknown as Input;

test('each channel has its latest event and how many came in the last minute', () => {
	const pulses: ChannelPulses = new Map();
	for (const at of [NOW - 61_000, NOW - 59_000, NOW - 1_000, NOW - 900]) noteChannel(pulses, event('a', at));
	noteChannel(pulses, event('b', NOW - 30_000));
	expect([...selectChannels(pulses, NOW)]).toEqual([
		['a', { lastAt: NOW - 900, perMinute: 3 }],
		['b', { lastAt: NOW - 30_000, perMinute: 1 }],
	]);
	expect(selectChannels(pulses, NOW + 60_000).get('a')).toEqual({ lastAt: NOW - 900, perMinute: 0 });
});

test('a heartbeat is no event, and what was fetched came on no channel', () => {
	const pulses: ChannelPulses = new Map();
	noteChannel(pulses, { type: 'heartbeat.heard', heartbeat: { channel: 'a', receivedAt: NOW } as never });
	noteChannel(pulses, event('a', NOW, true));
	expect(selectChannels(pulses, NOW).size).toBe(0);
});

test('channels are bounded, and the one that was silent longest goes first', () => {
	const pulses: ChannelPulses = new Map();
	noteChannel(pulses, event('first', NOW));
	for (let index = 0; index < CHANNELS_KEPT; index += 1) {
		noteChannel(pulses, event(`channel ${index}`, NOW));
		if (index === 5) noteChannel(pulses, event('first', NOW));
	}
	const kept = selectChannels(pulses, NOW);
	expect(kept.size).toBe(CHANNELS_KEPT);
	expect(kept.has('first')).toBe(true);
	expect(kept.has('channel 0')).toBe(false);
});
