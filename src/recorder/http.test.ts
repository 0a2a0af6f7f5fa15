import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request as ask, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { monitoring } from '../lib/contract/sources/monitoring.ts';
import type { EventsAnswer, HeadAnswer, SnapshotAnswer } from '../lib/domain/history.ts';
import { readJson } from '../lib/domain/json.ts';
import { createHeldRecorder, messageOn, RECORDED, START, type HeldRecorder } from './http-fakes.ts';
import { readAnswer } from './http-answers.ts';
import { networkOf, readBody } from './http-exchange.ts';
import { ENTRIES_LIMIT } from './http-history.ts';
import { createRecorderHttp } from './http.ts';
import { TOKEN_LASTS_MS } from './session-token.ts';

const APP = { key: 'k', secret: 'very-secret' };
const ADMINS = 'presence-admin-presence';
const OPS = RECORDED.filter((channel) => !/orders|notifications/.test(channel));
const sample = JSON.parse(readFileSync('src/lib/contract/samples/monitoring/new.json', 'utf8')) as {
	payload: { order: object };
};
const orderOf = (change: object) => ({ ...sample.payload, order: { ...sample.payload.order, ...change } });
const ORDER = orderOf({ order_number: 'A-1' });

let server: Server;
let base: string;
let now: number;
let held: HeldRecorder | null;
let reports: string[];

async function serve(options: { trustsProxy?: boolean; hasOpenMetrics?: boolean } = {}): Promise<void> {
	const http = createRecorderHttp({
		recorder: () => held,
		problem: () => null,
		reconnects: () => 2,
		app: APP,
		sources: () => [monitoring],
		now: () => now,
		trustsProxy: options.trustsProxy ?? false,
		hasOpenMetrics: options.hasOpenMetrics ?? false,
		report: (problem) => reports.push(problem),
	});
	server = createServer((request, response) => {
		if (!http.handle(request, response)) response.writeHead(404).end('elsewhere');
	});
	// On a busy machine an idle connection would be closed just as it is used again.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
	now = START;
	held = createHeldRecorder();
	reports = [];
	await serve();
});

afterEach(async () => {
	await end();
	expect(reports).toEqual([]);
});

function recorder(): HeldRecorder {
	if (held === null) throw new Error('There is none.');
	return held;
}

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return fetch(`${base}/recorder${path}`, { method: 'POST', body: text, headers });
}

