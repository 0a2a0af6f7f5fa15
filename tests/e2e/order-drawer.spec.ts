import type { Locator, Page } from '@playwright/test';
import { connected, expect, sample, startFloor, test, type Floor } from '../fixtures.ts';

const ORDERS = 'private-admin.orders';
const CREATED = 'order.created';
const STATUS = 'order.status.updated';
const SHOP = 'https://shop.example/admin';

let began = 0;
test.beforeEach(() => {
	began = Date.now();
});

/** Minutes before the test began, so that it is told after how long each state was reached. */
function order(id: number, status: string, minutesAgo: number, change: object = {}) {
	return {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: status,
		previous_status: null,
		changed_by: null,
		total: '219.80',
		updated_at: new Date(began - minutesAgo * 60_000).toISOString(),
		user: { id: 7, name: 'Ann Lee' },
		items_count: 4,
		items_summary: [
			{ product_name: 'Trail tee', quantity: 2 },
			{ product_name: 'Cotton cap', quantity: 1 },
		],
		...change,
	};
}

async function openOrders(page: Page, floor: Floor, query = ''): Promise<void> {
	await page.goto(`${floor.url}/orders${query}`);
	await connected(page);
}

const drawer = (page: Page, number: string) =>
	page.getByRole('complementary', { name: `Order ${number}`, exact: true });
const opener = (page: Page, number: string) =>
	page.getByRole('button', { name: `Order ${number}`, exact: true });
const steps = (of: Locator) => of.getByRole('list', { name: 'Status, newest first' }).getByRole('listitem');

test('an order tells its way through the shop: each state, who set it, and after how long', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	await floor.trigger(ORDERS, CREATED, order(1, 'pending', 10));
	const paid = { previous_status: 'pending', changed_by: 'Mei Lin Chong' };
	await floor.trigger(ORDERS, STATUS, order(1, 'paid', 5, paid));
	await opener(page, 'ORD-1').click();
	const open = drawer(page, 'ORD-1');
	await expect(steps(open)).toHaveText([
		/Paid\s+by Mei Lin Chong\s+\d\d:\d\d.*\s+after 5 min 0 s/,
		/Pending\s+order placed\s+\d\d:\d\d/,
	]);
	await expect(open).toContainText(/MYR\s*219\.80/);
	await expect(open).toContainText(/placed \S+, 10 min ago|placed .* 10 min ago/);
	await expect(open).toContainText('4 products');
	await expect(open.getByRole('list').filter({ hasText: 'Trail tee' }).getByRole('listitem')).toHaveText([
		/2 ×\s*Trail tee/,
		/1 ×\s*Cotton cap/,
		/and 2 more/,
	]);
	await expect(open.getByRole('definition').filter({ hasText: 'Ann Lee' })).toBeVisible();

	const shipped = { previous_status: 'processing', changed_by: 'Zed' };
	await floor.trigger(ORDERS, STATUS, order(1, 'shipped', 2, shipped));
	await expect(steps(open)).toHaveCount(3);
	await expect(steps(open).first()).toContainText(
		/Shipped.*by Zed.*a step was not seen: it was Processing before.*after 3 min 0 s/s,
	);
});

test('of an order that was placed before this screen watched, it says so', async ({ page, floor }) => {
	await openOrders(page, floor);
	const paid = { previous_status: 'pending', changed_by: null };
	await floor.trigger(ORDERS, STATUS, order(1, 'paid', 1, paid));
	await opener(page, 'ORD-1').click();
	await expect(steps(drawer(page, 'ORD-1'))).toHaveText([
		/Paid.*not told by whom/s,
		/^\s*Placed before this screen watched, Pending when\s+it was first seen\s*$/,
	]);
	await expect(drawer(page, 'ORD-1').getByText('placed before this screen watched')).toHaveCount(2);
});

test('a stay tells both of its days', async ({ page, floor }) => {
	await openOrders(page, floor);
	await floor.trigger('admin.orders', CREATED, sample('bookings/created'));
	await opener(page, '#12').click();
	const facts = drawer(page, '#12').getByRole('definition');
	await expect(facts.filter({ hasText: /^24 Jan 2026$/ })).toBeVisible();
	await expect(facts.filter({ hasText: /^26 Jan 2026$/ })).toBeVisible();
});

