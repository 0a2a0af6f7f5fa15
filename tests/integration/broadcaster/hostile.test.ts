/** Seeded nonsense: whatever comes in, the next good event is delivered. Set WATCHFLOOR_SEED to play one again. */
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	signRequest,
	startBroadcaster,
	type StandaloneBroadcaster,
} from '../../../src/broadcaster/broadcaster.ts';
import { APP, RawClient } from './raw-client.ts';

const SEED = Number(process.env.WATCHFLOOR_SEED ?? 20_261_121);
const FRAMES = 100_000;
const HANDSHAKES = 300;
const REQUESTS = 300;
const TIMEOUT_MS = 60_000;

let broadcaster: StandaloneBroadcaster;

beforeEach(async () => {
	// The allowance of messages is lifted, or it would be all that is tested.
	const limits = { rateLimit: { burst: 1e9, perSecond: 1e9 }, maxConnections: 5_000 };
	broadcaster = await startBroadcaster({ apps: [APP], limits, testMode: true });
});

afterEach(() => broadcaster.close());

type Chance = () => number;

/** A small generator of reproducible chance (mulberry32). */
function chanceFrom(seed: number): Chance {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const pick = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;

const NAMES = [
	'__proto__',
	'constructor',
	'toString',
	'',
	'a',
	'private-a',
	'presence-a',
	'cache-a',
	'ü/\u0000\u202e',
	'\ud800',
	'x'.repeat(300),
];
const EVENTS = [
	'pusher:ping',
	'pusher:pong',
	'pusher:subscribe',
	'pusher:unsubscribe',
	'pusher:signin',
	'pusher:error',
	'client-x',
	'client-',
	'pusher_internal:member_added',
	'x',
	'',
	'__proto__',
];
const SCALARS: unknown[] = [
	null,
	true,
	0,
	-1,
	Infinity,
	2 ** 60,
	'',
	'text',
	'{}',
	'[]',
	'{"channel":"a"}',
	'{',
];

function value(chance: Chance, depth = 0): unknown {
	const roll = chance();
	if (depth > 3 || roll < 0.5) return pick(chance, [...SCALARS, ...NAMES]);
	if (roll < 0.7) return Array.from({ length: Math.floor(chance() * 4) }, () => value(chance, depth + 1));
	const fields = ['channel', 'auth', 'channel_data', 'data', 'user_id', 'user_info', ...NAMES];
	const count = Math.floor(chance() * 5);
	return Object.fromEntries(
		Array.from({ length: count }, () => [pick(chance, fields), value(chance, depth + 1)]),
	);
}

function frame(chance: Chance): string | Buffer {
	const roll = chance();
	if (roll < 0.05) return Buffer.from(Array.from({ length: 40 }, () => Math.floor(chance() * 256)));
	if (roll < 0.1) return '['.repeat(1 + Math.floor(chance() * 4_000));
	if (roll < 0.13) {
		const depth = Math.floor(chance() * 4_000);
		return `{"event":"client-x","channel":"private-a","data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
	}
	if (roll < 0.2) return JSON.stringify(value(chance)) ?? 'undefined';
	const text = JSON.stringify({
		event: pick(chance, EVENTS),
		data: value(chance),
		channel: value(chance, 2),
	});
	return roll < 0.3 ? text.slice(0, Math.floor(chance() * text.length)) : text;
}

async function expectGoodService(what: string): Promise<void> {
	const client = await RawClient.connect(broadcaster.url);
	await client.subscribe('private-after');
	await client.subscribe('presence-after', { user_id: '__proto__', user_info: { name: 'x' } });
	const body = JSON.stringify({
		name: 'good',
		channels: ['private-after', 'presence-after'],
		data: '{"n":1}',
	});
	expect((await post('/apps/lab-app/events', body)).status, what).toBe(200);
	await client.frame('good', 2);
	expect(client.data('good'), what).toEqual([{ n: 1 }, { n: 1 }]);
	expect(({} as Record<string, unknown>).channel, what).toBeUndefined();
	client.webSocket.terminate();
}

function post(path: string, body: string, method = 'POST'): Promise<Response> {
	const query = new URLSearchParams({
		auth_key: APP.key,
		auth_timestamp: String(Math.floor(Date.now() / 1000)),
	});
	const pathname = new URL(path, broadcaster.url).pathname;
	query.set('auth_signature', signRequest(APP, { method, path: pathname, query, body: Buffer.from(body) }));
	return fetch(`${broadcaster.url}${pathname}?${query}`, { method, ...(method === 'GET' ? {} : { body }) });
}

test(
	'frames',
	async () => {
		const chance = chanceFrom(SEED);
		const what = `seed ${SEED}`;
		const before = process.memoryUsage().rss;
		let client = await RawClient.connect(broadcaster.url);
		const member = await RawClient.connect(broadcaster.url);
		await member.subscribe('private-a');
		for (let count = 0; count < FRAMES; count += 1) {
			if (client.webSocket.readyState !== client.webSocket.OPEN)
				client = await RawClient.connect(broadcaster.url);
			if (count % 50 === 0) client.ask('private-a');
			const message = frame(chance);
			// As text, bytes that are no UTF-8 end the connection; that is worth trying, but not each time.
			const isBinary = chance() < (typeof message === 'string' ? 0.1 : 0.98);
			client.webSocket.send(message, { binary: isBinary });
			if (count % 100 === 99) {
				client.send({ event: 'pusher:unsubscribe', data: { channel: 'private-a' } });
				await client.flush();
				client.texts.length = 1;
			}
		}
		await expectGoodService(what);
		expect((process.memoryUsage().rss - before) / 2 ** 20, what).toBeLessThan(250);
	},
	TIMEOUT_MS,
);

test(
	'handshakes',
	async () => {
		const chance = chanceFrom(SEED + 1);
		const lines = [
			'GET /app/lab-key HTTP/1.1',
			'GET /app/%zz HTTP/1.1',
			'GET /app/__proto__?x HTTP/1.1',
			'POST /app/lab-key HTTP/1.1',
			'GET /app// HTTP/1.1',
			'GET //app/lab-key HTTP/1.1',
			'GET http://[/app/x HTTP/1.1',
			'nonsense',
		];
		const headers = [
			'Host: x',
			'Connection: Upgrade',
			'Upgrade: websocket',
			'Sec-WebSocket-Version: 13',
			'Sec-WebSocket-Version: 99',
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
			'Sec-WebSocket-Key: short',
			'Sec-WebSocket-Extensions: permessage-deflate; x=',
			'Origin: :::',
			`X: ${'y'.repeat(5_000)}`,
		];
		const visit = () =>
			new Promise<void>((resolve) => {
				const socket = connectTcp(broadcaster.port, '127.0.0.1');
				const chosen = headers.filter(() => chance() < 0.7);
				const after = Buffer.from(Array.from({ length: 30 }, () => Math.floor(chance() * 256)));
				socket.on('error', () => {});
				socket.on('close', () => resolve());
				socket.once('data', () => socket.destroy());
				socket.write(`${pick(chance, lines)}\r\n${chosen.join('\r\n')}\r\n\r\n`);
				socket.write(after, () => chance() < 0.5 && socket.destroy());
			});
		for (let count = 0; count < HANDSHAKES; count += 20) await Promise.all(Array.from({ length: 20 }, visit));
		await expectGoodService(`seed ${SEED}`);
	},
	TIMEOUT_MS,
);

test(
	'requests',
	async () => {
		const chance = chanceFrom(SEED + 2);
		const paths = [
			'/apps/lab-app/events',
			'/apps/lab-app/batch_events',
			'/apps/lab-app/channels',
			'/apps/lab-app/channels/%zz',
			'/apps/lab-app/channels/__proto__/users',
			'/apps/__proto__/events',
			'/apps/lab-app/users/__proto__/terminate_connections',
			'/apps/',
			'/apps/lab-app/',
		];
		const statuses = new Set<number>();
		for (let count = 0; count < REQUESTS; count += 1) {
			const event = {
				name: value(chance),
				data: value(chance),
				channels: value(chance),
				channel: value(chance),
			};
			const bodies = [event, { batch: [event, value(chance)] }, { batch: value(chance) }, value(chance)];
			const body = chance() < 0.1 ? '{"a"' : (JSON.stringify(pick(chance, bodies)) ?? '');
			const response = await post(pick(chance, paths), body, pick(chance, ['GET', 'POST', 'POST', 'DELETE']));
			statuses.add(response.status);
			await response.arrayBuffer();
		}
		expect(
			[...statuses].filter((status) => status >= 500),
			`seed ${SEED}`,
		).toEqual([]);
		await expectGoodService(`seed ${SEED}`);
	},
	TIMEOUT_MS,
);
