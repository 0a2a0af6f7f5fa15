import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Pusher from 'pusher';
import {
	signChannel,
	startBroadcaster,
	type StandaloneBroadcaster,
} from '../../src/broadcaster/broadcaster.ts';
import type { Authorisation } from '../../src/lib/connection/authorise.ts';
import type { Connection, ConnectionStatus, Frame } from '../../src/lib/connection/connection.ts';
import { createEchoConnection } from '../../src/lib/connection/echo-connection.ts';

const APP = { id: 'local', key: 'local', secret: 'local' };
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
	const connection: Connection = createEchoConnection({
		key: options.key ?? APP.key,
		host: '127.0.0.1',
		port: broadcaster.port,
		scheme: 'http',
		cluster: null,
		channels: CHANNELS,
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

async function publish(channels: string | string[], name: string, data: unknown): Promise<void> {
	const { port } = broadcaster;
	const pusher = new Pusher({
		appId: APP.id,
		key: APP.key,
		secret: APP.secret,
		host: '127.0.0.1',
		port: String(port),
		useTLS: false,
	});
	expect((await pusher.trigger(channels, name, data)).status).toBe(200);
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

	test('leaves nothing behind after stop', async () => {
		const { connection, frames } = connect();
		await subscribed(connection);
		stop();
		await vi.waitFor(() => expect(broadcaster.counts.connections).toBe(0));
		expect(frames).toEqual([]);
	});
});
