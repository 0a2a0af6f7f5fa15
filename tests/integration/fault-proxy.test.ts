import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts';

const MEGABYTE = 1_048_576;

/** A server that gives back what it is told; its ends of the lines, the oldest first. */
let echo: Server;
let ends: Socket[];
let proxy: FaultProxy;
let clients: Socket[];

beforeEach(async () => {
	ends = [];
	clients = [];
	echo = createServer((socket) => {
		ends.push(socket);
		socket.on('error', () => {});
		socket.pipe(socket);
	});
	echo.listen(0, '127.0.0.1');
	await once(echo, 'listening');
	proxy = await startFaultProxy({ target: { host: '127.0.0.1', port: portOf(echo) } });
});

afterEach(async () => {
	for (const socket of [...clients, ...ends]) socket.destroy();
	await proxy.stop();
	echo.close();
});

function portOf(server: Server): number {
	return (server.address() as AddressInfo).port;
}

interface Client {
	readonly socket: Socket;
	/** What arrived, one text a chunk. */
	readonly chunks: string[];
	readonly problems: string[];
	readonly closed: Promise<unknown>;
}

function open(): Client {
	const socket = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true });
	const chunks: string[] = [];
	const problems: string[] = [];
	clients.push(socket);
	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => chunks.push(chunk));
	socket.on('error', (error: NodeJS.ErrnoException) => problems.push(error.code ?? error.message));
	return { socket, chunks, problems, closed: new Promise((resolve) => socket.once('close', resolve)) };
}

/** Says something and waits until it came back. */
async function talk({ socket, chunks }: Client, text: string): Promise<void> {
	socket.write(text);
	await vi.waitFor(() => expect(chunks.join('')).toContain(text));
}

test('what is said passes both ways, and its bytes are counted', async () => {
	const client = open();
	await talk(client, 'hello');
	expect(proxy.log).toMatchObject([{ id: 1, met: 'pass', up: 5, down: 5, closedAt: null }]);
	client.socket.end();
	await client.closed;
	expect(proxy.log[0]).toMatchObject({ closedBy: 'client' });
});

test('a megabyte arrives whole', async () => {
	const client = open();
	client.socket.write('x'.repeat(MEGABYTE));
	await vi.waitFor(() => expect(client.chunks.join('').length).toBe(MEGABYTE), { timeout: 5_000 });
});

test('the end of the server is the end of the line', async () => {
	const client = open();
	await talk(client, 'hello');
	ends[0]?.end('bye');
	await client.closed;
	expect(client.chunks.join('')).toBe('hellobye');
	expect(proxy.log[0]).toMatchObject({ closedBy: 'server' });
});

test('a server that is not there resets the line', async () => {
	echo.close();
	const client = open();
	await client.closed;
	expect(proxy.log[0]).toMatchObject({ closedBy: 'server', down: 0 });
});

describe('a line that fell silent', () => {
	test('stays open, hands nothing on in either direction, and never comes back; a new one passes', async () => {
		const old = open();
		await talk(old, 'before');
		proxy.set({ kind: 'blackhole-existing' });
		old.socket.write('into the void');
		const fresh = open();
		await talk(fresh, 'fresh');
		proxy.set({ kind: 'pass' });
		ends[0]?.write('anybody there');
		await talk(fresh, 'again');
		expect(old.chunks.join('')).toBe('before');
		expect(old.socket.readyState).toBe('open');
		expect(proxy.log).toMatchObject([
			{ isSilent: true, up: 6, down: 6, closedAt: null },
			{ isSilent: false },
		]);
	});

	test('does not tell the server that the client left', async () => {
		const old = open();
		await talk(old, 'before');
		proxy.set({ kind: 'blackhole-existing' });
		old.socket.destroy();
		await vi.waitFor(() => expect(proxy.log[0]?.closedBy).toBe('client'));
		await talk(open(), 'later');
		expect(ends[0]?.readyState).toBe('open');
	});
});

test('new lines that are swallowed open and hear nothing, old ones go on', async () => {
	const old = open();
	await talk(old, 'before');
	proxy.set({ kind: 'blackhole-new' });
	const fresh = open();
	await once(fresh.socket, 'connect');
	fresh.socket.write('anybody there');
	await talk(old, 'after');
	expect(fresh.chunks).toEqual([]);
	expect(ends).toHaveLength(1);
});

