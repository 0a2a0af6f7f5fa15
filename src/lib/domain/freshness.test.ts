import { describe, expect, test } from 'vitest';
import type { Topic } from '../contract/events.ts';
import {
	QUIET_AFTER_MS,
	selectFreshness,
	SILENT_AFTER_MS,
	type Beat,
	type LineFacts,
	type Proof,
} from './freshness.ts';
import { selectTopic, type TopicProof } from './topic.ts';

describe('freshness', () => {
	const line = (change: Partial<LineFacts>): LineFacts => ({
		socket: 'connected',
		since: 0,
		channels: [{ state: 'subscribed' }],
		...change,
	});

	test.each([
		['not connected yet', line({ socket: 'connecting' }), null, null, 59_000, 'connecting', false],
		['never connected', line({ socket: 'connecting' }), null, null, 60_000, 'offline', false],
		['an event of an earlier socket', line({ since: 100 }), 50, null, 200, 'listening', true],
		['back, never subscribed', line({ channels: [{ state: 'subscribing' }] }), 1, 10, 15_010, 'stale', false],
		['refused at once', line({ socket: 'refused' }), null, null, 1, 'offline', false],
		['open, nothing delivered', line({}), null, null, 1, 'listening', true],
		['open, an event just now', line({}), 5, null, 6, 'live', true],
		['open, an event dated by a clock that was set back', line({}), 60_000, null, 6, 'listening', true],
		['open, five silent minutes and no heartbeats', line({}), 0, null, 300_000, 'listening', true],
		['lost a moment ago', line({ socket: 'lost' }), 1, 10, 11, 'reconnecting', false],
		['lost for 15 s', line({ socket: 'lost' }), 1, 10, 15_010, 'stale', false],
		['lost for 60 s', line({ socket: 'lost' }), 1, 10, 60_010, 'offline', false],
		[
			'back, not subscribed yet',
			line({ channels: [{ state: 'subscribing' }] }),
			1,
			10,
			11,
			'reconnecting',
			false,
		],
		['every channel refused', line({ channels: [{ state: 'refused' }] }), 1, null, 11, 'denied', false],
		[
			'one of two channels refused',
			line({ channels: [{ state: 'refused' }, { state: 'subscribed' }] }),
			1,
			null,
			11,
			'live',
			true,
		],
	] as const)('%s', (_, facts, lastEventAt, lostAt, now, state, isCurrent) => {
		expect(selectFreshness(facts, { since: 0, lastEventAt, lostAt }, now)).toMatchObject({
			state,
			isCurrent,
		});
	});

	const MIN = 60_000;
	const proof = (change: Partial<Proof>): Proof => ({ since: 0, lastEventAt: null, lostAt: null, ...change });
	const beat = (receivedAt: number): Beat => ({ receivedAt, from: 'recorder' });

	test.each([
		['a heartbeat in time', line({}), proof({ heartbeat: beat(0) }), 24_999, 'live', true],
		['no heartbeat for 25 s', line({}), proof({ heartbeat: beat(0) }), 25_000, 'silent', false],
		[
			'no heartbeat, but an event',
			line({}),
			proof({ heartbeat: beat(0), lastEventAt: 20_000 }),
			44_999,
			'live',
			true,
		],
		[
			'neither heartbeat nor event',
			line({}),
			proof({ heartbeat: beat(0), lastEventAt: 20_000 }),
			45_000,
			'silent',
			false,
		],
		[
			'heartbeats and no event for five minutes',
			line({}),
			proof({ heartbeat: beat(5 * MIN), lastEventAt: 0 }),
			5 * MIN,
			'quiet',
			true,
		],
		[
			'heartbeats, and an event that a recorder heard not long ago',
			line({}),
			proof({ heartbeat: beat(5 * MIN), lastEventAt: null, toldAt: 1 }),
			5 * MIN,
			'live',
			true,
		],
		[
			'an event that a recorder heard, and no sign of life',
			line({}),
			proof({ toldAt: 5 * MIN - 1 }),
			5 * MIN,
			'listening',
			true,
		],
		[
			'heartbeats and no event ever',
			line({}),
			proof({ heartbeat: beat(5 * MIN - 1) }),
			5 * MIN - 1,
			'live',
			true,
		],
		[
			'heartbeats and no event since the screen began to watch',
			line({}),
			proof({ heartbeat: beat(5 * MIN) }),
			5 * MIN,
			'quiet',
			true,
		],
		[
			'heartbeats announced, none yet',
			line({ since: 100 }),
			proof({ expectsHeartbeat: true }),
			25_099,
			'listening',
			true,
		],
		[
			'heartbeats announced, none in time',
			line({ since: 100 }),
			proof({ expectsHeartbeat: true }),
			25_100,
			'silent',
			false,
		],
		[
			'a heartbeat of an earlier socket',
			line({ since: 30_000 }),
			proof({ heartbeat: beat(29_000) }),
			54_999,
			'listening',
			true,
		],
		[
			'a heartbeat of an earlier socket and none on this',
			line({ since: 30_000 }),
			proof({ heartbeat: beat(29_000) }),
			55_000,
			'silent',
			false,
		],
		[
			'heartbeats that are called off',
			line({}),
			proof({ heartbeat: beat(0), lastEventAt: 0, expectsHeartbeat: false }),
			30_000,
			'live',
			true,
		],
		['no heartbeats, an event 4:59 ago', line({}), proof({ lastEventAt: 0 }), 5 * MIN - 1, 'live', true],
		[
			'fetching what was missed',
			line({}),
			proof({ lastEventAt: 1, catchUp: 'syncing' }),
			2,
			'catching-up',
			false,
		],
		['could not fetch it', line({}), proof({ lastEventAt: 1, catchUp: 'failed' }), 2, 'gap', true],
		['has fetched it', line({}), proof({ lastEventAt: 1, catchUp: 'done' }), 2, 'live', true],
		[
			'fetching on a line on which nothing arrives',
			line({}),
			proof({ heartbeat: beat(0), catchUp: 'syncing' }),
			25_000,
			'silent',
			false,
		],
		[
			'fetching while the line is lost',
			line({ socket: 'lost' }),
			proof({ lostAt: 1, catchUp: 'syncing' }),
			2,
			'reconnecting',
			false,
		],
	] as const)('%s', (_, facts, given, now, state, isCurrent) => {
		expect(selectFreshness(facts, given, now)).toMatchObject({ state, isCurrent });
	});

	test('counts the age of each state from what it is about', () => {
		const since = (facts: LineFacts, given: Proof, now: number) => selectFreshness(facts, given, now).since;
		expect(since(line({}), proof({ heartbeat: beat(9), lastEventAt: 5 }), 10)).toBe(9);
		expect(since(line({}), proof({ heartbeat: beat(5), lastEventAt: 9 }), 10)).toBe(9);
		expect(since(line({}), proof({ heartbeat: beat(5), lastEventAt: 9 }), 9 + SILENT_AFTER_MS)).toBe(9);
		expect(
			since(line({}), proof({ heartbeat: beat(QUIET_AFTER_MS + 9), lastEventAt: 9 }), QUIET_AFTER_MS + 9),
		).toBe(9);
		expect(since(line({ since: 7 }), proof({ catchUp: 'syncing' }), 10)).toBe(7);
	});
});

