import type { Page } from '@playwright/test';
import Pusher from 'pusher';
import { connected, expect, sample, startFloor, test, type Floor } from '../fixtures.ts';

const SHOP = { sources: ['orders', 'carts', 'trades'], watch: { customers: ['7'] } };
const ORDER_NAME = 'App\\Events\\OrderStatusChanged';

/** The channels that somebody is subscribed to, as the broadcaster tells whoever signs the question. */
async function occupied(floor: Floor): Promise<readonly string[]> {
	const pusher = new Pusher({
		appId: 'local',
		key: 'local',
		secret: 'local',
		host: '127.0.0.1',
		port: String(floor.server.port),
		useTLS: false,
	});
	const response = await pusher.get({ path: '/channels' });
	expect(response.status).toBe(200);
	const { channels } = (await response.json()) as { channels: Record<string, unknown> };
	return Object.keys(channels);
}

async function openPage(page: Page, floor: Floor, path: string): Promise<void> {
	await page.goto(`${floor.url}${path}`);
	await connected(page);
}

const watched = (page: Page, name: string) =>
	page.getByRole('region', { name: 'Watch', exact: true }).getByRole('region', { name, exact: true });
const channelsOf = (page: Page, name: string) =>
	page.getByRole('list', { name: `Channels of ${name}` }).getByRole('listitem');
const toasts = (page: Page) => page.getByRole('list', { name: 'Notices' }).getByRole('listitem');

function cart(customer: number, change: object = {}) {
	const payload = sample('carts/condition-removed');
	return {
		...payload,
		user_id: customer,
		changes: { ...(payload['changes'] as object), savings: 'RM10.00' },
		timestamp: new Date().toISOString(),
		...change,
	};
}

const removeFromCart = (floor: Floor, customer: number) =>
	floor.trigger(`private-App.Models.User.${customer}`, 'cart.conditions.changed', cart(customer));

const trade = (id: number) => ({ ...sample('trades/matched'), trade_id: id, buyer_id: 7, seller_id: 2 });

test('an order that is watched from its drawer is followed on a channel of its own, and left again', async ({
	page,
	floor,
}) => {
	await openPage(page, floor, '/orders');
	await floor.trigger('admin.orders', 'order.created', sample('bookings/created'));
	await page.getByRole('button', { name: 'Order #12' }).click();
	expect(await occupied(floor)).not.toContain('order.12');
	const pin = page.getByRole('button', { name: 'Watch this order' });
	await pin.click();
	await expect(pin).toHaveAttribute('aria-pressed', 'true');
	await expect.poll(() => occupied(floor)).toContain('order.12');

	await page.getByRole('link', { name: 'Watch' }).click();
	await expect(channelsOf(page, 'Order 12')).toHaveText([/order\.12\s+followed/]);
	await expect(watched(page, 'Order 12').getByRole('list', { name: 'Orders of Order 12' })).toContainText(
		/Pending.*Sari/s,
	);
	await floor.trigger('order.12', ORDER_NAME, {
		...sample('bookings/status-class-name-on-the-orders-own-channel'),
		id: 12,
		old_status: 'pending',
		new_status: 'confirmed',
		timestamp: new Date().toISOString(),
	});
	await expect(watched(page, 'Order 12').getByRole('list', { name: 'Orders of Order 12' })).toContainText(
		'Confirmed',
	);

	await page.getByRole('button', { name: 'Stop watching Order 12' }).click();
	await expect(page.getByText('Nothing is watched')).toBeVisible();
	await expect.poll(() => occupied(floor)).not.toContain('order.12');
	expect(await occupied(floor)).toContain('admin.orders');
});

