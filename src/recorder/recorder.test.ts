import { describe, expect, test } from 'vitest';
import { createDecoder } from '../lib/contract/decode.ts';
import { HEARTBEAT } from '../lib/contract/reserved.ts';
import type { Snapshot } from '../lib/contract/snapshot.ts';
import { monitoring } from '../lib/contract/sources/monitoring.ts';
import { orders } from '../lib/contract/sources/orders.ts';
import type { Acknowledgement } from '../lib/domain/acknowledgement.ts';
import { DEFAULT_STATUS_GROUPS, selectOrdersToday } from '../lib/domain/figures.ts';
import { markOf, type HistoryEntry } from '../lib/domain/history.ts';
import { writeJson } from '../lib/domain/json.ts';
import { CHECKPOINT_ENTRIES, CHECKPOINT_EVERY_MS } from './checkpoint.ts';
import { createWriter, GATHERED_LENGTH_LIMIT, GATHERED_LIMIT } from './journal-writer.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { createDrivenClock, createSpokenLine } from './recorder-fakes.ts';
import { MARKS_REMEMBERED } from './recorder-marks.ts';
import { ANSWER_KEPT_WITHIN_MS, createRecorder, type RecorderOptions } from './recorder.ts';

const START = Date.parse('2026-01-24T10:00:00Z');
const ORDERS = 'private-admin.orders';
const OTHER = 'private-admin-orders';
const GENERAL = 'private-admin-monitoring';
const RULES = { zone: 'Europe/Berlin', groups: DEFAULT_STATUS_GROUPS };
const ANSWER: Acknowledgement = {
	ref: 'monitoring/1',
	openedAt: START,
	severity: 'high',
	kind: 'acknowledged',
	by: { id: '1', name: 'Ann' },
	at: START,
	until: null,
};

/** A recorder on a journal in memory, whose line, clock and disk are in the test's hand. */
function createWorld(
	options: Partial<RecorderOptions> & {
		channels?: string[];
		clock?: ReturnType<typeof createDrivenClock>;
	} = {},
) {
	const clock = options.clock ?? createDrivenClock(START);
	const channels = options.channels ?? [ORDERS, OTHER];
	const line = createSpokenLine(channels, clock.now);
	const problems: string[] = [];
	const seen: HistoryEntry[] = [];
	const journal = options.journal ?? createMemoryJournal({ createdAt: START });
	const recorder = createRecorder({
		connection: line,
		keepLine: () => () => {},
		decode: createDecoder([orders, monitoring], { currency: 'EUR' }),
		rules: RULES,
		now: clock.now,
		after: clock.after,
		report: (problem) => problems.push(problem),
		...options,
		channels,
		journal,
	});
	recorder.onEntry((entry) => seen.push(entry));
	const order = (id: number, channel = ORDERS) =>
		line.deliver(channel, 'order.created', {
			order_id: id,
			current_status: 'pending',
			total: '10.00',
			updated_at: new Date(clock.now()).toISOString(),
		});
	return { clock, line, problems, seen, journal: journal as MemoryJournal, recorder, order };
}

async function createOpenWorld(options: Parameters<typeof createWorld>[0] = {}) {
	const world = createWorld(options);
	await world.recorder.start();
	world.line.open();
	await world.clock.settle();
	return world;
}

/** The next process on what a killed one left. */
async function restart({ journal, clock }: ReturnType<typeof createWorld>) {
	const world = createWorld({ journal: journal.kill(), clock });
	await world.recorder.start();
	return world;
}

function createSnapshot(asOf: number, ordersToday: number): Snapshot {
	return {
		asOf,
		ordersToday,
		pending: ordersToday,
		confirmed: 0,
		total: ordersToday,
		revenue: new Map([['EUR', ordersToday * 1000]]),
		activeVisitors: null,
		events: [],
		unreadable: 0,
	};
}

const kinds = (entries: readonly HistoryEntry[]) => entries.map(({ kind }) => kind);
const cuts = (entries: readonly HistoryEntry[]) => entries.filter((entry) => entry.kind === 'cut');

