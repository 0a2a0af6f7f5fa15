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

	test('pass the address of a recorder on to the page', () => {
		expect(read({ VITE_RECORDER_URL: 'https://watch.test/recorder' }).page).toMatchObject({
			recorderUrl: 'https://watch.test/recorder',
		});
		expect(readSettings({ VITE_RECORDER_URL: 'recorder' })).toMatchObject({ ok: false });
	});
});

describe('the settings of the recorder', () => {
	const SHOP = { REVERB_APP_KEY: 'k', REVERB_APP_ID: '7', REVERB_APP_SECRET: 's', REVERB_HOST: '127.0.0.1' };

	function recorderOf(environment: Record<string, string>) {
		const result = readSettings(environment);
		if (!result.ok) throw new Error(result.problem);
		return result;
	}

	test('record the simulated shop when nothing is set, in a folder of its own', () => {
		expect(recorderOf({}).recorder).toEqual({
			app: { id: 'local', key: 'local', secret: 'local' },
			broadcaster: null,
			sources: ['monitoring', 'orders'],
			zone: 'Asia/Kuala_Lumpur',
			currency: 'MYR',
			path: '.watchfloor/recorder',
			shop: 'demo-monitoring-orders',
			heartbeatEveryMs: 10_000,
			days: 7,
			megabytes: 512,
			snapshot: null,
			trustsProxy: false,
			hasOpenMetrics: false,
		});
		expect(recorderOf({ DEMO: 'off' }).recorder).toMatchObject({ shop: 'local', sources: null });
	});

	test('record the shop’s Reverb from its own lines, where the shop itself reaches it', () => {
		const { recorder, settings } = recorderOf({
			...SHOP,
			REVERB_PORT: '8080',
			REVERB_SCHEME: 'http',
			REVERB_SERVER_HOST: '0.0.0.0',
			REVERB_SERVER_PORT: '9999',
			VITE_REVERB_HOST: 'ws.shop.test',
			VITE_REVERB_PORT: '443',
			VITE_REVERB_SCHEME: 'https',
			SHOP_ZONE: 'Europe/Berlin',
		});
		expect(recorder).toMatchObject({
			app: { id: '7', key: 'k', secret: 's' },
			broadcaster: { host: '127.0.0.1', port: 8080, scheme: 'http', cluster: null },
			shop: 'k-127.0.0.1',
			zone: 'Europe/Berlin',
			currency: 'USD',
			sources: null,
		});
		expect(settings.page).toMatchObject({ host: 'ws.shop.test' });
	});

	test('take the browsers’ address where the shop’s is not said, and Pusher’s cluster alone', () => {
		const { REVERB_HOST: host, ...rest } = SHOP;
		expect(recorderOf({ ...rest, VITE_REVERB_HOST: host }).recorder).toMatchObject({
			broadcaster: { host: '127.0.0.1', port: 443, scheme: 'https' },
		});
		const pusher = { PUSHER_APP_KEY: 'k', PUSHER_APP_ID: '7', PUSHER_APP_SECRET: 's' };
		expect(recorderOf({ ...pusher, PUSHER_APP_CLUSTER: 'ap1' }).recorder).toMatchObject({
			broadcaster: { host: null, port: 443, scheme: 'https', cluster: 'ap1' },
			shop: 'k-ap1',
		});
	});

	test('without a secret record nothing, and say in a line what it would take', () => {
		expect(recorderOf({ ...SHOP, REVERB_APP_SECRET: '' })).toMatchObject({
			recorder: null,
			noRecorder: 'No recorder: it needs REVERB_APP_ID and REVERB_APP_SECRET of the shop beside the key.',
		});
	});

	test.each([{ RECORDER: 'off' }, { ...SHOP, RECORDER: 'off' }, { BROADCAST_CONNECTION: 'log' }])(
		'record nothing, and say nothing, with %o',
		(environment) => {
			expect(recorderOf(environment)).toMatchObject({ recorder: null, noRecorder: null });
		},
	);

	test('say where, how long, how often and from where', () => {
		const { recorder, recorderPort } = recorderOf({
			...SHOP,
			RECORDER_PATH: '/var/lib/watchfloor',
			RECORDER_PORT: '6010',
			RECORDER_DAYS: '30',
			RECORDER_MB: '2048',
			RECORDER_HEARTBEAT: '5',
			RECORDER_SNAPSHOT_URL: 'https://shop.test/api/watchfloor/snapshot',
			RECORDER_SNAPSHOT_TOKEN: 't',
			RECORDER_TRUST_PROXY: 'on',
			RECORDER_METRICS: 'open',
		});
		expect(recorderPort).toBe(6010);
		expect(recorder).toMatchObject({
			path: '/var/lib/watchfloor',
			days: 30,
			megabytes: 2_048,
			heartbeatEveryMs: 5_000,
			snapshot: { url: 'https://shop.test/api/watchfloor/snapshot', token: 't' },
			trustsProxy: true,
			hasOpenMetrics: true,
		});
		expect(recorderOf({ RECORDER_HEARTBEAT: 'off' }).recorder).toMatchObject({ heartbeatEveryMs: null });
	});

	test.each([
		[{ RECORDER: 'yes' }, 'RECORDER must be on or off, got “yes”.'],
		[{ RECORDER_DAYS: '0' }, 'RECORDER_DAYS must be a number from 1 to 3650, got “0”.'],
		[{ RECORDER_MB: '1.5' }, 'RECORDER_MB must be a number from 16 to 1000000, got “1.5”.'],
		[{ RECORDER_HEARTBEAT: 'on' }, 'RECORDER_HEARTBEAT must be off, or seconds from 1 to 10, got “on”.'],
		[{ RECORDER_HEARTBEAT: '60' }, 'RECORDER_HEARTBEAT must be off, or seconds from 1 to 10, got “60”.'],
		[{ RECORDER_PORT: 'x' }, 'RECORDER_PORT must be a number from 0 to 65535, got “x”.'],
		[
			{ RECORDER_SNAPSHOT_TOKEN: 'hush' },
			'RECORDER_SNAPSHOT_URL must be set where there is a token for it, and it is not set.',
		],
	])('stop at %o', (environment, problem) => {
		expect(readSettings(environment)).toEqual({ ok: false, problem });
	});
});
