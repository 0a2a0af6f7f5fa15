/** The pages themselves come from a server, which may be away when one is asked for. */
import type { Page } from '@playwright/test';
import { connected, expect, figure, forgive, sample, test } from '../fixtures.ts';

const CODE = '**/_app/immutable/nodes/*.js';

const goTo = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();

/** What is fetched ahead is fetched when the page rests. */
const neverRest = (page: Page) =>
	page.addInitScript(() => {
		window.requestIdleCallback = () => 0;
	});

test('each page opens while the server that it comes from is away', async ({ page, floor }) => {
	await floor.open(page);
	const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
	const names = await links.allInnerTexts();
	const code = () =>
		page.evaluate(
			() =>
				performance.getEntriesByType('resource').filter(({ name }) => name.includes('/immutable/nodes/'))
					.length,
		);
	// Those around every page come on top.
	await expect.poll(code).toBeGreaterThanOrEqual(names.length + 2);
	await floor.kill();
	await expect(page.getByRole('status').first()).toContainText('Reconnecting');
	for (const [at, name] of names.entries()) {
		if (name === 'Wall') continue;
		await links.nth(at).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
		await expect(page.getByRole('status').first()).toContainText(/Reconnecting|Offline/);
		await expect(page.getByText('could not be fetched')).toHaveCount(0);
	}
});

test('a page that cannot be fetched says so among figures that go on, and comes by itself', async ({
	page,
	floor,
	faults,
}) => {
	// The clock brings a rest of its own, so it comes first.
	await page.clock.install();
	await neverRest(page);
	await floor.open(page);
	await page.route(CODE, (route) => route.abort());
	await goTo(page, 'Inventory');
	await expect(page.getByRole('alert')).toContainText('This page could not be fetched');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inventory');
	await goTo(page, 'Floor');
	await floor.trigger('private-admin.orders', 'order.created', sample('orders/created'));
	await expect.poll(() => figure(page, 'Total')).toBe('1');
	await goTo(page, 'Inventory');
	await expect(page.getByRole('alert')).toContainText('This page could not be fetched');
	await connected(page);

	await page.unroute(CODE);
	await page.clock.runFor(11_000);
	await expect(page.getByRole('region', { name: 'Stock', exact: true })).toBeVisible();
	await expect(page.getByText('could not be fetched')).toHaveCount(0);
	forgive(faults, /net::ERR_FAILED|dynamically imported module/);
});

test('who asks for a page at once asks again by a press', async ({ page, floor, faults }) => {
	await neverRest(page);
	await floor.open(page);
	await page.route(CODE, (route) => route.abort());
	await goTo(page, 'Wall');
	await expect(page.getByRole('alert')).toContainText('This page could not be fetched');
	await page.unroute(CODE);
	await page.getByRole('button', { name: 'Ask now' }).click();
	await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
	await expect(page).toHaveURL(/\/wall$/);
	forgive(faults, /net::ERR_FAILED|dynamically imported module/);
});

test('an address that leads nowhere says so, and leads to the floor', async ({ page, floor, faults }) => {
	await page.goto(`${floor.url}/stats`);
	await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
	await expect(page.locator('main')).toContainText('/stats');
	await page.getByRole('link', { name: 'To the floor' }).click();
	await connected(page);
	forgive(faults, /Not found: \/stats/);
});
