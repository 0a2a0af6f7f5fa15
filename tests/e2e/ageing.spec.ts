import type { Page } from '@playwright/test';
import { counter, expect, feed, startFloor, test } from '../fixtures.ts';
import { publishOrder } from '../orders.ts';

const MINUTE = 60_000;
const status = (page: Page) => page.getByRole('status').first();
const row = (page: Page, id: number) => feed(page).getByRole('article', { name: new RegExp(`ORD-${id},`) });
/** The colour of the words that tell the status. */
const colourOf = (page: Page, text: string | RegExp) =>
	feed(page)
		.getByText(text)
		.first()
		.evaluate((element) => getComputedStyle(element).color);

test('an order that waits turns late by the clock alone, in the feed, the table and beside it', async ({
	page,
	floor,
}) => {
	await page.clock.install();
	await floor.open(page);
	await publishOrder(floor, 1, { ago: 20 * MINUTE - 8_000 });
	await publishOrder(floor, 2, { ago: MINUTE });
	await expect(row(page, 1)).toHaveAccessibleName(/, Pending$/);
	const usual = await colourOf(page, 'Pending');
	await page.clock.runFor(9_000);
	await expect(row(page, 1)).toHaveAccessibleName(/, Pending 20 min$/);
	await expect(row(page, 2)).toHaveAccessibleName(/, Pending$/);
	expect(await colourOf(page, 'Pending 20 min')).not.toBe(usual);
	await expect(counter(page, 'Pending')).toContainText('2');
	await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
	const table = page.getByRole('table', { name: 'Orders' });
	await expect(table.getByText('Pending 20 min')).toBeVisible();
	await table.getByRole('button', { name: 'Order ORD-1', exact: true }).click();
	const drawer = page.getByRole('complementary', { name: 'Order ORD-1' });
	await expect(drawer.getByText('Pending 20 min')).toBeVisible();
	// It goes on, and is late no more.
	await publishOrder(floor, 1, { status: 'paid', previous: 'pending' });
	await expect(drawer.getByText('Paid').first()).toBeVisible();
	await expect(page.getByText(/Pending 2\d min/)).toHaveCount(0);
});

test('a warning on rows that are no longer current has no colour', async ({ page, floor }) => {
	await page.clock.install();
	await floor.open(page);
	await publishOrder(floor, 1, { ago: 30 * MINUTE });
	await expect(row(page, 1)).toHaveAccessibleName(/Pending 30 min/);
	const warn = await colourOf(page, /Pending 30 min/);
	await floor.kill();
	await expect(status(page)).toContainText(/Reconnecting/);
	for (let step = 0; step < 4; step += 1) await page.clock.runFor(6_000);
	await expect(status(page)).toContainText(/Stale|Offline/);
	await expect(row(page, 1)).toHaveAccessibleName(/Pending 3\d min/);
	await expect.poll(() => colourOf(page, /Pending 3\d min/)).not.toBe(warn);
	await expect(page.getByText(/Figures and rows are from \d\d:\d\d:\d\d/)).toBeVisible();
});

test('a shop without a limit has no late order', async ({ page }) => {
	const floor = await startFloor({ page: { pendingLimitMinutes: 0 } });
	await floor.open(page);
	await publishOrder(floor, 1, { ago: 90 * MINUTE });
	await publishOrder(floor, 2);
	await expect(row(page, 2)).toBeVisible();
	await expect(row(page, 1)).toHaveAccessibleName(/, Pending$/);
	await floor.kill();
});

test('the keys of a feed go from order to order', async ({ page, floor }) => {
	await floor.open(page);
	for (const id of [1, 2, 3]) await publishOrder(floor, id);
	await expect(row(page, 3)).toBeVisible();
	await feed(page).focus();
	await page.keyboard.press('PageDown');
	await expect(row(page, 3)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(row(page, 2)).toBeFocused();
	// Who reads keeps the place: what is new waits.
	await publishOrder(floor, 4);
	await expect(page.getByRole('button', { name: '1 new order' })).toBeVisible();
	await expect(row(page, 2)).toBeFocused();
	await page.keyboard.press('End');
	await expect(row(page, 1)).toBeFocused();
	await page.keyboard.press('PageUp');
	await expect(row(page, 2)).toBeFocused();
	await page.getByRole('button', { name: '1 new order' }).click();
	await expect(row(page, 4)).toBeVisible();
});

test('readers hear a sum of what is new, with what waits', async ({ page, floor }) => {
	// At the beginning of a half minute, so that it does not end between two of the orders.
	const start = Math.ceil(Date.now() / 30_000) * 30_000;
	await page.clock.install({ time: start });
	await floor.open(page);
	const said = page.locator('[aria-live=polite]').filter({ hasText: 'pending' });
	for (const id of [1, 2]) await publishOrder(floor, id);
	await expect(row(page, 2)).toBeVisible();
	await publishOrder(floor, 3, { status: 'paid' });
	await expect(row(page, 3)).toBeVisible();
	for (let step = 0; step < 5; step += 1) await page.clock.runFor(6_000);
	await expect(said).toHaveText('3 new orders, 2 pending');
	for (let step = 0; step < 5; step += 1) await page.clock.runFor(6_000);
	await expect(said).toHaveCount(0);
});
