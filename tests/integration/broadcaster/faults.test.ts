/** Every verb of the test mode, seen from a client. */
import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	createBroadcaster,
	startBroadcaster,
	type Fault,
	type StandaloneBroadcaster,
} from '../../../src/broadcaster/broadcaster.ts';
import { APP, RawClient } from './raw-client.ts';

const OTHER = { id: 'other-app', key: 'other-key', secret: 'other-secret' };

let broadcaster: StandaloneBroadcaster;

beforeEach(async () => {
	broadcaster = await startBroadcaster({
		apps: [APP, OTHER],
		testMode: true,
		authEndpoint: { path: '/broadcasting/auth', authorize: () => ({ user: { id: 1, info: {} } }) },
	});
});

afterEach(() => broadcaster.close());

const connect = (key?: string) => RawClient.connect(broadcaster.url, key === undefined ? {} : { key });
const open = (key?: string) => new RawClient(broadcaster.url, key === undefined ? {} : { key });

async function control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
	const response = await fetch(`${broadcaster.url}/__control/${path}`, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, ...((await response.json()) as object) };
}

const publish = (name: string, data: unknown = {}) =>
	control('POST', 'publish', { name, data: JSON.stringify(data), channels: ['orders'] });

function authorise(channel = 'private-a'): Promise<Response> {
	return fetch(`${broadcaster.url}/broadcasting/auth`, {
		method: 'POST',
		body: new URLSearchParams({ socket_id: '1.2', channel_name: channel }),
	});
}

describe('arriving', () => {
	test('is refused until the fault is called off', async () => {
		const undo = broadcaster.faults.set({ kind: 'refuse' });
		expect(await open().end()).toMatchObject({ code: 1006 });
		undo();
		expect((await connect()).errors).toEqual([]);
	});

	test('is refused with a status, so many times', async () => {
		broadcaster.faults.set({ kind: 'refuse', status: 503, times: 2 });
		for (const client of [open(), open()]) expect(await client.end()).toMatchObject({ code: 1006 });
		await connect();
		expect(broadcaster.faults.log.filter(({ what }) => what === 'refused').map(({ text }) => text)).toEqual([
			'503',
			'503',
		]);
	});

	test.for([
		['text', 'hello'],
		['html', '<!doctype html>'],
		['other-event', '"event":"welcome"'],
		['no-activity-timeout', 'socket_id'],
	] as const)('starts with %s', async ([frame, text]) => {
		broadcaster.faults.set({ kind: 'first-frame', frame });
		const client = open();
		await client.until(() => client.texts.length > 0);
		expect(client.texts[0]).toContain(text);
		expect(client.texts[0]).not.toContain('activity_timeout');
	});

	test('starts with nothing', async () => {
		broadcaster.faults.set({ kind: 'first-frame', frame: 'none' });
		const client = open();
		await client.until(() => client.webSocket.readyState === client.webSocket.OPEN);
		await client.flush();
		expect(client.texts).toEqual([]);
	});

	test('starts with an error', async () => {
		broadcaster.faults.set({ kind: 'first-error', code: 4100, message: 'Over capacity' });
		const client = open();
		expect(await client.end()).toMatchObject({ code: 1006 });
		expect(client.errors).toEqual([4100]);
	});

	test('ends with a close code', async () => {
		broadcaster.faults.set({ kind: 'close-new', code: 4301, reason: 'no' });
		expect(await open().end()).toEqual({ code: 4301, reason: 'no' });
	});

	test('meets a server that is closing', async () => {
		broadcaster.faults.set({ kind: 'closing' });
		const client = open();
		expect(await client.end()).toMatchObject({ code: 4200 });
		expect(client.errors).toEqual([4200]);
	});

	test('is broken for one app only', async () => {
		broadcaster.faults.set({ kind: 'refuse', appKey: OTHER.key });
		expect(await open(OTHER.key).end()).toMatchObject({ code: 1006 });
		expect((await connect()).closed).toBeUndefined();
	});
});

