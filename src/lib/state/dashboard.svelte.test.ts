import { describe, expect, test } from 'vitest';
import type { ConnectionStatus, Frame, Presence, Whisper } from '../connection/connection.ts';
import type { TopicChannels } from '../contract/channels.ts';
import type { Decoded, Topic } from '../contract/events.ts';
import { DEFAULT_STATUS_GROUPS } from '../domain/figures.ts';
import { Dashboard } from './dashboard.svelte.ts';
import { AlertDesk, ANSWER_EVENT } from './alert-desk.svelte.ts';
import { SettingsStore } from './settings.svelte.ts';
import { Signals } from './signals.svelte.ts';

const CLOSED: ConnectionStatus = {
	socket: 'closed',
	reason: null,
	since: 0,
	socketId: null,
	heardAt: null,
	roundTripMs: null,
	channels: [],
	watched: [],
};
const CHANNEL = { channel: 'c', state: 'subscribed' as const, reason: null, since: 0 };
const OPEN: ConnectionStatus = { ...CLOSED, socket: 'connected', socketId: '1.1', channels: [CHANNEL] };

/** A world whose clock, line and loudspeaker the test holds in its hands. */
function createWorld(capability: 'ready' | 'needs-gesture' = 'ready', hasSound = true) {
	let now = Date.parse('2026-11-21T04:00:00Z');
	let frame: (() => void) | undefined;
	let timer: { at: number; run: () => void } | undefined;
	let second: (now: number) => void = () => {};
	let onFrame: (frame: Frame) => void = () => {};
	let onStatus: (status: ConnectionStatus) => void = () => {};
	let onPresence: (presence: Presence) => void = () => {};
	let onWhisper: (whisper: Whisper) => void = () => {};
	const whispered: unknown[] = [];
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
		forget: () => kept.clear(),
	};
	const settings = new SettingsStore(storage);
	const connection = {
		status: CLOSED,
		onFrame: bind('frames', (listener: typeof onFrame) => (onFrame = listener)),
		onStatus: bind('status', (listener: typeof onStatus) => (onStatus = listener)),
		onPresence: bind('presence', (listener: typeof onPresence) => (onPresence = listener)),
		onWhisper: bind('whispers', (listener: typeof onWhisper) => (onWhisper = listener)),
		whisper(_channel: string, _name: string, payload: unknown) {
			whispered.push(payload);
			return true;
		},
		watch: () => {},
		start: () => bind('connection', () => {})(undefined),
		reconnect: () => {},
		retryChannels: () => {},
	};
	const clock = {
		now: () => now,
		agree: () => false,
		onSecond: bind('seconds', (listener: typeof second) => (second = listener)),
		onFrame(listener: () => void) {
			frame = listener;
			return () => (frame = undefined);
		},
		after(delayMs: number, run: () => void) {
			timer = { at: now + delayMs, run };
			return () => (timer = undefined);
		},
	};
	const dashboard = new Dashboard({
		connection,
		decode: (frame): Decoded => ({ verdict: 'accepted', event: read(frame), payload: {} }),
		readMember: (_channel, { id }) => ({ id, name: `Admin ${id}`, role: null, isAdmin: true }),
		topics: new Map<Topic, TopicChannels>([
			['orders', { carriers: ['c'], own: [['c']] }],
			['payments', { carriers: ['d'], own: [['d']] }],
		]),
		shown: new Set(['orders', 'payments']),
		knownNames: [],
		clock,
		rules: { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS },
	});
	const signals = new Signals({
		sound: {
			capability,
			onCapability: bind('capability', (listener: (now: typeof capability) => void) => listener(capability)),
			play(name) {
				if (capability === 'ready') played.push(name);
				return capability === 'ready';
			},
			test: async () => true,
			setVolume: () => {},
			allow: async () => {},
			start: () => bind('sound', () => {})(undefined),
		},
		turn: { isMine: true, onTurn: () => () => {}, offer: () => {}, take: () => {}, start: () => () => {} },
		notifier: {
			capability: 'default',
			onCapability: bind('permission', () => {}),
			ask: async () => {},
			show: () => true,
			start: () => bind('notifier', () => {})(undefined),
		},
		badge: { set: () => {}, start: () => bind('badge', () => {})(undefined) },
		settings,
		isHidden: () => false,
		zone: 'UTC',
		features: { sound: hasSound, notifications: true },
	});
	const alertDesk = new AlertDesk(dashboard, { connection, clock, channel: 'presence-admins', isOn: true });
	let serial = 0;
	function read({ channel, name, receivedAt }: Frame): Extract<Decoded, { verdict: 'accepted' }>['event'] {
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
			subject: null,
			flaws: [],
		};
		if (name === 'alert') {
			const alert = {
				id: 'a',
				kind: 'system_error',
				isMaintenance: false,
				severity: 'high' as const,
				severityWord: 'high',
				component: null,
				title: 'Queue is slow',
				message: null,
				isResolved: false,
			};
			return { type: 'system.alerted', ...base, alert };
		}
		const status = { kind: 'pending' as const, word: 'pending', label: 'Pending' };
		const rest = {
			customer: null,
			customerId: null,
			items: [],
			itemsCount: null,
			total: null,
			totalText: null,
			stay: null,
		};
		return { type: 'order.created', ...base, ordersToday: null, order: { id, number: id, status, ...rest } };
	}
	return {
		dashboard,
		signals,
		alertDesk,
		whispered,
		bound,
		start() {
			const undo = [
				dashboard.onStep((step) => signals.follow(step)),
				signals.start(),
				alertDesk.start(),
				dashboard.start(),
			];
			return () => undo.forEach((stop) => stop());
		},
		meet: (presence: Presence) => onPresence(presence),
		hear: (whisper: Whisper) => onWhisper(whisper),
		played,
		receive(count = 1, name = 'n') {
			for (let sent = 0; sent < count; sent += 1)
				onFrame({ channel: 'c', name, payload: {}, receivedAt: now });
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
		world.start();
		world.drawFrame();
		world.receive(3);
		expect(world.dashboard.state.figures.total).toBe(0);
		world.drawFrame();
		expect(world.dashboard.state.figures.total).toBe(3);
		expect(world.hasFrame()).toBe(false);
	});

	test('in a flood refreshes five times a second and loses nothing', () => {
		const world = createWorld();
		world.start();
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

	test('puts a snapshot under what came while it was asked for: nothing is lost, nothing rings twice', () => {
		const world = createWorld();
		world.start();
		world.receive(2);
		world.drawFrame();
		world.dashboard.markSnapshot();
		world.receive();
		world.drawFrame();
		world.pass(10_000);
		world.receive();
		const rung = world.played.length;
		world.dashboard.putSnapshot({
			asOf: world.dashboard.now,
			ordersToday: 100,
			pending: 40,
			confirmed: 0,
			total: 900,
			revenue: null,
			activeVisitors: null,
			events: [],
			unreadable: 0,
		});
		expect(world.dashboard.state).toMatchObject({ figures: { pending: 42, total: 902 }, created: 4 });
		expect(world.dashboard.ordersToday).toBe(102);
		expect(world.played.length - rung).toBe(1);
	});

	test('shows a loss at once, with what came before it', () => {
		const world = createWorld();
		world.start();
		world.say(OPEN);
		world.receive();
		world.say({ ...OPEN, socket: 'lost' });
		expect(world.dashboard.state).toMatchObject({ figures: { total: 1 }, missing: { until: null } });
		world.say({ ...OPEN, socketId: '2.2' });
		expect(world.dashboard.state).toMatchObject({ lostAt: null });
	});

	test('goes on missing orders while a channel of theirs is refused', () => {
		const world = createWorld();
		world.start();
		world.say({
			...OPEN,
			channels: [
				{ ...CHANNEL, state: 'refused' },
				{ ...CHANNEL, channel: 'd' },
			],
		});
		expect(world.dashboard.state).toMatchObject({ lostAt: null, missing: { until: null } });
		world.say({ ...OPEN, channels: [CHANNEL, { ...CHANNEL, channel: 'd' }] });
		expect(world.dashboard.state.missing?.until).not.toBeNull();
	});

	test('dates the loss of a line that fell silent to when it was last heard', () => {
		const world = createWorld();
		world.start();
		world.say(OPEN);
		world.say({ ...OPEN, socket: 'lost', heardAt: 7, reason: { code: 'silence', detail: null } });
		expect(world.dashboard.state.missing).toMatchObject({ from: 7 });
	});

	test('rings once for a batch, and not again within three seconds', () => {
		const world = createWorld();
		world.start();
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
		world.start();
		world.receive();
		world.drawFrame();
		expect(world.played).toEqual([]);
		expect(world.signals.soundState).toBe('blocked');
	});

	test('plays nothing at the press of a key where the configuration leaves sound out', async () => {
		const world = createWorld('ready', false);
		world.start();
		await world.signals.pressSound();
		expect(world.played).toEqual([]);
	});

	test('leaves nothing bound after stop', () => {
		const world = createWorld();
		const stop = world.start();
		expect([...world.bound].sort()).toEqual([
			'badge',
			'capability',
			'connection',
			'frames',
			'notifier',
			'permission',
			'presence',
			'seconds',
			'sound',
			'status',
			'whispers',
		]);
		world.receive();
		stop();
		expect(world.bound.size).toBe(0);
		expect(world.hasFrame()).toBe(false);
	});
});