describe('what is written down', () => {
	test('every frame is an entry of its own with the next number, copies on other channels included', async () => {
		const { recorder, order, seen, clock } = await createOpenWorld();
		order(1);
		order(1, OTHER);
		order(2);
		await clock.settle();
		expect(seen.map(({ seq }) => seq)).toEqual([1, 2, 3]);
		expect(recorder.head).toBe(3);
		expect(recorder.firstSeq).toBe(1);
		expect(await recorder.entriesAfter(1, 10)).toEqual(seen.slice(1));
		expect(await recorder.entriesAfter(0, 2)).toEqual(seen.slice(0, 2));
		expect(await recorder.entriesAfter(3, 10)).toEqual([]);
		expect(recorder.marksAfter(1)).toEqual(seen.slice(1).map(markOf));
	});

	test('an entry is visible only once it is on disk', async () => {
		const commits: (() => void)[] = [];
		const commit = () => new Promise<void>((resolve) => commits.push(resolve));
		const { recorder, order, seen, clock } = await createOpenWorld({
			journal: createMemoryJournal({ createdAt: START, commit }),
		});
		order(1);
		order(2);
		order(3);
		await clock.settle();
		expect({ head: recorder.head, created: recorder.state.created, seen: seen.length }).toEqual({
			head: 0,
			created: 0,
			seen: 0,
		});
		commits.shift()?.();
		await clock.settle();
		expect(recorder.head).toBe(1);
		commits.shift()?.();
		await clock.settle();
		expect(recorder.head).toBe(3);
		expect(recorder.state.created).toBe(3);
		expect(commits).toHaveLength(0);
	});

	test('heartbeats, answers of its own, and frames of channels it does not record are no entries', async () => {
		const { line, seen, clock, recorder } = await createOpenWorld();
		line.deliver(ORDERS, HEARTBEAT, { from: 'shop' });
		line.deliver(ORDERS, 'watchfloor.answered', ANSWER);
		line.deliver('private-user.1.orders', 'order.created', { order_id: 1 });
		await clock.settle();
		expect(seen).toEqual([]);
		expect(recorder.stats.messages).toMatchObject({ heartbeat: 1, answered: 1, unmapped: 0 });
	});

	test('what cannot be read and what nobody mapped is kept as well', async () => {
		const { line, seen, clock, recorder } = await createOpenWorld();
		line.deliver(ORDERS, 'order.created', 'nothing');
		line.deliver(ORDERS, 'odd.name', { a: 1 });
		await clock.settle();
		expect(seen).toMatchObject([{ message: { verdict: 'rejected' } }, { message: { verdict: 'unmapped' } }]);
		expect(recorder.state).toMatchObject({ rejected: 1, unmapped: 1, unread: [] });
	});

	test('an answer is kept before it is told to the screens', async () => {
		const told: unknown[] = [];
		const { recorder, seen } = await createOpenWorld({
			heartbeatEveryMs: null,
			publish: async (...event) => void told.push(event),
		});
		await recorder.keepAnswer(ANSWER);
		expect(seen).toMatchObject([{ seq: 1, kind: 'answer', answer: ANSWER }]);
		expect(told).toEqual([['watchfloor.answered', [ORDERS, OTHER], ANSWER]]);
	});

	test('a disk that does not take it is tried again, nothing is lost, and nobody is told before', async () => {
		let isFull = true;
		const commit = async () => {
			if (isFull) throw new Error('no space left');
		};
		const { recorder, order, clock, problems, seen } = await createOpenWorld({
			journal: createMemoryJournal({ createdAt: START, commit }),
		});
		order(1);
		order(2);
		await clock.advance(5_000);
		expect(recorder.head).toBe(0);
		expect(problems).toEqual(['The journal cannot be written: no space left']);
		expect(recorder.stats.writeProblem).toBe('no space left');
		isFull = false;
		await clock.advance(1_000);
		expect(seen.map(({ seq }) => seq)).toEqual([1, 2]);
	});

	test('an answer that the disk does not take is refused in time, and not told', async () => {
		let isFull = true;
		const told: unknown[] = [];
		const commit = async () => {
			if (isFull) throw new Error('no space left');
		};
		const { recorder, clock } = await createOpenWorld({
			heartbeatEveryMs: null,
			publish: async (...event) => void told.push(event),
			journal: createMemoryJournal({ createdAt: START, commit }),
		});
		const outcomes: string[] = [];
		const keep = () =>
			recorder.keepAnswer(ANSWER).then(
				() => outcomes.push('kept'),
				() => outcomes.push('refused'),
			);
		void keep();
		await clock.advance(ANSWER_KEPT_WITHIN_MS);
		expect(outcomes).toEqual(['refused']);
		// A disk that is known to be full is not waited for again.
		void keep();
		await clock.settle();
		expect(outcomes).toEqual(['refused', 'refused']);
		isFull = false;
		await clock.advance(2_000);
		expect(recorder.head).toBe(1);
		expect(told).toEqual([]);
	});

	test('long messages that wait for the disk do not fill the memory', async () => {
		const clock = createDrivenClock(START);
		const commit = async () => {
			throw new Error('no space left');
		};
		const writer = createWriter({
			journal: createMemoryJournal({ commit }),
			now: clock.now,
			after: clock.after,
			alive: () => ({ aliveAt: START, since: START }),
			onWritten: () => {},
			report: () => {},
		});
		const payload = 'x'.repeat(100_000);
		const unmapped = { channel: ORDERS, name: 'odd', receivedAt: START, payload, key: 'k' };
		const add = () => writer.add({ kind: 'message', message: { verdict: 'unmapped', unmapped } });
		add();
		await clock.settle();
		let taken = 0;
		while (add() !== null && taken < GATHERED_LIMIT) taken += 1;
		expect(taken * payload.length).toBeLessThanOrEqual(GATHERED_LENGTH_LIMIT);
		expect(taken * payload.length).toBeGreaterThan(GATHERED_LENGTH_LIMIT / 2);
	});

	test('what the state cannot take is passed over and said, now and when it is read back', async () => {
		const decode = createDecoder([orders, monitoring], { currency: 'EUR' });
		const options: Pick<RecorderOptions, 'decode'> = {
			decode: (frame) =>
				frame.name === 'poison'
					? ({
							verdict: 'accepted',
							event: { type: 'order.changed', key: 'k', channel: ORDERS },
							payload: null,
						} as never)
					: decode(frame),
		};
		const { line, order, clock, recorder, journal, problems } = await createOpenWorld(options);
		order(1);
		line.deliver(ORDERS, 'poison', null);
		order(2);
		await clock.advance(2_000);
		expect(recorder.head).toBe(3);
		expect(recorder.state.orders.fresh.size).toBe(2);
		expect(problems).toEqual(['Entry 2 could not be taken into the state: RangeError.']);
		const next = createWorld({ ...options, journal: journal.kill(), clock });
		await next.recorder.start();
		expect(next.recorder.head).toBe(3);
		expect(writeJson(next.recorder.state.orders)).toBe(writeJson(recorder.state.orders));
	});

	test('what no longer finds room while the disk takes nothing is told as a cut', async () => {
		let isFull = true;
		const commit = async () => {
			if (isFull) throw new Error('no space left');
		};
		const { recorder, line, clock, seen } = await createOpenWorld({
			journal: createMemoryJournal({ createdAt: START, commit }),
		});
		for (let index = 0; index < GATHERED_LIMIT + 10; index += 1) line.deliver(ORDERS, 'odd', null);
		await clock.advance(500);
		isFull = false;
		await clock.advance(2_000);
		expect(seen.at(-1)).toMatchObject({ kind: 'cut', from: START, why: 'nothing could be written down' });
		expect(recorder.head).toBeGreaterThanOrEqual(GATHERED_LIMIT);
		expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
	});

	test('marks reach back 5,000 entries at least, and say so when they do not', async () => {
		const { recorder, line, clock } = await createOpenWorld();
		for (let index = 0; index < 2 * MARKS_REMEMBERED + 100; index += 1)
			line.deliver(ORDERS, 'odd', { index });
		await clock.settle();
		const { head } = recorder;
		expect(recorder.marksAfter(head - MARKS_REMEMBERED)).toHaveLength(MARKS_REMEMBERED);
		expect(recorder.marksAfter(0)).toBeNull();
		expect(recorder.marksAfter(head)).toEqual([]);
	});
});