describe('being connected', () => {
	test('ends without a word, for all or for one', async () => {
		const [a, b, c] = [await connect(), await connect(), await connect()];
		expect(broadcaster.faults.do({ action: 'end', socketId: a.id })).toBe(1);
		expect(await a.end()).toMatchObject({ code: 1006 });
		expect(broadcaster.faults.do({ action: 'end' })).toBe(2);
		expect([await b.end(), await c.end()]).toMatchObject([{ code: 1006 }, { code: 1006 }]);
	});

	test('ends with a close code', async () => {
		const client = await connect();
		broadcaster.faults.do({ action: 'close', code: 4201, reason: 'late' });
		expect(await client.end()).toEqual({ code: 4201, reason: 'late' });
	});

	test('is pinged on demand, and told anything at all', async () => {
		const client = await connect();
		await client.subscribe('orders');
		broadcaster.faults.do({ action: 'ping' });
		broadcaster.faults.do({ action: 'inject', channel: 'orders', text: '{"event":"e","data":[]}' });
		await client.frame('e');
		expect(client.texts.slice(-2)).toEqual(['{"event":"pusher:ping"}', '{"event":"e","data":[]}']);
	});

	test('freezes, and thaws with what was asked meanwhile', async () => {
		const client = await connect();
		const undo = broadcaster.faults.set({ kind: 'frozen' });
		client.ask('orders');
		const late = open();
		await publish('lost');
		await control('GET', 'health');
		expect(client.texts).toHaveLength(1);
		expect(late.webSocket.readyState).toBe(late.webSocket.CONNECTING);
		undo();
		await client.frame('pusher_internal:subscription_succeeded');
		await late.frame('pusher:connection_established');
		expect(client.data('lost')).toEqual([]);
	});

	test('goes deaf while pings are still answered', async () => {
		const client = await connect();
		await client.subscribe('orders');
		const undo = broadcaster.faults.set({ kind: 'deaf' });
		await publish('lost');
		await client.flush();
		undo();
		await publish('heard');
		await client.frame('heard');
		expect(client.data('lost')).toEqual([]);
	});

	test('is slow', async () => {
		const client = await connect();
		broadcaster.faults.set({ kind: 'slow', delayMs: 40 });
		const since = performance.now();
		await client.subscribe('orders');
		expect(performance.now() - since).toBeGreaterThanOrEqual(38);
	});
});

describe('events on their way', () => {
	test.for<[Fault, number[]]>([
		[{ kind: 'frames', change: 'drop', nth: 2 }, [1, 3, 4]],
		[{ kind: 'frames', change: 'drop', times: 2 }, [3, 4]],
		[{ kind: 'frames', change: 'duplicate', event: 'e', every: 2 }, [1, 2, 2, 3, 4, 4]],
		[{ kind: 'frames', change: 'reorder', channel: 'orders' }, [2, 1, 4, 3]],
		[{ kind: 'frames', change: 'delay', nth: 1, delayMs: 30 }, [2, 3, 4, 1]],
		[{ kind: 'frames', change: 'replace', nth: 3, text: '{"event":"e","data":"9"}' }, [1, 2, 9, 4]],
	])('%j', async ([fault, expected]) => {
		const client = await connect();
		await client.subscribe('orders');
		broadcaster.faults.set(fault);
		for (const n of [1, 2, 3, 4]) await publish('e', n);
		await client.frame('e', expected.length);
		await client.flush();
		expect(client.data('e')).toEqual(expected);
	});

	test('may lose the server’s own words too', async () => {
		const client = await connect();
		const undo = broadcaster.faults.set({
			kind: 'frames',
			change: 'drop',
			event: 'pusher_internal:subscription_succeeded',
		});
		client.ask('orders');
		await client.flush();
		undo();
		expect(client.texts).toHaveLength(1);
		await client.subscribe('orders');
	});
});

