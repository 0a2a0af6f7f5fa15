import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWatchfloor, type RunningWatchfloor } from './server.ts';
import { readSettings, type Settings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchfloor-page-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');

let running: RunningWatchfloor;

beforeEach(async () => {
	running = await startWatchfloor({ ...settings(), port: 0, isDemo: false }, folder);
});

afterEach(() => running.close());

function get(
	path: string,
	headers: Record<string, string> = {},
	method = 'GET',
): Promise<{ status: number; headers: object; body: string }> {
	return new Promise((resolve, reject) => {
		const sent = request({ host: '127.0.0.1', port: running.port, path, headers, method }, (response) => {
			let body = '';
			response.on('data', (part) => (body += part));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
			);
		});
		sent.on('error', reject);
		sent.end();
	});
}

describe('the server of npm start', () => {
	test('tells the page to come back where it was opened', async () => {
		const { body } = await get('/watchfloor.json', { Host: 'wall.local:8080' });
		expect(JSON.parse(body)).toMatchObject({ key: 'local', host: 'wall.local', port: 8080, scheme: 'http' });
		expect(body).not.toContain('secret');
	});

	test('survives a Host that is none', async () => {
		const { status, body } = await get('/watchfloor.json', { Host: '[' });
		expect(status).toBe(200);
		expect(JSON.parse(body)).toMatchObject({ host: 'localhost' });
	});

	test('hands out the page for any path of its own, and 404 for a file it does not have', async () => {
		expect(await get('/orders/7', { Accept: 'text/html' })).toMatchObject({ status: 200 });
		expect(await get('/missing.js')).toMatchObject({ status: 404 });
	});

	test('answers no form with a page, so that a missing auth endpoint is seen to be missing', async () => {
		expect(await get('/api/missing', {}, 'POST')).toMatchObject({ status: 404 });
	});

	test('signs a browser in with its first page, by a cookie that scripts cannot read', async () => {
		const { headers } = await get('/', { Accept: 'text/html' });
		expect(headers).toMatchObject({
			'set-cookie': [expect.stringMatching(/^watchfloor_demo=[\w.]+; Path=\/; HttpOnly; SameSite=Lax$/)],
			'x-content-type-options': 'nosniff',
			'content-security-policy': "frame-ancestors 'self'",
		});
	});

	test('has no fault switches: their path is a page like any other', async () => {
		expect((await get('/__control/health')).body).toContain('<title>page</title>');
	});

	test('tells the page how to sign in, and of no snapshot while no shop is played', async () => {
		const config = JSON.parse((await get('/watchfloor.json')).body) as object;
		expect(config).toMatchObject({
			authMode: 'session',
			signInEndpoint: '/login',
			signOutEndpoint: '/logout',
			csrfEndpoint: '/sanctum/csrf-cookie',
		});
		expect(config).not.toHaveProperty('snapshotEndpoint');
		expect(config).not.toHaveProperty('isSimulation');
	});

	test('records nothing that it was not told to, and names no recorder', async () => {
		expect(running.watchfloor.recorder).toBeNull();
		expect(JSON.parse((await get('/watchfloor.json')).body)).not.toHaveProperty('recorderUrl');
		expect((await get('/recorder/health')).body).toContain('<title>page</title>');
	});

	test('lets admins whisper to each other', async () => {
		const cookie = await signIn();
		const listeners = await Promise.all([listen(cookie), listen(cookie)]);
		for (const listener of listeners) await listener.join('presence-admin-presence', cookie);
		const [sender, receiver] = listeners;
		sender?.send({
			event: 'client-acknowledged',
			channel: 'presence-admin-presence',
			data: { alert: 'a', by: 'Demo Admin' },
		});
		await expect.poll(() => receiver?.frames.map(({ event }) => event)).toContain('client-acknowledged');
		for (const listener of listeners) listener.socket.close();
	});
});