function sign(socketId: string, channel: string, data?: string) {
	const text = data === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${data}`;
	const auth = `${APP.key}:${createHmac('sha256', APP.secret).update(text).digest('hex')}`;
	return data === undefined ? { auth } : { auth, channelData: data };
}

async function challenge(): Promise<string> {
	return ((await (await post('/challenge', {})).json()) as { socketId: string }).socketId;
}

async function openSession(
	channels: readonly string[] = RECORDED,
	user: object | null = { name: 'Mei Lin' },
) {
	const socketId = await challenge();
	const signed = Object.fromEntries(channels.map((channel) => [channel, sign(socketId, channel)]));
	const data = JSON.stringify({ user_id: 7, user_info: user });
	const all = user === null ? signed : { ...signed, [ADMINS]: sign(socketId, ADMINS, data) };
	return post('/session', { socketId, channels: all });
}

async function tokenFor(channels: readonly string[] = RECORDED, user: object | null = { name: 'Mei Lin' }) {
	const { token } = (await (await openSession(channels, user)).json()) as { token: string };
	return { Authorization: `Bearer ${token}` };
}

async function read<Body>(path: string, headers: Record<string, string>): Promise<Body> {
	const response = await fetch(`${base}/recorder${path}`, { headers });
	expect(response.status).toBe(200);
	return readJson(await response.text()) as Body;
}

/** An answer as it travelled. */
function raw(path: string, headers: Record<string, string>): Promise<{ body: Buffer; encoding: unknown }> {
	return new Promise((resolve, reject) => {
		const sent = ask(`${base}/recorder${path}`, { headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({ body: Buffer.concat(parts), encoding: response.headers['content-encoding'] }),
			);
		});
		sent.on('error', reject);
		sent.end();
	});
}

const ANSWER = {
	ref: 'monitoring:a',
	openedAt: START,
	severity: 'high',
	kind: 'snoozed',
	at: START,
	until: START + 300_000,
};

describe('a session', () => {
	test('is opened by what the shop signed, and tells what it is for', async () => {
		const response = await openSession();
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({
			token: expect.any(String),
			expiresAt: now + TOKEN_LASTS_MS,
			now,
			channels: RECORDED,
			self: { id: '7', name: 'Mei Lin' },
		});
	});

	test('needs a challenge of this recorder, each good once', async () => {
		const socketId = await challenge();
		const body = (id: string) => ({
			socketId: id,
			channels: { [RECORDED[0] as string]: sign(id, RECORDED[0] as string) },
		});
		expect((await post('/session', body('1.1'))).status).toBe(401);
		expect((await post('/session', body(socketId))).status).toBe(200);
		expect((await post('/session', body(socketId))).status).toBe(401);
	});

	test('is refused where nothing recorded is signed, with the reason', async () => {
		const response = await openSession([]);
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ reason: 'no valid signature for a channel that is recorded' });
	});

	test('takes no more than fifty channels and no body without end', async () => {
		const socketId = await challenge();
		const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`private-${index}`, {}]));
		expect((await post('/session', { socketId, channels: many })).status).toBe(422);
		expect((await post('/session', 'x'.repeat(70_000))).status).toBe(413);
	});

	test('is asked for by one address sixty times at once, and then once a second', async () => {
		for (let index = 0; index < 60; index += 1) expect((await post('/challenge', {})).status).toBe(200);
		const refused = await post('/challenge', {}, { 'X-Forwarded-For': '10.0.0.9' });
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('1');
		now += 1_000;
		expect((await post('/challenge', {})).status).toBe(200);
	});

	test.each([
		['10.0.0.1', '10.0.0.1'],
		['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
		['2001:db8:1:2::9', '2001:db8:1:2'],
		['2001:db8::9', '2001:db8:0:0'],
		['fe80::1%eth0', 'fe80:0:0:0'],
		['::1', '0:0:0:0'],
		['made up', 'made up'],
	])('counts %s as one with its whole network', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	test('counts by the last hop of the proxy in front, where there is one', async () => {
		await end();
		await serve({ trustsProxy: true });
		const from = (hops: string) => post('/challenge', {}, { 'X-Forwarded-For': hops });
		for (let index = 0; index < 60; index += 1) await from(`made.up.${index}, 10.0.0.1`);
		expect((await from('made.up, 10.0.0.1')).status).toBe(429);
		expect((await from('10.0.0.1, 10.0.0.2')).status).toBe(200);
	});
});

describe('a token', () => {
	test.each(['', 'Bearer', 'Bearer x', 'Bearer a.b', 'Basic x'])('is not %o', async (Authorization) => {
		for (const path of ['/snapshot', '/events?after=e1:0', '/head']) {
			const response = await fetch(`${base}/recorder${path}`, { headers: { Authorization } });
			expect(response.status).toBe(401);
			expect(await response.json()).toEqual({ reason: expect.stringMatching(/^the token is \w+$/) });
		}
		expect((await post('/answers', ANSWER, { Authorization })).status).toBe(401);
	});

	test('ends after ten minutes', async () => {
		const headers = await tokenFor();
		now += TOKEN_LASTS_MS;
		const response = await fetch(`${base}/recorder/head`, { headers });
		expect([response.status, await response.json()]).toEqual([401, { reason: 'the token is expired' }]);
	});

	test('asks forty times at once, and then twenty times a second', async () => {
		const headers = await tokenFor();
		const statuses = await Promise.all(
			Array.from({ length: 45 }, async () => (await fetch(`${base}/recorder/head`, { headers })).status),
		);
		expect(statuses.filter((status) => status === 429)).toHaveLength(5);
	});

	test('of channels that are not recorded any more is none', async () => {
		const headers = await tokenFor();
		held = { ...createHeldRecorder(), channels: ['private-others'] };
		expect((await fetch(`${base}/recorder/head`, { headers })).status).toBe(401);
	});
});

describe('the snapshot', () => {
	test('is written once a second for all who read the same, and what came since is behind it', async () => {
		const headers = await tokenFor();
		recorder().add(messageOn('private-admin-orders', 'order.new', ORDER));
		const reads = recorder().stateReads;
		const first = await read<SnapshotAnswer>('/snapshot', headers);
		recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		const second = await read<SnapshotAnswer>('/snapshot', headers);
		expect(recorder().stateReads).toBe(reads + 1);
		expect(first).toMatchObject({ format: 1, epoch: 'e1', seq: 1, head: 1, entries: [], channels: RECORDED });
		expect(second).toMatchObject({ seq: 1, head: 2, entries: [{ seq: 2, kind: 'cut' }] });
		now += 1_000;
		expect(await read('/snapshot', headers)).toMatchObject({ seq: 2, head: 2, entries: [] });
	});

	test('begins anew where the shop’s own totals came in between', async () => {
		const headers = await tokenFor();
		await read('/snapshot', headers);
		recorder().add({ kind: 'seed', snapshot: {} as never, asked: 0 });
		expect(await read('/snapshot', headers)).toMatchObject({ seq: 1, head: 1, entries: [] });
	});

	test('comes packed as one piece to whoever takes it so, and plain to others', async () => {
		const headers = await tokenFor();
		for (let index = 0; index < 50; index += 1)
			recorder().add(messageOn('private-admin-orders', 'order.new', orderOf({ id: index })));
		const plain = await raw('/snapshot', headers);
		const packed = await raw('/snapshot', { ...headers, 'Accept-Encoding': 'br, gzip' });
		expect([plain.encoding, packed.encoding]).toEqual([undefined, 'gzip']);
		expect(gunzipSync(packed.body)).toEqual(plain.body);
		expect(packed.body.length).toBeLessThan(plain.body.length / 5);
		const unwanted = await raw('/snapshot', { ...headers, 'Accept-Encoding': 'gzip;q=0' });
		expect(unwanted.encoding).toBeUndefined();
	});

	test('tells a reader of some channels nothing of the others', async () => {
		recorder().add(messageOn('private-admin-orders', 'order.new', orderOf({ order_number: 'HIDDEN' })));
		const headers = await tokenFor(OPS);
		const { body } = await raw('/snapshot', headers);
		expect(body.toString()).not.toContain('HIDDEN');
		expect(readJson(body.toString())).toMatchObject({ state: { orders: null }, channels: OPS });
	});
});

describe('a reader of some channels', () => {
	const NAMES = ['new', 'status', 'alert', 'metrics', 'activity', 'notification'];
	const hidden = RECORDED.filter((channel) => !OPS.includes(channel));

	/** What they are told of a day on which these orders were sold on the channels that are not theirs. */
	async function toldOf(buyers: readonly string[], sum: number): Promise<string[]> {
		held = createHeldRecorder();
		buyers.forEach((name, index) => {
			for (const channel of hidden) {
				const order = { id: sum + index, order_number: `${name}-${index}`, customer_name: name };
				recorder().add(
					messageOn(channel, 'order.new', orderOf({ ...order, total_amount: String(sum + index) })),
				);
				recorder().add(messageOn(channel, `${name}.made.up`, { name, sum }));
			}
			for (const channel of OPS)
				for (const event of NAMES) recorder().add(messageOn(channel, event, { index }));
		});
		recorder().add({ kind: 'cut', from: 1, until: 2, why: `${hidden[0]} was refused (${buyers.join()})` });
		recorder().add({ kind: 'answer', answer: { ...ANSWER, ref: buyers.join(), by: null } as never });
		const headers = await tokenFor(OPS.filter((channel) => !/monitoring|system|alert/.test(channel)));
		const paths = ['/snapshot', '/events?after=e1:0', '/head?after=e1:0', '/head'];
		return Promise.all(
			paths.map(async (path) => await (await fetch(`${base}/recorder${path}`, { headers })).text()),
		);
	}

	test('is told the same, byte for byte, whatever happened on the others', async () => {
		const one = await toldOf(['quillon', 'bob', 'cyd'], 100);
		expect(await toldOf(['xen', 'yve', 'zoe'], 70_000)).toEqual(one);
		expect(one[1]).toContain('"kind":"cut"');
		expect(one.join()).not.toMatch(/quillon|private-admin-orders/);
	});
});

describe('the events after a cursor', () => {
	test('are those of the reader’s channels, up to the head', async () => {
		recorder().add(messageOn('private-admin-orders', 'order.new', ORDER));
		recorder().add(messageOn('private-admin-system', 'unknown', {}));
		recorder().add({ kind: 'cut', from: 1, until: 2, why: 'no line' });
		const all = await read<EventsAnswer>('/events?after=e1%3A0', await tokenFor());
		expect(all).toMatchObject({ incomplete: null, head: 3, entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
		const ops = await read<EventsAnswer>('/events?after=e1:0', await tokenFor(OPS));
		expect(ops.entries.map(({ seq }) => seq)).toEqual([2, 3]);
		// The words of a cut may name channels that this reader does not know of.
		expect(all.entries[2]).toMatchObject({ kind: 'cut', why: 'no line' });
		expect(ops.entries[1]).toEqual({ seq: 3, at: START + 3, kind: 'cut', from: 1, until: 2, why: null });
		expect(ops.head).toBe(3);
		expect(await read('/events?after=e1:3', await tokenFor())).toMatchObject({
			incomplete: null,
			entries: [],
		});
	});

	test('are read once for all who ask the same at once, and few at a time for others', async () => {
		const headers = await tokenFor();
		for (let index = 0; index < 20; index += 1) recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		const { entriesAfter } = recorder();
		let reads = 0;
		let running = 0;
		let most = 0;
		let letGo: () => void = () => {};
		const held = new Promise<void>((resolve) => (letGo = resolve));
		recorder().entriesAfter = async (seq, limit) => {
			reads += 1;
			running += 1;
			most = Math.max(most, running);
			await held;
			running -= 1;
			return entriesAfter(seq, limit);
		};
		const ask = (seq: number) => read<EventsAnswer>(`/events?after=e1:${seq}`, headers);
		const all = Promise.all([...Array(10).fill(0), ...Array.from({ length: 19 }, (_, seq) => seq)].map(ask));
		await vi.waitFor(() => expect(running).toBe(4));
		letGo();
		expect((await all).map(({ entries }) => entries.length).slice(9)).toEqual([
			20,
			...Array.from({ length: 19 }, (_, seq) => 20 - seq),
		]);
		expect(most).toBe(4);
		expect(reads).toBeLessThanOrEqual(20);
	});

	test('are incomplete for another journal, and for a cursor ahead of this one', async () => {
		const headers = await tokenFor();
		const incomplete = { incomplete: 'epoch', entries: [], head: 0 };
		expect(await read('/events?after=e2:0', headers)).toMatchObject(incomplete);
		expect(await read('/events?after=e1:1', headers)).toMatchObject(incomplete);
	});

	test('are incomplete where entries were forgotten', async () => {
		const headers = await tokenFor();
		for (let index = 0; index < 4; index += 1) recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		recorder().forgetBefore(3);
		expect(await read('/events?after=e1:1', headers)).toMatchObject({ incomplete: 'retention', entries: [] });
		expect(await read('/events?after=e1:2', headers)).toMatchObject({ incomplete: null });
	});

	test('are incomplete when they are too many', async () => {
		const headers = await tokenFor();
		for (let index = 0; index <= ENTRIES_LIMIT; index += 1)
			recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		expect(await read('/events?after=e1:0', headers)).toMatchObject({ incomplete: 'too-many', entries: [] });
		const { entries } = await read<EventsAnswer>('/events?after=e1:1', headers);
		expect(entries).toHaveLength(ENTRIES_LIMIT);
	});

	test('are incomplete when they are too long', async () => {
		const headers = await tokenFor();
		const why = 'x'.repeat(100_000);
		for (let index = 0; index < 81; index += 1) recorder().add({ kind: 'cut', from: 1, until: 2, why });
		expect(await read('/events?after=e1:0', headers)).toMatchObject({ incomplete: 'too-many', entries: [] });
	});

	test('send whoever may not read the shop’s own totals back to the state', async () => {
		recorder().add({ kind: 'seed', snapshot: {} as never, asked: 0 });
		expect(await read('/events?after=e1:0', await tokenFor(OPS))).toMatchObject({ incomplete: 'retention' });
		expect(await read('/events?after=e1:0', await tokenFor())).toMatchObject({ entries: [{ kind: 'seed' }] });
	});

	test.each(['', '?after=', '?after=e1', '?after=e1:-1', '?after=E1:0', '?after=e1:0x', '?before=e1:0'])(
		'cannot be asked for by %o',
		async (query) => {
			expect((await fetch(`${base}/recorder/events${query}`, { headers: await tokenFor() })).status).toBe(
				400,
			);
		},
	);
});

describe('the head', () => {
	test('tells by which keys what came would be known, of the reader’s channels', async () => {
		recorder().add(messageOn('private-admin-orders', 'order.new', ORDER));
		recorder().add(messageOn('private-admin-system', 'unknown', {}));
		const all = await read<HeadAnswer>('/head?after=e1:0', await tokenFor());
		expect(all).toMatchObject({
			seq: 2,
			heardAt: START,
			cutSince: null,
			beatAt: START,
			figures: { day: expect.any(String) },
		});
		expect(all.marks?.map(({ channel }) => channel)).toEqual([
			'private-admin-orders',
			'private-admin-system',
		]);
		const ops = await read<HeadAnswer>('/head?after=e1:0', await tokenFor(OPS));
		expect(ops.marks?.map(({ seq }) => seq)).toEqual([2]);
		expect(ops.figures).toBeNull();
	});

	test('tells of an answer only to whoever may read alerts', async () => {
		recorder().add({ kind: 'answer', answer: { ref: 'a' } as never });
		recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		const marksOf = async (channels: readonly string[]) =>
			(await read<HeadAnswer>('/head?after=e1:0', await tokenFor(channels))).marks?.map(({ seq }) => seq);
		expect(await marksOf(RECORDED)).toEqual([1, 2]);
		expect(await marksOf(['private-admin-orders'])).toEqual([2]);
	});

	test('has no marks without a cursor, or for one that is of no use', async () => {
		const headers = await tokenFor();
		for (let index = 0; index < 3; index += 1) recorder().add({ kind: 'cut', from: 1, until: 2, why: null });
		recorder().forgetBefore(3);
		for (const query of ['', '?after=e2:1', '?after=e1:9', '?after=e1:0'])
			expect(await read(`/head${query}`, headers)).toMatchObject({ seq: 3, marks: null });
		expect((await fetch(`${base}/recorder/head?after=x`, { headers })).status).toBe(400);
	});
});

describe('an answer', () => {
	test('is kept as the word of whoever the shop says it is', async () => {
		const said = { ...ANSWER, by: { id: '1', name: 'Mallory' } };
		const response = await post('/answers', said, await tokenFor());
		const by = { id: '7', name: 'Mei Lin' };
		expect([response.status, await response.json()]).toEqual([200, { answer: { ...ANSWER, by } }]);
		expect(await recorder().entriesAfter(0, 9)).toMatchObject([
			{ kind: 'answer', answer: { ...ANSWER, by } },
		]);
	});

	test('is somebody’s where the shop does not say whose', async () => {
		const response = await post('/answers', ANSWER, await tokenFor(RECORDED, null));
		expect(await response.json()).toMatchObject({ answer: { by: { id: 'unknown', name: 'somebody' } } });
	});

	test('of a clock that is off is dated by the recorder’s, as long as it was', async () => {
		const headers = await tokenFor();
		const answerAt = async (at: number) =>
			(await post('/answers', { ...ANSWER, at, until: at + 60_000 }, headers)).json();
		expect(await answerAt(now - 120_000)).toMatchObject({
			answer: { at: now - 120_000, until: now - 60_000 },
		});
		expect(await answerAt(now + 120_001)).toMatchObject({ answer: { at: now, until: now + 60_000 } });
	});

	test('is not for whoever may not read alerts', async () => {
		expect((await post('/answers', ANSWER, await tokenFor(['private-admin-orders']))).status).toBe(403);
	});

	test('that cannot be written down says so, and not why', async () => {
		const headers = await tokenFor();
		recorder().isFull = true;
		const response = await post('/answers', ANSWER, headers);
		expect([response.status, await response.json()]).toEqual([
			503,
			{ reason: 'it cannot be written down now' },
		]);
	});

	test.each([
		[{ ref: '' }],
		[{ ref: 'x'.repeat(401) }],
		[{ severity: 'fatal' }],
		[{ kind: 'resolved' }],
		[{ at: null }],
		[{ openedAt: -1 }],
		[{ until: null }],
		[{ until: START }],
		[{ until: START + 3_600_001 }],
		[{ kind: 'acknowledged' }],
	])('is refused with %o', async (wrong) => {
		expect((await post('/answers', { ...ANSWER, ...wrong }, await tokenFor())).status).toBe(422);
		expect(recorder().head).toBe(0);
	});

	test('of whatever shape is read as one or refused in words', () => {
		const part = fc.oneof(fc.anything(), fc.double(), fc.constantFrom(START, 'high', 'snoozed', null));
		const body = fc.record(
			{ ref: part, openedAt: part, severity: part, kind: part, at: part, until: part, by: part },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(fc.oneof(body, part), (said) => {
				const answer = readAnswer(typeof said === 'object' ? { ...ANSWER, ...said } : said, null, START);
				if (typeof answer === 'string') {
					expect(answer).toMatch(/^(\w+|the body) (cannot|is|belongs)/);
					return;
				}
				expect(Math.abs(answer.at - START)).toBeLessThanOrEqual(120_000);
				expect((answer.until ?? answer.at) - answer.at).toBeLessThanOrEqual(3_600_000);
				expect(answer.by).toEqual({ id: 'unknown', name: 'somebody' });
			}),
			{ numRuns: 3_000 },
		);
	});

	test('longer than 4 kB is not read', async () => {
		expect((await post('/answers', { ...ANSWER, more: 'x'.repeat(4_096) }, await tokenFor())).status).toBe(
			413,
		);
	});
});

describe('whatever is sent', () => {
	test('is survived, answered below 500, and never said again', async () => {
		const headers = await tokenFor();
		const body = fc.oneof(
			fc.json(),
			fc.string({ unit: 'binary' }),
			fc.json().map((text) => `{"socketId":"1.2","channels":${text}}`),
			fc.record({ ref: fc.anything(), openedAt: fc.anything(), at: fc.anything() }).map((value) => {
				try {
					return JSON.stringify({ ...ANSWER, ...value });
				} catch {
					return '';
				}
			}),
		);
		const path = fc.constantFrom('/session', '/answers', '/challenge');
		await fc.assert(
			fc.asyncProperty(path, body, async (to, text) => {
				now += 2_000;
				if (now - START > TOKEN_LASTS_MS / 2) now = START;
				const response = await post(to, text, headers);
				expect(response.status).toBeLessThan(500);
				const said = await response.text();
				expect(said.length).toBeLessThan(400);
				expect(said).not.toContain(APP.secret);
			}),
			{ numRuns: 500 },
		);
	}, 60_000);

	test('under another path is somebody else’s, and under /recorder nothing', async () => {
		expect(await (await fetch(`${base}/recorders`)).text()).toBe('elsewhere');
		for (const path of ['', '/', '/nothing', '/__proto__', '/constructor', '/../x', '/%2e%2e'])
			expect((await fetch(`${base}/recorder${path}`)).status).toBe(404);
		const wrong = await fetch(`${base}/recorder/snapshot`, { method: 'DELETE' });
		expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
	});

	test('may come from any page, without its cookies', async () => {
		const asked = await fetch(`${base}/recorder/answers`, { method: 'OPTIONS' });
		expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
		expect(asked.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
		expect(asked.headers.get('access-control-allow-methods')).toBe('POST');
		expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
		expect((await fetch(`${base}/recorder/head`)).headers.get('cache-control')).toBe('no-store');
	});

	test('too slowly is given up', async () => {
		const read = new Promise((resolve) => {
			server.removeAllListeners('request');
			server.on('request', (request) => resolve(readBody(request, 100, 20)));
		});
		const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
		socket.write('POST /recorder/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"so');
		expect(await read).toBe('too-slow');
		socket.destroy();
	});

	test('too long for a challenge is not read to its end', async () => {
		const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
		const ended = new Promise((resolve) => socket.once('close', resolve));
		socket.on('error', () => {});
		socket.write('POST /recorder/challenge HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n{');
		socket.resume();
		expect(await ended).toBe(false);
	});

	test('breaks off without harm', async () => {
		const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
		socket.write('POST /recorder/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"so');
		await new Promise((resolve) => socket.once('connect', resolve));
		socket.destroy();
		expect((await openSession()).status).toBe(200);
	});
});

describe('how the recorder is', () => {
	test('is told to anybody, without a word about the shop', async () => {
		const ask = async () => {
			const response = await fetch(`${base}/recorder/health`);
			return [response.status, await response.json()];
		};
		expect(await ask()).toEqual([200, { ok: true, heardAt: START, problems: [] }]);
		recorder().heardAt = null;
		const problems = ['The broadcaster is not heard.'];
		expect(await ask()).toEqual([503, { ok: false, heardAt: null, problems }]);
		held = null;
		expect(await ask()).toEqual([503, { ok: false, heardAt: null, problems: ['It is starting.'] }]);
	});

	test('keeps readers waiting while it starts', async () => {
		const headers = await tokenFor();
		held = null;
		const response = await fetch(`${base}/recorder/head`, { headers });
		expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
	});

	test('keeps them waiting until it has heard the broadcaster once: before it knows not even since when', async () => {
		const headers = await tokenFor();
		recorder().hasBegun = false;
		for (const question of ['snapshot', 'head', 'events?after=e1:0']) {
			const response = await fetch(`${base}/recorder/${question}`, { headers });
			expect([response.status, await response.json()]).toEqual([503, { reason: 'it has heard nothing yet' }]);
		}
		recorder().hasBegun = true;
		expect((await fetch(`${base}/recorder/head`, { headers })).status).toBe(200);
	});

	test('is told in Prometheus’ text to this machine alone, and not through a proxy on it', async () => {
		await tokenFor();
		const response = await fetch(`${base}/recorder/metrics`);
		expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
		const lines = (await response.text()).split('\n');
		for (const line of [
			'watchfloor_recorder_line_up 1',
			'watchfloor_recorder_reconnects_total 2',
			'watchfloor_recorder_events_total{verdict="accepted"} 7',
			'watchfloor_recorder_events_per_second 4',
			'watchfloor_recorder_lag_seconds{quantile="1"} 0.25',
			'watchfloor_recorder_journal_bytes 12345',
			'watchfloor_recorder_heartbeats_total{way="returned"} 2',
			'watchfloor_recorder_http_answers_total{method="POST",route="/session",status="200"} 1',
		])
			expect(lines).toContain(line);
		const shape = /^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?[\d.e+]+|)$/;
		expect(lines.filter((line) => !shape.test(line))).toEqual([]);
		const proxied = { headers: { 'X-Forwarded-For': '127.0.0.1' } };
		expect((await fetch(`${base}/recorder/metrics`, proxied)).status).toBe(403);
		await end();
		await serve({ hasOpenMetrics: true });
		expect((await fetch(`${base}/recorder/metrics`, proxied)).status).toBe(200);
	});
});