describe('what was not heard', () => {
	test('the first start is no cut, and listening begins with it', async () => {
		const world = createWorld();
		await world.recorder.start();
		expect(world.recorder.heardAt).toBeNull();
		await world.clock.advance(4_000);
		expect([world.recorder.hasBegun, world.recorder.cutSince]).toEqual([false, null]);
		world.line.open();
		await world.clock.settle();
		expect(world.seen).toEqual([]);
		expect(world.recorder.state).toMatchObject({ isWatching: true, since: START + 4_000, missing: null });
		expect([world.recorder.hasBegun, world.recorder.heardAt]).toEqual([true, START + 4_000]);
	});

	test('a lost line is a cut from when it was last heard until all is subscribed again', async () => {
		const { clock, line, order, seen, recorder } = await createOpenWorld();
		await clock.advance(20_000);
		order(1);
		await clock.advance(7_000);
		line.drop();
		expect(recorder.heardAt).toBeNull();
		await clock.advance(3_000);
		line.open({ [OTHER]: 'subscribing' });
		await clock.advance(2_000);
		expect(cuts(seen)).toEqual([]);
		line.open();
		await clock.settle();
		expect(cuts(seen)).toMatchObject([
			{ from: START + 20_000, until: START + 32_000, why: 'the line was lost (dropped: code 1006)' },
		]);
		expect(recorder.state.missing).toEqual({ from: START + 20_000, until: START + 32_000 });
		expect(recorder.stats.cuts).toBe(1);
	});

	test('the time a killed process was away is a cut from when it was last known to live', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.clock.advance(8_000);
		world.line.hear();
		await world.clock.advance(2_000);
		const killedAt = world.clock.now();
		const next = await restart(world);
		await world.clock.advance(30_000);
		next.line.open();
		await world.clock.settle();
		const [cut] = cuts(next.seen);
		expect(cut).toMatchObject({ seq: 2, until: killedAt + 30_000, why: 'the recorder was not running' });
		expect(killedAt - (cut?.from ?? 0)).toBeLessThanOrEqual(3_000);
		expect(next.recorder.epoch).toBe(world.recorder.epoch);
	});

	test('a process killed on a line that had died in silence counts from when that was last heard', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.clock.advance(14_000);
		const next = await restart(world);
		next.line.open();
		await world.clock.settle();
		expect(cuts(next.seen)).toMatchObject([{ from: START - 1_000, until: START + 14_000 }]);
	});

	test('a cut never ends before it begins, also where the clock was set back meanwhile', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.clock.advance(5_000);
		world.clock.jump(-3_600_000);
		const next = await restart(world);
		next.line.open({ [OTHER]: 'refused' });
		await world.clock.advance(10_000);
		world.clock.jump(-3_600_000);
		next.line.open();
		await world.clock.settle();
		const found = cuts(next.seen);
		expect(found.length).toBeGreaterThan(1);
		expect(found.filter((cut) => cut.kind === 'cut' && cut.from > cut.until)).toEqual([]);
	});

	test('a process killed while its line was down counts from when that was lost', async () => {
		const world = await createOpenWorld();
		await world.clock.advance(10_000);
		world.order(1);
		world.line.drop();
		await world.clock.advance(60_000);
		const next = await restart(world);
		next.line.open();
		await world.clock.settle();
		expect(cuts(next.seen)).toMatchObject([{ from: START + 9_000, until: START + 70_000 }]);
	});

	test('a refused channel is a cut that names it, told again while it lasts, and ended by its return', async () => {
		const { clock, line, seen, recorder } = createWorld();
		await recorder.start();
		line.open({ [OTHER]: 'refused' });
		await clock.settle();
		const why = `${OTHER} was refused`;
		expect(cuts(seen)).toMatchObject([{ from: START, until: START, why }]);
		expect(recorder.stats.missingChannels).toEqual([OTHER]);
		expect(recorder.heardAt).not.toBeNull();
		await clock.advance(70_000);
		line.open();
		await clock.settle();
		expect(cuts(seen).slice(1)).toMatchObject([
			{ from: START, until: START + 60_000, why },
			{ from: START + 60_000, until: START + 70_000, why },
		]);
		expect(recorder.stats.missingChannels).toEqual([]);
	});

	test('a channel that is never answered does not hold up the others', async () => {
		const { clock, line, seen, recorder } = createWorld();
		await recorder.start();
		line.open({ [OTHER]: 'subscribing' });
		await clock.advance(11_000);
		expect(seen).toEqual([]);
		await clock.advance(1_000);
		expect(cuts(seen)).toMatchObject([{ why: `${OTHER} was not answered` }]);
		expect([recorder.heardAt, recorder.cutSince]).toEqual([START + 12_000, START + 12_000]);
	});

	test('a line on which no channel can be had is down, and somebody is told once', async () => {
		const { clock, line, recorder, problems } = createWorld();
		await recorder.start();
		line.open({ [ORDERS]: 'refused', [OTHER]: 'refused' });
		line.open({ [ORDERS]: 'refused', [OTHER]: 'refused' });
		await clock.settle();
		expect(recorder.heardAt).toBeNull();
		expect(problems).toEqual([
			`The broadcaster refuses every channel: ${ORDERS} was refused, ${OTHER} was refused.`,
		]);
	});

	test('presence and encrypted channels are not recorded', () => {
		const channels = [ORDERS, 'presence-admin-presence', 'private-encrypted-a'];
		expect(createWorld({ channels }).recorder.channels).toEqual([ORDERS]);
	});
});