test.describe('a watched customer', () => {
	const withShop = async (run: (floor: Floor) => Promise<void>, page: object = {}) => {
		const floor = await startFloor({ page: { ...SHOP, ...page } });
		try {
			await run(floor);
		} finally {
			await floor.kill();
		}
	};

	test('is followed on every channel that the shop’s sources name, and on none any more once let go', async ({
		page,
	}) => {
		await withShop(async (floor) => {
			await openPage(page, floor, '/watch');
			const names = ['private-user.7.orders', 'private-App.Models.User.7', 'private-user.7'];
			await expect.poll(() => occupied(floor)).toEqual(expect.arrayContaining(names));
			for (const name of names) {
				await expect(channelsOf(page, 'Customer 7').filter({ hasText: name }).first()).toContainText(
					'followed',
				);
			}
			await page.getByRole('button', { name: 'Stop watching Customer 7' }).click();
			await expect.poll(() => occupied(floor)).toEqual(['private-admin.orders']);
		});
	});

	test('has their cart and their trades told with a notice that goes by itself after 6 s', async ({
		page,
	}) => {
		await withShop(async (floor) => {
			await page.clock.install();
			await openPage(page, floor, '/watch');
			await expect(channelsOf(page, 'Customer 7').filter({ hasText: 'followed' })).toHaveCount(4);
			// A longer jump would be a computer that slept.
			await page.clock.pauseAt(Date.now() + 8_000);
			await removeFromCart(floor, 7);
			await floor.trigger('private-user.7', 'order.matched', trade(5));
			await expect(async () => {
				await page.clock.runFor(100);
				await expect(toasts(page)).toHaveCount(2, { timeout: 100 });
			}).toPass();
			await expect(toasts(page)).toContainText([
				'Condition black-friday removed from 1 cart',
				/BTC traded.*0\.1 at 50000/s,
			]);
			await expect(watched(page, 'Customer 7')).toContainText(
				/condition black-friday removed,\s+new total MYR 1,234\.50, saved\s+MYR 10\.00/,
			);
			await expect(page.getByRole('list', { name: 'Trades of Customer 7' })).toContainText(
				/bought.*0\.1 BTC.*at 50,000/s,
			);
			await expect(
				page
					.getByRole('table', { name: 'Trades' })
					.getByRole('row', { name: /BTC.*50,000.*0\.1.*5,000.*7 → 2/ }),
			).toBeVisible();
			await page.clock.runFor(5_000);
			await expect(toasts(page)).toHaveCount(2);
			await page.clock.runFor(2_000);
			await expect(toasts(page)).toHaveCount(0);
		});
	});

	test('is one of the carts that a promotion was taken from, told together in one line', async ({ page }) => {
		await withShop(
			async (floor) => {
				await openPage(page, floor, '/watch');
				for (const id of [7, 8, 9]) {
					await expect(
						channelsOf(page, `Customer ${id}`).filter({ hasText: `private-App.Models.User.${id}` }),
					).toContainText('followed');
				}
				for (const id of [7, 8, 9]) await removeFromCart(floor, id);
				// Told again, as queues do: it is still the same cart.
				await floor.trigger('private-App.Models.User.9', 'cart.conditions.changed', {
					...cart(9),
					message: 'told again',
				});
				const changes = page.getByRole('list', { name: 'Changes of carts' }).getByRole('listitem');
				await expect(changes).toHaveCount(1);
				await expect(changes).toContainText(
					/Condition\s+black-friday\s+removed from\s+3 carts.*saved MYR 30\.00/s,
				);
				await expect(toasts(page)).toHaveText(/Condition black-friday removed from 3 carts/);
			},
			{ watch: { customers: ['7', '8', '9'] } },
		);
	});

	test('is remembered by this browser, and so is that nobody is watched any more', async ({ page }) => {
		await withShop(
			async (floor) => {
				await openPage(page, floor, '/watch');
				await expect(page.getByText('Nothing is watched')).toBeVisible();
				await page.getByRole('combobox', { name: 'What to watch' }).selectOption('Customer');
				await page.getByRole('textbox', { name: 'Id' }).fill(' 42 ');
				await page.getByRole('button', { name: 'Watch', exact: true }).click();
				await expect(watched(page, 'Customer 42')).toBeVisible();
				await page.reload();
				await expect(watched(page, 'Customer 42')).toBeVisible();
				await expect.poll(() => occupied(floor)).toContain('private-user.42.orders');
				await page.getByRole('button', { name: 'Stop watching Customer 42' }).click();
				await page.reload();
				await expect(page.getByText('Nothing is watched')).toBeVisible();
			},
			{ watch: { customers: [] } },
		);
	});

	test('whose channel the shop refuses is shown with the reason, while the others are followed', async ({
		page,
	}) => {
		await withShop(async (floor) => {
			floor.server.watchfloor.broadcaster?.faults.set({
				kind: 'auth',
				status: 403,
				channel: 'private-App.Models.User.7',
			});
			await openPage(page, floor, '/watch');
			await expect(channelsOf(page, 'Customer 7').filter({ hasText: 'App.Models' })).toContainText(
				'refused: the shop does not allow it (403)',
			);
			await expect(channelsOf(page, 'Customer 7').filter({ hasText: 'user.7.orders' })).toContainText(
				'followed',
			);
			// The shop's own channels are not refused: the page stays.
			await connected(page);
		});
	});
});

test('the form says what it misses, and takes nothing twice', async ({ page, floor }) => {
	await openPage(page, floor, '/watch');
	const form = page.getByRole('form', { name: 'Watch an order or a customer' });
	await form.getByRole('button', { name: 'Watch', exact: true }).click();
	await expect(form.getByRole('status')).toHaveText('Give the id that the shop knows it by.');
	const id = form.getByRole('textbox', { name: 'Id' });
	await id.fill('15');
	await id.press('Enter');
	await expect(page.getByRole('heading', { name: 'Order 15' })).toBeVisible();
	await expect(id).toHaveValue('');
	await id.fill('15');
	await id.press('Enter');
	await expect(form.getByRole('status')).toHaveText('It is watched already.');
	await expect(page.getByRole('heading', { name: 'Order 15' })).toHaveCount(1);
});
