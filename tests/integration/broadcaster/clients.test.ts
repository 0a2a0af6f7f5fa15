/** The clients people really use, against the broadcaster. */
import Echo from 'laravel-echo';
import RestClient from 'pusher';
import PusherJs, { type Channel, type Options, type PresenceChannel } from 'pusher-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBroadcaster, type StandaloneBroadcaster } from '../../../src/broadcaster/broadcaster.ts';
import { APP } from './raw-client.ts';

// pusher-js waits a fixed second before it comes back.
const WAIT = { timeout: 5_000, interval: 10 };

let broadcaster: StandaloneBroadcaster;
const undo: (() => void)[] = [];

const start = (port = 0) =>
	startBroadcaster({
		apps: [APP],
		port,
		testMode: true,
		authEndpoint: {
			path: '/broadcasting/auth',
			authorize: (request, channel) => {
				const user = request.headers.authorization?.replace('Bearer ', '');
				if (!user) return 'unauthenticated';
				if (channel.endsWith('secret')) return null;
				return { user: { id: Number(user), info: { name: `User ${user}` } } };
			},
		},
	});

beforeEach(async () => {
	broadcaster = await start();
});

afterEach(async () => {
	for (const done of undo.splice(0)) done();
	await broadcaster.close();
});

function connect(user = '1', options: Partial<Options> = {}): PusherJs {
	const pusher = new PusherJs(APP.key, {
		cluster: '',
		wsHost: '127.0.0.1',
		wsPort: broadcaster.port,
		forceTLS: false,
		enabledTransports: ['ws'],
		disableStats: true,
		channelAuthorization: {
			endpoint: `${broadcaster.url}/broadcasting/auth`,
			transport: 'ajax',
			headers: { Authorization: `Bearer ${user}` },
		},
		...options,
	});
	undo.push(() => pusher.disconnect());
	return pusher;
}

function publisher(secret = APP.secret): RestClient {
	return new RestClient({
		appId: APP.id,
		key: APP.key,
		secret,
		host: '127.0.0.1',
		port: String(broadcaster.port),
		useTLS: false,
	});
}

const once = (channel: Channel, event: string) =>
	new Promise<unknown>((resolve) => {
		const handler = (data: unknown) => {
			channel.unbind(event, handler);
			resolve(data);
		};
		channel.bind(event, handler);
	});
const subscribed = (channel: Channel) => once(channel, 'pusher:subscription_succeeded');

describe('pusher-js 8.6', () => {
	test('gets what is published on public, private, presence and cache channels', async () => {
		const pusher = connect();
		const names = ['orders', 'private-orders', 'presence-room', 'cache-stats'];
		const channels = names.map((name) => pusher.subscribe(name));
		await Promise.all(channels.map(subscribed));
		const got = Promise.all(channels.map((channel) => once(channel, 'e')));
		await publisher().trigger(names, 'e', { total: '219.80', name: 'Café / Tea' });
		expect(await got).toEqual(names.map(() => ({ total: '219.80', name: 'Café / Tea' })));

		const late = connect('2').subscribe('cache-stats');
		expect(await once(late, 'e')).toMatchObject({ total: '219.80' });
	});

	test('sees one member for two tabs of one user, until the last is closed', async () => {
		const watcher = connect('1').subscribe('presence-room') as PresenceChannel;
		await subscribed(watcher);
		const changes: string[] = [];
		watcher.bind('pusher:member_added', ({ id }: { id: string }) => changes.push(`+${id}`));
		watcher.bind('pusher:member_removed', ({ id }: { id: string }) => changes.push(`-${id}`));
		const tabs = [connect('2'), connect('2')];
		await Promise.all(tabs.map((tab) => subscribed(tab.subscribe('presence-room'))));
		expect(watcher.members.count).toBe(2);
		expect(watcher.members.get('2')).toEqual({ id: '2', info: { name: 'User 2' } });
		tabs[0]?.disconnect();
		await vi.waitFor(() => expect(broadcaster.counts.connections).toBe(2), WAIT);
		expect(changes).toEqual(['+2']);
		tabs[1]?.disconnect();
		await vi.waitFor(() => expect(changes).toEqual(['+2', '-2']), WAIT);
	});

	test('whispers to the others, with the user the server knows', async () => {
		const [a, b] = [connect('1').subscribe('presence-room'), connect('2').subscribe('presence-room')];
		await Promise.all([subscribed(a), subscribed(b)]);
		const heard = new Promise((resolve) => {
			b.bind('client-typing', (data: unknown, metadata: unknown) => resolve([data, metadata]));
		});
		const own = vi.fn();
		a.bind('client-typing', own);
		a.trigger('client-typing', { at: 'x' });
		expect(await heard).toEqual([{ at: 'x' }, { user_id: '1' }]);
		expect(own).not.toHaveBeenCalled();
	});

	test('is told when the endpoint refuses a channel, and goes on', async () => {
		const pusher = connect();
		const error = await once(pusher.subscribe('private-secret'), 'pusher:subscription_error');
		expect(error).toMatchObject({ type: 'AuthError', status: 403 });
		await subscribed(pusher.subscribe('private-orders'));
		expect(pusher.connection.state).toBe('connected');
	});

	test('is told of an unknown app and gives up', async () => {
		const pusher = new PusherJs('nope', {
			cluster: '',
			wsHost: '127.0.0.1',
			wsPort: broadcaster.port,
			forceTLS: false,
			enabledTransports: ['ws'],
		});
		undo.push(() => pusher.disconnect());
		const error = await new Promise((resolve) => pusher.connection.bind('error', resolve));
		expect(error).toMatchObject({ error: { data: { code: 4001, message: 'Application does not exist' } } });
		await vi.waitFor(() => expect(pusher.connection.state).toBe('disconnected'), WAIT);
	});

	test('comes back by itself when the server was killed and is back', async () => {
		const pusher = connect();
		const channel = pusher.subscribe('private-orders');
		await subscribed(channel);
		const firstId = pusher.connection.socket_id;
		const { port } = broadcaster;
		const lost = new Promise((resolve) => pusher.connection.bind('error', resolve));
		await broadcaster.close();
		expect(await lost).toMatchObject({ data: { code: 1006 } });
		broadcaster = await start(port);
		await subscribed(channel);
		expect(pusher.connection.socket_id).not.toBe(firstId);
	});
});

