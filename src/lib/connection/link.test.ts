import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConnectionStatus, Reason } from './connection.ts';
import { keepLink, type Line, type LinkOptions, type Wake } from './link.ts';

const DROPPED: Reason = { code: 'dropped', detail: null };

function createFake() {
	let listener: (status: ConnectionStatus) => void = () => {};
	let status: ConnectionStatus = {
		socket: 'closed',
		reason: null,
		since: 0,
		socketId: null,
		heardAt: null,
		roundTripMs: null,
		channels: [],
		watched: [],
	};
	let retries = 0;
	let probes = 0;
	const tries: (Reason['code'] | undefined)[] = [];
	const doubts: Reason[] = [];
	const connection: Line = {
		get status() {
			return status;
		},
		onStatus(next) {
			listener = next;
			return () => (listener = () => {});
		},
		reconnect: (why) => tries.push(why?.code),
		retryChannels: () => (retries += 1),
		probe() {
			probes += 1;
			return true;
		},
		doubt(reason) {
			doubts.push(reason);
			say({ socket: 'lost', reason });
		},
	};
	function say(change: Partial<ConnectionStatus>): void {
		status = { ...status, ...change };
		listener(status);
	}
	return {
		connection,
		tries,
		doubts,
		get reconnects() {
			return tries.length;
		},
		get retries() {
			return retries;
		},
		get probes() {
			return probes;
		},
		say,
		/** The server says something that is no news of the line. */
		hear: () => (status = { ...status, heardAt: Date.now() }),
	};
}

/** A link that is told of waking by hand. */
function keepAwake(line: Line, options: Partial<LinkOptions> = {}) {
	let wake: (why: Wake) => void = () => {};
	let goOffline: () => void = () => {};
	const stop = keepLink(line, {
		random: () => 0,
		isHidden: () => false,
		onWake(listener) {
			wake = listener;
			return () => (wake = () => {});
		},
		onOffline(listener) {
			goOffline = listener;
			return () => (goOffline = () => {});
		},
		...options,
	});
	return { stop, wake: (why: Wake) => wake(why), goOffline: () => goOffline() };
}

