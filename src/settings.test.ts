import { describe, expect, test } from 'vitest';
import { readSettings } from './settings.ts';

describe('the settings of npm start', () => {
	test('bring a broadcaster and a demo shop on 6001, on loopback, when nothing is set', () => {
		expect(readSettings({})).toMatchObject({
			ok: true,
			settings: { host: '127.0.0.1', port: 6001, isEmbedded: true, isDemo: true, app: { key: 'local' } },
		});
	});

	test('point the page at the shop’s Reverb from its own lines, without the secret', () => {
		const result = readSettings({
			REVERB_APP_KEY: 'shop-key',
			REVERB_APP_SECRET: 'shop-secret',
			REVERB_HOST: '0.0.0.0',
			REVERB_PORT: '8080',
			REVERB_SCHEME: 'http',
			VITE_REVERB_HOST: 'ws.shop.test',
			VITE_REVERB_PORT: '${REVERB_PORT}',
		});
		expect(result).toMatchObject({
			ok: true,
			settings: {
				isEmbedded: false,
				isDemo: false,
				page: { key: 'shop-key', host: 'ws.shop.test', port: '8080', scheme: 'http' },
			},
		});
		expect(JSON.stringify(result)).not.toContain('shop-secret');
	});

	test('take Pusher’s cluster alone, by the older name of the switch too', () => {
		const result = readSettings({
			BROADCAST_DRIVER: 'pusher',
			PUSHER_APP_KEY: 'k',
			PUSHER_APP_CLUSTER: 'ap1',
		});
		expect(result).toMatchObject({ ok: true, settings: { page: { key: 'k', cluster: 'ap1' } } });
	});

	test('treat a copy of .env.example as nothing set', () => {
		expect(readSettings({ REVERB_APP_KEY: '', VITE_REVERB_APP_KEY: '${REVERB_APP_KEY}' })).toMatchObject({
			ok: true,
			settings: { isDemo: true },
		});
	});

	test.each([
		[{ PORT: 'abc' }, 'PORT must be a number from 0 to 65535, got “abc”.'],
		[{ PORT: '70000' }, 'PORT must be a number from 0 to 65535, got “70000”.'],
		[{ DEMO: 'no' }, 'DEMO must be on or off, got “no”.'],
		[{ DEMO_SEED: 'x' }, 'DEMO_SEED must be a whole number, got “x”.'],
		[{ BROADCAST_CONNECTION: 'log' }, 'BROADCAST_CONNECTION must be reverb or pusher, got “log”.'],
		[
			{ BROADCAST_CONNECTION: 'reverb' },
			'REVERB_APP_KEY must be the app key of your broadcaster, and it is not set.',
		],
		[{ REVERB_APP_KEY: 'k' }, 'REVERB_HOST is missing: where browsers reach the broadcaster.'],
	])('name what is wrong in %o', (environment, problem) => {
		expect(readSettings(environment)).toEqual({ ok: false, problem });
	});
});