describe('proof of its own way of delivery', () => {
	test('a line that delivers no heartbeat is taken anew, and the silence is a cut', async () => {
		let isDeaf = false;
		const world = createWorld({
			publish: async (name, channels, data) => {
				if (!isDeaf) for (const channel of channels) world.line.deliver(channel, name, data);
			},
		});
		const { clock, line, seen, recorder } = world;
		await recorder.start();
		line.open();
		await clock.advance(60_000);
		expect(recorder.stats.heartbeats).toEqual({ sent: 6, returned: 6 });
		expect([recorder.beatAt, recorder.cutSince]).toEqual([START + 60_000, null]);
		isDeaf = true;
		await clock.advance(32_000);
		expect(line.reconnects).toBe(0);
		await clock.advance(1_000);
		expect(line.reconnects).toBe(1);
		expect([recorder.beatAt, recorder.cutSince]).toEqual([START + 60_000, START + 60_000]);
		isDeaf = false;
		line.open();
		await clock.settle();
		expect(cuts(seen)).toMatchObject([
			{ from: START + 60_000, until: START + 93_000, why: 'no heartbeat came back' },
		]);
	});

	test('anything else that arrives is proof enough', async () => {
		const { clock, line, order } = await createOpenWorld({ publish: async () => {} });
		for (let index = 0; index < 12; index += 1) {
			order(index);
			await clock.advance(10_000);
		}
		expect(line.reconnects).toBe(0);
	});

	test('a heartbeat that could not be sent proves nothing, and is said once', async () => {
		const { clock, line, problems } = await createOpenWorld({
			publish: async () => {
				throw new Error('nobody there');
			},
		});
		await clock.advance(120_000);
		expect(line.reconnects).toBe(0);
		expect(problems).toEqual(['No heartbeat could be sent: nobody there']);
	});

	test('a shop whose heartbeats never come back is not reconnected every half minute for ever', async () => {
		const { clock, line } = await createOpenWorld({ publish: async () => {} });
		for (let minute = 0; minute < 60; minute += 1) {
			await clock.advance(60_000);
			if (line.status.socket !== 'connected') line.open();
		}
		expect(line.reconnects).toBeGreaterThan(2);
		expect(line.reconnects).toBeLessThan(12);
	});
});