describe('an answer to an alert', () => {
	const HERE: Presence = {
		kind: 'here',
		channel: 'presence-admins',
		members: [
			{ id: '1', info: null },
			{ id: '2', info: null },
		],
		self: '1',
	};

	function openAlert() {
		const world = createWorld();
		world.start();
		world.say(OPEN);
		world.meet(HERE);
		world.receive(1, 'alert');
		world.drawFrame();
		return world;
	}

	test('is told to the other browsers, in the name the server knows', () => {
		const world = openAlert();
		const [alert] = world.dashboard.system.open;
		world.alertDesk.acknowledge(alert?.ref ?? '');
		expect(world.dashboard.system.acknowledged).toMatchObject([
			{ acknowledgement: { by: { name: 'Admin 1' } } },
		]);
		expect(world.whispered).toMatchObject([{ kind: 'acknowledged', ref: alert?.ref }]);
	});

	test('counts when another browser gives it, by the member the server names, not by what the message claims', () => {
		const world = openAlert();
		const [alert] = world.dashboard.system.open;
		const payload = {
			...alert,
			kind: 'acknowledged',
			at: world.dashboard.now,
			until: null,
			by: { id: '1', name: 'Somebody else' },
		};
		const whisper = { channel: 'presence-admins', name: ANSWER_EVENT, payload, sender: '2' };
		world.hear({ ...whisper, sender: null });
		world.hear({ ...whisper, sender: '9' });
		world.hear({ ...whisper, payload: { ref: 7 } });
		expect(world.dashboard.system.acknowledged).toEqual([]);
		world.hear(whisper);
		expect(world.dashboard.system.acknowledged).toMatchObject([
			{ acknowledgement: { by: { id: '2', name: 'Admin 2' } } },
		]);
	});

	test('rings a high alert once, and puts it into the corner', () => {
		const world = openAlert();
		expect(world.played).toEqual(['alert-high']);
		expect(world.signals.toasts.shown).toMatchObject([{ title: 'Queue is slow', severity: 'high' }]);
	});
});

