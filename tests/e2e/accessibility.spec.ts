import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { connected, expect, feed, sample, startFloor, test, type Floor } from '../fixtures.ts';

// What moves is half transparent for a moment; where it stands is what is read.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const THEMES = ['dark', 'light'] as const;

/** One message of everything that a page can show, as the samples of the contract have them. */
const MESSAGES = [
	'orders/created',
	'orders/total-display-text',
	'bookings/created',
	'bookings/status-changed',
	'monitoring/new',
	'monitoring/payment-success',
	'monitoring/payment-failed',
	'monitoring/payment-failed-with-a-reason',
	'monitoring/stock-low',
	'monitoring/stock-out',
	'monitoring/system-security',
	'monitoring/system-error',
	'monitoring/system-performance',
	'monitoring/system-maintenance',
	'monitoring/system-resolved',
	'monitoring/user-online',
	'monitoring/notification',
	'monitoring/activity',
	'monitoring/rejected-payment-without-id',
	'orders/unmapped-name',
	'carts/condition-removed',
	'carts/condition-removed',
	'trades/on-the-user-model-channel',
] as const;

const CHANGES: Partial<Record<(typeof MESSAGES)[number], object>> = {
	'orders/total-display-text': { order_id: 16, order_number: 'ORD-2026-16' },
};

const SHOP = {
	sources: ['orders', 'monitoring', 'bookings', 'carts', 'trades'],
	watch: { customers: ['1', '7'] },
	orderUrl: 'https://shop.example/admin/orders/{id}',
};

interface Message {
	readonly channel: string;
	readonly name: string;
	readonly payload: Record<string, unknown>;
}

async function publishEverything(floor: Floor): Promise<void> {
	for (const name of MESSAGES) {
		const text = readFileSync(`src/lib/contract/samples/${name}.json`, 'utf8');
		const { channel, name: event, payload } = JSON.parse(text) as Message;
		// Most samples of one kind are about one thing.
		await floor.trigger(channel, event, { ...payload, ...(CHANGES[name] ?? {}) });
	}
}

/** What axe finds by its usual rules, in words that say what and where. */
async function problemsOf(page: Page): Promise<readonly string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
	);
}

const PAGES: readonly { name: string; ready: (page: Page) => Promise<void> }[] = [
	{
		name: 'Floor',
		async ready(page) {
			await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article')).toHaveCount(4);
			await expect(page.getByRole('list', { name: 'Messages not read' })).toBeVisible();
		},
	},
	{
		name: 'Orders',
		async ready(page) {
			await page.getByRole('button', { name: 'Order ORD-2026-4A1F0C' }).first().click();
			await page.getByRole('button', { name: 'Watch this order' }).click();
			await expect(page.getByRole('complementary', { name: 'Order ORD-2026-4A1F0C' })).toBeVisible();
		},
	},
	{
		name: 'System',
		async ready(page) {
			await expect(page.getByRole('article', { name: /^Critical/ }).first()).toBeVisible();
			await expect(page.getByRole('article', { name: /^High/ }).first()).toBeVisible();
		},
	},
	{
		name: 'People',
		async ready(page) {
			await expect(page.getByRole('region', { name: 'On duty' })).toContainText('you');
		},
	},
	{
		name: 'Payments',
		async ready(page) {
			await expect(page.getByRole('table').first()).toBeVisible();
		},
	},
	{
		name: 'Inventory',
		async ready(page) {
			await expect(page.getByRole('region', { name: 'Stock' }).getByRole('rowheader').first()).toBeVisible();
		},
	},
	{
		name: 'Notices',
		async ready(page) {
			await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
		},
	},
	{
		name: 'Watch',
		async ready(page) {
			await expect(page.getByRole('list', { name: 'Changes of carts' })).toContainText('black-friday');
			await expect(page.getByRole('list', { name: 'Trades of Customer 1' })).toBeVisible();
		},
	},
	{
		name: 'Inspector',
		async ready(page) {
			await page
				.getByRole('button', { name: /details of rejected/ })
				.first()
				.click();
			await expect(page.getByText('Copy payload')).toBeVisible();
			// What is chosen is drawn in a colour of its own.
			await page.getByRole('button', { name: /^rejected \d/ }).click();
			// While one is still asked for, the list is open by itself.
			await page.getByText(/(\d+) of \1 channels subscribed/).click();
			await expect(page.getByRole('table', { name: 'Channel states' })).toBeVisible();
		},
	},
	{
		name: 'Settings',
		async ready(page) {
			await expect(page.getByRole('switch', { name: 'New order' })).toBeVisible();
		},
	},
];

