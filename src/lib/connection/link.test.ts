import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection, ConnectionStatus, Reason } from './connection.ts';
import { keepLink, retryDelayMs } from './link.ts';

const DROPPED: Reason = { code: 'dropped', detail: null };

function createFake() {
	let listener: (status: ConnectionStatus) => void = () => {};
	let status: ConnectionStatus = {
		socket: 'closed',
		reason: null,
		since: 0,
		socketId: null,
		heardAt: null,
		channels: [],
		watched: [],
	};
	let reconnects = 0;
	let retries = 0;
	const connection: Connection = {
		get status() {
			return status;
		},
		onFrame: () => () => {},
		onStatus(next) {
			listener = next;
			return () => (listener = () => {});
		},
		onPresence: () => () => {},
		onWhisper: () => () => {},
		whisper: () => false,
		watch: () => {},
		start: () => () => {},
		reconnect: () => (reconnects += 1),
		retryChannels: () => (retries += 1),
	};
	return {
		connection,
		get reconnects() {
			return reconnects;
		},
		get retries() {
			return retries;
		},
		say(change: Partial<ConnectionStatus>) {
			status = { ...status, ...change };
			listener(status);
		},
	};
}

describe('the link', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	test('tries again soon after a drop, without waiting for the library', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'connected', socketId: '1.1' });
		line.say({ socket: 'lost', reason: DROPPED });
		vi.advanceTimersByTime(299);
		expect(line.reconnects).toBe(0);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(1);
	});

	test('gives up a try that nobody answers and starts the next', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'connecting' });
		vi.advanceTimersByTime(12_000);
		expect(line.reconnects).toBe(3);
	});

	test('makes at most 60 tries in a minute whatever the server answers', () => {
		const line = createFake();
		let seed = 7;
		const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
		keepLink(line.connection, { random, isHidden: () => false });
		line.say({ socket: 'connecting' });
		for (let ms = 0; ms < 60_000; ms += 10) {
			const before = line.reconnects;
			vi.advanceTimersByTime(10);
			if (line.reconnects > before) line.say({ reason: { code: 'error', detail: '4200' } });
		}
		expect(line.reconnects).toBeGreaterThan(10);
		expect(line.reconnects).toBeLessThanOrEqual(60);
	});

	test('is still once connected, and after stop', () => {
		const line = createFake();
		const stop = keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'lost', reason: DROPPED });
		line.say({ socket: 'connected', reason: null });
		vi.advanceTimersByTime(60_000);
		expect(line.reconnects).toBe(0);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		stop();
		vi.advanceTimersByTime(60_000);
		expect(line.reconnects).toBe(0);
	});

	test('asks again for a refused channel, and takes a line anew on which one is never confirmed', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const channel = { channel: 'private-a', reason: null, since: 0 };
		line.say({ socket: 'connected', channels: [{ ...channel, state: 'refused' }] });
		vi.advanceTimersByTime(1_000);
		expect(line.retries).toBe(1);
		line.say({ channels: [{ ...channel, state: 'subscribing' }] });
		vi.advanceTimersByTime(9_999);
		expect(line.reconnects).toBe(0);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(1);
	});

	test('asks for a channel that stays refused once a minute at last, and soon again on a new line', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const channels = [{ channel: 'private-a', state: 'refused' as const, reason: null, since: 0 }];
		const refuse = () => line.say({ socket: 'connected', reason: null, channels });
		const triesIn = (ms: number) => {
			const before = line.retries;
			for (let passed = 0; passed < ms; passed += 100) {
				const known = line.retries;
				vi.advanceTimersByTime(100);
				if (line.retries > known) refuse();
			}
			return line.retries - before;
		};
		refuse();
		expect(triesIn(60_000)).toBeGreaterThan(6);
		triesIn(120_000);
		expect(triesIn(600_000)).toBe(10);
		line.say({ socket: 'lost', reason: DROPPED });
		refuse();
		expect(triesIn(1_000)).toBe(1);
	});

	test('tries a refusing server between once a moment and once in 30 s', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const reason: Reason = { code: 'unknown-app', detail: '4001' };
		line.say({ socket: 'refused', reason });
		vi.advanceTimersByTime(7_999);
		expect(line.reconnects).toBe(0);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(1);
	});

	test('spreads tries between 0.3 s and a ceiling that doubles up to the cap', () => {
		expect(retryDelayMs(0, 3_200, 0)).toBe(300);
		expect(retryDelayMs(0, 3_200, 1)).toBe(1_000);
		expect(retryDelayMs(1, 3_200, 1)).toBe(2_000);
		expect(retryDelayMs(20, 3_200, 1)).toBe(3_200);
	});

	test('asks again for a watched channel that was refused, and leaves the line alone', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0.5, isHidden: () => false });
		const refused = { channel: 'order.7', state: 'refused' as const, reason: null, since: 0 };
		line.say({ socket: 'connected', socketId: '1.1', watched: [refused] });
		vi.advanceTimersByTime(60_000);
		expect(line.retries).toBeGreaterThan(0);
		expect(line.reconnects).toBe(0);
	});
});
