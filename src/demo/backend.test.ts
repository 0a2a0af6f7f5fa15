import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemoBackend, type BackendOptions } from './backend.ts';
import type { Snapshot } from './day-book.ts';

const SNAPSHOT: Snapshot = {
	asOf: '2026-11-21T07:00:00.000Z',
	figures: { ordersToday: 1, pending: 1, confirmed: 0, total: 1, revenueToday: { MYR: '12.00' } },
	orders: [],
	payments: [],
	stock: [],
	alerts: [],
};
const ADMIN = { email: 'admin@example.test', password: 'password' };
const CUSTOMER = { email: 'customer@example.test', password: 'password' };
const OPS = { email: 'ops@example.test', password: 'password' };

let server: Server;
let clockMs: number;

async function start(options: Partial<BackendOptions> = {}): Promise<void> {
	const backend = createDemoBackend({
		secret: 'test',
		authMode: 'session',
		snapshot: () => SNAPSHOT,
		now: () => clockMs,
		...options,
	});
	server = createServer((request, response) => {
		if (backend.handle(request, response)) return;
		if (request.url?.startsWith('/broadcasting/auth')) {
			const channel = request.headers['x-channel'] as string;
			const verdict = backend.authorize(request, channel);
			return response.end(JSON.stringify(verdict));
		}
		backend.welcome(request, response);
		response.end('page');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

beforeEach(async () => {
	clockMs = Date.parse('2026-11-21T07:00:00Z');
	await start();
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Keeps cookies, and sends the CSRF cookie back in its header as axios does. */
class Browser {
	readonly cookies = new Map<string, string>();

	async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
		const csrf = this.cookies.get('XSRF-TOKEN');
		const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
			method,
			headers: {
				...(body && { 'Content-Type': 'application/json' }),
				...(this.cookies.size > 0 && {
					Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				}),
				...(csrf !== undefined && { 'X-XSRF-TOKEN': decodeURIComponent(csrf) }),
				...headers,
			},
			...(body && { body: JSON.stringify(body) }),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			this.cookies.set(name, value);
		}
		return response;
	}

	async signIn(credentials: object) {
		await this.send('GET', '/sanctum/csrf-cookie');
		return this.send('POST', '/login', credentials);
	}

	async user(): Promise<unknown> {
		const response = await this.send('GET', '/api/user');
		return response.status === 200 ? response.json() : response.status;
	}

	async verdict(channel: string): Promise<unknown> {
		const response = await this.send('POST', '/broadcasting/auth', undefined, { 'X-Channel': channel });
		return response.status === 200 ? response.json() : response.status;
	}
}

describe('the session of the demo shop', () => {
	test('begins with the first page, as its admin, in a cookie that scripts cannot read', async () => {
		const browser = new Browser();
		const response = await browser.send('GET', '/');
		expect(response.headers.getSetCookie()).toEqual([
			expect.stringMatching(/^watchfloor_demo=[\w.]+; Path=\/; HttpOnly; SameSite=Lax$/),
		]);
		expect(await browser.user()).toEqual({ id: 1, name: 'Demo Admin', role: 'admin' });
		const again = await browser.send('GET', '/');
		expect(again.headers.getSetCookie()).toEqual([]);
	});

	test('does not begin again by itself after a sign-out, and the old cookie is dead', async () => {
		const browser = new Browser();
		await browser.send('GET', '/');
		const old = browser.cookies.get('watchfloor_demo') ?? '';
		await browser.send('GET', '/sanctum/csrf-cookie');
		expect((await browser.send('POST', '/logout')).status).toBe(204);
		await browser.send('GET', '/');
		expect(await browser.user()).toBe(401);
		const thief = new Browser();
		thief.cookies.set('watchfloor_demo', old);
		expect(await thief.user()).toBe(401);
		expect((await browser.signIn(OPS)).status).toBe(204);
		expect(await browser.user()).toEqual({ id: 2, name: 'Dewi Ops', role: 'ops' });
	});

	test('takes a form as well as JSON', async () => {
		const browser = new Browser();
		await browser.send('GET', '/sanctum/csrf-cookie');
		const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/login`, {
			method: 'POST',
			headers: {
				Cookie: `XSRF-TOKEN=${browser.cookies.get('XSRF-TOKEN')}`,
				'X-XSRF-TOKEN': decodeURIComponent(browser.cookies.get('XSRF-TOKEN') ?? ''),
			},
			body: new URLSearchParams(CUSTOMER),
		});
		expect(response.status).toBe(204);
	});

	test('is refused to whoever knows no password, in Laravel’s words', async () => {
		const response = await new Browser().signIn({ ...ADMIN, password: 'secret' });
		expect(response.status).toBe(422);
		expect(await response.json()).toEqual({
			message: 'These credentials do not match our records.',
			errors: { email: ['These credentials do not match our records.'] },
		});
		const empty = await new Browser().signIn({ email: '' });
		expect(await empty.json()).toMatchObject({
			errors: { email: ['The email field is required.'], password: ['The password field is required.'] },
		});
	});

	test('asks for patience after five wrong tries, for a minute', async () => {
		const browser = new Browser();
		for (let tries = 0; tries < 5; tries += 1)
			expect((await browser.signIn({ ...ADMIN, password: 'x' })).status).toBe(422);
		const refused = await browser.signIn(ADMIN);
		expect(refused.status).toBe(429);
		expect(refused.headers.get('Retry-After')).toBe('60');
		clockMs += 60_000;
		expect((await browser.signIn(ADMIN)).status).toBe(204);
	});

	test('is over after its time', async () => {
		const browser = new Browser();
		await browser.signIn(ADMIN);
		clockMs += 31 * 86_400_000;
		expect(await browser.user()).toBe(401);
	});

	test('cannot be forged', async () => {
		const browser = new Browser();
		await browser.signIn(CUSTOMER);
		const cookie = browser.cookies.get('watchfloor_demo') ?? '';
		browser.cookies.set('watchfloor_demo', cookie.replace(/^7\./, '1.'));
		expect(await browser.user()).toBe(401);
		browser.cookies.set('watchfloor_demo', '');
		expect(await browser.user()).toBe(401);
	});
});

describe('the CSRF cookie of the demo shop', () => {
	test('can be read by scripts, is URL-encoded and another one each time', async () => {
		const browser = new Browser();
		const response = await browser.send('GET', '/sanctum/csrf-cookie');
		expect(response.status).toBe(204);
		const [cookie = ''] = response.headers.getSetCookie();
		expect(cookie).toMatch(/^XSRF-TOKEN=[\w%]+; Path=\/; SameSite=Lax$/);
		expect(cookie).toContain('%3D');
		const first = browser.cookies.get('XSRF-TOKEN');
		await browser.send('GET', '/sanctum/csrf-cookie');
		expect(browser.cookies.get('XSRF-TOKEN')).not.toBe(first);
	});

	test('has to come back in the header for a sign-in and a sign-out', async () => {
		const browser = new Browser();
		const bare = await browser.send('POST', '/login', ADMIN);
		expect([bare.status, await bare.json()]).toEqual([419, { message: 'CSRF token mismatch.' }]);
		await browser.send('GET', '/sanctum/csrf-cookie');
		const wrong = await browser.send('POST', '/login', ADMIN, { 'X-XSRF-TOKEN': 'x' });
		expect(wrong.status).toBe(419);
		expect((await browser.send('POST', '/login', ADMIN)).status).toBe(204);
		expect((await browser.send('POST', '/logout', {}, { 'X-XSRF-TOKEN': '' })).status).toBe(419);
		expect(await browser.user()).toMatchObject({ id: 1 });
	});

	test('counts for its own session alone', async () => {
		const [admin, customer] = [new Browser(), new Browser()];
		await admin.signIn(ADMIN);
		await customer.signIn(CUSTOMER);
		admin.cookies.set('XSRF-TOKEN', customer.cookies.get('XSRF-TOKEN') ?? '');
		expect((await admin.send('POST', '/logout')).status).toBe(419);
	});

	test('may be an older one of the same session, since several requests ask at once', async () => {
		const browser = new Browser();
		await browser.signIn(ADMIN);
		const older = browser.cookies.get('XSRF-TOKEN') ?? '';
		await browser.send('GET', '/sanctum/csrf-cookie');
		const headers = { 'X-XSRF-TOKEN': decodeURIComponent(older), 'X-Channel': 'private-admin.orders' };
		expect((await browser.send('POST', '/broadcasting/auth', undefined, headers)).status).toBe(200);
	});

	test('is asked for on a channel only of a browser that has one', async () => {
		const browser = new Browser();
		await browser.send('GET', '/');
		expect(await browser.verdict('private-admin.orders')).toMatchObject({ user: { id: 1 } });
		browser.cookies.set('XSRF-TOKEN', 'somebody-elses');
		expect(await browser.verdict('private-admin.orders')).toBe(419);
	});
});

describe('who may listen in the demo shop', () => {
	const channels = [
		'private-admin-monitoring',
		'private-admin-orders',
		'private-admin.orders',
		'private-admin-payments',
		'private-admin-notifications',
		'presence-admin-presence',
		'presence-user-presence',
		'private-user.7',
		'private-user.7.orders',
		'private-App.Models.User.7',
		'private-user.70',
		'private-App.Models.User.71',
		'private-elsewhere',
	];

	test.each([
		['the admin', ADMIN, channels.slice(0, -1)],
		[
			'ops',
			OPS,
			[
				'private-admin-monitoring',
				'private-admin-payments',
				'presence-admin-presence',
				'presence-user-presence',
			],
		],
		['the customer', CUSTOMER, ['private-user.7', 'private-user.7.orders', 'private-App.Models.User.7']],
	])('%s may join what is theirs and nothing else', async (_, credentials, expected) => {
		const browser = new Browser();
		await browser.signIn(credentials);
		const verdicts = await Promise.all(channels.map((channel) => browser.verdict(channel)));
		expect(channels.filter((_, index) => verdicts[index] !== null)).toEqual(expected);
	});

	test('nobody signed in is nobody, which is not the same as forbidden', async () => {
		expect(await new Browser().verdict('private-admin.orders')).toBe('unauthenticated');
	});

	test('members of a presence channel are told as the shop describes them', async () => {
		const browser = new Browser();
		await browser.signIn(OPS);
		expect(await browser.verdict('presence-admin-presence')).toEqual({
			user: {
				id: 2,
				info: {
					id: 2,
					name: 'Dewi Ops',
					avatar: null,
					role: 'ops',
					last_seen: '2026-11-21T07:00:00.000Z',
				},
			},
		});
	});
});

describe('tokens of the demo shop', () => {
	const device = { device_name: 'Watchfloor' };
	const issue = async (credentials: object): Promise<string> => {
		const response = await new Browser().send('POST', '/api/login', { ...credentials, ...device });
		return ((await response.json()) as { token: string }).token;
	};

	test('are handed out, count in place of a cookie on either auth path, and die by a sign-out', async () => {
		const token = await issue(ADMIN);
		const headers = { Authorization: `Bearer ${token}`, 'X-Channel': 'private-admin.orders' };
		const browser = new Browser();
		for (const path of ['/api/broadcasting/auth', '/broadcasting/auth']) {
			const response = await browser.send('POST', path, undefined, headers);
			expect(await response.json()).toMatchObject({ user: { id: 1 } });
		}
		expect((await browser.send('GET', '/api/user', undefined, headers)).status).toBe(200);
		expect((await browser.send('POST', '/api/logout', undefined, headers)).status).toBe(204);
		expect((await browser.send('GET', '/api/user', undefined, headers)).status).toBe(401);
	});

	test('need a device’s name', async () => {
		const response = await new Browser().send('POST', '/api/login', ADMIN);
		expect(await response.json()).toMatchObject({
			errors: { device_name: ['The device name field is required.'] },
		});
	});

	test('are no cookies, and a cookie is no token', async () => {
		const token = await issue(ADMIN);
		const browser = new Browser();
		browser.cookies.set('watchfloor_demo', token.replace(/^1\|/, ''));
		expect(await browser.user()).toBe(401);
	});

	test('are all there is in bearer mode', async () => {
		await new Promise((resolve) => server.close(resolve));
		await start({ authMode: 'bearer' });
		const browser = new Browser();
		expect((await browser.send('GET', '/')).headers.getSetCookie()).toEqual([]);
		await browser.send('POST', '/login', ADMIN);
		expect(browser.cookies.size).toBe(0);
		expect(await issue(ADMIN)).toMatch(/^1\|/);
	});
});

describe('the snapshot endpoint of the demo shop', () => {
	test('answers the admin, and nobody stores it', async () => {
		const browser = new Browser();
		await browser.signIn(ADMIN);
		const response = await browser.send('GET', '/api/watchfloor/snapshot');
		expect(response.headers.get('Cache-Control')).toBe('no-store');
		expect(await response.json()).toEqual(SNAPSHOT);
	});

	test.each([
		[401, null],
		[403, CUSTOMER],
		[403, OPS],
	])('answers %d to %o', async (status, credentials) => {
		const browser = new Browser();
		if (credentials) await browser.signIn(credentials);
		expect((await browser.send('GET', '/api/watchfloor/snapshot')).status).toBe(status);
	});

	test('is not there without a shop', async () => {
		await new Promise((resolve) => server.close(resolve));
		await start({ snapshot: null });
		const browser = new Browser();
		await browser.signIn(ADMIN);
		expect((await browser.send('GET', '/api/watchfloor/snapshot')).status).toBe(404);
	});
});

test('too much is refused before it is kept', async () => {
	const response = await new Browser().send('POST', '/api/login', { email: 'x'.repeat(20_000) });
	expect(response.status).toBe(413);
});
