import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, startFloor, test, type Floor } from '../fixtures.ts';

// What moves is half transparent for a moment; where it stands is what is read.
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off' });

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

		test('on what opens over a page', async ({ page, floor }) => {
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
