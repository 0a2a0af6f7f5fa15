import { describe, expect, test } from 'vitest';
import type { RecorderAnswer } from '../connection/recorder-client.ts';
import type { ConnectionStatus, Frame } from '../connection/connection.ts';
import { createDecoder } from '../contract/decode.ts';
import type { ShopMessage, Topic } from '../contract/events.ts';
import { presets } from '../contract/sources/index.ts';
import { reduce } from '../domain/dashboard.ts';
import { createDashboard, type DashboardState } from '../domain/dashboard-state.ts';
import { DEFAULT_STATUS_GROUPS } from '../domain/figures.ts';
import { FORMAT, markOf, type EventsAnswer, type HeadAnswer, type HistoryEntry } from '../domain/history.ts';
import { writeJson } from '../domain/json.ts';
import { toInput } from '../domain/rebase.ts';
import { GRACE_MS, HEAD_EVERY_MS, SOON_MS } from '../domain/resume.ts';
import { share } from '../domain/shared-state.ts';
import { CatchUp, UNCONFIRMED_LIMIT } from './catch-up.svelte.ts';
import { Dashboard } from './dashboard.svelte.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const RULES = { zone: 'UTC', groups: DEFAULT_STATUS_GROUPS };
const ORDERS = 'private-admin.orders';
const OTHER = 'private-admin-payments';
/** Carries everything, orders too. */
const GENERAL = 'private-admin-monitoring';
const decode = createDecoder([presets.orders], { currency: 'MYR' });

function frameOf(id: number, receivedAt: number): Frame {
	const payload = {
		order_id: id,
		status: 'pending',
		total: '1.00',
		updated_at: new Date(NOON).toISOString(),
	};
	return { channel: ORDERS, name: 'order.created', payload, receivedAt };
}

