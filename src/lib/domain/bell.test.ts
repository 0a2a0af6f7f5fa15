import { describe, expect, test } from 'vitest';
import {
	createRingHistory,
	isHeardInQuiet,
	repeatsDue,
	ring,
	SOFTER_IN_QUIET_DB,
	type RingHistory,
} from './bell.ts';
import { SOUND_NAMES, type Signal, type SoundName } from './signals.ts';

const signal = (sound: SoundName, count = 1): Signal => ({
	sound,
	count,
	title: null,
	body: null,
	ref: null,
});

/** The moments at which a sound rings when it is asked for again and again. */
function ringsOf(sound: SoundName, count: number, everyMs: number, untilMs: number): number[] {
	let history = createRingHistory();
	const rings: number[] = [];
	for (let now = 0; now < untilMs; now += everyMs) {
		const next = ring(history, [signal(sound, count)], now);
		history = next.history;
		if (next.signal !== null) rings.push(now);
	}
	return rings;
}

describe('the bell', () => {
	test('rings for orders once in 3 s', () => {
		expect(ringsOf('order', 1, 2_000, 20_000)).toEqual([0, 4_000, 8_000, 12_000, 16_000]);
		expect(ringsOf('order', 1, 3_000, 10_000)).toEqual([0, 3_000, 6_000, 9_000]);
	});

	test('rings for orders once in 15 s while more than ten come in a minute, however long that lasts', () => {
		expect(ringsOf('order', 1, 500, 60_000)).toEqual([0, 3_000, 18_000, 33_000, 48_000]);
		const steady = ringsOf('order', 50, 1_000, 600_000);
		expect(steady).toEqual(Array.from({ length: 40 }, (_, index) => index * 15_000));
	});

	test('rings every 3 s again when a minute passed without a crowd', () => {
		let { history } = ring(createRingHistory(), [signal('order', 11)], 0);
		({ history } = ring(history, [signal('order')], 60_000));
		expect(ring(history, [signal('order')], 63_000).signal).not.toBeNull();
	});

	test.each([
		['payment-failed', 10_000],
		['stock', 3_000],
		['alert-high', 1_000],
		['alert-critical', 1_000],
	] as const)('rings for %s not more than once in %i ms', (sound, spacingMs) => {
		const { history } = ring(createRingHistory(), [signal(sound)], 0);
		expect(ring(history, [signal(sound)], spacingMs - 1).signal).toBeNull();
		expect(ring(history, [signal(sound)], spacingMs).signal?.sound).toBe(sound);
	});

	test('plays only the highest-ranked of a second', () => {
		const batch = ring(createRingHistory(), [signal('order'), signal('alert-high'), signal('stock')], 0);
		expect(batch.signal?.sound).toBe('alert-high');
		expect(ring(batch.history, [signal('order')], 999).signal).toBeNull();
		expect(ring(batch.history, [signal('order')], 1_000).signal?.sound).toBe('order');
		expect(ring(batch.history, [signal('alert-critical')], 1).signal?.sound).toBe('alert-critical');
	});

	test('lets the next lower one ring when the highest is too soon', () => {
		const { history } = ring(createRingHistory(), [signal('payment-failed')], 0);
		const later = ring(history, [signal('payment-failed'), signal('order')], 2_000);
		expect(later.signal?.sound).toBe('order');
	});

	test('is not silenced by a clock that was set back', () => {
		const { history } = ring(createRingHistory(), [signal('order')], 1_000_000);
		expect(ring(history, [signal('order')], 0).signal).not.toBeNull();
	});

	test('remembers no more than a minute of orders', () => {
		let history = createRingHistory();
		for (let now = 0; now < 300_000; now += 100) ({ history } = ring(history, [signal('order')], now));
		expect(history.orders).toHaveLength(60);
		expect(Object.keys(history.lastAt).length).toBeLessThanOrEqual(SOUND_NAMES.length);
	});
});

