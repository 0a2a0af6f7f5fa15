import { expect, feed, figure, sample, startFloor, test, type Floor } from '../fixtures.ts';

const literally = (text: string) => text.replace(/[.\\]/g, '\\$&');

const CHANNELS = [
	['private-admin-monitoring', 'order.new', 'monitoring/new'],
	['private-admin-orders', 'order.new', 'monitoring/new'],
	['private-admin-payments', 'payment.failed', 'monitoring/payment-failed'],
	['private-admin-inventory', 'stock.alert', 'monitoring/stock-low'],
	['private-admin-system', 'system.alert', 'monitoring/system-error'],
	['private-admin-notifications', 'new-notification', 'monitoring/notification'],
	['private-admin.orders', 'order.status.updated', 'orders/status-updated'],
	['admin.orders', 'order.created', 'bookings/created'],
	['order.12', 'order.status.changed', 'bookings/status-changed'],
	['private-user.7.orders', 'order.status.updated', 'orders/status-updated'],
	['private-App.Models.User.7', 'cart.conditions.changed', 'carts/condition-removed'],
	['private-user.7', 'order.matched', 'trades/matched'],
] as const;

/** A shop that speaks all five dialects, with an order and a customer watched. */
async function startEverything(): Promise<Floor> {
	const sources = ['monitoring', 'orders', 'bookings', 'carts', 'trades'];
	return startFloor({ page: { sources, watch: { orders: ['12'], customers: ['7'] } } });
}

test('what is sent on each channel of the five shops is read, whichever channel it is', async ({ page }) => {
	const floor = await startEverything();
	try {
		await floor.open(page);
		await page.getByRole('button', { name: /of \d+ channels/ }).click();
		const list = page.getByRole('list', { name: 'Channels' });
		for (const [channel] of CHANNELS) {
			await expect(
				list.getByRole('listitem').filter({ hasText: new RegExp(`^\\s*${literally(channel)} `) }),
			).toContainText('subscribed');
		}
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: 'Inspector' }).click();
		for (const [channel, name, path] of CHANNELS) {
			// What was told on another channel already is a duplicate: read all the same.
			await floor.trigger(channel, name, sample(path));
			const row = page.getByRole('row', {
				name: new RegExp(`(accepted|duplicate).*${literally(channel)} .*${literally(name)}`),
			});
			await expect(row.first()).toBeVisible();
		}
		await expect(page.getByRole('button', { name: /^rejected 0/ })).toBeVisible();
		await expect(page.getByRole('button', { name: /^unknown 0/ })).toBeVisible();
	} finally {
		await floor.kill();
	}
});

test('an order that is told to its customer and to the admins counts once', async ({ page }) => {
	const floor = await startEverything();
	try {
		await floor.open(page);
		const order = { ...sample('orders/created'), user: { id: 7, name: 'Ann' } };
		await floor.trigger(['private-user.7.orders', 'private-admin.orders'], 'order.created', order);
		await expect(feed(page).getByRole('article')).toHaveCount(1);
		expect(await figure(page, 'Total')).toBe('1');
	} finally {
		await floor.kill();
	}
});

test('with isDebug each event is written to the console of the browser, masked', async ({ page }) => {
	const floor = await startFloor({ page: { isDebug: true } });
	const lines: string[] = [];
	page.on('console', async (message) => {
		if (message.type() !== 'debug') return;
		const parts = await Promise.all(message.args().map((part) => part.jsonValue() as Promise<unknown>));
		lines.push(JSON.stringify(parts));
	});
	try {
		await floor.open(page);
		await floor.trigger('private-admin.orders', 'order.status.updated', {
			...sample('orders/status-updated'),
			user: { id: 7, name: 'Ann', email: 'ann.lim@example.com' },
		});
		await expect.poll(() => lines.filter((line) => line.includes('order.status.updated')).length).toBe(1);
		expect(lines.join()).not.toContain('ann.lim@example.com');
	} finally {
		await floor.kill();
	}
});
