import {
	connected,
	counter,
	expect,
	feed,
	figures,
	FIRST_LOAD_MS,
	sample,
	startFloor,
	test,
} from '../fixtures.ts';

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

test('a channel that nobody answers for greys its own panel, is told as such, and heals when it is answered', async ({
	page,
	floor,
}) => {
	const answer = floor.server.watchfloor.broadcaster?.faults.set({
		kind: 'frames',
		change: 'drop',
		event: 'pusher_internal:subscription_succeeded',
		channel: 'private-admin-payments',
	});
	await page.clock.install();
	await page.goto(floor.url);
	await expect(page.getByRole('status')).toContainText(/waiting for 1 of \d+ channels/, {
		timeout: FIRST_LOAD_MS,
	});
	await page.clock.runFor(10_500);
	const payments = page.getByRole('region', { name: 'Payments' });
	await expect(payments).toContainText('private-admin-payments: the broadcaster does not answer, since');
	await expect(payments).toContainText('stale');
	await expect(page.getByRole('region', { name: 'Stock' })).toContainText('listening');
	answer?.();
	await page.clock.runFor(20_000);
	await expect(payments).not.toContainText('does not answer');
	await connected(page);
	await floor.trigger('private-admin-payments', 'payment.success', sample('monitoring/payment-success'));
	await expect(payments.getByRole('table')).toBeVisible();
});
