import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Pusher from 'pusher';
import {
	signChannel,
	startBroadcaster,
	type StandaloneBroadcaster,
} from '../../src/broadcaster/broadcaster.ts';
import type { Authorisation } from '../../src/lib/connection/shop.ts';
import type {
	Connection,
	ConnectionStatus,
	Frame,
	Presence,
	Whisper,
} from '../../src/lib/connection/connection.ts';
import { createEchoConnection } from '../../src/lib/connection/echo-connection.ts';

const APP = { id: 'local', key: 'local', secret: 'local', clientEvents: 'members' as const };
const CHANNELS = ['private-admin.orders', 'presence-admin-presence', 'admin.orders'];

let broadcaster: StandaloneBroadcaster;
let stop: () => void;

beforeEach(async () => {
	broadcaster = await startBroadcaster({ apps: [APP], testMode: true });
	stop = () => {};
});

afterEach(async () => {
	stop();
	await broadcaster.close();
});

async function sign(socketId: string, channel: string): Promise<Authorisation> {
	const channelData = channel.startsWith('presence-')
		? '{"user_id":"1","user_info":{"name":"Demo Admin"}}'
		: null;
	const auth = signChannel(APP, socketId, channel, channelData ?? undefined);
	return { ok: true, auth, channelData, sharedSecret: null };
}

function connect(options: { key?: string; authorise?: typeof sign } = {}) {
	const frames: Frame[] = [];
	const statuses: ConnectionStatus[] = [];
	const errors: unknown[] = [];
	const connection = createEchoConnection({
		key: options.key ?? APP.key,
		host: '127.0.0.1',
		port: broadcaster.port,
		scheme: 'http',
		cluster: null,
		channels: CHANNELS,
		whispers: ['client-watchfloor.answered'],
		authorise: options.authorise ?? sign,
		isOnline: () => true,
		now: () => Date.now(),
		report: (error) => errors.push(error),
	});
	connection.onFrame((frame) => frames.push(frame));
	connection.onStatus((status) => statuses.push(status));
	stop = connection.start();
	return { connection, frames, statuses, errors };
}

async function subscribed(connection: Connection): Promise<void> {
	await vi.waitFor(() =>
		expect(connection.status.channels.every(({ state }) => state === 'subscribed')).toBe(true),
	);
}

function createSdk(): Pusher {
	const { port } = broadcaster;
	return new Pusher({
		appId: APP.id,
		key: APP.key,
		secret: APP.secret,
		host: '127.0.0.1',
		port: String(port),
		useTLS: false,
	});
}

async function publish(channels: string | string[], name: string, data: unknown): Promise<void> {
	expect((await createSdk().trigger(channels, name, data)).status).toBe(200);
}

/** The channels anybody is subscribed to, by the server's word. */
async function occupied(): Promise<string[]> {
	const response = await createSdk().get({ path: '/channels' });
	return Object.keys(((await response.json()) as { channels: Record<string, unknown> }).channels);
}

