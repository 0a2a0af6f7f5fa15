/** Half a day of everything that can happen to a line at once: tries stay few, timers too, and it always heals. */
import { describe, expect, test } from 'vitest';
import type { ChannelStatus, ConnectionStatus, Reason } from './connection.ts';
import { keepLink, type Line, type Wake } from './link.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const CHANNELS = ['private-a', 'private-b'];
/** What the link itself allows, what waking allows, and what others may ask for. */
const TRIES_PER_MINUTE = 50 + 20 + 3;
/** Longer than any pause of the link's. */
const HEALS_WITHIN_MS = 45 * SECOND_MS;

/** Timers run by time that passes; what the clock says can be put off besides. */
function createClock() {
	let passed = 0;
	let offset = 1_800_000_000_000;
	const due = new Map<symbol, { readonly at: number; readonly run: () => void }>();
	return {
		now: () => passed + offset,
		passed: () => passed,
		get timers() {
			return due.size;
		},
		after(delayMs: number, run: () => void) {
			const id = Symbol();
			due.set(id, { at: passed + Math.max(0, delayMs), run });
			return () => due.delete(id);
		},
		pass(ms: number) {
			const until = passed + ms;
			for (;;) {
				const [next] = [...due].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at);
				if (next === undefined) break;
				due.delete(next[0]);
				passed = next[1].at;
				next[1].run();
			}
			passed = until;
		},
		jump: (ms: number) => (offset += ms),
	};
}

function createChance(seed: number) {
	let held = seed;
	const random = () => {
		held = (held * 48_271) % 2_147_483_647;
		return held / 2_147_483_647;
	};
	const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
	return { random, pick };
}

type Weather =
	'well' | 'mute' | 'refusing' | 'full' | 'unknown-app' | 'greets-and-drops' | 'deaf' | 'denying';
const WEATHERS: readonly Weather[] = [
	'mute',
	'refusing',
	'full',
	'unknown-app',
	'greets-and-drops',
	'deaf',
	'denying',
];
const reasonOf = (code: Reason['code'], detail: string | null = null): Reason => ({ code, detail });

function createWorld(seed: number) {
	const clock = createClock();
	const { random, pick } = createChance(seed);
	const listeners = new Set<(status: ConnectionStatus) => void>();
	const tries: number[] = [];
	let weather: Weather = 'well';
	let sockets = 0;
	/** Events of a try that was given up do not come. */
	let generation = 0;
	let wake: (why: Wake) => void = () => {};
	let goOffline: () => void = () => {};
	let isHidden = false;
	let isDoubted = false;
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: clock.now(),
		socketId: null,
		heardAt: null,
		roundTripMs: null,
		channels: all('subscribing'),
		watched: [],
	};

	function all(state: ChannelStatus['state'], reason: Reason | null = null): ChannelStatus[] {
		return CHANNELS.map((channel) => ({ channel, state, reason, since: clock.now() }));
	}

	function say(change: Partial<ConnectionStatus>): void {
		if (change.socket !== undefined) isDoubted = false;
		const isNew = change.socket !== undefined && change.socket !== status.socket;
		status = { ...status, since: isNew ? clock.now() : status.since, ...change };
		for (const listener of [...listeners]) listener(status);
	}

	function hear(): void {
		status = { ...status, heardAt: clock.now() };
		if (isDoubted) say({ socket: 'connected', reason: null });
	}

	function later(ms: number, run: () => void): void {
		const own = generation;
		clock.after(ms, () => own === generation && run());
	}

	function lose(reason: Reason): void {
		generation += 1;
		say({ socket: 'lost', reason, channels: all('subscribing') });
	}

	function answer(): void {
		if (weather === 'mute') return;
		if (weather === 'refusing') return lose(reasonOf('no-answer'));
		if (weather === 'full') return lose(reasonOf('over-quota', pick(['4100', '4004'])));
		if (weather === 'unknown-app') {
			return say({
				socket: 'refused',
				reason: reasonOf('unknown-app', '4001'),
				channels: all('subscribing'),
			});
		}
		sockets += 1;
		const heardAt = clock.now();
		say({
			socket: 'connected',
			reason: null,
			socketId: `1.${sockets}`,
			heardAt,
			channels: all('subscribing'),
		});
		if (weather === 'greets-and-drops') later(random() * 300, () => lose(reasonOf('dropped')));
		else later(random() * 300, settle);
	}

	function settle(): void {
		if (weather === 'deaf') return;
		if (weather === 'denying') return say({ channels: all('refused', reasonOf('forbidden')) });
		say({ channels: all('subscribed') });
	}

	const line: Line = {
		get status() {
			return status;
		},
		onStatus(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		reconnect(why) {
			tries.push(clock.passed());
			generation += 1;
			if (status.socket === 'connected' || isDoubted) {
				say({ socket: 'lost', reason: why ?? reasonOf('unconfirmed'), channels: all('subscribing') });
			}
			later(random() * 400, answer);
		},
		retryChannels() {
			say({ channels: all('subscribing') });
			later(random() * 300, settle);
		},
		probe() {
			if (status.socket !== 'connected' || random() < 0.2) return false;
			if (random() < 0.5) later(random() * 800, hear);
			return true;
		},
		doubt(reason) {
			if (status.socket !== 'connected') return;
			say({ socket: 'lost', reason });
			isDoubted = true;
		},
	};
	const stop = keepLink(line, {
		random,
		isHidden: () => isHidden,
		now: clock.now,
		after: clock.after,
		onWake(listener) {
			wake = listener;
			return () => (wake = () => {});
		},
		onOffline(listener) {
			goOffline = listener;
			return () => (goOffline = () => {});
		},
	});

	return {
		clock,
		tries,
		random,
		pick,
		stop,
		listeners,
		isWhole: () =>
			status.socket === 'connected' && status.channels.every(({ state }) => state === 'subscribed'),
		status: () => status,
		setWeather: (next: Weather) => (weather = next),
		setHidden: (next: boolean) => (isHidden = next),
		drop: () => status.socket === 'connected' && lose(reasonOf('dropped')),
		/** Somebody else found that the line delivers nothing. */
		takeAnew: () => status.socket === 'connected' && line.reconnect(reasonOf('undelivered')),
		begin: () => line.reconnect(),
		wake: (why: Wake) => wake(why),
		goOffline: () => goOffline(),
	};
}