/** A page whose clock, line and recorder the test holds in its hands. */
function createWorld() {
	let now = NOON;
	let timers: { at: number; run: () => void }[] = [];
	let onStatus: (status: ConnectionStatus) => void = () => {};
	let onFrame: (frame: Frame) => void = () => {};
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: now,
		socketId: null,
		heardAt: null,
		roundTripMs: null,
		channels: [],
		watched: [],
	};
	/** The recorder: what it wrote down, and who has asked. */
	let entries: HistoryEntry[] = [];
	let epoch = 'a';
	let since = NOON - 120_000;
	let heardAt: number | null = NOON;
	let cutSince: number | null = null;
	let beatAt: number | null = null;
	let topics = new Set<Topic>(['orders']);
	const asked: { question: string; resolve: (answer: RecorderAnswer) => void }[] = [];
	let forgotten = 0;
	let reconnects = 0;

	const after = (delayMs: number, run: () => void) => {
		const timer = { at: now + delayMs, run };
		timers.push(timer);
		return () => (timers = timers.filter((each) => each !== timer));
	};
	const clock = {
		now: () => now,
		agree: () => false,
		after,
		onFrame: (run: () => void) => after(16, run),
		onSecond,
	};
	function onSecond(listener: (now: number) => void) {
		let cancel = () => {};
		const tick = () => {
			cancel = after(1_000, tick);
			listener(now);
		};
		tick();
		return () => cancel();
	}
	const connection = {
		get status() {
			return status;
		},
		onFrame: (listener: typeof onFrame) => {
			onFrame = listener;
			return () => {};
		},
		onStatus: (listener: typeof onStatus) => {
			onStatus = listener;
			return () => {};
		},
		onPresence: () => () => {},
		onWhisper: () => () => {},
		whisper: () => false,
		watch: () => {},
		start: () => () => {},
		reconnect: () => void (reconnects += 1),
		retryChannels: () => {},
	};
	const question = (name: string) => () =>
		new Promise<RecorderAnswer>((resolve) => void asked.push({ question: name, resolve }));
	const dashboard = new Dashboard({
		connection,
		decode,
		readMember: () => null,
		topics: new Map([['orders' as const, { carriers: [ORDERS, GENERAL], own: [[ORDERS]] }]]),
		shown: new Set<Topic>(['orders']),
		knownNames: [],
		clock,
		rules: RULES,
		catchUp: () => catchUp.state,
		expectsHeartbeat: () => catchUp.isBeating,
	});
	let wake = () => {};
	const catchUp: CatchUp = new CatchUp(dashboard, {
		recorder: {
			snapshot: question('snapshot'),
			events: question('events'),
			head: question('head'),
			answer: question('answer'),
			forget: () => void (forgotten += 1),
		},
		clock,
		rules: RULES,
		random: () => 0.5,
		isHidden: () => false,
		onWake: (listener) => {
			wake = listener;
			return () => {};
		},
		onDeaf: () => void (reconnects += 1),
	});
	dashboard.start();
	catchUp.start();

	const recorderState = (): DashboardState => {
		const begun = { ...createDashboard(since, RULES), isWatching: true };
		return reduce(
			begun,
			entries.flatMap((entry) => (entry.kind === 'message' ? toInput(entry.message) : [])),
			RULES,
		);
	};
	const head = () => entries.at(-1)?.seq ?? 0;
	let cursor = 0;
	const bodies: Record<string, () => object> = {
		snapshot: () => ({
			seq: head(),
			state: share(recorderState(), topics),
			entries: [],
			head: head(),
			channels: status.channels.filter(({ state }) => state !== 'refused').map(({ channel }) => channel),
		}),
		events: (): Partial<EventsAnswer> => ({ incomplete: null, entries: entries.slice(cursor), head: head() }),
		head: (): Partial<HeadAnswer> => ({
			seq: head(),
			marks: entries.slice(cursor).map(markOf),
			figures: recorderState().figures,
			heardAt,
			cutSince,
			beatAt,
		}),
	};
	const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

	return {
		dashboard,
		catchUp,
		get asked() {
			return asked.map(({ question: name }) => name);
		},
		get forgotten() {
			return forgotten;
		},
		get reconnects() {
			return reconnects;
		},
		get orders() {
			return dashboard.settle().figures.total;
		},
		wake: () => wake(),
		say(change: Partial<ConnectionStatus>) {
			status = { ...status, since: now, ...change };
			onStatus(status);
		},
		/** The line stands with these channels. */
		open(
			socketId: string,
			states: Record<string, 'subscribing' | 'subscribed' | 'refused'> = { [ORDERS]: 'subscribed' },
		) {
			const channels = Object.entries(states).map(([channel, state]) => ({
				channel,
				state,
				reason: null,
				since: now,
			}));
			this.say({ socket: 'connected', socketId, channels });
		},
		drop() {
			this.say({ socket: 'lost', socketId: null });
		},
		deliver: (id: number) => onFrame(frameOf(id, now)),
		/** The recorder writes it down. */
		write(...ids: number[]) {
			for (const id of ids) {
				const message = decode(frameOf(id, now)) as ShopMessage;
				entries.push({ seq: head() + 1, at: now, kind: 'message', message });
			}
		},
		writeCut(from: number, until: number) {
			entries.push({ seq: head() + 1, at: now, kind: 'cut', from, until, why: null });
		},
		beginAnew() {
			entries = [];
			epoch = 'b';
			since = now;
		},
		hear(at: number) {
			heardAt = at;
			cutSince = null;
		},
		hearNothing(since: number) {
			heardAt = null;
			cutSince = since;
		},
		beat: () => (beatAt = now),
		tell: (told: readonly Topic[]) => (topics = new Set(told)),
		/** Answers the question that is open, as things stand, with something else where that is told. */
		async answer(change: object = {}) {
			const open = asked.splice(0);
			if (open.length !== 1) throw new Error(`${open.length} questions are open`);
			const [{ question: name, resolve }] = open as [(typeof open)[number]];
			const body = { format: FORMAT, now, epoch, ...bodies[name]?.(), ...change };
			resolve({ ok: true, body: JSON.parse(writeJson(body)), tookMs: 1 });
			await settle();
			return name;
		},
		async fail() {
			asked.splice(0)[0]?.resolve({ ok: false, why: 'the recorder does not answer' });
			await settle();
		},
		take: () => asked.splice(0)[0]!,
		/** From here on the screen is asked for what is after these. */
		stand: () => (cursor = entries.length),
		async pass(ms: number) {
			const until = now + ms;
			for (;;) {
				const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
				if (due === undefined) break;
				timers = timers.filter((each) => each !== due);
				now = Math.max(now, due.at);
				due.run();
				await settle();
			}
			now = until;
		},
		/** A page that has caught up with what is written. */
		async begin() {
			this.open('1');
			await this.pass(0);
			await this.answer();
			this.stand();
			await this.pass(SOON_MS);
			await this.answer();
		},
	};
}

