/** Many walls that lose their line in one moment, as after a restart of the broadcaster, must not come back in one. */
import { expect, test, vi } from 'vitest';
import { signChannel, startBroadcaster } from '../../src/broadcaster/broadcaster.ts';
import type { ConnectionStatus } from '../../src/lib/connection/connection.ts';
import { createEchoConnection } from '../../src/lib/connection/echo-connection.ts';
import { keepLink, type Line } from '../../src/lib/connection/link.ts';

const APP = { id: 'local', key: 'local', secret: 'local' };
const CLIENTS = 200;
const BUCKET_MS = 100;
const LARGEST_SHARE = 0.15;

/** Time that passes only when told; what is due runs in order. */
function createVirtualClock() {
	let now = 1_000_000;
	let due: { readonly at: number; readonly run: () => void }[] = [];
	return {
		now: () => now,
		after(delayMs: number, run: () => void) {
			const plan = { at: now + delayMs, run };
			due.push(plan);
			return () => {
				due = due.filter((each) => each !== plan);
			};
		},
		pass(ms: number) {
			const until = now + ms;
			for (;;) {
				const next = due.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
				if (next === undefined) break;
				due = due.filter((each) => each !== next);
				now = Math.max(now, next.at);
				next.run();
			}
			now = until;
		},
	};
}

function createChance(seed: number): () => number {
	let held = seed;
	return () => {
		held = (held * 48_271) % 2_147_483_647;
		return held / 2_147_483_647;
	};
}

const STANDING: ConnectionStatus = {
	socket: 'connected',
	reason: null,
	since: 0,
	socketId: '1.1',
	heardAt: 0,
	roundTripMs: null,
	channels: [{ channel: 'private-a', state: 'subscribed', reason: null, since: 0 }],
	watched: [],
};

/** A line that can be dropped, and tells of each try. */
function createLine(onTry: (say: (change: Partial<ConnectionStatus>) => void) => void) {
	let status = STANDING;
	let listener: (status: ConnectionStatus) => void = () => {};
	const say = (change: Partial<ConnectionStatus>) => {
		status = { ...status, ...change };
		listener(status);
	};
	const line: Line = {
		get status() {
			return status;
		},
		onStatus(next) {
			listener = next;
			return () => (listener = () => {});
		},
		reconnect: () => onTry(say),
		retryChannels: () => {},
		probe: () => true,
		doubt: () => {},
	};
	return { line, say };
}

/** The share of each tenth of a second that any arrived in, the largest first. */
function sharesOf(arrivals: readonly number[]): number[] {
	const buckets = new Map<number, number>();
	for (const at of arrivals) {
		const bucket = Math.floor(at / BUCKET_MS);
		buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
	}
	return [...buckets.values()].map((count) => count / arrivals.length).sort((one, other) => other - one);
}

test.each(Array.from({ length: 20 }, (_, index) => [7_919 * (index + 1)]))(
	'200 walls that are dropped together come back spread out (seed %i)',
	(seed) => {
		const clock = createVirtualClock();
		const random = createChance(seed);
		const arrivals: number[] = [];
		const lines = Array.from({ length: CLIENTS }, () => {
			const { line, say } = createLine((tell) => {
				arrivals.push(clock.now());
				tell({ socket: 'connected', reason: null });
			});
			keepLink(line, { random, isHidden: () => false, now: clock.now, after: clock.after });
			say({});
			return say;
		});
		clock.pass(60_000);
		for (const say of lines) say({ socket: 'lost', reason: { code: 'dropped', detail: null } });
		clock.pass(10_000);
		expect(arrivals).toHaveLength(CLIENTS);
		expect(sharesOf(arrivals)[0]).toBeLessThanOrEqual(LARGEST_SHARE);
	},
);

test.each([[31], [41], [59]])(
	'200 walls never storm a server that stays away, nor come back together (seed %i)',
	(seed) => {
		const clock = createVirtualClock();
		const random = createChance(seed);
		const tries: number[] = [];
		let backAt = Infinity;
		const back: number[] = [];
		const lines = Array.from({ length: CLIENTS }, () => {
			const { line, say } = createLine((tell) => {
				if (clock.now() >= backAt) {
					back.push(clock.now());
					return tell({ socket: 'connected', reason: null });
				}
				tries.push(clock.now());
				clock.after(5, () => tell({ reason: { code: 'no-answer', detail: null } }));
			});
			keepLink(line, { random, isHidden: () => false, now: clock.now, after: clock.after });
			say({});
			return say;
		});
		clock.pass(60_000);
		for (const say of lines) say({ socket: 'lost', reason: { code: 'dropped', detail: null } });
		clock.pass(60_000);
		expect(tries.length / CLIENTS).toBeLessThanOrEqual(60);
		backAt = clock.now();
		clock.pass(20_000);
		expect(back).toHaveLength(CLIENTS);
		expect(sharesOf(back)[0]).toBeLessThanOrEqual(LARGEST_SHARE);
	},
);

test(
	'60 real clients come back after their sockets ended, and not in one moment',
	{ timeout: 30_000 },
	async () => {
		const broadcaster = await startBroadcaster({ apps: [APP], testMode: true });
		const arrivals: number[] = [];
		let stops: (() => void)[] = [];
		try {
			const clients = Array.from({ length: 60 }, () => {
				const connection = createEchoConnection({
					key: APP.key,
					host: '127.0.0.1',
					port: broadcaster.port,
					scheme: 'http',
					cluster: null,
					channels: ['private-admin.orders'],
					whispers: [],
					authorise: async (socketId, channel) => ({
						ok: true,
						auth: signChannel(APP, socketId, channel),
						channelData: null,
						sharedSecret: null,
					}),
					isOnline: () => true,
					now: () => Date.now(),
					report: () => {},
				});
				const stopLink = keepLink(connection, { random: Math.random, isHidden: () => false });
				const stopConnection = connection.start();
				stops = [...stops, stopLink, stopConnection];
				return connection;
			});
			const isWhole = () =>
				clients.every(
					({ status }) => status.socket === 'connected' && status.channels[0]?.state === 'subscribed',
				);
			await vi.waitFor(() => expect(isWhole()).toBe(true), { timeout: 10_000 });
			for (const client of clients) {
				let isBack = true;
				client.onStatus(({ socket }) => {
					if (socket === 'connected' && !isBack) arrivals.push(Date.now());
					isBack = socket === 'connected';
				});
			}
			broadcaster.faults.do({ action: 'end' });
			await vi.waitFor(() => expect(arrivals).toHaveLength(clients.length), { timeout: 10_000 });
			await vi.waitFor(() => expect(isWhole()).toBe(true), { timeout: 10_000 });
			// Sixty real chances spread more unevenly than two hundred, and the machine has its own rhythm.
			expect(sharesOf(arrivals)[0]).toBeLessThanOrEqual(0.5);
			expect(Math.max(...arrivals) - Math.min(...arrivals)).toBeGreaterThan(800);
		} finally {
			for (const stop of stops) stop();
			await broadcaster.close();
		}
	},
);