const CONNECTED = { socket: 'connected', socketId: '1.1', reason: null } as const;

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
		vi.advanceTimersByTime(8_000);
		expect(line.reconnects).toBe(2);
	});

	test('gives every fifth of such tries longer, for a slow network', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'connecting' });
		vi.advanceTimersByTime(22_999);
		expect(line.reconnects).toBe(4);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(5);
		vi.advanceTimersByTime(4_000);
		expect(line.reconnects).toBe(6);
	});

	test('gives every try longer after a dozen in a few minutes, for the browser holds each back', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		for (let tries = 1; tries <= 13; tries += 1) {
			line.say({ socket: 'lost', reason: { ...DROPPED } });
			vi.advanceTimersByTime(300);
			expect(line.reconnects).toBe(tries);
		}
		vi.advanceTimersByTime(6_999);
		expect(line.reconnects).toBe(13);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(14);
		// Much later they are forgotten, there as here.
		line.say({ ...CONNECTED, reason: null });
		vi.advanceTimersByTime(360_000);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		vi.advanceTimersByTime(4_300);
		expect(line.reconnects).toBe(16);
	});

	test('takes the time that a try took off the pause that follows', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0.999, isHidden: () => false });
		line.say(CONNECTED);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		vi.advanceTimersByTime(2_000);
		expect(line.reconnects).toBe(1);
		vi.advanceTimersByTime(1_200);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		vi.advanceTimersByTime(1_990);
		expect(line.reconnects).toBe(1);
		vi.advanceTimersByTime(10);
		expect(line.reconnects).toBe(2);
		// However long it took, a moment is left to the server; and a line that stood is no try.
		vi.advanceTimersByTime(3_900);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		vi.advanceTimersByTime(299);
		expect(line.reconnects).toBe(2);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(3);
		line.say(CONNECTED);
		vi.advanceTimersByTime(3_600_000);
		line.say({ socket: 'lost', reason: { ...DROPPED } });
		vi.advanceTimersByTime(1_990);
		expect(line.reconnects).toBe(3);
	});

	test('lets its own try run, whatever the connection says while it begins', () => {
		const line = createFake();
		const say = () => line.say({ reason: { code: 'no-answer', detail: null } });
		const connection = { ...line.connection, reconnect: () => (line.tries.push(undefined), say()) };
		Object.defineProperty(connection, 'status', { get: () => line.connection.status });
		keepLink(connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'connecting' });
		vi.advanceTimersByTime(7_999);
		expect(line.reconnects).toBe(1);
	});

	test('lets a try that somebody else began run', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say(CONNECTED);
		line.say({ socket: 'lost', reason: { code: 'undelivered', detail: null } });
		vi.advanceTimersByTime(3_999);
		expect(line.reconnects).toBe(0);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(1);
	});

	test('makes at most 60 tries in a minute even where chance is always against the server', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 0, isHidden: () => false });
		line.say({ socket: 'connecting' });
		const made: number[] = [];
		for (let ms = 0; ms < 240_000; ms += 10) {
			const before = line.reconnects;
			vi.advanceTimersByTime(10);
			if (line.reconnects > before) made.push(ms);
			if (line.reconnects > before) line.say({ reason: { code: 'error', detail: '4200' } });
		}
		for (const from of made) {
			expect(made.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(60);
		}
		expect(made.length).toBeGreaterThan(120);
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
		vi.advanceTimersByTime(2_000);
		expect(line.retries).toBe(1);
		line.say({ channels: [{ ...channel, state: 'subscribing' }] });
		vi.advanceTimersByTime(9_999);
		expect(line.reconnects).toBe(0);
		vi.advanceTimersByTime(1);
		expect(line.reconnects).toBe(1);
	});

	/** A connection whose channel is refused for this whenever it is asked for. */
	function createRefused(code: Reason['code'], retryAfterMs?: number) {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const channels = [
			{
				channel: 'private-a',
				state: 'refused' as const,
				reason: { code, detail: null, ...(retryAfterMs !== undefined && { retryAfterMs }) },
				since: 0,
			},
		];
		const refuse = () => line.say({ ...CONNECTED, channels });
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
		return { line, refuse, triesIn };
	}

	test('asks for a channel that stays forbidden twice a minute at last, and soon again on a new line', () => {
		const { line, refuse, triesIn } = createRefused('forbidden');
		expect(triesIn(60_000)).toBeGreaterThan(6);
		triesIn(120_000);
		expect(triesIn(600_000)).toBe(20);
		line.say({ socket: 'lost', reason: DROPPED });
		refuse();
		expect(triesIn(2_000)).toBe(1);
	});

	test('never leaves a channel longer than 8 s that the shop only failed to answer for', () => {
		const { triesIn } = createRefused('auth-failed');
		triesIn(300_000);
		expect(triesIn(80_000)).toBe(10);
	});

	test('leaves a shop that asks to slow down alone for 10 s and more', () => {
		const { triesIn } = createRefused('too-many-requests');
		expect(triesIn(14_900)).toBe(0);
		expect(triesIn(100)).toBe(1);
	});

	test('comes back to a shop that named a time when that is over', () => {
		const { triesIn } = createRefused('too-many-requests', 3_000);
		expect(triesIn(7_900)).toBe(0);
		expect(triesIn(100)).toBe(1);
	});

	test('takes the time a question took off the pause that follows', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const channel = { channel: 'private-a', since: 0, reason: null };
		line.say({ ...CONNECTED, channels: [{ ...channel, state: 'subscribing' }] });
		vi.advanceTimersByTime(8_000);
		const reason: Reason = { code: 'auth-unreachable', detail: 'TimeoutError' };
		line.say({ channels: [{ ...channel, state: 'refused', reason }] });
		vi.advanceTimersByTime(300);
		expect(line.retries).toBe(1);
	});

	test('does not let a channel that only failed wait for one that is forbidden', () => {
		const { line, triesIn } = createRefused('forbidden');
		triesIn(300_000);
		const [first] = line.connection.status.channels;
		if (first === undefined) throw new Error('the channel is there');
		const failed = { ...first, channel: 'private-b', reason: { code: 'auth-failed' as const, detail: null } };
		line.say({ channels: [first, failed] });
		const before = line.retries;
		vi.advanceTimersByTime(8_000);
		expect(line.retries).toBe(before + 1);
	});

	test('waits only 6 s for a channel once the server complained of something', () => {
		const line = createFake();
		keepLink(line.connection, { random: () => 1, isHidden: () => false });
		const channels = [{ channel: 'private-a', state: 'subscribing' as const, reason: null, since: 0 }];
		line.say({ ...CONNECTED, channels });
		vi.advanceTimersByTime(100);
		line.say({ reason: { code: 'origin', detail: '4009' } });
		vi.advanceTimersByTime(5_899);
		expect(line.tries).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(line.tries).toEqual(['origin']);
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

describe('a computer that wakes', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	test.each(['visible', 'online', 'resumed', 'restored', 'clock-jumped'] as const)(
		'tries a lost line at once (%s), never within the event itself',
		(why) => {
			const line = createFake();
			const { wake } = keepAwake(line.connection, { random: () => 1, isHidden: () => true });
			line.say(CONNECTED);
			line.say({ socket: 'lost', reason: DROPPED });
			wake(why);
			expect(line.reconnects).toBe(0);
			vi.advanceTimersByTime(0);
			expect(line.reconnects).toBe(1);
		},
	);

	test.each(['resumed', 'restored', 'clock-jumped'] as const)(
		'takes a line anew that says it is connected (%s)',
		(why) => {
			const line = createFake();
			const { wake } = keepAwake(line.connection);
			line.say(CONNECTED);
			wake(why);
			vi.advanceTimersByTime(0);
			expect(line.tries).toEqual(['woken']);
		},
	);

	test.each(['visible', 'online'] as const)('keeps a line that answers when asked (%s)', (why) => {
		const line = createFake();
		const { wake } = keepAwake(line.connection);
		line.say(CONNECTED);
		wake(why);
		expect(line.probes).toBe(1);
		vi.advanceTimersByTime(400);
		line.hear();
		vi.advanceTimersByTime(60_000);
		expect(line.tries).toEqual([]);
	});

	test('takes a line anew that does not answer within a second', () => {
		const line = createFake();
		const { wake } = keepAwake(line.connection);
		line.say({ ...CONNECTED, heardAt: Date.now() - 1 });
		wake('visible');
		vi.advanceTimersByTime(999);
		expect(line.tries).toEqual([]);
		vi.advanceTimersByTime(2);
		expect(line.tries).toEqual(['silence']);
	});

	test('tries once for one waking, in however many ways it is told', () => {
		const line = createFake();
		const { wake } = keepAwake(line.connection);
		line.say(CONNECTED);
		for (const why of ['visible', 'resumed', 'clock-jumped', 'online', 'restored'] as const) {
			wake(why);
			vi.advanceTimersByTime(100);
			line.say({ ...CONNECTED, socketId: '2.1', heardAt: Date.now() });
		}
		expect(line.tries).toEqual(['woken']);
		vi.advanceTimersByTime(3_000);
		wake('clock-jumped');
		vi.advanceTimersByTime(0);
		expect(line.tries).toEqual(['woken', 'woken']);
	});

	test('asks an offline browser’s line for a sign of life, and keeps one that gives it', () => {
		const line = createFake();
		const { goOffline } = keepAwake(line.connection);
		line.say(CONNECTED);
		goOffline();
		expect(line.doubts).toEqual([{ code: 'browser-offline', detail: null }]);
		expect(line.connection.status.socket).toBe('lost');
		vi.advanceTimersByTime(900);
		line.hear();
		line.say(CONNECTED);
		vi.advanceTimersByTime(60_000);
		expect(line.tries).toEqual([]);
	});

	test('goes on trying when the browser was right', () => {
		const line = createFake();
		const { goOffline } = keepAwake(line.connection);
		line.say(CONNECTED);
		goOffline();
		vi.advanceTimersByTime(1_299);
		expect(line.tries).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(line.tries).toHaveLength(1);
	});

	test('leaves a line alone that is switched off, and everything after stop', () => {
		const line = createFake();
		const { wake, goOffline, stop } = keepAwake(line.connection);
		wake('resumed');
		goOffline();
		line.say(CONNECTED);
		wake('resumed');
		stop();
		wake('resumed');
		vi.advanceTimersByTime(60_000);
		expect(line.tries).toEqual([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});

test('says which try runs or comes next, and when', () => {
	vi.useFakeTimers({ now: 1_000_000 });
	const fake = createFake();
	const told: { attempt: number; nextAt: number | null }[] = [];
	const stop = keepLink(fake.connection, {
		random: () => 0.5,
		isHidden: () => false,
		onTry: (tries) => told.push(tries),
	});
	fake.say({ socket: 'connected', socketId: '1.1' });
	expect(told).toEqual([]);
	fake.say({ socket: 'lost', reason: DROPPED });
	const nextAt = told[0]?.nextAt ?? 0;
	expect(told).toEqual([{ attempt: 1, nextAt }]);
	expect(nextAt).toBeGreaterThan(1_000_000);
	vi.advanceTimersByTime(nextAt - 1_000_000);
	expect(told.at(-1)).toEqual({ attempt: 1, nextAt: null });
	fake.say({ socket: 'lost', reason: { ...DROPPED } });
	expect(told.at(-1)?.attempt).toBe(2);
	stop();
	vi.useRealTimers();
});