test('it leads into the shop’s own admin, and offers nothing that would change the order', async ({
	page,
}) => {
	const floor = await startFloor({ page: { orderUrl: `${SHOP}/orders/{id}?n={number}` } });
	try {
		await openOrders(page, floor);
		await floor.trigger(ORDERS, CREATED, order(1, 'pending', 1, { order_id: 'a/b', order_number: 'N&1' }));
		await opener(page, 'N&1').click();
		const link = drawer(page, 'N&1').getByRole('link');
		await expect(link).toHaveText('Open in the shop');
		await expect(link).toHaveAttribute('href', `${SHOP}/orders/a%2Fb?n=N%261`);
		await expect(link).toHaveAttribute('target', '_blank');
		await expect(link).toHaveAttribute('rel', /noopener/);
		const names = ['Previous order', 'Next order', 'Close'];
		const inBody = ['Watch this order', 'Watch this customer', 'Copy link'];
		await expect(drawer(page, 'N&1').getByRole('button')).toHaveCount(names.length + inBody.length);
		for (const name of [...names, ...inBody]) {
			await expect(drawer(page, 'N&1').getByRole('button', { name, exact: true })).toBeVisible();
		}
	} finally {
		await floor.kill();
	}
});

test('without an address of the shop’s admin there is no link into it', async ({ page, floor }) => {
	await openOrders(page, floor);
	await floor.trigger(ORDERS, CREATED, order(1, 'pending', 1));
	await opener(page, 'ORD-1').click();
	await expect(drawer(page, 'ORD-1').getByRole('button', { name: 'Copy link' })).toBeVisible();
	await expect(drawer(page, 'ORD-1').getByRole('link')).toHaveCount(0);
});

test('the link that is copied opens the same order again', async ({ page, floor, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await openOrders(page, floor, '?q=ann');
	await floor.trigger(ORDERS, CREATED, order(1, 'pending', 1));
	await floor.trigger(ORDERS, CREATED, order(2, 'pending', 1));
	await opener(page, 'ORD-1').click();
	await drawer(page, 'ORD-1').getByRole('button', { name: 'Copy link' }).click();
	await expect(page.getByRole('list', { name: 'Notices' })).toContainText('Link copied');
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	expect(copied).toBe(page.url());
	expect(new URL(copied).searchParams.get('order')).toBe('orders:1');

	// Opened anew nothing is held yet: the order opens as soon as the shop tells of it.
	await page.goto('about:blank');
	await page.goto(copied);
	await connected(page);
	await expect(page.getByRole('complementary', { name: /^Order/ })).toHaveCount(0);
	await floor.trigger(ORDERS, STATUS, order(1, 'paid', 0, { previous_status: 'pending' }));
	await expect(drawer(page, 'ORD-1')).toContainText('Paid');
});

test('Escape and the button close it', async ({ page, floor }) => {
	await openOrders(page, floor);
	await floor.trigger(ORDERS, CREATED, order(1, 'pending', 1));
	for (const close of [
		() => page.keyboard.press('Escape'),
		() => drawer(page, 'ORD-1').getByRole('button', { name: 'Close' }).click(),
	]) {
		await opener(page, 'ORD-1').click();
		await expect(drawer(page, 'ORD-1')).toBeVisible();
		await close();
		await expect(drawer(page, 'ORD-1')).toHaveCount(0);
		await expect(page).toHaveURL(/\/orders$/);
	}
});

test('beside an open order the list stays live: changes show at once, new ones wait and are counted', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	for (const id of [1, 2, 3]) await floor.trigger(ORDERS, CREATED, order(id, 'pending', 10 - id));
	await opener(page, 'ORD-2').click();
	await expect(drawer(page, 'ORD-2')).toBeVisible();
	const row = (number: string) => page.getByRole('row').filter({ has: opener(page, number) });
	await floor.trigger(ORDERS, STATUS, order(3, 'shipped', 0, { previous_status: 'pending' }));
	await expect(row('ORD-3')).toContainText('Shipped');
	await floor.trigger(ORDERS, CREATED, order(4, 'pending', 0));
	await expect(page.getByText('1 new order held while you read')).toBeVisible();
	await expect(opener(page, 'ORD-4')).toHaveCount(0);

	await drawer(page, 'ORD-2').getByRole('button', { name: 'Next order' }).click();
	await expect(drawer(page, 'ORD-1')).toBeVisible();
	await drawer(page, 'ORD-1').getByRole('button', { name: 'Previous order' }).click();
	await drawer(page, 'ORD-2').getByRole('button', { name: 'Previous order' }).click();
	await expect(drawer(page, 'ORD-3')).toContainText('Shipped');
	await page.getByRole('button', { name: 'Show it' }).click();
	await expect(opener(page, 'ORD-4')).toBeVisible();
	await expect(drawer(page, 'ORD-3')).toBeVisible();
});

test('a failed payment stands in the way of its order, with the reason the shop gave', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	const failed = sample('monitoring/payment-failed-with-a-reason');
	const { order_number: number } = failed['order'] as { order_number: string };
	await floor.trigger(ORDERS, CREATED, order(1, 'pending', 1, { order_number: number }));
	await floor.trigger('private-admin-monitoring', 'payment.failed', failed);
	await opener(page, number).click();
	await expect(steps(drawer(page, number)).filter({ hasText: 'Payment attempt failed' })).toContainText(
		/by mpesa.*Insufficient funds of a•••@example\.com/s,
	);
});