describe('the auth endpoint', () => {
	test.for([401, 403, 419, 429, 500])('answers %d', async (status) => {
		broadcaster.faults.set({ kind: 'auth', status, retryAfterSeconds: 3, times: 1 });
		const response = await authorise();
		expect(response.status).toBe(status);
		expect(response.headers.get('Retry-After')).toBe('3');
		expect((await authorise()).status).toBe(200);
	});

	test.for([
		['html', '<!doctype html>'],
		['null', 'null'],
		['not-json', '{"auth":'],
	] as const)('answers 200 with %s', async ([body, text]) => {
		broadcaster.faults.set({ kind: 'auth', body });
		const response = await authorise();
		expect(response.status).toBe(200);
		expect(await response.text()).toContain(text);
	});

	test('signs wrongly, for one channel only', async () => {
		const good = (await (await authorise()).json()) as { auth: string };
		broadcaster.faults.set({ kind: 'auth', body: 'bad-signature', channel: 'private-a' });
		const bad = (await (await authorise()).json()) as { auth: string };
		expect(bad.auth).toHaveLength(good.auth.length);
		expect(bad.auth).not.toBe(good.auth);
		expect((await authorise('private-b')).status).toBe(200);
	});

	test('sends channel_data nobody can read', async () => {
		broadcaster.faults.set({ kind: 'auth', body: 'bad-channel-data' });
		expect(await (await authorise('presence-a')).json()).toMatchObject({ channel_data: 'not json' });
	});

	test('redirects to the login page', async () => {
		broadcaster.faults.set({ kind: 'auth', status: 302, body: 'html', location: '/login', times: 1 });
		const response = await fetch(`${broadcaster.url}/broadcasting/auth`, {
			method: 'POST',
			redirect: 'manual',
			body: new URLSearchParams({ socket_id: '1.2', channel_name: 'private-a' }),
		});
		expect([response.status, response.headers.get('Location')]).toEqual([302, '/login']);
	});

	test('is slow, and hangs', async () => {
		broadcaster.faults.set({ kind: 'auth', delayMs: 40, times: 1 });
		const since = performance.now();
		expect((await authorise()).status).toBe(200);
		expect(performance.now() - since).toBeGreaterThanOrEqual(38);
		broadcaster.faults.set({ kind: 'auth', body: 'hang' });
		const signal = AbortSignal.timeout(50);
		const hanging = fetch(`${broadcaster.url}/broadcasting/auth`, {
			method: 'POST',
			signal,
			body: new URLSearchParams({ socket_id: '1.2', channel_name: 'private-a' }),
		});
		await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });
	});
});

describe('from another process', () => {
	test('faults are set, listed and called off', async () => {
		const { id } = await control('POST', 'faults', { kind: 'refuse' });
		expect(await control('GET', 'faults')).toMatchObject({ faults: [{ kind: 'refuse' }] });
		expect(await open().end()).toMatchObject({ code: 1006 });
		expect(await control('DELETE', `faults/${String(id)}`)).toMatchObject({ status: 200 });
		expect(await control('DELETE', `faults/${String(id)}`)).toMatchObject({ status: 404 });
		const client = await connect();
		expect(await control('POST', 'do', { action: 'end' })).toMatchObject({ connections: 1 });
		await client.end();
	});

	test('the log tells what was heard and said, until it is reset', async () => {
		const client = await connect();
		await client.subscribe('orders');
		await authorise();
		const { log } = (await control('GET', 'log')) as { log: { what: string; socketId: string }[] };
		expect(log.map(({ what }) => what)).toEqual(['out', 'in', 'out', 'request']);
		expect(log[1]?.socketId).toBe(client.id);
		await control('POST', 'faults', { kind: 'deaf' });
		await control('POST', 'reset');
		expect(await control('GET', 'log')).toMatchObject({ log: [] });
		expect(await control('GET', 'faults')).toMatchObject({ faults: [] });
	});

	test('health names the channels; nonsense is refused', async () => {
		const client = await connect();
		await client.subscribe('orders');
		expect(await control('GET', 'health')).toMatchObject({
			ok: true,
			apps: [{ key: APP.key, connections: 1, channels: ['orders'] }, { connections: 0 }],
		});
		expect(await control('POST', 'faults', { kind: 'nonsense' })).toMatchObject({ status: 422 });
		expect(await control('POST', 'do', { action: 'nonsense' })).toMatchObject({ status: 422 });
		expect(await control('POST', 'publish', { app: 'none' })).toMatchObject({ status: 404 });
		expect(await control('POST', 'publish', {})).toMatchObject({ status: 422 });
		expect(await control('GET', 'nothing')).toMatchObject({ status: 404 });
	});

	test('no web page may ask', async () => {
		const response = await fetch(`${broadcaster.url}/__control/health`, {
			headers: { Origin: 'http://evil.example.test' },
		});
		expect(response.status).toBe(403);
		const rebound = await new Promise((resolve) => {
			get(`${broadcaster.url}/__control/log`, { headers: { Host: 'evil.example.test' } }, ({ statusCode }) =>
				resolve(statusCode),
			);
		});
		expect(rebound).toBe(403);
	});
});

describe('without test mode', () => {
	test('there is no switch and no path', async () => {
		const plain = await startBroadcaster({ apps: [APP] });
		try {
			expect(() => plain.faults).toThrow('test mode');
			for (const path of ['health', 'publish', 'faults', 'do', 'log', 'reset']) {
				for (const method of ['GET', 'POST', 'DELETE']) {
					expect((await fetch(`${plain.url}/__control/${path}`, { method })).status).toBe(404);
				}
			}
		} finally {
			await plain.close();
		}
		expect(() => createBroadcaster({ apps: [] })).toThrow('at least one app');
	});
});