describe('catching up', () => {
	test('waits for the channels before it asks', async () => {
		const world = createWorld();
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'subscribing' });
		await world.pass(3_000);
		expect(world.asked).toEqual([]);
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'subscribed' });
		await world.pass(0);
		expect(world.asked).toEqual(['snapshot']);
	});

	test('keeps what arrives while the answer is under way', async () => {
		const world = createWorld();
		world.write(1);
		world.open('1');
		await world.pass(0);
		const { resolve } = world.take();
		world.deliver(1);
		world.deliver(2);
		const state = share(reduce(createDashboard(NOON - 9, RULES), [], RULES), new Set<Topic>(['orders']));
		const body = {
			format: FORMAT,
			now: NOON,
			epoch: 'a',
			seq: 0,
			state,
			entries: [],
			head: 0,
			channels: [ORDERS],
		};
		resolve({ ok: true, body: JSON.parse(writeJson(body)), tookMs: 1 });
		await world.pass(0);
		expect(world.orders).toBe(2);
	});

	test('counts what is in the answer and on the line once', async () => {
		const world = createWorld();
		world.open('1');
		await world.pass(0);
		world.write(1, 2);
		world.deliver(1);
		await world.answer();
		world.deliver(2);
		expect(world.orders).toBe(2);
	});

	test('gets after a cut line what came meanwhile, and says how much', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		world.write(1, 2);
		await world.pass(1_000);
		world.open('2');
		await world.pass(0);
		expect(await world.answer()).toBe('events');
		expect(world.orders).toBe(2);
		expect(world.dashboard.feed.find(({ kind }) => kind === 'gap')).toMatchObject({ recovered: 2 });
		expect(world.dashboard.state).toMatchObject({ missing: null, created: 0 });
	});

	test('drops the answer to a question of an older socket', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		world.open('2');
		await world.pass(0);
		const old = world.take();
		world.drop();
		world.open('3');
		await world.pass(0);
		const late: Partial<EventsAnswer> = { entries: [], head: 99, incomplete: null };
		old.resolve({ ok: true, body: { format: FORMAT, now: NOON, epoch: 'a', ...late }, tookMs: 1 });
		await world.pass(0);
		expect(world.catchUp.state).toBe('syncing');
		world.write(7);
		await world.answer();
		expect(world.orders).toBe(1);
	});

	test('begins again on a line that was only doubted', async () => {
		const world = createWorld();
		await world.begin();
		world.say({ socket: 'lost' });
		world.open('1');
		await world.pass(0);
		await world.answer();
		expect(world.catchUp.state).toBe('done');
	});

	test('asks the recorder in the place of a line', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		world.write(1);
		await world.pass(6_000);
		await world.answer();
		expect(world.orders).toBe(1);
		expect(world.dashboard.state.polledAt).not.toBeNull();
	});

	test('takes the whole state where the entries cannot be had', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		world.write(1, 2, 3);
		world.open('2');
		await world.pass(0);
		await world.answer({ incomplete: 'retention', entries: [] });
		await world.pass(0);
		expect(await world.answer()).toBe('snapshot');
		expect(world.orders).toBe(3);
	});

	test('forgets the older half of what it kept once it is too much, and asks for everything', async () => {
		const world = createWorld();
		await world.begin();
		for (let id = 1; id <= UNCONFIRMED_LIMIT; id += 1) world.deliver(id);
		await world.pass(0);
		expect(world.asked).not.toContain('snapshot');
		world.take();
		world.deliver(UNCONFIRMED_LIMIT + 1);
		await world.pass(0);
		expect(world.asked).toEqual(['snapshot']);
		for (let id = 1; id <= 5; id += 1) world.write(id);
		await world.answer();
		// The newer half the recorder may not have yet; of the older it is the one to say.
		expect(world.orders).toBe(5 + UNCONFIRMED_LIMIT / 2);
	});

	test('asks for all of it again when a channel that was refused is open', async () => {
		const world = createWorld();
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'refused' });
		await world.pass(0);
		await world.answer();
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'subscribed' });
		await world.pass(0);
		expect([world.forgotten, world.asked]).toEqual([1, ['snapshot']]);
	});

	test('opens a new session on a new socket where the old one lacks a channel, once', async () => {
		const world = createWorld();
		const both = { [ORDERS]: 'subscribed', [OTHER]: 'subscribed' } as const;
		world.open('1', both);
		await world.pass(0);
		await world.answer({ channels: [ORDERS] });
		await world.pass(0);
		expect([world.forgotten, world.asked]).toEqual([1, ['snapshot']]);
		await world.answer({ channels: [ORDERS] });
		await world.pass(0);
		expect([world.forgotten, world.asked]).toEqual([1, []]);
	});
});

