/** What one client or one publisher may not do to the others, and what is not the broadcaster's at all. */
import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
	createBroadcaster,
	signRequest,
	startBroadcaster,
	type StandaloneBroadcaster,
	type StandaloneOptions,
} from '../../../src/broadcaster/broadcaster.ts';
import { APP, RawClient } from './raw-client.ts';

const started: StandaloneBroadcaster[] = [];

async function start(options: Partial<StandaloneOptions> = {}): Promise<StandaloneBroadcaster> {
	const broadcaster = await startBroadcaster({ apps: [APP], ...options });
	started.push(broadcaster);
	return broadcaster;
}

afterEach(async () => {
	for (const broadcaster of started.splice(0)) await broadcaster.close();
});

async function post({ url }: StandaloneBroadcaster, path: string, body: string): Promise<Response> {
	const query = new URLSearchParams({
		auth_key: APP.key,
		auth_timestamp: String(Math.floor(Date.now() / 1000)),
		auth_version: '1.0',
	});
	query.set('auth_signature', signRequest(APP, { method: 'POST', path, query, body: Buffer.from(body) }));
	return fetch(`${url}${path}?${query}`, { method: 'POST', body });
}

const event = (data: string) => JSON.stringify({ name: 'e', channels: ['orders'], data });

describe('sizes', () => {
	test.for([
		[10_000, undefined],
		[10_001, { code: 1009, reason: 'Maximum message size exceeded' }],
		[100_000, { code: 1009, reason: 'Maximum message size exceeded' }],
		[200_000, { code: 1009, reason: '' }],
	] as const)('a message of %d bytes', async ([bytes, end]) => {
		const client = await RawClient.connect((await start()).url);
		const start_ = '{"event":"pusher:ping","data":"';
		client.send(`${start_}${'z'.repeat(bytes - start_.length - 2)}"}`);
		if (end) expect(await client.end()).toEqual(end);
		else await client.frame('pusher:pong');
		expect(client.closed).toEqual(end);
	});

	test('a larger request can be allowed', async () => {
		const body = event('z'.repeat(70_000));
		expect((await post(await start(), '/apps/lab-app/events', body)).status).toBe(413);
		const roomy = await start({ limits: { maxRequestBytes: 200_000 } });
		expect((await post(roomy, '/apps/lab-app/events', body)).status).toBe(200);
	});

	test('a body without an announced length is cut off at the limit', async () => {
		const { port } = await start();
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/apps/lab-app/events' });
			request.on('response', (response) => resolve(response.statusCode));
			request.on('error', reject);
			request.write('x'.repeat(12_000));
		});
		expect(status).toBe(413);
	});
});

describe('numbers', () => {
	test('of connections, per app and in all', async () => {
		const perApp = await start({ apps: [{ ...APP, maxConnections: 1 }] });
		const inAll = await start({ limits: { maxConnections: 1 } });
		for (const { url } of [perApp, inAll]) {
			await RawClient.connect(url);
			const second = new RawClient(url);
			expect(await second.end()).toMatchObject({ code: 1006 });
			expect(second.errors).toEqual([4004]);
		}
	});

	test('of channels on one connection', async () => {
		const client = await RawClient.connect((await start({ limits: { maxChannelsPerConnection: 2 } })).url);
		await client.subscribe('a');
		await client.subscribe('b');
		await client.subscribe('a');
		client.ask('c');
		await client.frame('pusher:error');
		expect(client.errors).toEqual([4301]);
	});

	test('of presence members, and of their bytes', async () => {
		const { url } = await start({ limits: { maxPresenceMembers: 1 } });
		const [first, second] = [await RawClient.connect(url), await RawClient.connect(url)];
		await first.subscribe('presence-a', { user_id: '1' });
		second.ask('presence-a', { user_id: '2' });
		second.ask('presence-b', { user_id: '2', user_info: 'x'.repeat(2048) });
		await second.frame('pusher:error', 2);
		expect(second.errors).toEqual([4301, 4301]);
		await second.subscribe('presence-a', { user_id: '1' });
	});

	test('of messages: a burst, and then so many a second', async () => {
		let nowMs = 0;
		const clock = { now: () => nowMs, every: () => () => {} };
		const { url } = await start({ clock, limits: { rateLimit: { burst: 3, perSecond: 2 } } });
		const client = await RawClient.connect(url);
		const ping = () => client.send({ event: 'pusher:ping', data: {} });
		for (let count = 0; count < 5; count += 1) ping();
		await client.frame('pusher:error', 2);
		nowMs += 1000;
		for (let count = 0; count < 3; count += 1) ping();
		await client.frame('pusher:error', 3);
		expect(client.texts.filter((text) => text.includes('pong'))).toHaveLength(5);
		expect(client.errors).toEqual([4301, 4301, 4301]);
	});
});

