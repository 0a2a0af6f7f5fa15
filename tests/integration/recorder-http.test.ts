import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Pusher from 'pusher';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventsAnswer, HeadAnswer, SnapshotAnswer } from '../../src/lib/domain/history.ts';
import { readJson } from '../../src/lib/domain/json.ts';
import { createTokens } from '../../src/recorder/session-token.ts';
import { startWatchfloor, type RunningWatchfloor, type WatchfloorOptions } from '../../src/server.ts';
import { LOCAL_APP } from '../../src/settings.ts';

const ORDERS = 'private-admin-orders';
const SYSTEM = 'private-admin-system';
const ADMINS = 'presence-admin-presence';
const CHANNELS = [
	'private-admin-monitoring',
	ORDERS,
	'private-admin-payments',
	'private-admin-inventory',
	SYSTEM,
	'private-admin-notifications',
];
const OF_OPS = CHANNELS.filter((channel) => !/orders|notifications/.test(channel));
const ANSWER = {
	ref: 'a',
	severity: 'low',
	kind: 'acknowledged',
	until: null,
	by: { id: '9', name: 'Mallory' },
};

/** No page is asked for, and none may have been built. */
const PAGE = mkdtempSync(join(tmpdir(), 'watchfloor-page-'));

let folder: string;
let floor: RunningWatchfloor;

async function start(options: Partial<WatchfloorOptions> = {}): Promise<void> {
	floor = await startWatchfloor(
		{
			host: '127.0.0.1',
			port: 0,
			isEmbedded: true,
			isDemo: false,
			seed: 1,
			app: LOCAL_APP,
			page: { zone: 'Asia/Kuala_Lumpur', currency: 'MYR', sources: ['monitoring'] },
			recorder: { path: folder, heartbeatEveryMs: null },
			...options,
		},
		PAGE,
	);
	await listening();
}

async function listening(): Promise<void> {
	await vi.waitFor(async () => expect((await fetch(`${floor.url}/recorder/health`)).status).toBe(200), {
		timeout: 15_000,
	});
}

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'watchfloor-recorder-'));
	await start();
});

afterEach(async () => {
	await floor.close();
	rmSync(folder, { recursive: true, force: true });
});

async function publish(channels: string | string[], name: string, data: unknown): Promise<void> {
	const { id: appId, key, secret } = LOCAL_APP;
	const port = String(floor.port);
	const pusher = new Pusher({ appId, key, secret, host: '127.0.0.1', port, useTLS: false });
	expect((await pusher.trigger(channels, name, data)).status).toBe(200);
}

/** As a browser that signed in to the shop would: the channels it may be on, signed for a challenge. */
async function sign(email: string): Promise<{ socketId: string; channels: Record<string, object> }> {
	const login = await fetch(`${floor.url}/api/login`, {
		method: 'POST',
		body: new URLSearchParams({ email, password: 'password', device_name: 'test' }),
	});
	const { token } = (await login.json()) as { token: string };
	const challenge = await fetch(`${floor.url}/recorder/challenge`, { method: 'POST' });
	const { socketId } = (await challenge.json()) as { socketId: string };
	const channels: Record<string, object> = {};
	for (const channel of [...CHANNELS, ADMINS]) {
		const response = await fetch(`${floor.url}/broadcasting/auth`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${token}` },
			body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
		});
		if (response.status !== 200) continue;
		const { auth, channel_data: channelData } = (await response.json()) as Record<string, string>;
		channels[channel] = { auth, ...(channelData !== undefined && { channelData }) };
	}
	return { socketId, channels };
}

async function openSession(email: string) {
	const body = JSON.stringify(await sign(email));
	const response = await fetch(`${floor.url}/recorder/session`, { method: 'POST', body });
	const answer = (await response.json()) as { token?: string; channels?: string[]; self?: unknown };
	return { status: response.status, ...answer };
}

function ask(path: string, token: string | undefined, init: RequestInit = {}): Promise<Response> {
	return fetch(`${floor.url}/recorder${path}`, { ...init, headers: { Authorization: `Bearer ${token}` } });
}

async function read<Body>(path: string, token: string | undefined): Promise<Body> {
	const response = await ask(path, token);
	expect(response.status).toBe(200);
	return readJson(await response.text()) as Body;
}

/** Waits until so many entries are visible. */
async function recorded(count: number): Promise<void> {
	await vi.waitFor(() => expect(floor.watchfloor.recorder?.recorder?.head).toBe(count), { timeout: 10_000 });
}

describe('who may read what was recorded', () => {
	test('is whoever the shop lets onto the channel: everything for an admin', async () => {
		const session = await openSession('admin@example.test');
		expect(session).toMatchObject({ status: 200, channels: CHANNELS, self: { id: '1', name: 'Demo Admin' } });
		await publish(['private-admin-monitoring', ORDERS], 'order.new', orderOf(41));
		await recorded(2);
		const snapshot = await read<SnapshotAnswer>('/snapshot', session.token);
		expect(snapshot.state.orders?.figures.total).toBe(1);
		const { epoch } = snapshot;
		const events = await read<EventsAnswer>(`/events?after=${epoch}:0`, session.token);
		expect(events.entries).toMatchObject([
			{ seq: 1, kind: 'message' },
			{ seq: 2, kind: 'message' },
		]);
		const head = await read<HeadAnswer>(`/head?after=${epoch}:0`, session.token);
		expect(head.marks?.map(({ channel }) => channel)).toEqual(['private-admin-monitoring', ORDERS]);
		expect(head.figures).toMatchObject({ total: 1 });
	});

	test('is less for ops: no orders, and nothing of their channel', async () => {
		const session = await openSession('ops@example.test');
		expect(session).toMatchObject({ status: 200, channels: OF_OPS, self: { name: 'Dewi Ops' } });
		await publish(ORDERS, 'order.new', orderOf(41));
		await publish(SYSTEM, 'nobody.maps.this', { text: 'seen by ops' });
		await recorded(2);
		const snapshot = await ask('/snapshot', session.token);
		const text = await snapshot.text();
		expect(text).not.toContain('ORD-41');
		const { epoch, state } = readJson(text) as SnapshotAnswer;
		expect(state.orders).toBeNull();
		expect(state.system).not.toBeNull();
		const events = await read<EventsAnswer>(`/events?after=${epoch}:0`, session.token);
		expect(events).toMatchObject({ head: 2, incomplete: null, entries: [{ seq: 2 }] });
		const head = await read<HeadAnswer>(`/head?after=${epoch}:0`, session.token);
		expect(head).toMatchObject({ seq: 2, figures: null, marks: [{ seq: 2, channel: SYSTEM }] });
	});

	test('is not the customer', async () => {
		const session = await openSession('customer@example.test');
		expect(session).toEqual({ status: 401, reason: 'no valid signature for a channel that is recorded' });
	});

	test('is nobody by signatures for a socket of the broadcaster', async () => {
		const { channels } = await sign('admin@example.test');
		const body = JSON.stringify({ socketId: '1.1', channels });
		expect((await fetch(`${floor.url}/recorder/session`, { method: 'POST', body })).status).toBe(401);
	});

	test('is nobody by a token that is forged, of another secret, of another time, or changed', async () => {
		const { token = '' } = await openSession('ops@example.test');
		const [content = '', signature = ''] = token.split('.');
		const reader = { channels: CHANNELS, self: null, expiresAt: Date.now() + 60_000 };
		const more = Buffer.from(content, 'base64url').toString().replace(SYSTEM, ORDERS);
		const forged = [
			createTokens({ ...LOCAL_APP, secret: 'guessed' }).write(reader),
			createTokens(LOCAL_APP).write({ ...reader, expiresAt: Date.now() - 1 }),
			`${Buffer.from(more).toString('base64url')}.${signature}`,
			`${content}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
			content,
			'',
		];
		for (const each of forged) {
			for (const path of ['/snapshot', '/events?after=a:0', '/head'])
				expect((await ask(path, each ?? '')).status).toBe(401);
		}
		expect((await ask('/head', token)).status).toBe(200);
	});
});

