/** The auth endpoint, held to what Laravel's own answered; and what Laravel leaves open. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	startBroadcaster,
	type StandaloneBroadcaster,
	type Verdict,
} from '../../../src/broadcaster/broadcaster.ts';
import { readRecording } from './recording.ts';
import { APP } from './raw-client.ts';

let broadcaster: StandaloneBroadcaster;
let verdict: Verdict = null;
let isDatabaseAway = false;

beforeEach(async () => {
	broadcaster = await startBroadcaster({
		apps: [APP],
		authEndpoint: {
			path: '/broadcasting/auth',
			authorize: () => (isDatabaseAway ? Promise.reject(new Error('the database is away')) : verdict),
			allowedOrigins: ['http://shop.example.test'],
		},
	});
});

afterEach(() => broadcaster.close());

const ask = (body: string, contentType = 'application/x-www-form-urlencoded', init: RequestInit = {}) =>
	fetch(`${broadcaster.url}/broadcasting/auth`, {
		method: 'POST',
		body,
		...init,
		headers: { 'Content-Type': contentType, ...init.headers },
	});

describe('Laravel’s answers', () => {
	const lines = readRecording('laravel-auth-endpoint');
	const answerOf = (conn: string) =>
		JSON.parse(
			lines.find((line) => line.conn === conn && line.body && line.dir === 'in')?.body ?? '',
		) as object;
	const bodyOf = (conn: string) => lines.find((line) => line.conn === conn && line.dir === 'out')?.body ?? '';
	const admin = { user: { id: 1, info: { id: 1, name: 'Demo Admin', role: 'admin' } } };

	test.for<[string, string, Verdict, string]>([
		['a private channel', 'A', true, 'application/x-www-form-urlencoded'],
		['a presence channel', 'B', admin, 'application/x-www-form-urlencoded'],
		[
			'a presence channel with little info',
			'C',
			{ user: { id: 3, info: { name: 'Demo Customer' } } },
			'application/x-www-form-urlencoded',
		],
		['a JSON body', 'O', true, 'application/json'],
	])('%s', async ([, conn, given, contentType]) => {
		verdict = given;
		const response = await ask(bodyOf(conn), contentType);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual(answerOf(conn));
	});

	test.for<[string, string, Verdict, number]>([
		['nobody who may', 'E', null, 403],
		['a public channel', 'K', true, 403],
		['nobody logged in', 'I', 'unauthenticated', 401],
	])('%s', async ([, conn, given, status]) => {
		verdict = given;
		const response = await ask(bodyOf(conn));
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual(answerOf(conn));
	});
});

describe('what is signed', () => {
	test.for([
		'socket_id=1.2&channel_name=',
		'socket_id=1.2',
		'channel_name=private-a',
		'socket_id=abc&channel_name=private-a',
		'socket_id=1.2:private-b&channel_name=private-a',
		'socket_id=1.2%0A&channel_name=private-a',
		'socket_id=1.2&channel_name=:user::{"id":"1"}',
		'socket_id=1.2&channel_name=private-a:b',
		'socket_id=1.2&channel_name=private-a%20b',
		`socket_id=1.2&channel_name=private-${'a'.repeat(165)}`,
		'',
	])('is never %s', async (body) => {
		verdict = true;
		const response = await ask(body);
		expect(response.status).toBe(422);
		expect(await response.json()).toHaveProperty('errors');
	});

	test('is never something that cannot be read', async () => {
		verdict = true;
		for (const body of ['{', 'null', '7', '[]', '{"socket_id":{},"channel_name":["private-a"]}']) {
			expect((await ask(body, 'application/json')).status, body).toBe(422);
		}
	});

	test('names a person on a presence channel, or is not', async () => {
		verdict = true;
		expect((await ask('socket_id=1.2&channel_name=presence-a')).status).toBe(403);
	});

	test('is nothing when deciding fails', async () => {
		isDatabaseAway = true;
		const response = await ask('socket_id=1.2&channel_name=private-a');
		isDatabaseAway = false;
		expect([response.status, await response.text()]).toEqual([500, '{"message":"Server Error"}']);
	});
});

describe('who may ask', () => {
	test('only by POST', async () => {
		for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
			const response = await fetch(
				`${broadcaster.url}/broadcasting/auth?socket_id=1.2&channel_name=private-a`,
				{ method },
			);
			expect(response.status, method).toBe(405);
		}
	});

	test('from another site, only the listed ones', async () => {
		verdict = true;
		const preflight = (origin: string) =>
			fetch(`${broadcaster.url}/broadcasting/auth`, { method: 'OPTIONS', headers: { Origin: origin } });
		const listed = await preflight('http://shop.example.test');
		expect([listed.status, listed.headers.get('Access-Control-Allow-Origin')]).toEqual([
			204,
			'http://shop.example.test',
		]);
		const foreign = await preflight('http://evil.example.test');
		expect([foreign.status, foreign.headers.get('Access-Control-Allow-Origin')]).toEqual([405, null]);
		const body = 'socket_id=1.2&channel_name=private-a';
		const asked = await ask(body, undefined, { headers: { Origin: 'http://shop.example.test' } });
		expect(asked.headers.get('Access-Control-Allow-Credentials')).toBe('true');
	});

	test('not with a body of any size', async () => {
		expect((await ask('x'.repeat(20_000))).status).toBe(413);
	});
});