describe('the server of npm start with its demo shop', () => {
	beforeEach(async () => {
		await running.close();
		running = await startWatchfloor({ ...settings(), port: 0, isDemo: true }, folder);
	});

	test('tells the page that it is a simulation, with a snapshot', async () => {
		const config: unknown = JSON.parse((await get('/watchfloor.json')).body);
		expect(config).toMatchObject({
			isSimulation: true,
			sources: ['monitoring', 'orders'],
			snapshotEndpoint: '/api/watchfloor/snapshot',
		});
		expect(config).not.toHaveProperty('watch');
	});

	test('answers its snapshot to whoever opened the page: a day with a past', async () => {
		expect(await get('/api/watchfloor/snapshot')).toMatchObject({ status: 401 });
		const { status, body } = await get('/api/watchfloor/snapshot', { Cookie: await signIn() });
		expect(status).toBe(200);
		const { figures, orders } = JSON.parse(body) as { figures: { total: number }; orders: unknown[] };
		expect(figures.total).toBeGreaterThan(50);
		expect(orders.length).toBeGreaterThan(50);
	});

	test('keeps its people on the presence channels, and a page sees them', async () => {
		const cookie = await signIn();
		const listener = await listen(cookie);
		const hash = async (channel: string) => {
			await listener.join(channel, cookie);
			const frame = listener.frames.findLast(
				({ event, channel: on }) => event === 'pusher_internal:subscription_succeeded' && on === channel,
			);
			return (JSON.parse(String(frame?.data)) as { presence: { hash: Record<string, unknown> } }).presence
				.hash;
		};
		await expect.poll(() => running.watchfloor.broadcaster?.counts.connections).toBeGreaterThan(12);
		await expect
			.poll(async () => Object.values(await hash('presence-admin-presence')))
			.toContainEqual({
				id: expect.any(Number),
				name: 'Mei Lin Chong',
				avatar: null,
				role: 'admin',
				last_seen: expect.any(String),
			});
		expect(Object.keys(await hash('presence-user-presence')).length).toBeGreaterThanOrEqual(10);
		expect(running.watchfloor.broadcaster?.counts.connections).toBeLessThanOrEqual(21);
		listener.socket.close();
	});

	test('names customers worth watching where no channel is about everybody', async () => {
		await running.close();
		running = await startWatchfloor({ ...settings('carts', 'trades'), port: 0 }, folder);
		expect(JSON.parse((await get('/watchfloor.json')).body)).toMatchObject({
			sources: ['carts', 'trades'],
			watch: { customers: expect.arrayContaining(['7', '12']), orders: [] },
		});
	});

	test('with tokens instead of cookies signs nobody in by itself', async () => {
		await running.close();
		running = await startWatchfloor({ ...settings(), authMode: 'bearer', port: 0 }, folder);
		expect((await get('/', { Accept: 'text/html' })).headers).not.toHaveProperty('set-cookie');
		expect(JSON.parse((await get('/watchfloor.json')).body)).toMatchObject({
			authMode: 'bearer',
			authEndpoint: '/api/broadcasting/auth',
			signInEndpoint: '/api/login',
			signOutEndpoint: '/api/logout',
		});
	});
});

function settings(...sources: string[]): Settings {
	const read = readSettings({}, sources.length > 0 ? [`--source=${sources.join(',')}`] : []);
	if (!read.ok) throw new Error(read.problem);
	return read.settings;
}

/** The cookie of a browser that opened the page. */
async function signIn(): Promise<string> {
	const { headers } = await get('/', { Accept: 'text/html' });
	return String((headers as { 'set-cookie': string[] })['set-cookie'][0]?.split(';')[0]);
}

interface Frame {
	event: string;
	channel?: string;
	data?: unknown;
}

/** A page's socket, greeted. */
async function listen(cookie: string) {
	const socket = new WebSocket(`ws://127.0.0.1:${running.port}/app/local?protocol=7`);
	const frames: Frame[] = [];
	socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
	const has = (event: string, channel?: string) =>
		expect.poll(() => frames.filter((frame) => frame.event === event && frame.channel === channel).length);
	await has('pusher:connection_established').toBeGreaterThan(0);
	const { socket_id: id } = JSON.parse(String(frames[0]?.data)) as { socket_id: string };
	const send = (message: object) => socket.send(JSON.stringify(message));
	return {
		socket,
		frames,
		send,
		async join(channel: string, by = cookie) {
			const response = await fetch(`${running.url}/broadcasting/auth`, {
				method: 'POST',
				headers: { Cookie: by },
				body: new URLSearchParams({ socket_id: id, channel_name: channel }),
			});
			send({ event: 'pusher:unsubscribe', data: { channel } });
			send({ event: 'pusher:subscribe', data: { channel, ...((await response.json()) as object) } });
			const seen = frames.filter(
				({ event, channel: on }) => event === 'pusher_internal:subscription_succeeded' && on === channel,
			).length;
			await has('pusher_internal:subscription_succeeded', channel).toBeGreaterThan(seen);
		},
	};
}
