import { describe, expect, test } from 'vitest';
import type { SoundCapability } from '../devices/sound.ts';
import type { Signal, SoundName } from '../domain/signals.ts';
import type { AlertView } from '../domain/system.ts';
import { Bell } from './bell.svelte.ts';
import { SettingsStore } from './settings.svelte.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const signal = (sound: SoundName, count = 1): Signal => ({
	sound,
	count,
	title: null,
	body: null,
	ref: null,
});

/** A bell whose loudspeaker, other tabs and clock the test holds. */
function createWorld({ at = NOON, hasSound = true } = {}) {
	let now = at;
	let capability: SoundCapability = 'ready';
	let tellCapability = (_next: SoundCapability) => {};
	let tellTurn = (_isMine: boolean) => {};
	const played: [name: string, softerDb: number][] = [];
	const offers: boolean[] = [];
	const volumes: number[] = [];
	const turn = {
		isMine: true,
		onTurn(listener: typeof tellTurn) {
			tellTurn = listener;
			return () => {};
		},
		offer: (canAct: boolean) => void (offers.at(-1) !== canAct && offers.push(canAct)),
		take: () => setTurn(true),
		start: () => () => {},
	};
	function setTurn(isMine: boolean): void {
		turn.isMine = isMine;
		tellTurn(isMine);
	}
	function setCapability(next: SoundCapability): void {
		capability = next;
		tellCapability(next);
	}
	const play = (name: string, softerDb = 0) => {
		if (capability === 'ready') played.push([name, softerDb]);
		return capability === 'ready';
	};
	const settings = new SettingsStore({ read: () => null, write: () => {}, forget: () => {} });
	const bell = new Bell({
		sound: {
			capability: 'ready',
			onCapability(listener) {
				tellCapability = listener;
				listener('ready');
				return () => {};
			},
			play,
			allow: async () => setCapability('ready'),
			async test(name) {
				setCapability('ready');
				return play(name);
			},
			setVolume: (volume) => volumes.push(volume),
			start: () => () => {},
		},
		turn,
		settings,
		zone: 'UTC',
		features: { sound: hasSound },
	});
	bell.start();
	let alerts: readonly AlertView[] = [];
	const follow = (...signals: Signal[]) => bell.follow(signals, alerts, now);
	return {
		bell,
		settings,
		played,
		offers,
		volumes,
		setTurn,
		setCapability,
		come: follow,
		open(severity: 'high' | 'critical') {
			const about = { title: 'Queue is slow', message: null };
			alerts = [{ ref: 'a', severity, openedAt: now, ...about }] as unknown as readonly AlertView[];
			follow(signal(`alert-${severity}`));
		},
		close: () => void (alerts = []),
		/** One look each second. */
		pass(ms: number) {
			for (const until = now + ms; now < until;) {
				now = Math.min(until, now + SECOND);
				follow();
			}
		},
		leap: (ms: number) => void (now += ms),
	};
}

describe('quiet hours', () => {
	const NIGHT = { isOn: true, from: '22:00', until: '07:00' };

	test('begin and end by the second’s tick alone', () => {
		const world = createWorld({ at: Date.parse('2026-11-21T21:59:58Z') });
		world.settings.change({ quietHours: NIGHT });
		world.pass(SECOND);
		expect([world.bell.soundState, world.bell.quietUntil]).toEqual(['on', null]);
		world.pass(SECOND);
		expect([world.bell.soundState, world.bell.quietUntil]).toEqual(['quiet', '07:00']);
		world.leap(9 * HOUR - SECOND);
		world.pass(SECOND);
		expect([world.bell.soundState, world.bell.quietUntil]).toEqual(['on', null]);
	});

	test('leave nothing to be heard but a critical alert, softer and as often as by day', () => {
		const world = createWorld({ at: Date.parse('2026-11-21T23:00:00Z') });
		world.settings.change({ quietHours: NIGHT });
		world.come(signal('order'), signal('alert-high'), signal('payment-failed'), signal('line-lost'));
		world.pass(MINUTE);
		expect(world.played).toEqual([]);
		world.open('critical');
		world.pass(20 * SECOND);
		expect(world.played).toEqual(Array.from({ length: 3 }, () => ['alert-critical', 6]));
	});

	test('keep nothing to be rung when they end', () => {
		const world = createWorld({ at: Date.parse('2026-11-22T06:59:58Z') });
		world.settings.change({ quietHours: NIGHT });
		world.come(signal('order', 3));
		world.pass(MINUTE);
		expect(world.played).toEqual([]);
		world.come(signal('order'));
		expect(world.played).toEqual([['order', 0]]);
	});

	test('are none as long as nobody asks for them', () => {
		const world = createWorld({ at: Date.parse('2026-11-21T23:00:00Z') });
		world.come(signal('order'));
		expect([world.played, world.bell.soundState]).toEqual([[['order', 0]], 'on']);
	});
});