describe('a topic', () => {
	test('is not authorised when its own channel is refused, and the others stay as they are', () => {
		const world = createWorld();
		world.start();
		const refused = {
			...CHANNEL,
			channel: 'd',
			state: 'refused' as const,
			reason: { code: 'forbidden' as const, detail: null },
		};
		world.say({ ...OPEN, channels: [CHANNEL, refused] });
		expect(world.dashboard.topic('payments')).toMatchObject({
			freshness: { state: 'denied', isCurrent: false },
			refused: [{ channel: 'd', why: 'the shop does not allow it (403)' }],
		});
		expect(world.dashboard.topic('orders')).toMatchObject({ freshness: { isCurrent: true }, refused: [] });
	});
});

describe('a refused channel that is asked for again', () => {
	const forbidden = { code: 'forbidden' as const, detail: null };
	const refused = { ...CHANNEL, channel: 'd', state: 'refused' as const, reason: forbidden };
	const asked = { ...refused, state: 'subscribing' as const, reason: null };

	function refuse() {
		const world = createWorld();
		world.start();
		world.say({ ...OPEN, channels: [CHANNEL, refused] });
		world.pass(120_000);
		world.tick();
		world.receive();
		world.drawFrame();
		world.say({ ...OPEN, channels: [CHANNEL, asked] });
		return world;
	}

	test('stays refused until it is answered and two seconds more, and the line stays whole', () => {
		const world = refuse();
		expect(world.dashboard.freshness.state).toBe('live');
		expect(world.dashboard.topic('payments').freshness.state).toBe('denied');
		world.say({ ...OPEN, channels: [CHANNEL, { ...CHANNEL, channel: 'd' }] });
		expect(world.dashboard.topic('payments').freshness.state).toBe('denied');
		world.pass(2_000);
		world.tick();
		expect(world.dashboard.topic('payments').freshness).toMatchObject({ isCurrent: true });
	});

	test('is as open as any on a new line', () => {
		const world = refuse();
		world.say({ ...OPEN, socketId: '2.2', channels: [CHANNEL, asked] });
		expect(world.dashboard.topic('payments').refused).toEqual([]);
	});
});

describe('a browser that may hear nothing', () => {
	test('is told so until one channel opens, also while the channels are asked for again', () => {
		const world = createWorld();
		world.start();
		const forbidden = { code: 'forbidden' as const, detail: null };
		world.say({ ...OPEN, channels: [{ ...CHANNEL, state: 'refused', reason: forbidden }] });
		expect(world.dashboard.refusal).toBe('barred');
		world.say({ ...OPEN, channels: [{ ...CHANNEL, state: 'subscribing' }] });
		expect(world.dashboard.refusal).toBe('barred');
		world.say(OPEN);
		expect(world.dashboard.refusal).toBeNull();
	});
});
