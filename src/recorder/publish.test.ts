import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createPublish } from './publish.ts';

let server: Server | undefined;

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});

/** A broadcaster that answers every call like this, and what it was sent. */
async function listen(status: number, answer: string) {
	const calls: { url: string; body: string }[] = [];
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			calls.push({ url: request.url ?? '', body });
			response.writeHead(status, status === 302 ? { Location: '/other' } : {}).end(answer);
		});
	});
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	return { calls, publish: createFor((server.address() as AddressInfo).port) };
}

const createFor = (port: number) =>
	createPublish({
		scheme: 'http',
		host: '127.0.0.1',
		port,
		appId: 'app',
		key: 'app-key',
		secret: 'the-secret',
		now: () => 1_769_248_800_000,
	});

describe('an event over the HTTP API', () => {
	test('is signed, and its data is a text', async () => {
		const { calls, publish } = await listen(200, '{}');
		await publish('a.b', ['private-x'], { at: 1 });
		expect(calls).toHaveLength(1);
		expect(JSON.parse(calls[0]!.body)).toEqual({ name: 'a.b', channels: ['private-x'], data: '{"at":1}' });
		expect(calls[0]!.url).toMatch(
			/^\/apps\/app\/events\?auth_key=app-key&auth_timestamp=1769248800&auth_version=1\.0&body_md5=[0-9a-f]{32}&auth_signature=[0-9a-f]{64}$/,
		);
	});

	test('goes to more than 100 channels in more than one call', async () => {
		const { calls, publish } = await listen(200, '{}');
		await publish(
			'a.b',
			Array.from({ length: 201 }, (_, index) => `c${index}`),
			null,
		);
		expect(calls.map(({ body }) => JSON.parse(body).channels.length)).toEqual([100, 100, 1]);
	});

	test.each([
		['a refusal', 401, 'Authentication signature invalid.', 'status 401, Authentication signature invalid.'],
		[
			'an error that is called a success',
			200,
			'{"error":"The secret failed","code":401}',
			'The secret failed',
		],
		['words that would write over a log', 500, 'a\u001b[2Jb\nc\u0000d', 'status 500, a [2Jb c d'],
		['a redirection', 302, '', 'cannot be reached'],
	])('that met %s rejects with what was said, and with nothing secret', async (_, status, answer, said) => {
		const { publish } = await listen(status, answer);
		const error: unknown = await publish('a.b', ['x'], null).catch((error: unknown) => error);
		expect(String(error)).toContain(said);
		const { stack, cause } = error as Error;
		expect(`${stack} ${String(cause)}`).not.toMatch(/the-secret|auth_signature/);
	});

	test('that nobody takes says which address was tried', async () => {
		await expect(createFor(9)('a.b', ['x'], null)).rejects.toThrow(
			/^http:\/\/127\.0\.0\.1:9 cannot be reached \(/,
		);
	});
});