describe('a sound that cannot be played', () => {
	test('is counted, one for what would have been one, and said until when', () => {
		const world = createWorld();
		world.setCapability('needs-gesture');
		expect(world.bell.soundState).toBe('blocked');
		expect(world.bell.unplayed).toBeNull();
		world.pass(2 * MINUTE);
		world.come(signal('order', 2), signal('stock'));
		const since = NOON + 2 * MINUTE;
		world.pass(10 * SECOND);
		world.come(signal('order'));
		expect(world.bell.unplayed).toEqual({ count: 2, since, until: null });
		world.pass(MINUTE);
		world.setCapability('ready');
		world.pass(SECOND);
		expect(world.bell.unplayed).toEqual({ count: 2, since, until: since + 71 * SECOND });
		expect(world.played).toEqual([]);
		world.setCapability('unsupported');
		world.come(signal('order'));
		expect(world.bell.unplayed).toMatchObject({ count: 1, until: null });
	});

	test('is not what is switched off, or another’s in quiet hours', () => {
		const world = createWorld();
		world.setCapability('needs-gesture');
		world.settings.change({ sounds: { ...world.settings.values.sounds, order: false } });
		world.come(signal('order'));
		world.settings.change({ isSoundOn: false });
		world.come(signal('alert-critical'));
		expect(world.bell.unplayed).toBeNull();
	});

	test('rings as soon as it can when its alert is still open, and at the pace of a critical one until then', () => {
		const world = createWorld();
		world.setCapability('needs-gesture');
		world.open('critical');
		world.pass(MINUTE);
		expect(world.bell.unplayed?.count).toBe(7);
		world.setCapability('ready');
		world.pass(SECOND);
		expect(world.played).toEqual([['alert-critical', 0]]);
		world.close();
		world.pass(MINUTE);
		expect(world.played).toHaveLength(1);
	});
});

describe('of several tabs', () => {
	test('one that has not the turn is silent and says so, and goes on in step when the turn comes', () => {
		const world = createWorld();
		world.setTurn(false);
		expect(world.bell.soundState).toBe('elsewhere');
		world.open('critical');
		world.pass(4 * SECOND);
		expect([world.played, world.bell.unplayed]).toEqual([[], null]);
		world.setTurn(true);
		world.pass(5 * SECOND);
		expect(world.played).toEqual([]);
		world.pass(SECOND);
		expect(world.played).toEqual([['alert-critical', 0]]);
	});

	test('only one that would be heard asks for the turn', () => {
		const world = createWorld();
		world.setCapability('needs-gesture');
		world.setCapability('ready');
		world.settings.change({ volume: 0 });
		world.pass(SECOND);
		world.settings.change({ volume: 0.4 });
		world.pass(SECOND);
		world.settings.change({ isSoundOn: false });
		world.pass(SECOND);
		expect(world.offers).toEqual([false, true, false, true, false, true, false]);
		expect(createWorld({ hasSound: false }).offers).toEqual([false]);
	});

	test('a press on the sound button takes the sound here with a tone; the next one switches it off', async () => {
		const world = createWorld();
		world.setTurn(false);
		await world.bell.press();
		expect([world.bell.soundState, world.played]).toEqual(['on', [['order', 0]]]);
		await world.bell.press();
		expect([world.bell.soundState, world.settings.isSoundOn]).toEqual(['off', false]);
	});
});

describe('the sound button', () => {
	test('allows a blocked sound with a tone, and switches on with one', async () => {
		const world = createWorld();
		world.setCapability('needs-gesture');
		await world.bell.press();
		expect([world.bell.soundState, world.played]).toEqual(['on', [['order', 0]]]);
		await world.bell.press();
		await world.bell.press();
		expect([world.bell.soundState, world.played.length]).toEqual(['on', 2]);
	});

	test('switches off in quiet hours as well', async () => {
		const world = createWorld({ at: Date.parse('2026-11-21T23:00:00Z') });
		world.settings.change({ quietHours: { isOn: true, from: '22:00', until: '07:00' } });
		world.pass(SECOND);
		await world.bell.press();
		expect(world.bell.soundState).toBe('off');
	});

	test('plays nothing where the configuration leaves sound out', async () => {
		const world = createWorld({ hasSound: false });
		await world.bell.press();
		world.come(signal('alert-critical'));
		expect([world.bell.soundState, world.played]).toEqual(['unsupported', []]);
	});
});

test('the volume is told once for each change, also of another tab', () => {
	const world = createWorld();
	world.pass(3 * SECOND);
	world.settings.change({ volume: 0.8 });
	world.pass(3 * SECOND);
	expect(world.volumes).toEqual([0.4, 0.8]);
});