const CHANNEL = 'private-admin.orders';
const FLOOD = 120;

async function flood(floor: Floor): Promise<void> {
	const order = sample('orders/created');
	const orders = Array.from({ length: FLOOD }, (_, n) => ({
		...order,
		order_id: n,
		order_number: `ORD-${n}`,
	}));
	await Promise.all(orders.map((each) => floor.trigger(CHANNEL, 'order.created', each)));
}

/** What the screen can be in besides live and lost. */
const STATES: readonly {
	name: string;
	/** Before the page is opened. */
	before?: (floor: Floor) => void;
	ready: (page: Page, floor: Floor) => Promise<void>;
	size?: { width: number; height: number };
}[] = [
	{
		name: 'nothing has come yet',
		ready: async (page) => expect(feed(page).getByRole('article')).toHaveCount(0),
	},
	{
		name: 'one channel is refused',
		before: (floor) =>
			void floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403, channel: CHANNEL }),
		ready: async (page) =>
			expect(page.getByRole('region', { name: 'Orders' })).toContainText('the shop does not allow it (403)', {
				timeout: 15_000,
			}),
	},
	{
		name: 'more comes than anybody can read',
		async ready(page, floor) {
			await flood(floor);
			await expect(page.getByText(/orders in the last 5 s/)).toBeVisible();
		},
	},
	{
		name: 'a critical alert is open, on the desk',
		async ready(page, floor) {
			await publishEverything(floor);
			await expect(page.getByRole('alert').filter({ hasText: 'Critical' }).first()).toBeVisible();
		},
	},
	{
		name: 'a critical alert is open, on a phone',
		size: { width: 390, height: 844 },
		async ready(page, floor) {
			await publishEverything(floor);
			await expect(page.getByRole('alert').filter({ hasText: 'Critical' }).first()).toBeVisible();
			await page.getByRole('button', { name: 'More' }).click();
			await expect(page.getByRole('complementary').getByRole('link', { name: 'Settings' })).toBeVisible();
		},
	},
	{
		name: 'the list of keys is open',
		async ready(page) {
			await page.keyboard.press('?');
			await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
		},
	},
	{
		name: 'the wall is calm',
		async ready(page, floor) {
			await floor.trigger(CHANNEL, 'order.created', sample('orders/created'));
			await expect(feed(page).getByRole('article')).toHaveCount(1);
			await page.keyboard.press('w');
			await expect(page).toHaveURL(/\/wall$/);
			await expect(page.getByText('ORD-2026-4A1F0C')).toBeVisible({ timeout: 15_000 });
		},
	},
	{
		name: 'the wall is taken over',
		async ready(page, floor) {
			await page.keyboard.press('w');
			await expect(page).toHaveURL(/\/wall$/);
			await publishEverything(floor);
			await expect(page.getByRole('alert').first()).toContainText('Failed sign-ins');
		},
	},
];

