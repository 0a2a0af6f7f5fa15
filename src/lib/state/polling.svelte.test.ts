import { expect, test } from 'vitest';
import type { ConnectionStatus } from '../connection/connection.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import { POLL_EVERY_MS, Polling } from './polling.svelte.ts';

const SNAPSHOT: Snapshot = {
	asOf: 1,
	ordersToday: 1,
	pending: 1,
	confirmed: 0,
	total: 1,
	revenue: null,
	activeVisitors: null,
	events: [],
	unreadable: 0,
};

/** A screen whose clock, line and shop the test holds in its hands. */
function createWorld(socket: ConnectionStatus['socket'] = 'connected') {
	let now = 1_000_000;
	let second: (now: number) => void = () => {};
	let asked = 0;
	let arrive: () => void = () => {};
	let isRefused = false;
	let marks = 0;
	let isReaderGone = false;
	const put: Snapshot[] = [];
	const dashboard = {
		line: { socket, socketId: '1.1' } as Pick<ConnectionStatus, 'socket' | 'socketId'>,
		state: {
			lostAt: null as number | null,
			isWatching: true,
			refreshesAsked: 0,
		},
		markSnapshot: () => void (marks += 1),
		dropMark: () => void (marks = 0),
		onStep: () => () => {},
		putSnapshot(snapshot: Snapshot) {
			marks = 0;
			put.push(snapshot);
		},
	};
	const polling = new Polling(dashboard as unknown as Dashboard, {
		clock: {
			now: () => now,
			agree: () => false,
			onSecond(listener) {
				second = listener;
				return () => (second = () => {});
			},
			onFrame: () => () => {},
			after: () => () => {},
		},
		async fetchSnapshot() {
			asked += 1;
			arrive();
			return isRefused
				? { ok: false, reason: { code: 'forbidden', detail: 'status 403' } }
				: { ok: true, body: null };
		},
		async read() {
			if (isReaderGone) throw new TypeError('Failed to fetch dynamically imported module');
			return SNAPSHOT;
		},
	});
	const stop = polling.start();
	return {
		dashboard,
		polling,
		put,
		stop,
		asked: () => asked,
		marks: () => marks,
		refuse: () => (isRefused = true),
		loseReader: (isGone: boolean) => (isReaderGone = isGone),
		whileAsked: (run: () => void) => (arrive = run),
		/** Lets so many seconds pass, and whatever was asked be answered. */
		async pass(seconds: number) {
			for (let passed = 0; passed < seconds; passed += 1) {
				now += 1_000;
				second(now);
				for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
			}
		},
	};
}

test('asks once for each line that stands, and no more while it does', async () => {
	const world = createWorld();
	await world.pass(120);
	expect(world.asked()).toBe(1);
	world.dashboard.line = { socket: 'connected', socketId: '2.2' };
	await world.pass(1);
	expect(world.asked()).toBe(2);
});

test('asks again when the shop says that its data changed', async () => {
	const world = createWorld();
	await world.pass(1);
	world.dashboard.state.refreshesAsked = 1;
	await world.pass(1);
	expect(world.put).toHaveLength(2);
});

test('marks what was there when it asked, and forgets the mark when there is no answer', async () => {
	const world = createWorld();
	world.whileAsked(() => expect(world.marks()).toBe(1));
	await world.pass(1);
	expect(world.put).toHaveLength(1);
	world.refuse();
	world.dashboard.state.refreshesAsked = 1;
	await world.pass(1);
	expect(world.marks()).toBe(0);
});

test('asks every 30 s while the line cannot be had, and leaves a short loss to the link', async () => {
	const world = createWorld('lost');
	world.dashboard.state.lostAt = 1;
	await world.pass(4);
	expect(world.asked()).toBe(0);
	await world.pass(2);
	expect(world.asked()).toBe(1);
	await world.pass(POLL_EVERY_MS / 1_000);
	expect(world.asked()).toBe(2);
});

test('tells why there was no answer, and takes nothing', async () => {
	const world = createWorld();
	world.refuse();
	await world.pass(1);
	expect(world.polling.problem).toBe('the shop does not allow it (403)');
	expect(world.put).toEqual([]);
});

test('says that the reader of snapshots cannot be fetched, and goes on asking', async () => {
	const world = createWorld();
	world.loseReader(true);
	await world.pass(1);
	expect(world.polling.problem).toContain('load the page anew');
	world.loseReader(false);
	await world.pass(POLL_EVERY_MS / 1_000);
	expect(world.put).toHaveLength(1);
	expect(world.polling.problem).toBeNull();
});

test('asks nothing after stop', async () => {
	const world = createWorld();
	world.stop();
	await world.pass(60);
	expect(world.asked()).toBe(0);
});
