import Pusher from 'pusher';
import { describe, expect, test } from 'vitest';
import { signChannel, signRequest, verifyChannel, verifyRequest, type ApiRequest } from './auth.ts';

const app = { key: 'lab-key', secret: 'lab-secret' };
const sdk = new Pusher({ appId: 'lab-app', key: app.key, secret: app.secret, host: '127.0.0.1' });

describe('a channel signature', () => {
	test('is the one the official SDK makes', () => {
		expect(signChannel(app, '1.2', 'private-a')).toBe(sdk.authorizeChannel('1.2', 'private-a').auth);
		const member = { user_id: '1', user_info: { name: 'Ünï / "x"' } };
		const { auth, channel_data: data } = sdk.authorizeChannel('1.2', 'presence-a', member);
		expect(signChannel(app, '1.2', 'presence-a', data)).toBe(auth);
	});

	test('is good for its key, socket, channel and raw channel_data, and for nothing else', () => {
		const data = '{"user_id":"1"}';
		const auth = signChannel(app, '1.2', 'presence-a', data);
		const hex = auth.slice(auth.indexOf(':') + 1);
		const wrong = [
			'',
			':',
			hex,
			`:${hex}`,
			`other-key:${hex}`,
			auth.toUpperCase(),
			`${auth}0`,
			auth.slice(0, -1),
		];
		const lastDigit = auth.endsWith('0') ? '1' : '0';
		wrong.push(auth.slice(0, -1) + lastDigit);
		expect(verifyChannel(app, auth, '1.2', 'presence-a', data)).toBe(true);
		for (const given of wrong)
			expect(verifyChannel(app, given, '1.2', 'presence-a', data), given).toBe(false);
		expect(verifyChannel(app, auth, '1.3', 'presence-a', data)).toBe(false);
		expect(verifyChannel(app, auth, '1.2', 'presence-b', data)).toBe(false);
		expect(verifyChannel(app, auth, '1.2', 'presence-a', '{"user_id": "1"}')).toBe(false);
		expect(verifyChannel(app, auth, '1.2', 'presence-a')).toBe(false);
	});
});

describe('a request signature', () => {
	const NOW_MS = 1_795_225_946_000;

	function signed(changes: { query?: Record<string, string>; body?: string } = {}): ApiRequest {
		const query = new URLSearchParams({
			auth_key: app.key,
			auth_timestamp: String(NOW_MS / 1000),
			auth_version: '1.0',
			info: 'user_count,subscription_count',
			...changes.query,
		});
		const request = {
			method: 'POST',
			path: '/apps/a/events',
			query,
			body: Buffer.from(changes.body ?? '{}'),
		};
		query.set('auth_signature', signRequest(app, request));
		return request;
	}

	test('lets a fresh request of our key through', () => {
		expect(verifyRequest(app, signed(), NOW_MS)).toBe(true);
		expect(verifyRequest(app, signed(), NOW_MS + 600_000)).toBe(true);
	});

	test('refuses what is old, from the future, or of another key', () => {
		expect(verifyRequest(app, signed(), NOW_MS + 601_000)).toBe(false);
		expect(verifyRequest(app, signed(), NOW_MS - 601_000)).toBe(false);
		expect(verifyRequest(app, signed({ query: { auth_timestamp: 'soon' } }), NOW_MS)).toBe(false);
		expect(verifyRequest(app, signed({ query: { auth_key: 'other-key' } }), NOW_MS)).toBe(false);
	});

	test('refuses a changed body, query, path or method', () => {
		const query = new URLSearchParams(signed().query);
		query.set('info', 'cache');
		expect(verifyRequest(app, { ...signed(), body: Buffer.from('{"a":1}') }, NOW_MS)).toBe(false);
		expect(verifyRequest(app, { ...signed(), query }, NOW_MS)).toBe(false);
		expect(verifyRequest(app, { ...signed(), path: '/apps/b/events' }, NOW_MS)).toBe(false);
		expect(verifyRequest(app, { ...signed(), method: 'GET' }, NOW_MS)).toBe(false);
	});

	test('refuses a request that claims the digest of another body', () => {
		const request = signed();
		request.query.set('body_md5', '99914b932bd37a50b983c5e7c90ae93b');
		expect(verifyRequest(app, { ...request, body: Buffer.from('[]') }, NOW_MS)).toBe(false);
	});
});