describe('the connection through Echo and pusher-js', () => {
	test('subscribes to public, private and presence channels and hands on every name as it came', async () => {
		const { connection, frames } = connect();
		await subscribed(connection);
		await publish(['private-admin.orders', 'admin.orders'], 'App\\Events\\NewOrderEvent', {
			order: { id: 1 },
		});
		await publish('private-admin.orders', 'order.status.updated', []);
		await vi.waitFor(() => expect(frames).toHaveLength(3));
		expect(frames).toMatchObject([
			{ channel: 'private-admin.orders', name: 'App\\Events\\NewOrderEvent', payload: { order: { id: 1 } } },
			{ channel: 'admin.orders', name: 'App\\Events\\NewOrderEvent' },
			{ channel: 'private-admin.orders', name: 'order.status.updated', payload: [] },
		]);
	});

	test('says that the line is lost at once when its sockets just end, and comes back with another socket id', async () => {
		const { connection, statuses } = connect();
		await subscribed(connection);
		const { socketId } = connection.status;
		const began = Date.now();
		broadcaster.faults.do({ action: 'end' });
		await vi.waitFor(() => expect(connection.status.socket).toBe('lost'));
		expect(Date.now() - began).toBeLessThan(500);
		expect(connection.status.reason).toMatchObject({ code: 'dropped' });
		connection.reconnect();
		await subscribed(connection);
		expect(connection.status.socketId).not.toBe(socketId);
		expect(statuses.map(({ socket }) => socket)).not.toContain('refused');
	});

	test('tells an unknown key from a server that is away', async () => {
		const { connection } = connect({ key: 'nope' });
		await vi.waitFor(() => expect(connection.status.socket).toBe('refused'));
		expect(connection.status.reason).toMatchObject({ code: 'unknown-app' });
	});

	test('names the channel that the shop refuses and why, and keeps the others', async () => {
		const refuse = async (socketId: string, channel: string): Promise<Authorisation> =>
			channel === 'private-admin.orders'
				? { ok: false, reason: { code: 'forbidden', detail: 'status 403' } }
				: sign(socketId, channel);
		const { connection } = connect({ authorise: refuse });
		await vi.waitFor(() =>
			expect(connection.status.channels.map(({ state }) => state)).toEqual([
				'refused',
				'subscribed',
				'subscribed',
			]),
		);
		expect(connection.status.channels[0]?.reason).toEqual({ code: 'forbidden', detail: 'status 403' });
	});

	test('a listener that throws is reported and starves nobody', async () => {
		const { connection, frames, errors } = connect();
		connection.onFrame(() => {
			throw new Error('a defect');
		});
		await subscribed(connection);
		await publish('admin.orders', 'one', {});
		await publish('admin.orders', 'two', {});
		await vi.waitFor(() => expect(frames).toHaveLength(2));
		expect(errors).toHaveLength(2);
	});

	test('hears the answer of a server that is asked for a sign of life, and no answer of one that is frozen', async () => {
		const { connection } = connect();
		await subscribed(connection);
		const before = Date.now();
		await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(before));
		expect(connection.probe()).toBe(true);
		await vi.waitFor(() => expect(connection.status.heardAt).toBeGreaterThan(before));
		broadcaster.faults.set({ kind: 'frozen' });
		const { heardAt } = connection.status;
		expect(connection.probe()).toBe(true);
		const began = Date.now();
		await vi.waitFor(() => expect(Date.now() - began).toBeGreaterThan(200));
		expect(connection.status.heardAt).toBe(heardAt);
	});

	test('says of a doubted line that it is lost, and takes it back on the same socket once it is heard', async () => {
		const { connection, statuses } = connect();
		await subscribed(connection);
		const stood = connection.status;
		const told = statuses.length;
		connection.doubt({ code: 'browser-offline', detail: null });
		expect(connection.status).toMatchObject({ socket: 'lost', reason: { code: 'browser-offline' } });
		connection.probe();
		await vi.waitFor(() => expect(connection.status.socket).toBe('connected'));
		const { heardAt: _, ...line } = connection.status;
		expect(stood).toMatchObject(line);
		expect(statuses.slice(told).map(({ socket }) => socket)).toEqual(['lost', 'connected']);
		expect(broadcaster.counts.connections).toBe(1);
	});

	test('takes a doubted line anew on one new socket, and tells why a line that stood was given up', async () => {
		const { connection, statuses } = connect();
		await subscribed(connection);
		const { socketId } = connection.status;
		connection.doubt({ code: 'browser-offline', detail: null });
		connection.reconnect();
		await subscribed(connection);
		expect(connection.status.socketId).not.toBe(socketId);
		connection.reconnect({ code: 'woken', detail: null });
		expect(connection.status).toMatchObject({ socket: 'lost', reason: { code: 'woken' } });
		await subscribed(connection);
		expect(statuses.map(({ socket }) => socket)).not.toContain('refused');
		await vi.waitFor(() => expect(broadcaster.counts.connections).toBe(1));
	});

	test('leaves nothing behind after stop', async () => {
		const { connection, frames } = connect();
		await subscribed(connection);
		stop();
		await vi.waitFor(() => expect(broadcaster.counts.connections).toBe(0));
		expect(frames).toEqual([]);
	});

	test('tells who is on a presence channel, who comes and who goes', async () => {
		const first = connect();
		const seen: Presence[] = [];
		first.connection.onPresence((presence) => seen.push(presence));
		await subscribed(first.connection);
		const stopFirst = stop;
		expect(seen).toEqual([
			{
				kind: 'here',
				channel: 'presence-admin-presence',
				members: [{ id: '1', info: { name: 'Demo Admin' } }],
				self: '1',
			},
		]);
		const second = connect({ authorise: signAs('2') });
		await subscribed(second.connection);
		await vi.waitFor(() => expect(seen[1]).toMatchObject({ kind: 'joined', member: { id: '2' } }));
		stop();
		await vi.waitFor(() => expect(seen[2]).toMatchObject({ kind: 'left', member: { id: '2' } }));
		stop = stopFirst;
	});

	test('carries a client event to the other browsers, with the sender by the server’s word', async () => {
		const first = connect();
		const heard: Whisper[] = [];
		first.connection.onWhisper((whisper) => heard.push(whisper));
		const stopFirst = stop;
		const second = connect({ authorise: signAs('2') });
		await subscribed(first.connection);
		await subscribed(second.connection);
		const said = { ref: 'a', user_id: '9' };
		expect(second.connection.whisper('presence-admin-presence', 'client-watchfloor.answered', said)).toBe(
			true,
		);
		await vi.waitFor(() => expect(heard).toMatchObject([{ payload: { ref: 'a' }, sender: '2' }]));
		expect(first.frames).toEqual([]);
		stop();
		stop = stopFirst;
	});

	test('follows a watched channel, and leaves it again', async () => {
		const { connection, frames } = connect();
		await subscribed(connection);
		connection.watch(['private-user.7.orders']);
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
		await publish('private-user.7.orders', 'one', {});
		await vi.waitFor(() => expect(frames).toHaveLength(1));
		connection.watch([]);
		await vi.waitFor(async () => expect(await occupied()).not.toContain('private-user.7.orders'));
		connection.watch(['private-user.7.orders']);
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
	});

	test('asks for a refused watched channel anew, and hears it once it is allowed', async () => {
		let isAllowed = false;
		const { connection, frames } = connect({
			authorise: async (socketId, channel) =>
				isAllowed || !channel.startsWith('private-user')
					? sign(socketId, channel)
					: { ok: false, reason: { code: 'forbidden', detail: null } },
		});
		await subscribed(connection);
		connection.watch(['private-user.7.orders']);
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'refused' }]));
		isAllowed = true;
		connection.retryChannels();
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
		await publish('private-user.7.orders', 'one', {});
		await vi.waitFor(() => expect(frames).toHaveLength(1));
	});

	test('hears each message once on a channel that was let go and wanted again before the shop had answered', async () => {
		let answer: (() => void) | undefined;
		const { connection, frames } = connect({
			authorise: (socketId, channel) =>
				new Promise((resolve) => {
					const done = () => resolve(sign(socketId, channel));
					if (channel.startsWith('private-user') && answer === undefined) answer = done;
					else done();
				}),
		});
		await subscribed(connection);
		connection.watch(['private-user.7.orders']);
		connection.watch([]);
		connection.watch(['private-user.7.orders']);
		answer?.();
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
		await publish('private-user.7.orders', 'one', {});
		await vi.waitFor(() => expect(frames.length).toBeGreaterThan(0));
		await publish('private-user.7.orders', 'two', {});
		await vi.waitFor(() => expect(frames.map(({ name }) => name)).toContain('two'));
		expect(frames.map(({ name }) => name)).toEqual(['one', 'two']);
	});

	test('does not take up again what was let go before the line was lost', async () => {
		let isAnswering = false;
		const { connection } = connect({
			authorise: (socketId, channel) =>
				isAnswering || !channel.startsWith('private-user') ? sign(socketId, channel) : new Promise(() => {}),
		});
		await subscribed(connection);
		connection.watch(['private-user.7.orders']);
		connection.watch([]);
		isAnswering = true;
		connection.reconnect();
		await subscribed(connection);
		// Confirmed in the order of asking: by now the other would be there.
		connection.watch(['private-user.8.orders']);
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
		expect(await occupied()).not.toContain('private-user.7.orders');
	});

	test('lets go of a public channel once the shop refuses every guarded one', async () => {
		let isAdmin = true;
		const { connection } = connect({
			authorise: async (socketId, channel) =>
				isAdmin ? sign(socketId, channel) : { ok: false, reason: { code: 'forbidden', detail: null } },
		});
		await subscribed(connection);
		connection.watch(['order.7']);
		await vi.waitFor(() => expect(connection.status.watched).toMatchObject([{ state: 'subscribed' }]));
		isAdmin = false;
		connection.reconnect();
		await vi.waitFor(() =>
			expect([...connection.status.channels, ...connection.status.watched]).toMatchObject([
				{ state: 'refused' },
				{ state: 'refused' },
				{ state: 'refused', reason: { code: 'not-admitted' } },
				{ state: 'refused', reason: { code: 'not-admitted' } },
			]),
		);
		await vi.waitFor(async () => expect(await occupied()).toEqual([]));
	});

	test('does not listen to a public channel for an account that the shop refuses every guarded one', async () => {
		let isAdmin = false;
		const { connection, frames } = connect({
			authorise: async (socketId, channel) =>
				isAdmin ? sign(socketId, channel) : { ok: false, reason: { code: 'forbidden', detail: null } },
		});
		await vi.waitFor(() =>
			expect(connection.status.channels).toMatchObject([
				{ state: 'refused' },
				{ state: 'refused' },
				{ state: 'refused', reason: { code: 'not-admitted' } },
			]),
		);
		expect(await occupied()).toEqual([]);
		isAdmin = true;
		connection.retryChannels();
		await subscribed(connection);
		await publish('admin.orders', 'one', {});
		await vi.waitFor(() => expect(frames).toHaveLength(1));
	});
});

/** The shop's answer for another of its admins. */
function signAs(userId: string): typeof sign {
	return async (socketId, channel) => {
		const channelData = channel.startsWith('presence-')
			? JSON.stringify({ user_id: userId, user_info: {} })
			: null;
		const auth = signChannel(APP, socketId, channel, channelData ?? undefined);
		return { ok: true, auth, channelData, sharedSecret: null };
	};
}