for (const theme of THEMES) {
	test.describe(`in ${theme} colours axe finds nothing`, () => {
		test.use({ colorScheme: theme });

		for (const { name, ready } of PAGES) {
			test(`on the page ${name}, with the line live and with the line lost`, async ({ page }) => {
				const floor = await startFloor({ page: SHOP });
				try {
					await page.clock.install();
					await floor.open(page);
					await publishEverything(floor);
					await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article')).toHaveCount(4);
					await page.getByRole('navigation').getByRole('link', { name }).click();
					await ready(page);
					expect(await problemsOf(page)).toEqual([]);

					await floor.kill();
					await expect(page.getByRole('status').first()).toContainText('Reconnecting');
					await page.clock.fastForward(70_000);
					await expect(page.getByRole('status').first()).toContainText('Offline');
					expect(await problemsOf(page)).toEqual([]);
				} finally {
					await floor.kill();
				}
			});
		}

		for (const { name, before, ready, size } of STATES) {
			test(`when ${name}`, async ({ page }) => {
				test.slow();
				const floor = await startFloor({ page: { sources: ['orders', 'monitoring'] } });
				before?.(floor);
				try {
					if (size !== undefined) await page.setViewportSize(size);
					await page.goto(floor.url);
					await connected(page);
					await ready(page, floor);
					expect(await problemsOf(page)).toEqual([]);
				} finally {
					await floor.kill();
				}
			});
		}

		test('on what opens over a page', async ({ page, floor }) => {
			test.slow();
			await floor.open(page);
			await publishEverything(floor);
			await page.getByRole('button', { name: /of \d+ channels/ }).click();
			await expect(page.getByRole('list', { name: 'Channels' })).toBeVisible();
			expect(await problemsOf(page)).toEqual([]);
			await page.keyboard.press('Escape');
			await page.getByRole('button', { name: /online|Account/ }).click();
			await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
			expect(await problemsOf(page)).toEqual([]);
			await page.keyboard.press('Escape');
			await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
			for (const name of ['Columns', 'Export']) {
				await page.getByRole('button', { name }).click();
				await expect(page.getByRole('group', { name })).toBeVisible();
				expect(await problemsOf(page)).toEqual([]);
			}
		});

		test('on the sign-in page, also after a wrong password', async ({ page, floor }) => {
			await page.goto(`${floor.url}/sign-in`);
			await expect(page.getByRole('heading', { name: 'Sign in to Test shop' })).toBeVisible();
			expect(await problemsOf(page)).toEqual([]);
			await page.route('**/login', (route) =>
				route.fulfill({ status: 422, json: { message: 'These credentials do not match our records.' } }),
			);
			await page.getByRole('button', { name: 'Demo Admin' }).click();
			await expect(page.getByRole('alert')).toContainText('knows no such e-mail and password');
			expect(await problemsOf(page)).toEqual([]);
		});

		test('on the card that names a wrong setting', async ({ page, floor }) => {
			await page.route('**/watchfloor.json', (route) => route.fulfill({ json: { port: 'six' } }));
			await page.goto(floor.url);
			await expect(page.getByRole('heading', { name: 'Watchfloor cannot start' })).toBeVisible();
			expect(await problemsOf(page)).toEqual([]);
		});

		test('on the card of an account that may see nothing', async ({ page }) => {
			const floor = await startFloor({ page: { sources: ['orders'] } });
			floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403 });
			try {
				await page.goto(floor.url);
				await expect(page.getByRole('heading', { name: 'Not for this account' })).toBeVisible();
				expect(await problemsOf(page)).toEqual([]);
			} finally {
				await floor.kill();
			}
		});
	});
}

test.describe('in the colours of a system that forces its own', () => {
	test.use({ contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } });

	test('plates keep a border, marks and lines are drawn, and the focus is seen', async ({ page, floor }) => {
		await floor.open(page);
		await publishEverything(floor);
		const said = page.getByRole('alert').filter({ hasText: 'Critical' }).first();
		await expect(said).toBeVisible();
		const plate = said.locator('..');
		await expect(plate).toHaveCSS('border-top-style', 'solid');
		await expect(plate).toHaveCSS('border-top-width', '2px');
		const colours = await page.evaluate(() => {
			const of = (colour: string) => {
				const probe = document.body.appendChild(document.createElement('i'));
				probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
				const { color } = getComputedStyle(probe);
				probe.remove();
				return color;
			};
			return { canvas: of('Canvas'), text: of('CanvasText'), grey: of('GrayText') };
		});
		const mark = said.locator('svg').first();
		await expect(mark.locator('path[fill="currentColor"]')).toHaveCSS('fill', colours.text);
		await expect(mark.locator('.stroke-surface')).toHaveCSS('stroke', colours.canvas);
		const cells = page.getByRole('region', { name: 'Key figures' });
		await expect(cells).toHaveCSS('background-color', colours.grey);
		await page.keyboard.press('a');
		const button = page.getByRole('button', { name: /^Acknowledge/ }).first();
		await expect(button).toBeFocused();
		await expect(button).toHaveCSS('outline-style', 'solid');
		await expect(button).toHaveCSS('outline-width', '2px');
		await expect(button).not.toHaveCSS('outline-color', colours.canvas);
	});
});
