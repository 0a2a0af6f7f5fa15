import type { Page } from '@playwright/test';
import { expect, feed, test } from '../fixtures.ts';

async function configure(page: Page, change: (held: Record<string, unknown>) => unknown): Promise<void> {
	await page.route('**/watchfloor.json', async (route) => {
		const answer = await route.fetch();
		await route.fulfill({ json: change((await answer.json()) as Record<string, unknown>) });
	});
}

const without = (name: string) => (held: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(held).filter(([key]) => key !== name));

for (const [what, change, named] of [
	['a missing key', without('key'), 'key'],
	['a missing host', without('host'), 'host'],
	['a wrong port', (held: object) => ({ ...held, port: 'six' }), 'port'],
	['a wrong scheme', (held: object) => ({ ...held, scheme: 'wss' }), 'scheme'],
	['a misspelt name', (held: object) => ({ ...held, clutser: 'ap1' }), 'clutser'],
	['an unknown preset', (held: object) => ({ ...held, sources: ['magento'] }), 'sources[0]'],
] as const) {
	test(`${what} stops with a page that names it and makes no call`, async ({ page, floor }) => {
		await configure(page, change);
		const calls: string[] = [];
		page.on('websocket', (socket) => calls.push(socket.url()));
		page.on('request', (request) => {
			if (request.method() !== 'GET') calls.push(request.url());
		});
		await page.goto(floor.url);
		await expect(page.getByRole('heading', { name: 'Watchfloor cannot start' })).toBeVisible();
		await expect(page.getByRole('alert')).toContainText(named);
		expect(calls).toEqual([]);
	});
}

test('a source of the shop’s own is loaded at run time', async ({ page, floor }) => {
	await page.route('**/sales.json', (route) =>
		route.fulfill({
			json: {
				name: 'sales',
				label: 'Our shop',
				channels: ['sales'],
				events: [
					{
						on: ['sale.done'],
						as: 'order.created',
						fields: { id: 'nr', status: 'state', total: 'sum', customer: 'who' },
					},
				],
			},
		}),
	);
	await configure(page, (held) => ({ ...held, sources: ['sales.json'] }));
	await floor.open(page);
	await floor.trigger('sales', 'sale.done', { nr: 77, state: 'pending', sum: '12.50', who: 'Ann' });
	await expect(feed(page).getByRole('article', { name: /#77/ })).toContainText('12.50');
});

test('a source with a mistake stops with the path of the mistake', async ({ page, floor }) => {
	await configure(page, (held) => ({
		...held,
		sources: [
			{ name: 'x', label: 'X', channels: ['x'], events: [{ on: ['e'], as: 'order.lost', fields: {} }] },
		],
	}));
	await page.goto(floor.url);
	await expect(page.getByRole('alert')).toContainText('events[0]');
});

for (const [what, address, origin] of [
	['Pusher’s cluster is reached on its own host by TLS', { cluster: 'ap1' }, 'wss://ws-ap1.pusher.com'],
	[
		'a Reverb behind TLS is reached on its own port',
		{ host: 'ws.shop.test', port: 8443, scheme: 'https' },
		'wss://ws.shop.test:8443',
	],
	[
		'a soketi on plain http is reached without TLS',
		{ host: 'soketi.shop.test', port: 6002, scheme: 'http' },
		'ws://soketi.shop.test:6002',
	],
] as const) {
	test(`${what}, and nothing falls back to a third party`, async ({ page, floor }) => {
		await configure(page, ({ host: _host, port: _port, scheme: _scheme, ...held }) => ({
			...held,
			...address,
		}));
		const sockets: string[] = [];
		await page.routeWebSocket(/.*/, async (socket) => {
			sockets.push(new URL(socket.url()).origin);
			await socket.close({ code: 1001, reason: '' });
		});
		await page.goto(floor.url);
		// The first try and two after it: pusher-js would reach for its fallbacks by then.
		await expect.poll(() => sockets.length, { timeout: 15_000 }).toBeGreaterThan(2);
		expect(new Set(sockets)).toEqual(new Set([origin]));
	});
}