describe('a client that does not read', () => {
	test('is cut off, and the others are not', async () => {
		const broadcaster = await start({
			testMode: true,
			limits: { maxRequestBytes: 2_000_000, maxBufferedBytes: 200_000 },
		});
		const [stuck, reading] = [
			await RawClient.connect(broadcaster.url),
			await RawClient.connect(broadcaster.url),
		];
		await stuck.subscribe('orders');
		await reading.subscribe('orders');
		stuck.webSocket.pause();
		const body = event('z'.repeat(900_000));
		let sent = 0;
		// The kernel takes some megabytes before anything waits here.
		for (; broadcaster.counts.connections === 2 && sent < 60; sent += 1) {
			await post(broadcaster, '/apps/lab-app/events', body);
		}
		expect(broadcaster.counts.connections).toBe(1);
		await reading.frame('e', sent);
		stuck.webSocket.terminate();
	});
});

describe('a dead presence member', () => {
	test('is gone within three ping intervals', async () => {
		let tick = () => {};
		let nowMs = 0;
		const clock = {
			now: () => nowMs,
			every: (_intervalMs: number, run: () => void) => {
				tick = run;
				return () => {};
			},
		};
		const { url } = await start({ clock });
		const [dead, alive] = [await RawClient.connect(url), await RawClient.connect(url)];
		await dead.subscribe('presence-a', { user_id: 'dead' });
		await alive.subscribe('presence-a', { user_id: 'alive' });
		for (let passed = 0; passed < 3; passed += 1) {
			nowMs += 15_000;
			await alive.flush();
			tick();
		}
		await alive.frame('pusher_internal:member_removed');
		expect(nowMs).toBeLessThanOrEqual(45_000);
		expect(await dead.end()).toMatchObject({ code: 1006 });
		expect(dead.errors).toEqual([4201]);
	});
});

describe('another’s HTTP server', () => {
	const listen = (server: Server) =>
		new Promise<string>((resolve) =>
			server.listen(0, '127.0.0.1', () =>
				resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
			),
		);

	test('keeps its own requests and upgrades, and gets everything back when we leave', async () => {
		const broadcaster = createBroadcaster({ apps: [APP] });
		const upgrades: (string | undefined)[] = [];
		const server = createServer((request, response) => {
			if (!broadcaster.handle(request, response)) response.end('the page');
		});
		const detach = broadcaster.attach(server);
		server.on('upgrade', ({ url }, socket) => {
			upgrades.push(url);
			if (url === '/hmr') socket.end('HTTP/1.1 426 Mine\r\n\r\n');
		});
		const url = await listen(server);
		try {
			expect(await (await fetch(`${url}/`)).text()).toBe('the page');
			expect(await (await fetch(`${url}/__control/health`)).text()).toBe('the page');
			expect(await (await fetch(`${url}/up`)).json()).toEqual({ health: 'OK' });
			const client = await RawClient.connect(url);
			const { port } = new URL(url);
			const foreign = connectTcp(Number(port), '127.0.0.1');
			foreign.write('GET /hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
			const answer = await new Promise((resolve) => foreign.once('data', (data) => resolve(data.toString())));
			expect(answer).toContain('426 Mine');
			foreign.destroy();
			detach();
			expect(server.listenerCount('upgrade')).toBe(1);
			await broadcaster.close();
			expect(await client.end()).toMatchObject({ code: 1006 });
			expect(broadcaster.counts).toEqual({ connections: 0, channels: 0 });
		} finally {
			await broadcaster.close();
			await new Promise((resolve) => {
				server.closeAllConnections();
				server.close(resolve);
			});
		}
		expect(upgrades).toContain('/hmr');
	});
});
