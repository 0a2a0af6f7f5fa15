import type { Locator, Page } from '@playwright/test';
import { counter, expect, figures, sample, test, type Floor } from '../fixtures.ts';

/** As that shop sends each of them. */
const BOTH = ['private-admin-monitoring', 'private-admin-payments'];

function panel(page: Page): Locator {
	return page.getByRole('region', { name: 'Payments', exact: true });
}

function method(page: Page, name: string): Locator {
	return page.getByRole('table', { name: 'Payments by method' }).getByRole('row', { name });
}

function failures(page: Page): Locator {
	return page.getByRole('list', { name: 'Latest failures' });
}

test('a success and a failure, each sent on two channels, count once', async ({ page, floor }) => {
	await floor.open(page);
	await expect(panel(page)).toContainText('Listening. No payment yet since');
	await expect(figures(page)).toContainText('none tried in 60 min');
	await pay(floor, 1, 'card', true);
	await pay(floor, 2, 'card', false);
	await expect(method(page, 'card')).toContainText('1 / 2');
	await expect(panel(page)).toContainText('2 attempts, 60 min');
	await expect(failures(page).getByRole('listitem')).toHaveCount(1);
	await expect(figures(page)).toContainText('1 of 2, 60 min');
	await page.getByRole('link', { name: 'Inspector' }).click();
	await expect(page.getByRole('button', { name: 'duplicate 2' })).toBeVisible();
});

test('a method is rated from its tenth try on, and one below the target says so', async ({ page, floor }) => {
	await floor.open(page);
	for (let id = 1; id <= 9; id += 1) await pay(floor, id, 'card', id > 1);
	await expect(method(page, 'card')).toContainText('8 / 9');
	await expect(method(page, 'card')).toContainText('too few to rate');
	await expect(method(page, 'card')).not.toContainText('%');
	await expect(counter(page, 'Payment success')).toHaveText('–');

	await pay(floor, 10, 'card', true);
	await expect(method(page, 'card')).toContainText('9 / 10');
	await expect(method(page, 'card')).toContainText('90 %');
	await expect(method(page, 'card').getByRole('img', { name: 'below target' })).toBeVisible();
	await expect(counter(page, 'Payment success')).toHaveText('90 %');

	for (let id = 11; id <= 30; id += 1) await pay(floor, id, 'mpesa', true);
	await expect(method(page, 'mpesa')).toContainText('100 %');
	await expect(method(page, 'mpesa').getByRole('img', { name: 'below target' })).toHaveCount(0);
	await expect(counter(page, 'Payment success')).toHaveText('96.7 %', { useInnerText: true });
	await expect(figures(page)).toContainText('29 of 30, 60 min');
});

test('a payment that failed and is tried again counts once, by its last outcome', async ({ page, floor }) => {
	await floor.open(page);
	await pay(floor, 1, 'card', false);
	await expect(method(page, 'card')).toContainText('0 / 1');
	await expect(failures(page)).toContainText('ORD-1');
	await pay(floor, 1, 'card', true);
	await expect(method(page, 'card')).toContainText('1 / 1');
	await expect(failures(page)).toHaveCount(0);
	await expect(panel(page)).toContainText('1 attempt, 60 min');
});

test('the latest failures come first with order, reason and amount; the page has all of them', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	for (const id of [1, 2, 3]) await pay(floor, id, 'card', false);
	const told = sample('monitoring/payment-failed-with-a-reason');
	await floor.trigger(BOTH, 'payment.failed', { ...told, payment: { ...payment(told), id: 4 } });
	await expect(panel(page)).toContainText('4 in 60 min');
	await expect(failures(page).getByRole('listitem')).toHaveCount(3);
	const latest = failures(page).getByRole('listitem').first();
	await expect(latest).toContainText('ORD20250727A1B2C3');
	await expect(latest).toContainText('Insufficient funds of a•••@example.com');
	await expect(latest).toContainText('USD 1,500.00');
	await expect(failures(page).getByRole('listitem').last()).toContainText('ORD-2');
	await expect(failures(page).getByRole('listitem').last()).toContainText('Card declined');

	await page.getByRole('link', { name: 'Payments' }).click();
	await expect(failures(page).getByRole('listitem')).toHaveCount(4);
	await expect(failures(page).getByRole('listitem').first()).toContainText('Ann, mpesa');
	expect(await page.content()).not.toContain('ann@example.com');
});

