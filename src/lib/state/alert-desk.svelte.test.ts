import { describe, expect, test } from 'vitest';
import type { ConnectionStatus, Frame } from '../connection/connection.ts';
import type { RecorderAnswer } from '../connection/recorder-client.ts';
import type { ShopEvent } from '../contract/events.ts';
import { DEFAULT_STATUS_GROUPS } from '../domain/figures.ts';
import { AlertDesk, RETRY_AFTER_MS, UNKEPT_LIMIT } from './alert-desk.svelte.ts';
import { Dashboard } from './dashboard.svelte.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MEI = { id: '7', name: 'Mei Lin' };
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
const NO_ANSWER: RecorderAnswer = { ok: false, why: 'the recorder does not answer' };

/** A desk whose recorder answers as the test says, and whose clock the test holds. */
function createWorld({ hasRecorder = true } = {}) {
	let now = NOON;
	let onFrame: (frame: Frame) => void = () => {};
	const timers = new Set<{ at: number; run: () => void }>();
	const asked: Record<string, unknown>[] = [];
	let reply: (body: Record<string, unknown>) => RecorderAnswer = (body) => ({
		ok: true,
		body: { answer: { ...body, by: MEI } },
		tookMs: 1,
	});
	const nothing = () => () => {};
	const connection = {
		status: CLOSED,
		onFrame(listener: typeof onFrame) {
			onFrame = listener;
			return () => {};
		},
		onStatus: nothing,
		onPresence: nothing,
		onWhisper: nothing,
		whisper: () => true,
		watch: () => {},
		start: nothing,
		reconnect: () => {},
		retryChannels: () => {},
	};
	const clock = {
		now: () => now,
		agree: () => false,
		onSecond: nothing,
		onFrame: nothing,
		after(delayMs: number, run: () => void) {
			const timer = { at: now + delayMs, run };
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	const dashboard = new Dashboard({
		connection,
		decode: ({ name, payload }) =>
			name === 'answered'
				? { verdict: 'answered', payload }
				: { verdict: 'accepted', event: payload as ShopEvent, payload: {} },
		readMember: () => null,
		topics: new Map(),
		shown: new Set(),
		knownNames: [],
		clock,
		rules: { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS },
	});
	const recorder = {
		answer: async (body: unknown) => {
			asked.push(body as Record<string, unknown>);
			return reply(body as Record<string, unknown>);
		},
	};
	const desk = new AlertDesk(dashboard, {
		connection,
		clock,
		channel: null,
		isOn: true,
		recorder: hasRecorder ? recorder : null,
	});
	dashboard.start();
	const stop = desk.start();
	const base = { source: 's', channel: 'c', name: 'n', occurredAt: null, version: null, hasIdentity: true };
	const settle = async () => {
		for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
	};
	let serial = 0;
	const receive = (name: string, payload: unknown) => {
		onFrame({ channel: 'c', name, payload, receivedAt: now });
		dashboard.settle();
	};
	return {
		dashboard,
		desk,
		asked,
		settle,
		stop,
		refuse: (answer: RecorderAnswer = NO_ANSWER) => (reply = () => answer),
		accept: () => (reply = (body) => ({ ok: true, body: { answer: { ...body, by: MEI } }, tookMs: 1 })),
		answered: (payload: unknown) => receive('answered', payload),
		raise(id = 'a', isResolved = false) {
			serial += 1;
			receive('alert', {
				type: 'system.alerted',
				...base,
				key: `k${serial}`,
				receivedAt: now,
				subject: null,
				flaws: [],
				alert: {
					id,
					kind: 'system_error',
					isMaintenance: false,
					severity: 'high',
					severityWord: 'high',
					component: null,
					title: `Alert ${id}`,
					message: null,
					isResolved,
				},
			});
		},
		stock(level: 'low' | 'out' | 'restocked') {
			serial += 1;
			receive('stock', {
				type: 'stock.changed',
				...base,
				key: `k${serial}`,
				receivedAt: now,
				subject: null,
				flaws: [],
				product: {
					id: '9',
					name: 'Kopi',
					sku: null,
					category: null,
					level,
					word: level,
					stock: 1,
					threshold: 5,
				},
			});
		},
		async pass(ms: number) {
			now += ms;
			for (const timer of [...timers].filter(({ at }) => at <= now)) {
				timers.delete(timer);
				timer.run();
			}
			await settle();
		},
	};
}

const acknowledged = { kind: 'acknowledged', at: NOON, until: null, severity: 'high', openedAt: NOON };

describe('an answer that the recorder keeps', () => {
	test('is shown at once, and sent without a name', async () => {
		const world = createWorld();
		world.raise();
		world.desk.acknowledge('s:a');
		expect(world.dashboard.system.acknowledged).toMatchObject([{ ref: 's:a' }]);
		expect(world.asked).toEqual([{ ref: 's:a', ...acknowledged }]);
		await world.settle();
		expect(world.dashboard.system.acknowledged).toMatchObject([{ acknowledgement: { by: MEI } }]);
		expect(world.desk.sharing).toEqual({ kind: 'kept', problem: null });
	});

	test('of somebody else is heard from the recorder, and what is none is not', () => {
		const world = createWorld();
		world.raise();
		const answer = { ref: 's:a', ...acknowledged, by: MEI };
		for (const wrong of [
			{ ...answer, by: undefined },
			{ ...answer, by: { id: '', name: 'x' } },
			{ ...answer, at: NOON + 600_000 },
			{ ...answer, kind: 'snoozed', until: NOON + 86_400_000 },
			'text',
			null,
		]) {
			world.answered(wrong);
		}
		expect(world.dashboard.system.open).toHaveLength(1);
		world.answered(answer);
		expect(world.dashboard.system.acknowledged).toMatchObject([{ acknowledgement: { by: MEI } }]);
	});

	test('is told of a product as well, until it is restocked', async () => {
		const world = createWorld();
		world.stock('low');
		world.desk.snooze('stock:s:9', 15);
		await world.settle();
		const until = NOON + 15 * 60_000;
		expect(world.asked).toMatchObject([{ ref: 'stock:s:9', kind: 'snoozed', severity: 'medium', until }]);
		expect(world.desk.stock.get('s:9')).toMatchObject({ acknowledgement: { by: MEI, kind: 'snoozed' } });
		await world.pass(60_000);
		world.stock('restocked');
		expect(world.desk.stock.size).toBe(0);
		await world.pass(60_000);
		world.stock('out');
		expect(world.desk.stock.get('s:9')).toMatchObject({ severity: 'high', acknowledgement: null });
	});
});

describe('an answer that the recorder does not keep', () => {
	test('stands here, is said not to be kept, and is tried again until it is', async () => {
		const world = createWorld();
		world.refuse();
		world.raise();
		world.desk.acknowledge('s:a');
		await world.settle();
		expect(world.dashboard.system.acknowledged).toHaveLength(1);
		expect(world.desk.sharing).toEqual({
			kind: 'kept',
			problem: 'Not kept: the recorder does not answer; only open browsers know',
		});
		await world.pass(RETRY_AFTER_MS[0]);
		expect(world.asked).toHaveLength(2);
		world.accept();
		await world.pass(RETRY_AFTER_MS[1]);
		expect(world.asked).toHaveLength(3);
		expect(world.desk.sharing).toEqual({ kind: 'kept', problem: null });
		await world.pass(86_400_000);
		expect(world.asked).toHaveLength(3);
	});

	test('is not tried for ever, but again when the recorder is heard of', async () => {
		const world = createWorld();
		world.refuse();
		world.raise();
		world.desk.acknowledge('s:a');
		await world.settle();
		for (const delayMs of RETRY_AFTER_MS) await world.pass(delayMs);
		await world.pass(86_400_000);
		expect(world.asked).toHaveLength(1 + RETRY_AFTER_MS.length);
		world.accept();
		world.dashboard.replace(world.dashboard.state, []);
		await world.pass(0);
		expect(world.asked).toHaveLength(2 + RETRY_AFTER_MS.length);
		expect(world.desk.sharing).toEqual({ kind: 'kept', problem: null });
	});

	test('is put back where the recorder’s own state took its place', async () => {
		const world = createWorld();
		world.raise();
		const before = world.dashboard.state;
		world.refuse();
		world.desk.acknowledge('s:a');
		await world.settle();
		world.dashboard.replace(before, []);
		expect(world.dashboard.system.open).toHaveLength(1);
		await world.pass(0);
		expect(world.dashboard.system.acknowledged).toHaveLength(1);
	});

	test('is forgotten when what it is about is over, and after the stop', async () => {
		const world = createWorld();
		world.refuse();
		world.raise();
		world.desk.acknowledge('s:a');
		await world.settle();
		world.raise('a', true);
		expect(world.desk.sharing).toEqual({ kind: 'kept', problem: null });
		await world.pass(RETRY_AFTER_MS[0]);
		expect(world.asked).toHaveLength(1);
		world.raise('b');
		world.desk.acknowledge('s:b');
		await world.settle();
		world.stop();
		await world.pass(86_400_000);
		expect(world.asked).toHaveLength(2);
	});

	test('is one of a few: the oldest go first, and one that is kept takes the others along', async () => {
		const world = createWorld();
		world.refuse();
		for (let id = 0; id < UNKEPT_LIMIT + 3; id += 1) {
			world.raise(`a${id}`);
			world.desk.acknowledge(`s:a${id}`);
			await world.pass(1);
		}
		expect(world.desk.sharing).toMatchObject({ problem: expect.stringContaining(`${UNKEPT_LIMIT} answers`) });
		world.accept();
		const told = world.asked.length;
		await world.pass(300_000);
		await world.settle();
		for (let turn = 0; turn < 20; turn += 1) await world.settle();
		expect(world.asked.length - told).toBe(UNKEPT_LIMIT);
		expect(world.asked[told]).toMatchObject({ ref: 's:a3' });
	});
});

test('without a recorder nothing is sent, and it is said who hears', async () => {
	const world = createWorld({ hasRecorder: false });
	world.raise();
	world.desk.acknowledge('s:a');
	await world.settle();
	expect(world.asked).toEqual([]);
	expect(world.desk.sharing).toMatchObject({ kind: 'alone' });
});
