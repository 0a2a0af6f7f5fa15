import { counter, expect, feed, figures, startFloor, test } from '../fixtures.ts';

const ORDER = {
	order_id: 1,
	order_number: 'ORD-1',
	current_status: 'pending',
	total: '10.00',
	updated_at: '2026-11-21T00:00:00.000000Z',
};

test('an open line that delivered nothing is not called live; the first event proves it', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await expect(page.getByRole('status')).toContainText('Connected, delivery not proven');
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect(page.getByRole('status')).toContainText('Live');
});

test('a dead broadcaster is shown within a second, its figures not live; back again they say what may be missing', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect(counter(page, 'Total')).toContainText('1');

	await floor.kill();
	await expect(page.getByRole('status')).toContainText('Reconnecting', { timeout: 1_000 });
	await expect(figures(page)).toContainText('reconnecting');
	await expect(feed(page)).toContainText('orders may be missing');

	await floor.revive();
	await expect(page.getByRole('status')).toContainText(/Live|Connected/, { timeout: 10_000 });
	await expect(counter(page, 'Pending')).toContainText('≈');
	await expect(figures(page)).toContainText('may be missing');
	await expect(feed(page)).toContainText(
		/Connection lost \d\d:\d\d:\d\d–\d\d:\d\d:\d\d · orders may be missing/,
	);

	await floor.trigger('private-admin.orders', 'order.created', {
		...ORDER,
		order_id: 2,
		order_number: 'ORD-2',
	});
	await expect(feed(page).getByRole('article').first()).toHaveAccessibleName(/ORD-2/);
});

test('a channel that the shop refuses is named with the reason while the others go on', async ({
	page,
	floor,
}) => {
	floor.server.watchfloor.broadcaster?.faults.set({
		kind: 'auth',
		status: 403,
		channel: 'private-admin-orders',
	});
	await page.goto(floor.url);
	await expect(page.getByRole('status')).toContainText('private-admin-orders refused');
	await expect(page.getByRole('status')).toContainText('403');
	await floor.trigger('private-admin.orders', 'order.created', ORDER);
	await expect(feed(page).getByRole('article')).toHaveCount(1);
});

test('a public admin channel is said to be public', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('button', { name: /of \d+ channels/ }).click();
	await expect(page.getByText('anyone with the app key can read it')).toBeVisible();
});

test('an address where nobody answers is said to be one', async ({ page, floor }) => {
	const gone = await startFloor();
	await gone.kill();
	await page.route('**/watchfloor.json', async (route) => {
		const held = (await (await route.fetch()).json()) as Record<string, unknown>;
		await route.fulfill({ json: { ...held, port: gone.server.port } });
	});
	await page.goto(floor.url);
	await expect(page.getByRole('status')).toContainText('the broadcaster does not answer', { timeout: 8_000 });
	await expect(counter(page, 'Total')).toHaveText('–');
});