function mostInAMinute(tries: readonly number[]): number {
	let from = 0;
	let most = 0;
	tries.forEach((at, index) => {
		while ((tries[from] ?? 0) <= at - MINUTE_MS) from += 1;
		most = Math.max(most, index - from + 1);
	});
	return most;
}

const WAKES: readonly Wake[] = ['visible', 'restored', 'resumed', 'online', 'clock-jumped'];

describe('over twelve hours of a line that comes and goes', () => {
	test.each([1, 2, 3, 4, 5, 6].map((index) => [index * 104_729]))(
		'tries, timers and listeners stay few, and it heals each time (seed %i)',
		(seed) => {
			const world = createWorld(seed);
			const { clock, random, pick } = world;
			world.begin();
			let mostTimers = 0;
			while (clock.passed() < 12 * HOUR_MS) {
				world.setWeather(pick(WEATHERS));
				world.setHidden(random() < 0.3);
				const until = clock.passed() + random() * 10 * MINUTE_MS;
				while (clock.passed() < until) {
					clock.pass(random() * 2 * SECOND_MS);
					const chance = random();
					if (chance < 0.05) world.wake(pick(WAKES));
					else if (chance < 0.08) world.goOffline();
					else if (chance < 0.1) world.drop();
					else if (chance < 0.11) world.takeAnew();
					else if (chance < 0.12) world.setWeather(pick(['well', ...WEATHERS]));
					else if (chance < 0.121) clock.jump((random() - 0.5) * 4 * HOUR_MS);
					mostTimers = Math.max(mostTimers, clock.timers);
				}
				world.setWeather('well');
				world.setHidden(false);
				if (random() < 0.5) world.wake('visible');
				clock.pass(HEALS_WITHIN_MS);
				const end = { isWhole: world.isWhole(), at: clock.passed(), status: world.status() };
				expect(end).toMatchObject({ isWhole: true });
			}
			expect(mostInAMinute(world.tries)).toBeLessThanOrEqual(TRIES_PER_MINUTE);
			// Its own plans, and what this line itself has under way.
			expect(mostTimers).toBeLessThanOrEqual(12);
			world.stop();
			clock.pass(MINUTE_MS);
			expect(clock.timers).toBe(0);
			expect(world.listeners.size).toBe(0);
		},
	);

	test.each([['dropped'], ['deaf'], ['denied'], ['silent']] as const)(
		'a clock that is set back by an hour keeps no line waiting for it (%s)',
		(fault) => {
			const world = createWorld(99);
			const { clock } = world;
			world.begin();
			world.setWeather('refusing');
			// So many tries that the next has to wait for the oldest.
			clock.pass(5 * MINUTE_MS);
			if (fault === 'denied' || fault === 'deaf') world.setWeather(fault === 'deaf' ? 'deaf' : 'denying');
			clock.pass(20 * SECOND_MS);
			if (fault === 'silent') {
				world.setWeather('well');
				clock.pass(HEALS_WITHIN_MS);
				world.wake('resumed');
				clock.pass(2 * SECOND_MS);
			}
			clock.jump(-HOUR_MS);
			world.setWeather('well');
			if (fault === 'silent') for (let times = 0; times < 4; times += 1) world.wake('visible');
			clock.pass(HEALS_WITHIN_MS);
			expect(world.isWhole()).toBe(true);
		},
	);
});