describe('the recorder of npm start', () => {
	test('is named to the page, with the zone whose midnight it counts by', async () => {
		const config: unknown = await (await fetch(`${floor.url}/watchfloor.json`)).json();
		expect(config).toMatchObject({ recorderUrl: '/recorder', zone: 'Asia/Kuala_Lumpur' });
		expect(JSON.stringify(config)).not.toContain('secret');
	});

	test('keeps who has taken an alert on, by the shop’s word, beyond its own end', async () => {
		const { token } = await openSession('ops@example.test');
		const at = Date.now();
		const body = JSON.stringify({ ...ANSWER, openedAt: at, at });
		expect((await ask('/answers', token, { method: 'POST', body })).status).toBe(200);
		await floor.close();
		await start({ port: floor.port });
		// The token was signed before.
		const { entries } = await read<EventsAnswer>(`/events?after=${(await epochOf(token)).epoch}:0`, token);
		expect(entries[0]).toMatchObject({
			kind: 'answer',
			answer: { ref: 'a', by: { id: '2', name: 'Dewi Ops' } },
		});
	});

	test('says after a start in what time it heard nothing, and goes on counting', async () => {
		await publish(ORDERS, 'order.new', orderOf(1));
		await recorded(1);
		await floor.close();
		await start({ port: floor.port });
		await publish(ORDERS, 'order.new', orderOf(2));
		await recorded(3);
		const { token } = await openSession('admin@example.test');
		const { epoch, figures } = await epochOf(token);
		expect(figures?.total).toBe(2);
		const { entries } = await read<EventsAnswer>(`/events?after=${epoch}:0`, token);
		expect(entries.map(({ kind }) => kind)).toEqual(['message', 'cut', 'message']);
	});

	test('takes over the totals of the simulated shop', async () => {
		await floor.close();
		await start({ isDemo: true, sources: ['monitoring'] });
		const { token } = await openSession('admin@example.test');
		await vi.waitFor(async () => expect((await epochOf(token)).figures?.total).toBeGreaterThan(50), {
			timeout: 10_000,
		});
	});

	test('waits for a journal that another one has, and says that it does', async () => {
		const heard: string[] = [];
		const spy = vi.spyOn(console, 'error').mockImplementation((line: string) => void heard.push(line));
		const first = floor;
		floor = await startWatchfloor(
			{
				host: '127.0.0.1',
				port: 0,
				isEmbedded: true,
				isDemo: false,
				seed: 1,
				app: LOCAL_APP,
				page: { sources: ['monitoring'] },
				recorder: { path: folder, heartbeatEveryMs: null },
			},
			PAGE,
		);
		await vi.waitFor(() =>
			expect(heard.join()).toMatch(/cannot start yet: .* is in use by another recorder/),
		);
		const health = await fetch(`${floor.url}/recorder/health`);
		expect(health.status).toBe(503);
		expect(await health.text()).not.toContain(folder);
		await first.close();
		await listening();
		spy.mockRestore();
	}, 20_000);
});

function epochOf(token: string | undefined): Promise<HeadAnswer> {
	return read<HeadAnswer>('/head', token);
}

function orderOf(id: number) {
	return {
		order: { id, order_number: `ORD-${id}`, status: 'pending', total_amount: '10.00', currency: 'MYR' },
		customer: { id: 7, name: 'Ann' },
	};
}
