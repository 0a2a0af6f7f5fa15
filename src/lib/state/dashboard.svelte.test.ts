import { describe, expect, test } from 'vitest';
import type { ConnectionStatus, Frame } from '../connection/connection.ts';
import type { Decoded } from '../contract/events.ts';
import { DEFAULT_STATUS_GROUPS } from '../domain/figures.ts';
import { Dashboard } from './dashboard.svelte.ts';
import { SettingsStore } from './settings.svelte.ts';

const CLOSED: ConnectionStatus = {
	socket: 'closed',
	reason: null,
	since: 0,
	socketId: null,
	heardAt: null,
	channels: [],
};
const CHANNEL = { channel: 'c', state: 'subscribed' as const, reason: null, since: 0 };
const OPEN: ConnectionStatus = { ...CLOSED, socket: 'connected', socketId: '1.1', channels: [CHANNEL] };

/** A world whose clock, line and loudspeaker the test holds in its hands. */
function createWorld(capability: 'ready' | 'needs-gesture' = 'ready') {
	let now = Date.parse('2026-11-21T04:00:00Z');
	let frame: (() => void) | undefined;
	let timer: { at: number; run: () => void } | undefined;
	let second: (now: number) => void = () => {};
	let onFrame: (frame: Frame) => void = () => {};
	let onStatus: (status: ConnectionStatus) => void = () => {};
	const bound = new Set<string>();
	const played: string[] = [];
	const bind =
		<Value>(name: string, set: (listener: Value) => void) =>
		(listener: Value) => {
			bound.add(name);
			set(listener);
			return () => bound.delete(name);
		};
	const kept = new Map<string, string>();
	const storage = {
		read: (key: string) => kept.get(key) ?? null,
		write: (key: string, text: string) => void kept.set(key, text),
	};
	const dashboard = new Dashboard({
		connection: {
			status: CLOSED,
			onFrame: bind('frames', (listener) => (onFrame = listener)),
			onStatus: bind('status', (listener) => (onStatus = listener)),
			start: () => bind('connection', () => {})(undefined),
			reconnect: () => {},
			retryChannels: () => {},
		},
		decode: (frame): Decoded => ({ verdict: 'accepted', event: created(frame) }),
		clock: {
			now: () => now,
			onSecond: bind('seconds', (listener) => (second = listener)),
			onFrame(listener) {
				frame = listener;
				return () => (frame = undefined);
			},
			after(delayMs, run) {
				timer = { at: now + delayMs, run };
				return () => (timer = undefined);
			},
		},
		sound: {
			capability,
			onCapability: bind('capability', (listener: (now: typeof capability) => void) => listener(capability)),
			play(name) {
				if (capability === 'ready') played.push(name);
				return capability === 'ready';
			},
			allow: async () => {},
			start: () => bind('sound', () => {})(undefined),
		},
		settings: new SettingsStore(storage),
		rules: { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS },
	});
	let serial = 0;
	function created({ channel, name, receivedAt }: Frame): Extract<Decoded, { verdict: 'accepted' }>['event'] {
		const id = String((serial += 1));
		const base = {
			key: id,
			source: 's',
			channel,
			name,
			receivedAt,
			occurredAt: null,
			version: null,
			hasIdentity: true,
			flaws: [],
		};
		const status = { kind: 'pending' as const, word: 'pending', label: 'Pending' };
		const rest = { customer: null, items: [], itemsCount: null, total: null, totalText: null, stay: null };
		return { type: 'order.created', ...base, ordersToday: null, order: { id, number: id, status, ...rest } };
	}
	return {
		dashboard,
		bound,
		played,
		receive(count = 1) {
			for (let sent = 0; sent < count; sent += 1)
				onFrame({ channel: 'c', name: 'n', payload: {}, receivedAt: now });
		},
		say: (status: ConnectionStatus) => onStatus(status),
		drawFrame: () => frame?.(),
		hasFrame: () => frame !== undefined,
		pass(ms: number) {
			now += ms;
			if (timer !== undefined && timer.at <= now) timer.run();
		},
		tick: () => second(now),
	};
}

describe('the dashboard', () => {
	test('reduces what arrived once a frame, in one go', () => {
		const world = createWorld();
		world.dashboard.start();
		world.drawFrame();
		world.receive(3);
		expect(world.dashboard.state.figures.total).toBe(0);
		world.drawFrame();
		expect(world.dashboard.state.figures.total).toBe(3);
		expect(world.hasFrame()).toBe(false);
	});

	test('in a flood refreshes five times a second and loses nothing', () => {
		const world = createWorld();
		world.dashboard.start();
		world.receive(500);
		world.drawFrame();
		world.tick();
		expect(world.dashboard.isFlood).toBe(true);
		world.drawFrame();
		world.receive(400);
		expect(world.hasFrame()).toBe(false);
		world.pass(199);
		expect(world.dashboard.state.figures.total).toBe(500);
		world.pass(1);
		expect(world.dashboard.state.figures.total).toBe(900);
		world.tick();
		expect(world.dashboard.recentOrders).toBe(900);
		world.tick();
		expect(world.dashboard.isFlood).toBe(false);
		for (let second = 0; second < 4; second += 1) world.tick();
		expect(world.dashboard.recentOrders).toBe(0);
	});

	test('shows a loss at once, with what came before it', () => {
		const world = createWorld();
		world.dashboard.start();
		world.say(OPEN);
		world.receive();
		world.say({ ...OPEN, socket: 'lost' });
		expect(world.dashboard.state).toMatchObject({ figures: { total: 1 }, missing: { until: null } });
		world.say({ ...OPEN, socketId: '2.2' });
		expect(world.dashboard.state).toMatchObject({ lostAt: null });
	});

	test('goes on missing something while one of its channels is refused', () => {
		const world = createWorld();
		world.dashboard.start();
		world.say({ ...OPEN, channels: [CHANNEL, { ...CHANNEL, channel: 'd', state: 'refused' }] });
		expect(world.dashboard.state).toMatchObject({ lostAt: null, missing: { until: null } });
		world.say({ ...OPEN, channels: [CHANNEL, { ...CHANNEL, channel: 'd' }] });
		expect(world.dashboard.state.missing?.until).not.toBeNull();
	});

	test('dates the loss of a line that fell silent to when it was last heard', () => {
		const world = createWorld();
		world.dashboard.start();
		world.say(OPEN);
		world.say({ ...OPEN, socket: 'lost', heardAt: 7, reason: { code: 'silence', detail: null } });
		expect(world.dashboard.state.missing).toMatchObject({ from: 7 });
	});

	test('rings once for a batch, and not again within three seconds', () => {
		const world = createWorld();
		world.dashboard.start();
		for (let batch = 0; batch < 3; batch += 1) {
			world.receive(2);
			world.drawFrame();
			world.pass(1_000);
		}
		expect(world.played).toEqual(['order']);
		world.receive();
		world.drawFrame();
		expect(world.played).toEqual(['order', 'order']);
	});

	test('plays nothing while the sound is blocked, and says so', () => {
		const world = createWorld('needs-gesture');
		world.dashboard.start();
		world.receive();
		world.drawFrame();
		expect(world.played).toEqual([]);
		expect(world.dashboard.soundState).toBe('blocked');
	});

	test('leaves nothing bound after stop', () => {
		const world = createWorld();
		const stop = world.dashboard.start();
		expect([...world.bound].sort()).toEqual([
			'capability',
			'connection',
			'frames',
			'seconds',
			'sound',
			'status',
		]);
		world.receive();
		stop();
		expect(world.bound.size).toBe(0);
		expect(world.hasFrame()).toBe(false);
	});
});