describe('laravel-echo 2.5', () => {
	test('joins, listens and whispers', async () => {
		const echo = (user: string) =>
			new Echo({ broadcaster: 'reverb', key: APP.key, client: connect(user), withoutInterceptors: true });
		const [admin, ops] = [echo('1'), echo('2')];
		const here = new Promise((resolve) => admin.join('admin.presence').here(resolve));
		expect(await here).toEqual([{ name: 'User 1' }]);
		const joining = new Promise((resolve) => admin.join('admin.presence').joining(resolve));
		const whispered = new Promise((resolve) =>
			admin.join('admin.presence').listenForWhisper('typing', resolve),
		);
		const opsHere = new Promise((resolve) => ops.join('admin.presence').here(resolve));
		expect(await joining).toEqual({ name: 'User 2' });
		expect(await opsHere).toEqual([{ name: 'User 1' }, { name: 'User 2' }]);
		ops.join('admin.presence').whisper('typing', { name: 'x' });
		expect(await whispered).toEqual({ name: 'x' });

		const heard = Promise.all([
			new Promise((resolve) => admin.private('orders').listen('NewOrderEvent', resolve)),
			new Promise((resolve) => admin.private('orders').listen('.order.created', resolve)),
		]);
		await new Promise<void>((resolve) => admin.private('orders').subscribed(() => resolve()));
		await publisher().trigger('private-orders', 'App\\Events\\NewOrderEvent', { id: 1 });
		await publisher().trigger('private-orders', 'order.created', { id: 2 });
		expect(await heard).toEqual([{ id: 1 }, { id: 2 }]);
	});
});

describe('the pusher SDK 5.3', () => {
	test('publishes batches and asks who is there', async () => {
		const channel = connect().subscribe('presence-room');
		await subscribed(channel);
		const got = once(channel, 'b');
		const answer = await publisher().triggerBatch([
			{ channel: 'presence-room', name: 'a', data: { n: 1 } },
			{ channel: 'presence-room', name: 'b', data: { n: 2 }, info: 'user_count' },
		]);
		expect(await answer.json()).toEqual({ batch: [{}, { user_count: 1 }] });
		expect(await got).toEqual({ n: 2 });

		const get = async (path: string, params = {}) => (await publisher().get({ path, params })).json();
		expect(await get('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
			channels: { 'presence-room': { user_count: 1 } },
		});
		expect(await get('/channels/presence-room/users')).toEqual({ users: [{ id: '1' }] });
		expect(await get('/connections')).toEqual({ connections: 1 });
	});

	test('leaves out the sender', async () => {
		const pusher = connect();
		const channel = pusher.subscribe('orders');
		await subscribed(channel);
		const heard: unknown[] = [];
		channel.bind('e', (data: unknown) => heard.push(data));
		await publisher().trigger('orders', 'e', 'for the others', { socket_id: pusher.connection.socket_id });
		await publisher().triggerBatch([
			{ channel: 'orders', name: 'e', data: 'for the others', socket_id: pusher.connection.socket_id },
		]);
		const last = once(channel, 'e');
		await publisher().trigger('orders', 'e', 'for all');
		await last;
		expect(heard).toEqual(['for all']);
	});

	test('is refused with a wrong secret', async () => {
		await expect(publisher('wrong').trigger('orders', 'e', {})).rejects.toMatchObject({
			status: 401,
			body: 'Authentication signature invalid.',
		});
	});

	test('ends every connection of one user and of nobody else', async () => {
		const [one, two] = [connect('1'), connect('2')];
		await Promise.all([one, two].map((pusher) => subscribed(pusher.subscribe('presence-room'))));
		await subscribed(two.subscribe('orders'));
		const lost = new Promise((resolve) => one.connection.bind('error', resolve));
		await publisher().terminateUserConnections('1');
		expect(await lost).toMatchObject({ data: { code: 1006 } });
		expect(two.connection.state).toBe('connected');
	});
});