test('the page of payments, by its link in the rail, sums up all methods as the floor does', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	for (let id = 1; id <= 12; id += 1) await pay(floor, id, id % 2 === 0 ? 'card' : 'mpesa', id > 1);
	await expect(counter(page, 'Payment success')).toHaveText('91.7 %');
	const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Payments' });
	await link.click();
	await expect(page).toHaveURL(`${floor.url}/payments`);
	await expect(link).toHaveAttribute('aria-current', 'page');
	await expect(method(page, 'All methods')).toContainText('11 / 12');
	await expect(method(page, 'All methods')).toContainText('91.7 %');
	await expect(method(page, 'card')).toContainText('6 / 6');
});

test('a payment whose event has the name of a class is read, and its user’s secrets are not shown', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const name = 'App\\Events\\PaymentProcessedEvent';
	await floor.trigger(BOTH, name, sample('monitoring/payment-class-name'));
	await expect(method(page, 'method not told')).toContainText('0 / 1');
	await expect(failures(page)).toContainText('Request cancelled by user');
	await expect(failures(page)).toContainText('MYR 1,500.00');
	expect(await page.content()).not.toMatch(/k3J9sLq2|\+2547|ann@example/);
});

test('the payments’ own channel refused greys their panel and no other, and is asked for until it is allowed', async ({
	page,
	floor,
}) => {
	const channel = 'private-admin-payments';
	const allow = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403, channel });
	await floor.open(page);
	await expect(panel(page)).toContainText('not authorised');
	await expect(panel(page)).toContainText(
		/private-admin-payments: the shop does not allow it \(403\).*, since \d\d:\d\d\. It is asked for again/,
	);
	await pay(floor, 1, 'card', true);
	await floor.trigger('private-admin-monitoring', 'stock.alert', sample('monitoring/stock-low'));
	const product = page.getByRole('table', { name: 'Stock' }).getByRole('row', { name: /Mug/ });
	const refusedColour = await colourOf(method(page, 'card'));
	expect(refusedColour).not.toBe(await colourOf(product));
	await expect(page.getByRole('region', { name: 'Stock' })).not.toContainText(/not authorised|private-admin/);
	await expect(page.getByRole('region', { name: 'System alerts' })).not.toContainText('not authorised');
	await expect(page.getByRole('region', { name: 'Orders', exact: true })).not.toContainText('not authorised');
	await expect(figures(page)).not.toContainText('orders may be missing');

	allow?.();
	await expect(panel(page)).not.toContainText('not authorised', { timeout: 10_000 });
	await expect(panel(page)).not.toContainText(channel);
	expect(await colourOf(method(page, 'card'))).not.toBe(refusedColour);
});

function colourOf(row: Locator): Promise<string> {
	return row.evaluate((element) => getComputedStyle(element).color);
}

function payment(told: Record<string, unknown>): object {
	return told['payment'] as object;
}

async function pay(floor: Floor, id: number, payment_method: string, isGood: boolean): Promise<void> {
	const told = sample(`monitoring/payment-${isGood ? 'success' : 'failed'}`);
	const at = new Date().toISOString();
	await floor.trigger(BOTH, `payment.${isGood ? 'success' : 'failed'}`, {
		...told,
		payment: {
			...payment(told),
			id,
			payment_method,
			created_at: at,
			...(isGood ? {} : { failure_reason: 'Card declined' }),
		},
		order: { id, order_number: `ORD-${id}` },
		timestamp: at,
	});
}