describe('the freshness of a topic', () => {
	const TOPICS = new Map<Topic, { carriers: string[]; own: string[][] }>([
		['orders', { carriers: ['private-orders', 'private-all'], own: [['private-orders']] }],
		['payments', { carriers: ['private-payments'], own: [['private-payments']] }],
		['stock', { carriers: ['private-a', 'private-b'], own: [['private-a'], ['private-b']] }],
		['people', { carriers: ['presence-admins'], own: [['presence-admins']] }],
	]);
	const CHANNELS = [...new Set([...TOPICS.values()].flatMap(({ carriers }) => carriers))];
	const LINE = {
		socket: 'connected' as const,
		since: 0,
		channels: CHANNELS.map((channel) => ({
			channel,
			state: 'subscribed' as const,
			since: 0,
			reason: null,
		})),
	};
	const from = (source: Beat['from']) => (receivedAt: number) => ({ receivedAt, from: source });
	const [recorder, shop] = [from('recorder'), from('shop')];

	function stateOf(
		topic: Topic,
		heartbeats: Record<string, Beat>,
		now: number,
		change: Partial<TopicProof> = {},
	) {
		const proof = {
			since: 0,
			lastEventAt: null,
			lostAt: null,
			expectsHeartbeat: true,
			heartbeats: new Map(Object.entries(heartbeats)),
			...change,
		};
		return selectTopic(topic, LINE, TOPICS, proof, now).freshness;
	}

	test('is proven by a heartbeat on its channel', () => {
		const beats = { 'private-orders': recorder(40_000), 'private-payments': recorder(40_000) };
		expect(stateOf('orders', beats, 50_000).state).toBe('live');
		expect(stateOf('payments', beats, 50_000).state).toBe('live');
	});

	test('is silent when its own channel’s heartbeats ended while those of others go on', () => {
		const beats = { 'private-orders': recorder(20_000), 'private-payments': recorder(44_000) };
		expect(stateOf('orders', beats, 44_999).state).toBe('live');
		expect(stateOf('orders', beats, 45_000)).toEqual({ state: 'silent', since: 20_000, isCurrent: false });
		expect(stateOf('payments', beats, 45_000).state).toBe('live');
	});

	test('is silent although the shop beats elsewhere, once its own channel had heartbeats', () => {
		const beats = { 'private-orders': recorder(20_000), 'private-payments': shop(44_000) };
		expect(stateOf('orders', beats, 45_000).state).toBe('silent');
	});

	test('is proven by the shop’s heartbeat on any channel, and by any where its own never had one', () => {
		expect(stateOf('orders', { 'private-payments': shop(44_000) }, 45_000).state).toBe('live');
		expect(stateOf('people', { 'private-payments': recorder(44_000) }, 45_000).state).toBe('live');
	});

	test('is not silent while its events come', () => {
		const beats = { 'private-orders': recorder(20_000), 'private-payments': recorder(44_000) };
		expect(stateOf('orders', beats, 45_000, { lastEventAt: 44_000 }).state).toBe('live');
	});

	test('is silent only when none of its sources is left', () => {
		const beats = { 'private-a': recorder(10_000), 'private-b': recorder(44_000) };
		expect(stateOf('stock', beats, 45_000).state).toBe('live');
		const ended = { ...beats, 'private-b': recorder(15_000), 'private-orders': recorder(44_000) };
		expect(stateOf('stock', ended, 45_000)).toMatchObject({ state: 'silent', since: 15_000 });
	});

	test('is silent with the whole line when nothing beats any more', () => {
		const beats = { 'private-orders': recorder(20_000), 'private-payments': recorder(20_000) };
		expect(stateOf('payments', beats, 45_000).state).toBe('silent');
		expect(stateOf('people', beats, 45_000).state).toBe('silent');
	});

	test('says of a lost line that it is lost, not that a channel is silent', () => {
		const proof = {
			since: 0,
			lastEventAt: null,
			lostAt: 44_500,
			heartbeats: new Map([
				['private-orders', recorder(10_000)],
				['private-payments', recorder(44_000)],
			]),
		};
		const lost = { ...LINE, socket: 'lost' as const };
		expect(selectTopic('orders', lost, TOPICS, proof, 45_000).freshness.state).toBe('reconnecting');
	});

	test('gives a new socket its time before a channel is silent on it', () => {
		const line = { ...LINE, since: 50_000 };
		const heartbeats = new Map([
			['private-orders', recorder(10_000)],
			['private-payments', recorder(70_000)],
		]);
		const at = (now: number) =>
			selectTopic('orders', line, TOPICS, { since: 0, lastEventAt: null, lostAt: null, heartbeats }, now)
				.freshness;
		expect(at(74_999).state).toBe('listening');
		expect(at(75_000)).toMatchObject({ state: 'silent', since: 50_000 });
	});
});