describe('what came too soon after its like', () => {
	/** Seconds at which something rings, asked each second; `came` is what comes at some of them. */
	function ringsAt(came: Record<number, readonly Signal[]>, untilSecond: number): [number, string, number][] {
		let history = createRingHistory();
		const rings: [number, string, number][] = [];
		for (let second = 0; second <= untilSecond; second += 1) {
			const next = ring(history, came[second] ?? [], second * 1_000);
			history = next.history;
			if (next.signal !== null) rings.push([second, next.signal.sound, next.signal.count]);
		}
		return rings;
	}

	test('has one sound when the time has come, for all of it', () => {
		const came = { 0: [signal('order')], 1: [signal('order')], 2: [signal('order', 2)] };
		expect(ringsAt(came, 60)).toEqual([
			[0, 'order', 1],
			[3, 'order', 3],
		]);
		expect(ringsAt({ 0: [signal('payment-failed')], 4: [signal('payment-failed')] }, 60)).toEqual([
			[0, 'payment-failed', 1],
			[10, 'payment-failed', 1],
		]);
	});

	test('waits fifteen seconds while orders crowd', () => {
		const came = Object.fromEntries(Array.from({ length: 13 }, (_, second) => [second, [signal('order')]]));
		expect(ringsAt(came, 60).map(([second]) => second)).toEqual([0, 3, 6, 9, 24]);
	});

	test('has none when something higher was heard meanwhile', () => {
		const came = { 0: [signal('order')], 1: [signal('order')], 2: [signal('stock')] };
		expect(ringsAt(came, 60).map(([second, sound]) => [second, sound])).toEqual([
			[0, 'order'],
			[2, 'stock'],
		]);
	});

	test('goes on waiting behind something lower', () => {
		const came = { 0: [signal('payment-failed')], 2: [signal('payment-failed'), signal('order')] };
		expect(ringsAt(came, 60).map(([second, sound]) => [second, sound])).toEqual([
			[0, 'payment-failed'],
			[2, 'order'],
			[10, 'payment-failed'],
		]);
	});

	test('has none after a burst, which is one event with one sound', () => {
		const burst = { 0: [signal('order', 15)], 1: [signal('order', 15)], 2: [signal('order', 4)] };
		expect(ringsAt(burst, 60).map(([second]) => second)).toEqual([0]);
		expect(ringsAt({ 0: [signal('order', 34)] }, 60)).toEqual([[0, 'order', 34]]);
	});

	test('is no news after a sleep of the computer, nor once it is switched off', () => {
		let { history } = ring(createRingHistory(), [signal('order')], 0);
		({ history } = ring(history, [signal('order')], 1_000));
		expect(ring(history, [], 3_000).signal?.sound).toBe('order');
		expect(ring(history, [], 31_000).signal).toBeNull();
		const off = ring(history, [], 2_000, (sound) => sound !== 'order');
		expect(ring(off.history, [], 3_000).signal).toBeNull();
	});
});

test('a sound that is switched off gives way to the next one, and its orders are counted all the same', () => {
	const isOn = (sound: SoundName) => sound !== 'alert-high' && sound !== 'order';
	const { history, signal: heard } = ring(
		createRingHistory(),
		[signal('alert-high'), signal('stock'), signal('order', 11)],
		0,
		isOn,
	);
	expect(heard?.sound).toBe('stock');
	expect(history.orders).toEqual([{ second: 0, count: 11 }]);
});

test('quiet hours leave the critical alert, 6 dB softer: −14 instead of −8', () => {
	expect(SOUND_NAMES.filter(isHeardInQuiet)).toEqual(['alert-critical']);
	expect(-8 - SOFTER_IN_QUIET_DB).toBe(-14);
});

describe('an alert that nobody acknowledges', () => {
	const alert = (severity: 'high' | 'critical' | 'medium', openedAt = 0) => ({
		ref: `${severity}:${openedAt}`,
		severity,
		openedAt,
		title: 'Card payments are failing',
		message: '41 of 52 declined',
	});

	/** Seconds at which it rings again; it rang when it opened, at 0. */
	function againAt(
		sound: SoundName,
		alerts: readonly ReturnType<typeof alert>[],
		untilSecond: number,
	): number[] {
		let history: RingHistory = ring(createRingHistory(), [signal(sound)], 0).history;
		const rings: number[] = [];
		for (let second = 1; second <= untilSecond; second += 1) {
			const next = ring(history, repeatsDue(alerts, history, second * 1_000), second * 1_000);
			history = next.history;
			if (next.signal !== null) rings.push(second);
		}
		return rings;
	}

	test('rings once more after two minutes when it is high', () => {
		expect(againAt('alert-high', [alert('high')], 600)).toEqual([120]);
		expect(againAt('alert-high', [alert('high'), alert('high', 30_000)], 600)).toEqual([120, 150]);
	});

	test('rings every ten seconds for five minutes when it is critical, then every minute', () => {
		const rings = againAt('alert-critical', [alert('critical')], 480);
		expect(rings.slice(0, 3)).toEqual([10, 20, 30]);
		expect(rings.slice(-5)).toEqual([280, 290, 350, 410, 470]);
		expect(rings).toHaveLength(32);
	});

	test('rings often again when another critical one opens', () => {
		const rings = againAt('alert-critical', [alert('critical'), alert('critical', 400_000)], 420);
		expect(rings.slice(-2)).toEqual([410, 420]);
	});

	test('stops when it is handed in no more, and never begins for a milder one', () => {
		const { history } = ring(createRingHistory(), [signal('alert-critical')], 0);
		expect(repeatsDue([], history, 3_600_000)).toEqual([]);
		expect(repeatsDue([alert('medium')], history, 3_600_000)).toEqual([]);
	});

	test('says what it is about', () => {
		expect(repeatsDue([alert('critical')], createRingHistory(), 0)).toEqual([
			{
				sound: 'alert-critical',
				count: 1,
				title: 'Card payments are failing',
				body: '41 of 52 declined',
				ref: 'critical:0',
			},
		]);
		const two = [alert('critical'), alert('critical', 1)];
		expect(repeatsDue(two, createRingHistory(), 2)).toMatchObject([{ title: '2 critical alerts', count: 2 }]);
	});
});