describe('the shop’s own totals', () => {
	test('go under whatever came since they were asked for, now and when it is read back', async () => {
		let answer: (snapshot: Snapshot) => void = () => {};
		const fetchSnapshot = () => new Promise<Snapshot>((resolve) => (answer = resolve));
		const world = await createOpenWorld({ fetchSnapshot, channels: [ORDERS, OTHER] });
		const { order, clock, recorder, line } = world;
		answer(createSnapshot(clock.now(), 100));
		await clock.settle();
		order(1);
		order(2);
		await clock.settle();
		line.drop();
		await clock.advance(2_000);
		order(3);
		line.open();
		await clock.settle();
		order(4);
		order(5);
		answer(createSnapshot(clock.now(), 200));
		order(6);
		await clock.settle();
		order(7);
		await clock.settle();
		const [seeded, run] = ['seed', 'message message message cut message message message'];
		expect(kinds(world.seen).join(' ')).toBe(`${seeded} ${run} ${seeded} message`);
		expect(world.seen.flatMap((entry) => (entry.kind === 'seed' ? [entry.asked] : []))).toEqual([0, 5]);
		expect(selectOrdersToday(recorder.state.figures)).toBe(204);
		expect(recorder.state.figures.total).toBe(204);
		const next = await restart(world);
		expect(writeJson(next.recorder.state)).toBe(writeJson(recorder.state));
	});

	test('are asked for at most once a minute when the shop says that it has news', async () => {
		let asked = 0;
		const fetchSnapshot = async () => {
			asked += 1;
			return createSnapshot(START, 1);
		};
		const { line, clock } = await createOpenWorld({ fetchSnapshot, channels: [GENERAL] });
		expect(asked).toBe(1);
		const news = () => line.deliver(GENERAL, 'dashboard.updated', []);
		for (let second = 0; second < 50; second += 1) {
			news();
			await clock.advance(1_000);
		}
		expect(asked).toBe(1);
		await clock.advance(10_000);
		expect(asked).toBe(2);
		await clock.advance(300_000);
		expect(asked).toBe(2);
	});

	test('that cannot be had are asked for again, and one sentence says why', async () => {
		const { problems, clock, recorder } = await createOpenWorld({ fetchSnapshot: async () => 'status 500' });
		await clock.advance(200_000);
		expect(problems).toEqual(["The shop's own totals cannot be had: status 500"]);
		expect(recorder.head).toBe(0);
	});

	test('that never come hold nothing back', async () => {
		const { order, clock, recorder } = await createOpenWorld({ fetchSnapshot: () => new Promise(() => {}) });
		order(1);
		await clock.advance(16_000);
		expect(recorder.state.created).toBe(1);
	});
});

