import { describe, expect, test } from 'vitest';
import { DEPLOY_WAITS_MS, IDLE_MS, NIGHT_PAUSE_MS } from '../domain/reloads.ts';
import { ASK_EVERY_MS, Reloads, TRY_AGAIN_MS } from './reloads.ts';

/** 00:30 in the shop. */
const BEGIN = Date.parse('2026-11-20T16:30:00Z');
const FOUR = Date.parse('2026-11-20T20:00:00Z');

/** A page whose clock and server the test holds in its hands. */
function createWorld({ isWall = true } = {}) {
	let now = BEGIN;
	let second: (now: number) => void = () => {};
	const world = {
		served: null as string | null,
		isServed: true,
		lastEventAt: null as number | null,
		hasOpenCritical: false,
		lastInputAt: BEGIN,
		reloads: 0,
		asked: 0,
		waiting: 0,
		tried: new Set<string>(),
		/** The screen's second at so many ms later. */
		async pass(ms: number): Promise<void> {
			now += ms;
			second(now);
			for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
		},
		now: () => now,
	};
	const stop = new Reloads({
		clock: {
			now: () => now,
			onSecond(listener) {
				second = listener;
				return () => (second = () => {});
			},
		},
		facts: () => world,
		deploys: {
			async find() {
				world.asked += 1;
				return world.served;
			},
			wasTried: (version) => world.tried.has(version),
			markTried: (version) => world.tried.add(version).has(version),
		},
		async reload(before) {
			if (!world.isServed || !before()) return false;
			world.reloads += 1;
			return true;
		},
		isWall: () => isWall,
		lastInputAt: () => world.lastInputAt,
		zone: 'Asia/Kuala_Lumpur',
		onWaiting: () => (world.waiting += 1),
	}).start();
	return { world, stop };
}

describe('a wall', () => {
	test('is loaded anew at four by the shop’s clock, not a second before', async () => {
		const { world } = createWorld();
		await world.pass(FOUR - BEGIN - 1_000);
		expect(world.reloads).toBe(0);
		await world.pass(1_000);
		expect(world.reloads).toBe(1);
		expect(FOUR - BEGIN).toBeGreaterThanOrEqual(NIGHT_PAUSE_MS);
	});

	test('stays while the page cannot be had, and tries once a minute', async () => {
		const { world } = createWorld();
		world.isServed = false;
		await world.pass(FOUR - BEGIN);
		world.isServed = true;
		await world.pass(TRY_AGAIN_MS - 1_000);
		expect(world.reloads).toBe(0);
		await world.pass(1_000);
		expect(world.reloads).toBe(1);
	});

	test('asks for the release once a minute and loads each once', async () => {
		const { world } = createWorld();
		world.served = 'two';
		await world.pass(ASK_EVERY_MS - 1_000);
		expect(world.asked).toBe(0);
		await world.pass(1_000);
		expect(world.reloads).toBe(1);
		for (let minute = 0; minute < 10; minute += 1) await world.pass(ASK_EVERY_MS);
		expect(world.reloads).toBe(1);
		world.served = 'three';
		await world.pass(ASK_EVERY_MS);
		expect(world.reloads).toBe(2);
		expect(world.waiting).toBe(0);
	});

	test('that could not be loaded has not tried the release', async () => {
		const { world } = createWorld();
		world.served = 'two';
		world.isServed = false;
		await world.pass(ASK_EVERY_MS);
		expect(world.tried.size).toBe(0);
		world.isServed = true;
		await world.pass(TRY_AGAIN_MS);
		expect(world.reloads).toBe(1);
	});

	test('that is never quiet is loaded ten minutes after the release was found', async () => {
		const { world } = createWorld();
		world.served = 'two';
		for (let at = 0; at < DEPLOY_WAITS_MS; at += ASK_EVERY_MS) {
			world.lastEventAt = world.now() + ASK_EVERY_MS - 1_000;
			await world.pass(ASK_EVERY_MS);
		}
		expect(world.reloads).toBe(0);
		await world.pass(ASK_EVERY_MS);
		expect(world.reloads).toBe(1);
	});

	test('waits with everything while a critical alert is open', async () => {
		const { world } = createWorld();
		world.served = 'two';
		world.hasOpenCritical = true;
		await world.pass(FOUR - BEGIN);
		await world.pass(DEPLOY_WAITS_MS);
		expect(world.reloads).toBe(0);
	});

	test('does nothing after stop', async () => {
		const { world, stop } = createWorld();
		stop();
		await world.pass(FOUR - BEGIN);
		expect(world.reloads).toBe(0);
	});
});

describe('a desk', () => {
	test('says once that a release waits, and loads it when nobody has touched it for five minutes', async () => {
		const { world } = createWorld({ isWall: false });
		world.served = 'two';
		world.lastInputAt = BEGIN + ASK_EVERY_MS;
		for (let at = 0; at < IDLE_MS; at += ASK_EVERY_MS) await world.pass(ASK_EVERY_MS);
		expect([world.waiting, world.reloads]).toEqual([1, 0]);
		await world.pass(ASK_EVERY_MS);
		expect([world.waiting, world.reloads]).toEqual([1, 1]);
	});

	test('is not loaded anew for the night', async () => {
		const { world } = createWorld({ isWall: false });
		await world.pass(FOUR - BEGIN);
		expect(world.reloads).toBe(0);
	});
});
