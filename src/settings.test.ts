import { describe, expect, test } from 'vitest';
import { readSettings, type Settings } from './settings.ts';

function read(environment: Record<string, string>, args: string[] = []): Settings {
	const result = readSettings(environment, args);
	if (!result.ok) throw new Error(result.problem);
	return result.settings;
}

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
				page: { key: 'shop-key', host: 'ws.shop.test', port: 8080, scheme: 'http' },
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

	test('play two back ends of one shop unless told otherwise, and say so to the page', () => {
		expect(read({})).toMatchObject({
			sources: ['monitoring', 'orders'],
			page: { sources: ['monitoring', 'orders'], shopName: 'Demo shop' },
		});
	});

	test('leave the page its own choice of sources where no shop is played', () => {
		expect(read({ DEMO: 'off' })).toMatchObject({ isDemo: false, page: { shopName: 'Local shop' } });
		expect(read({ DEMO: 'off' }).page).not.toHaveProperty('sources');
	});

	test.each([
		[['--source', 'bookings'], ['bookings']],
		[['--source=carts,trades'], ['carts', 'trades']],
		[
			['--source', 'orders, bookings'],
			['orders', 'bookings'],
		],
		[
			['--source=orders', '--source', 'orders,trades'],
			['orders', 'trades'],
		],
	])('play what %o asks for, whatever SHOP_SOURCES says', (args, sources) => {
		expect(read({ SHOP_SOURCES: 'monitoring' }, args)).toMatchObject({ sources, page: { sources } });
	});

	test('play of SHOP_SOURCES what the demo knows, and hand all of it to the page', () => {
		expect(read({ SHOP_SOURCES: 'bookings,my-shop.json' })).toMatchObject({
			isDemo: true,
			sources: ['bookings'],
			page: { sources: ['bookings', 'my-shop.json'] },
		});
		expect(read({ SHOP_SOURCES: 'my-shop.json' })).toMatchObject({ isDemo: false });
	});

	const FIVE = 'one of monitoring, orders, bookings, carts, trades';
	test.each([
		[['--source', 'magento'], `--source must be ${FIVE}, got “magento”.`],
		[['--source=orders,my-shop.json'], `--source must be ${FIVE}, got “my-shop.json”.`],
		[['--source'], `--source must be ${FIVE}, and it is not set.`],
		[['--source='], `--source must be ${FIVE}, and it is not set.`],
		[['--sauce', 'orders'], `An argument of npm start must be --source with ${FIVE}, got “--sauce”.`],
	])('stop at %o', (args, problem) => {
		expect(readSettings({}, args)).toEqual({ ok: false, problem });
	});

	test.each(['log', 'null'])('switch broadcasting off without a build by BROADCAST_CONNECTION=%s', (name) => {
		const settings = read({
			BROADCAST_CONNECTION: name,
			REVERB_APP_KEY: 'k',
			VITE_SNAPSHOT_ENDPOINT: '/api/state',
		});
		expect(settings).toMatchObject({ isEmbedded: false, isDemo: false });
		expect(settings.page).toEqual({ isLive: false, snapshotEndpoint: '/api/state' });
	});

	test('hand on to the page how one signs in, what is off and where an order is', () => {
		const { page } = read({
			REVERB_APP_KEY: 'k',
			REVERB_HOST: 'ws.shop.test',
			VITE_AUTH_MODE: 'bearer',
			VITE_AUTH_ENDPOINT: '/api/broadcasting/auth',
			VITE_SIGN_IN_ENDPOINT: '/api/login',
			VITE_SIGN_OUT_ENDPOINT: 'https://shop.test/api/logout',
			VITE_CSRF_ENDPOINT: '/sanctum/csrf-cookie',
			VITE_ORDER_URL: 'https://shop.test/admin/orders/{id}',
			SHOP_FEATURES_OFF: 'sound, export',
			APP_DEBUG: 'true',
		});
		expect(page).toEqual({
			key: 'k',
			host: 'ws.shop.test',
			authMode: 'bearer',
			authEndpoint: '/api/broadcasting/auth',
			signInEndpoint: '/api/login',
			signOutEndpoint: 'https://shop.test/api/logout',
			csrfEndpoint: '/sanctum/csrf-cookie',
			orderUrl: 'https://shop.test/admin/orders/{id}',
			features: { sound: false, export: false },
			isDebug: true,
		});
	});

	test('log events at debug and at no other level, and take Reverb’s own lines as they come', () => {
		expect(read({ LOG_LEVEL: 'debug' }).logsEvents).toBe(true);
		expect(read({ LOG_LEVEL: 'info', REVERB_SCALING_ENABLED: 'true', REDIS_HOST: 'x' }).logsEvents).toBe(
			false,
		);
		expect(read({ APP_DEBUG: 'false' }).page).not.toHaveProperty('isDebug');
	});

	test.each([
		[{ PORT: 'abc' }, 'PORT must be a number from 0 to 65535, got “abc”.'],
		[{ PORT: '70000' }, 'PORT must be a number from 0 to 65535, got “70000”.'],
		[{ DEMO: 'no' }, 'DEMO must be on or off, got “no”.'],
		[{ DEMO_SEED: 'x' }, 'DEMO_SEED must be a whole number, got “x”.'],
		[
			{ BROADCAST_CONNECTION: 'ably' },
			'BROADCAST_CONNECTION must be one of reverb, pusher, log, null, got “ably”.',
		],
		[
			{ BROADCAST_DRIVER: 'redis' },
			'BROADCAST_DRIVER must be one of reverb, pusher, log, null, got “redis”.',
		],
		[
			{ REVERB_APP_KEY: 'k', REVERB_HOST: 'h', REVERB_PORT: '80a' },
			'REVERB_PORT must be a number from 1 to 65535, got “80a”.',
		],
		[{ REVERB_PORT: '80a' }, 'REVERB_PORT must be a number from 1 to 65535, got “80a”.'],
		[
			{ REVERB_APP_KEY: 'k', REVERB_HOST: 'h', REVERB_SCHEME: 'htps' },
			'REVERB_SCHEME must be http or https, got “htps”.',
		],
		[
			{ PUSHER_APP_KEY: 'k', PUSHER_HOST: 'h', VITE_PUSHER_PORT: '0' },
			'VITE_PUSHER_PORT must be a number from 1 to 65535, got “0”.',
		],
		[
			{ REVERB_APP_KEY: 'k', REVERB_HOST: 'wss://h' },
			'REVERB_HOST must be a host name without scheme, port or path, got “wss://h”.',
		],
		[{ VITE_AUTH_MODE: 'jwt' }, 'VITE_AUTH_MODE must be session or bearer, got “jwt”.'],
		[
			{ VITE_SIGN_IN_ENDPOINT: 'login' },
			'VITE_SIGN_IN_ENDPOINT must be a path such as /broadcasting/auth or a full URL, got “login”.',
		],
		[
			{ VITE_ORDER_URL: 'https://shop.test/orders' },
			'VITE_ORDER_URL must be an address with {id} or {number} in it, such as https://shop.example/admin/orders/{id}, got “https://shop.test/orders”.',
		],
		[
			{ LOG_LEVEL: 'loud' },
			'LOG_LEVEL must be one of debug, info, notice, warning, error, critical, alert, emergency, got “loud”.',
		],
		[{ APP_DEBUG: 'yes' }, 'APP_DEBUG must be one of true, false, 1, 0, got “yes”.'],
		[{ SHOP_ZONE: 'Mars' }, 'SHOP_ZONE must be an IANA time zone such as Asia/Kuala_Lumpur, got “Mars”.'],
		[{ SHOP_CURRENCY: 'RM' }, 'SHOP_CURRENCY must be an ISO currency code such as MYR, got “RM”.'],
		[
			{ BROADCAST_CONNECTION: 'reverb' },
			'REVERB_APP_KEY must be the app key of your broadcaster, and it is not set.',
		],
		[{ REVERB_APP_KEY: 'k' }, 'REVERB_HOST must be where browsers reach the broadcaster, and it is not set.'],
	])('name what is wrong in %o', (environment, problem) => {
		expect(readSettings(environment)).toEqual({ ok: false, problem });
	});
});