test('a reset meets the lines there are and the next ones, until it passes again', async () => {
	const old = open();
	await talk(old, 'before');
	proxy.set({ kind: 'rst' });
	await old.closed;
	expect(old.problems).toEqual(['ECONNRESET']);
	const fresh = open();
	await fresh.closed;
	expect(fresh.chunks).toEqual([]);
	proxy.set({ kind: 'pass' });
	await talk(open(), 'back');
});

test('a rule meets so many new lines and lets the next one pass', async () => {
	proxy.set({ kind: 'refuse-503', times: 2 });
	for (let count = 0; count < 2; count += 1) {
		const client = open();
		client.socket.write('GET / HTTP/1.1\r\n\r\n');
		await client.closed;
		expect(client.chunks.join('')).toMatch(/^HTTP\/1\.1 503 /);
	}
	await talk(open(), 'third');
	expect(proxy.log.map(({ met }) => met)).toEqual(['refuse-503', 'refuse-503', 'pass']);
});

test('the same seed meets the same lines by chance', async () => {
	async function meet(): Promise<string[]> {
		const own = await startFaultProxy({ target: { host: '127.0.0.1', port: portOf(echo) }, seed: 7 });
		own.set({ kind: 'refuse-503', chance: 0.5 });
		for (let count = 1; count <= 12; count += 1) {
			const socket = connect({ host: '127.0.0.1', port: own.port }).on('error', () => {});
			await vi.waitFor(() => expect(own.log).toHaveLength(count));
			socket.destroy();
		}
		await own.stop();
		return own.log.map(({ met }) => met);
	}
	const first = await meet();
	expect(new Set(first)).toEqual(new Set(['pass', 'refuse-503']));
	expect(await meet()).toEqual(first);
});

test('a late line delays each way and keeps the order', async () => {
	proxy.set({ kind: 'latency', ms: 150, jitterMs: 50 });
	const client = open();
	const startedAt = Date.now();
	const words = Array.from({ length: 20 }, (_, index) => `<${index}>`);
	for (const word of words) {
		client.socket.write(word);
		await new Promise((resolve) => setImmediate(resolve));
	}
	await vi.waitFor(() => expect(client.chunks.join('')).toBe(words.join('')));
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(200);
});

test('a narrow line lets so many bytes through in a second and holds the sender back', async () => {
	proxy.set({ kind: 'bandwidth', bytesPerSecond: 4_000 });
	const client = open();
	const startedAt = Date.now();
	client.socket.write('x'.repeat(8 * MEGABYTE));
	await vi.waitFor(() => expect(client.chunks.join('').length).toBeGreaterThanOrEqual(1_000), {
		timeout: 5_000,
	});
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(200);
	expect(client.chunks.join('').length).toBeLessThan(8_000);
	expect(client.socket.writableLength).toBeGreaterThan(0);
});

test('a line that cuts hands on pieces of so many bytes', async () => {
	proxy.set({ kind: 'slice', bytes: 3 });
	const client = open();
	await talk(client, 'abcdefghij');
	expect(Math.max(...client.chunks.map(({ length }) => length))).toBeLessThanOrEqual(6);
	expect(client.chunks.length).toBeGreaterThan(1);
});

describe('a line that is closed when it is idle', () => {
	test('ends for both once nothing was said for so long', async () => {
		proxy.set({ kind: 'close-after-idle', ms: 60 });
		const client = open();
		await talk(client, 'hello');
		await client.closed;
		expect(proxy.log[0]).toMatchObject({ closedBy: 'proxy' });
		await vi.waitFor(() => expect(ends[0]?.readyState).not.toBe('open'));
	});

	test('stays while somebody speaks', async () => {
		proxy.set({ kind: 'close-after-idle', ms: 500 });
		const client = open();
		const until = Date.now() + 1_000;
		while (Date.now() < until) await talk(client, String(Date.now()));
		expect(proxy.log).toMatchObject([{ closedAt: null }]);
	});
});

test('all lines can be ended at once, and new ones come', async () => {
	const both = [open(), open()];
	for (const client of both) await talk(client, 'hello');
	proxy.closeAll();
	await Promise.all(both.map(({ closed }) => closed));
	expect(both.flatMap(({ problems }) => problems)).toEqual([]);
	await talk(open(), 'back');
});
