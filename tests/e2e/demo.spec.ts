import type { Page } from '@playwright/test';
import { startWatchfloor } from '../../src/server.ts';
import { readSettings } from '../../src/settings.ts';
import { expect, feed, FIRST_LOAD_MS, test } from '../fixtures.ts';

/** Opens what `npm start` with these arguments opens. */
async function withDemo(page: Page, args: readonly string[], look: () => Promise<void>): Promise<void> {
	const settings = readSettings({ PORT: '0' }, args);
	if (!settings.ok) throw new Error(settings.problem);
	const running = await startWatchfloor(settings.settings);
	try {
		await page.goto(running.url);
		await look();
		await expect(page.getByText('SIMULATION', { exact: true }).first()).toBeVisible();
	} finally {
		await running.close();
	}
}

const open = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

test('the first page load is signed in and sees orders', async ({ page }) => {
	await withDemo(page, [], async () => {
		await expect(feed(page).getByRole('article').first()).toBeVisible({ timeout: FIRST_LOAD_MS });
		await expect(page.getByRole('status')).toContainText('Live');
		await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Demo Admin');
	});
});

test('--source monitoring plays orders, payments, stock and people of one shop', async ({ page }) => {
	await withDemo(page, ['--source', 'monitoring'], async () => {
		await expect(
			feed(page)
				.getByRole('article', { name: /^ORD20/ })
				.first(),
		).toBeVisible();
		await expect(page.getByRole('region', { name: 'On duty' }).getByRole('listitem')).not.toHaveCount(0);
		const methods = page.getByRole('table', { name: 'Payments by method' });
		await expect(methods.getByRole('row')).not.toHaveCount(0);
	});
});

test('--source orders plays orders with items and a history', async ({ page }) => {
	await withDemo(page, ['--source=orders'], async () => {
		await expect(
			feed(page)
				.getByRole('article', { name: /^ORD-20/ })
				.first(),
		).toBeVisible();
		await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText(
			['Floor', 'Orders', 'Watch', 'Inspector', 'Wall', 'Settings'],
			{ useInnerText: true },
		);
	});
});

test('--source bookings plays stays, on a channel that is said to be public', async ({ page }) => {
	await withDemo(page, ['--source', 'bookings'], async () => {
		await expect(page.getByRole('button', { name: /readable by anyone/ })).toBeVisible();
		await open(page, 'Orders');
		const table = page.getByRole('table', { name: 'Orders' });
		await expect(table.getByRole('columnheader', { name: 'Stay' })).toBeVisible();
		await expect(table.getByRole('row', { name: /Villa .* IDR/ }).first()).toBeVisible();
	});
});

test('--source carts plays promotions taken off the carts of watched customers', async ({ page }) => {
	await withDemo(page, ['--source', 'carts'], async () => {
		await expect(page.getByRole('region', { name: 'Carts' })).toContainText(/removed from \d carts?/, {
			timeout: 15_000,
		});
	});
});

test('--source trades plays trades of watched customers', async ({ page }) => {
	await withDemo(page, ['--source', 'trades'], async () => {
		const table = page.getByRole('region', { name: 'Trades' }).getByRole('table');
		await expect(table.getByRole('row').nth(1)).toBeVisible({ timeout: 15_000 });
		await expect(page.getByRole('feed', { name: 'Orders' })).toHaveCount(0);
	});
});

test('a source nobody knows stops with the five that there are', () => {
	const settings = readSettings({}, ['--source', 'villas']);
	expect(settings).toMatchObject({ ok: false });
	expect(settings.ok ? '' : settings.problem).toMatch(
		/monitoring.*orders.*bookings.*carts.*trades|orders.*trades/,
	);
});