describe('the head check', () => {
	test('finds what was lost on a line that stands', async () => {
		const world = createWorld();
		await world.begin();
		world.write(1);
		await world.pass(HEAD_EVERY_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		expect(await world.answer()).toBe('events');
		expect(world.orders).toBe(1);
	});

	test('fetches nothing for a key that only overtook its message', async () => {
		const world = createWorld();
		await world.begin();
		world.write(1);
		await world.pass(HEAD_EVERY_MS);
		await world.answer();
		world.deliver(1);
		// Another one is on its way by then: that is the next check's matter.
		world.write(2);
		await world.pass(GRACE_MS + SOON_MS);
		expect([world.asked, world.orders]).toEqual([[], 1]);
		world.stand();
		world.deliver(2);
		await world.pass(HEAD_EVERY_MS);
		expect([await world.answer(), world.orders]).toEqual(['head', 2]);
	});

	test('puts figures right that differ, and says so', async () => {
		const world = createWorld();
		await world.begin();
		await world.pass(HEAD_EVERY_MS);
		const figures = { ...world.dashboard.figures, total: 5 };
		await world.answer({ figures });
		await world.pass(0);
		world.write(1, 2);
		expect(await world.answer()).toBe('snapshot');
		expect(world.orders).toBe(2);
		expect(JSON.stringify(world.dashboard.state.inspector)).toContain('total 0, the recorder 5');
	});

	test('takes a line anew that delivers nothing', async () => {
		const world = createWorld();
		await world.begin();
		for (const id of [1, 2]) {
			world.write(id);
			await world.pass(HEAD_EVERY_MS);
			await world.answer();
			await world.pass(GRACE_MS);
			if (id === 2) break;
			await world.answer();
			world.stand();
			await world.pass(SOON_MS);
			await world.answer();
		}
		expect(world.reconnects).toBe(1);
	});
});

describe('a line that delivers nothing from its first moment on', () => {
	test('is noticed where the recorder’s heartbeats come back to it', async () => {
		const world = createWorld();
		world.beat();
		await world.begin();
		world.deliver(1);
		world.write(1);
		for (let seconds = 0; seconds < 60 && world.reconnects === 0; seconds += 1) {
			await world.pass(1_000);
			if (world.asked.length > 0) await world.answer();
		}
		expect(world.dashboard.freshness.state).toBe('silent');
		expect(world.reconnects).toBe(1);
	});

	test('is quiet for all that is known where nobody sends heartbeats', async () => {
		const world = createWorld();
		await world.begin();
		world.deliver(1);
		world.write(1);
		for (let seconds = 0; seconds < 60; seconds += 1) {
			await world.pass(1_000);
			if (world.asked.length > 0) await world.answer();
		}
		expect([world.dashboard.freshness.state, world.reconnects]).toEqual(['live', 0]);
	});
});

describe('what nobody knows', () => {
	test('marks the totals where the recorder was cut off as well', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		await world.pass(4_000);
		const until = NOON + SOON_MS + 3_000;
		world.writeCut(NOON + SOON_MS + 1_000, until);
		world.open('2');
		await world.pass(0);
		await world.answer();
		expect(world.dashboard.state.missing).toMatchObject({ until });
		expect(world.dashboard.feed.find(({ kind }) => kind === 'gap')).toMatchObject({ recovered: null });
	});

	test('marks them also when the recorder tells of it later, and goes on marking them', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		await world.pass(4_000);
		world.open('2');
		await world.pass(0);
		await world.answer();
		expect(world.dashboard.state.missing).toBeNull();
		world.writeCut(NOON + SOON_MS + 1_000, NOON + SOON_MS + 9_000);
		await world.pass(SOON_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.answer();
		expect(world.dashboard.state.missing).not.toBeNull();
		world.stand();
		world.drop();
		world.open('3');
		await world.pass(0);
		await world.answer();
		expect(world.dashboard.state.missing).not.toBeNull();
	});

	test('marks them while the recorder hears nothing, and then as far as it tells', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		await world.pass(4_000);
		world.open('2');
		await world.pass(0);
		await world.answer();
		world.hearNothing(NOON + 3_000);
		await world.pass(SOON_MS);
		await world.answer();
		expect(world.dashboard.state.missing).not.toBeNull();
		world.hear(NOON + 60_000);
		world.writeCut(NOON + 3_000, NOON + 4_000);
		await world.pass(HEAD_EVERY_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.answer();
		expect(world.dashboard.state.missing).toEqual({ from: NOON + 3_000, until: NOON + 4_000 });
	});

	test('marks them from the first look on where the recorder hears nothing since before this screen was opened', async () => {
		const world = createWorld();
		world.hearNothing(NOON - 60_000);
		await world.begin();
		expect(world.dashboard.state.missing).toMatchObject({ from: NOON - 60_000 });
		world.hear(NOON + 60_000);
		await world.pass(HEAD_EVERY_MS);
		world.writeCut(NOON - 60_000, NOON + 50_000);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.answer();
		expect(world.dashboard.state.missing).toMatchObject({ from: NOON - 60_000 });
	});

	test('goes on marking them when the journal is lost before it told how long the recorder heard nothing', async () => {
		const world = createWorld();
		world.hearNothing(NOON - 60_000);
		await world.begin();
		world.hear(NOON + SOON_MS);
		world.writeCut(NOON - 60_000, NOON + SOON_MS);
		await world.pass(HEAD_EVERY_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.fail();
		world.beginAnew();
		world.stand();
		await world.pass(SOON_MS);
		expect(await world.answer({ incomplete: 'epoch', entries: [] })).toBe('events');
		await world.pass(0);
		expect(await world.answer()).toBe('snapshot');
		await world.pass(0);
		await world.answer();
		expect(world.dashboard.state.missing).toMatchObject({ from: NOON - 60_000 });
	});

	test('marks them where this screen was let onto no channel of orders meanwhile', async () => {
		const world = createWorld();
		await world.begin();
		world.drop();
		world.open('2', { [ORDERS]: 'refused', [OTHER]: 'subscribed' });
		await world.pass(9_000);
		world.writeCut(NOON + SOON_MS + 4_000, NOON + SOON_MS + 6_000);
		world.take();
		world.open('2', { [ORDERS]: 'subscribed', [OTHER]: 'subscribed' });
		await world.pass(0);
		await world.answer();
		await world.pass(SOON_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.answer();
		expect(world.dashboard.state.missing).not.toBeNull();
	});

	test('marks them where a channel that may carry orders too was refused here meanwhile', async () => {
		const world = createWorld();
		world.open('1', { [ORDERS]: 'subscribed', [GENERAL]: 'refused' });
		await world.pass(0);
		await world.answer();
		world.stand();
		expect(world.dashboard.state.missing).toBeNull();
		world.writeCut(NOON + 500, NOON + 1_500);
		await world.pass(SOON_MS);
		await world.answer();
		await world.pass(GRACE_MS);
		await world.answer();
		expect(world.dashboard.state.missing).toEqual({ from: NOON + 500, until: NOON + 1_500 });
	});

	test('does not mark them for a cut that this screen heard through', async () => {
		const world = createWorld();
		await world.begin();
		world.writeCut(NOON + SOON_MS + 3_000, NOON + SOON_MS + 5_000);
		await world.pass(9_000);
		world.deliver(1);
		world.drop();
		await world.pass(1_000);
		world.open('2');
		await world.pass(0);
		await world.answer();
		expect([world.orders, world.dashboard.state.missing]).toEqual([1, null]);
	});

	test('keeps its own figures over a journal that was begun anew, and marks them if it was away', async () => {
		const world = createWorld();
		world.write(1);
		await world.begin();
		world.drop();
		await world.pass(4_000);
		world.beginAnew();
		world.stand();
		world.write(2);
		world.open('2');
		await world.pass(0);
		await world.answer({ incomplete: 'epoch', entries: [] });
		await world.pass(0);
		expect(await world.answer()).toBe('snapshot');
		await world.pass(0);
		expect(await world.answer({ entries: [] })).toBe('events');
		expect(world.orders).toBe(1);
		expect(world.dashboard.state.missing).not.toBeNull();
	});

	test('marks what only this screen had heard when the recorder’s own state takes its place', async () => {
		const world = createWorld();
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'refused' });
		await world.pass(0);
		await world.answer();
		await world.pass(6_000);
		world.hearNothing(NOON + 5_000);
		world.deliver(1);
		for (let seconds = 0; seconds < 90; seconds += 1) {
			await world.pass(1_000);
			if (world.asked.length > 0) await world.answer();
		}
		expect([world.orders, world.dashboard.state.missing]).toEqual([1, null]);
		world.open('1', { [ORDERS]: 'subscribed', [OTHER]: 'subscribed' });
		await world.pass(0);
		expect(await world.answer()).toBe('snapshot');
		await world.pass(SOON_MS);
		await world.answer();
		expect(world.orders).toBe(0);
		expect(world.dashboard.state.missing).toEqual({ from: NOON + 6_000, until: NOON + 6_000 });
	});

	test('goes on counting from its own beginning where the recorder began later', async () => {
		const world = createWorld();
		world.open('1');
		world.deliver(1);
		await world.pass(5_000);
		world.beginAnew();
		world.stand();
		world.write(2);
		await world.answer();
		await world.pass(0);
		expect(await world.answer()).toBe('events');
		expect(world.orders).toBe(2);
		expect(world.dashboard.state).toMatchObject({ since: NOON, missing: null });
	});

	test('marks what a reader was not told while the journal went on', async () => {
		const world = createWorld();
		await world.begin();
		world.tell([]);
		world.drop();
		world.write(1);
		world.open('2');
		await world.pass(0);
		await world.answer({ incomplete: 'retention', entries: [] });
		await world.pass(0);
		await world.answer();
		expect(world.orders).toBe(0);
		expect(world.dashboard.state.missing).not.toBeNull();
	});
});
