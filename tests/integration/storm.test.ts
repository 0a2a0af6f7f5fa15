import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { test, vi } from 'vitest';
import { createBroadcaster, signChannel, type Fault } from '../../src/broadcaster/broadcaster.ts';
import type { ConnectionStatus } from '../../src/lib/connection/connection.ts';
import { createEchoConnection } from '../../src/lib/connection/echo-connection.ts';
import { keepLink } from '../../src/lib/connection/link.ts';

const APP = { id: 'local', key: 'local', secret: 'local' };

/** A broadcaster with this fault and the real client before it; both end with the test. */
async function createWorld(fault: Fault, onTestFinished: (end: () => Promise<void>) => void) {
	const broadcaster = createBroadcaster({ apps: [APP], testMode: true });
	const undo = broadcaster.faults.set(fault);
	const server = createServer();
	let sockets = 0;
	server.on('upgrade', () => (sockets += 1));
	broadcaster.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { connection, statuses, stop } = connect((server.address() as AddressInfo).port);
	onTestFinished(async () => {
		stop();
		await broadcaster.close();
		server.close();
	});
	const met = () => sockets;
	return { connection, statuses, undo, met };
}

function connect(port: number) {
	const statuses: ConnectionStatus[] = [];
	const connection = createEchoConnection({
		key: APP.key,
		host: '127.0.0.1',
		port,
		scheme: 'http',
		cluster: null,
		channels: ['private-admin.orders'],
		whispers: [],
		authorise: async (socketId, channel) => ({
			ok: true,
			auth: signChannel(APP, socketId, channel),
			channelData: null,
			sharedSecret: null,
		}),
		isOnline: () => true,
		now: () => Date.now(),
		report: () => {},
	});
	connection.onStatus((status) => statuses.push(status));
	const stopLink = keepLink(connection, { random: Math.random, isHidden: () => false });
	const stopConnection = connection.start();
	const stop = () => {
		stopLink();
		stopConnection();
	};
	return { connection, statuses, stop };
}

test.concurrent.for<[string, Fault]>([
	['in its closing grace (4200)', { kind: 'closing' }],
	['over its quota (4100)', { kind: 'first-error', code: 4100 }],
	['full (4004)', { kind: 'first-error', code: 4004 }],
	['no broadcaster at all', { kind: 'first-frame', frame: 'html' }],
])(
	'a server that is %s is not stormed, and reached again once it is well',
	{ timeout: 45_000 },
	async ([, fault], { expect, onTestFinished }) => {
		const { connection, undo, met } = await createWorld(fault, onTestFinished);
		const began = Date.now();
		await vi.waitFor(() => expect(Date.now() - began).toBeGreaterThan(4_000), {
			timeout: 6_000,
			interval: 100,
		});
		expect(met()).toBeGreaterThan(0);
		expect(met()).toBeLessThanOrEqual(12);
		undo();
		await vi.waitFor(() => expect(connection.status.channels[0]?.state).toBe('subscribed'), {
			timeout: 35_000,
		});
	},
);

test.concurrent(
	'a channel that the server never confirms is taken anew, without a reload',
	{ timeout: 25_000 },
	async ({ expect, onTestFinished }) => {
		const deaf: Fault = { kind: 'frames', change: 'drop', event: 'pusher_internal:subscription_succeeded' };
		const { connection, statuses, undo } = await createWorld(deaf, onTestFinished);
		await vi.waitFor(() => expect(statuses.map(({ reason }) => reason?.code)).toContain('unconfirmed'), {
			timeout: 12_000,
		});
		undo();
		await vi.waitFor(() => expect(connection.status.channels[0]?.state).toBe('subscribed'), {
			timeout: 14_000,
		});
	},
);

const UNAVAILABLE = 'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

test.concurrent.for<[string, (socket: Socket) => void]>([
	['with a reset', (socket) => socket.resetAndDestroy()],
	['with 503', (socket) => socket.once('data', () => socket.end(UNAVAILABLE))],
])(
	'a server that refuses at once, %s, is known at once and tried again long before the try is over',
	{ timeout: 20_000 },
	async ([, refuse], { expect, onTestFinished }) => {
		const metAt: number[] = [];
		const server = createTcpServer((socket) => {
			metAt.push(Date.now());
			socket.on('error', () => {});
			refuse(socket);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { connection, stop } = connect((server.address() as AddressInfo).port);
		onTestFinished(() => {
			stop();
			server.close();
		});
		const began = Date.now();
		await vi.waitFor(() => expect(connection.status.reason?.code).toBe('no-answer'), { timeout: 3_000 });
		expect(Date.now() - began).toBeLessThan(1_500);
		await vi.waitFor(() => expect(metAt.length).toBeGreaterThanOrEqual(4), { timeout: 12_000 });
		const pauses = metAt.slice(1).map((at, index) => at - (metAt[index] ?? 0));
		expect(Math.max(...pauses)).toBeLessThan(3_900);
		// Never before the shortest pause: it is a try like any other.
		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(300);
	},
);