describe('a start on what was left', () => {
	test('knows the same after a kill at any moment, and goes on with the next number', async () => {
		const world = await createOpenWorld();
		for (let index = 1; index <= 40; index += 1) {
			world.order(index, index % 3 === 0 ? OTHER : ORDERS);
			if (index % 7 === 0) await world.clock.advance(1_000);
		}
		await world.recorder.keepAnswer(ANSWER);
		const { state, head } = world.recorder;
		const next = await restart(world);
		expect(next.recorder.head).toBe(head);
		expect(writeJson(next.recorder.state)).toBe(writeJson(state));
		next.line.open();
		next.order(99);
		await world.clock.settle();
		expect(next.seen.map(({ seq }) => seq)).toEqual([head + 1, head + 2]);
		expect(next.recorder.marksAfter(head - 2)).toHaveLength(4);
	});

	test('what was not on disk yet was never seen by anybody, and its number is given anew', async () => {
		let isStuck = false;
		const commit = () => (isStuck ? new Promise<void>(() => {}) : Promise.resolve());
		const world = await createOpenWorld({ journal: createMemoryJournal({ createdAt: START, commit }) });
		world.order(1);
		await world.clock.settle();
		isStuck = true;
		world.order(2);
		await world.clock.settle();
		isStuck = false;
		const next = await restart(world);
		expect(world.seen).toHaveLength(1);
		expect(next.recorder.head).toBe(1);
	});

	test('turns the day as the running one did', async () => {
		const clock = createDrivenClock(Date.parse('2026-01-24T22:59:50Z'));
		const world = await createOpenWorld({ clock });
		world.order(1);
		await clock.advance(20_000);
		expect(selectOrdersToday(world.recorder.state.figures)).toBe(0);
		world.order(2);
		await clock.advance(2_000);
		const { state } = world.recorder;
		expect(state.day.name).toBe('2026-01-25');
		expect(selectOrdersToday(state.figures)).toBe(1);
		const next = await restart(world);
		expect(writeJson(next.recorder.state)).toBe(writeJson(state));
	});

	test('knows that its day is over when it ran past midnight without it', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.clock.settle();
		world.clock.jump(86_400_000);
		expect((await restart(world)).recorder.state.day.name).toBe('2026-01-25');
	});

	test('goes back with a clock that was wrong by days, as the running one did', async () => {
		const world = await createOpenWorld();
		const { clock, order } = world;
		clock.jump(3 * 86_400_000);
		order(1);
		await clock.advance(1_000);
		clock.jump(-3 * 86_400_000);
		await clock.advance(1_000);
		order(2);
		await clock.settle();
		const { state } = world.recorder;
		expect(selectOrdersToday(state.figures)).toBe(1);
		expect(writeJson((await restart(world)).recorder.state)).toBe(writeJson(state));
	});

	test('reads back only what came after the checkpoint, which ends with an orderly stop', async () => {
		const world = await createOpenWorld();
		for (let index = 1; index <= 20; index += 1) world.order(index);
		await world.recorder.stop();
		const { state } = world.recorder;
		const checkpoint = await world.journal.readCheckpoint();
		expect(checkpoint?.seq).toBe(20);
		const journal = world.journal.kill();
		const reads: number[] = [];
		const watched = {
			...journal,
			read: async (after: number, limit: number) => (reads.push(after), journal.read(after, limit)),
		};
		Object.defineProperties(watched, {
			head: { get: () => journal.head },
			firstSeq: { get: () => journal.firstSeq },
		});
		const next = createWorld({ journal: watched, clock: world.clock });
		await next.recorder.start();
		expect(writeJson(next.recorder.state)).toBe(writeJson(state));
		expect(reads).toEqual([0]);
	});

	test('writes no checkpoint between a question for totals and their arrival', async () => {
		let answer: (snapshot: Snapshot) => void = () => {};
		const fetchSnapshot = () => new Promise<Snapshot>((resolve) => (answer = resolve));
		const world = await createOpenWorld({ fetchSnapshot });
		const { clock, journal, recorder } = world;
		for (let id = 1; id <= CHECKPOINT_ENTRIES + 10; id += 1) world.order(id);
		await clock.settle();
		expect(await journal.readCheckpoint()).toBeNull();
		answer(createSnapshot(clock.now(), 100));
		await clock.settle();
		expect((await journal.readCheckpoint())?.seq).toBe(recorder.head);
		expect(writeJson((await restart(world)).recorder.state)).toBe(writeJson(recorder.state));
	}, 30_000);

	test('forgets nothing on the word of a clock that was ahead for a moment', async () => {
		const { clock, line, order, journal } = await createOpenWorld();
		const tidied = async (ms: number) => {
			for (let second = 0; second < ms / 1_000; second += 60) {
				line.hear();
				await clock.advance(60_000);
			}
		};
		order(1);
		await tidied(CHECKPOINT_EVERY_MS);
		clock.jump(400 * 86_400_000);
		await tidied(CHECKPOINT_EVERY_MS);
		expect(journal.firstSeq).toBe(1);
		clock.jump(-400 * 86_400_000);
		await tidied(CHECKPOINT_EVERY_MS);
		expect(journal.firstSeq).toBe(1);
		clock.jump(8 * 86_400_000);
		await tidied(2 * CHECKPOINT_EVERY_MS);
		expect(journal.firstSeq).toBe(2);
	});

	test('counts all again where the day is another one’s now', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.recorder.stop();
		const rules = { ...RULES, groups: { ...RULES.groups, pending: [], confirmed: ['pending' as const] } };
		const next = createWorld({ journal: world.journal.kill(), clock: world.clock, rules });
		await next.recorder.start();
		expect(next.recorder.state.figures).toMatchObject({ pending: 0, confirmed: 1 });
	});

	test('a recorder that ends leaves the journal whole, and answers nobody after that', async () => {
		const world = await createOpenWorld();
		world.order(1);
		await world.recorder.stop();
		await expect(world.recorder.keepAnswer(ANSWER)).rejects.toThrow('cannot be written');
		expect(world.journal.kill().head).toBe(1);
	});
});
