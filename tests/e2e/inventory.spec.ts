import type { Locator, Page } from '@playwright/test';
import { expect, sample, test, type Floor } from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

/** As that shop sends each of them. */
const BOTH = ['private-admin-monitoring', 'private-admin-inventory'];

function panel(page: Page): Locator {
	return page.getByRole('region', { name: 'Stock', exact: true });
}

function lines(page: Page): Locator {
	return page.getByRole('table', { name: 'Stock' }).getByRole('rowheader');
}

function line(page: Page, name: string): Locator {
	return page.getByRole('table', { name: 'Stock' }).getByRole('row', { name });
}

function railMark(page: Page): Locator {
	return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Inventory/ });
}

test('thirty messages that a product is low are one line, one sound and one notice', async ({
	page,
	floor,
}) => {
	const sounds = await countSounds(page);
	await page.clock.install();
	await floor.open(page);
	await expect(panel(page)).toContainText('Listening. No stock alert yet since');
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();

	// Where the stock itself is not on the page.
	const rail = page.getByRole('navigation', { name: 'Main' });
	await rail.getByRole('link', { name: 'People' }).click();
	await expect(page.getByRole('region', { name: 'Shoppers' })).toBeVisible();
	await tell(floor, 9, 'low', 'Mug');
	const notices = page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
	await expect(notices).toHaveText([/Mug: low/]);
	await expect.poll(sounds).toBe(1);
	await notices.getByRole('button', { name: 'Dismiss: Mug: low' }).click();
	await rail.getByRole('link', { name: 'Floor' }).click();
	for (let told = 2; told <= 30; told += 1) {
		await tell(floor, 9, 'low', 'Mug');
		// Beyond the time in which a sound is not repeated anyway.
		if (told % 10 === 0) await page.clock.fastForward(4_000);
	}
	await expect(line(page, 'Mug')).toContainText('told 30 times');
	await expect(line(page, 'Mug')).toContainText('×30');
	await expect(lines(page)).toHaveCount(1);
	await expect(panel(page)).toContainText('1 low');
	await expect(notices).toHaveCount(0);
	expect(await sounds()).toBe(1);

	await rail.getByRole('link', { name: 'People' }).click();
	await expect(page.getByRole('region', { name: 'Shoppers' })).toBeVisible();
	await tell(floor, 9, 'out', 'Mug');
	await expect(notices).toHaveText([/Mug: out of stock/]);
	await expect.poll(sounds).toBe(2);
	await rail.getByRole('link', { name: /^Inventory/ }).click();
	await expect(line(page, 'Mug')).toContainText('out');
	await expect(notices).toHaveCount(0);
});

test('what is out stands over what is low, and the rail counts it until it is restocked', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await tell(floor, 1, 'low', 'Mug');
	await tell(floor, 2, 'out', 'Kettle');
	await expect(lines(page)).toHaveText([/Kettle/, /Mug/]);
	await expect(line(page, 'Kettle').getByRole('img', { name: 'Out of stock' })).toBeVisible();
	await expect(line(page, 'Kettle')).toContainText('0 / 10');
	await expect(line(page, 'Mug').getByRole('img', { name: 'Low stock' })).toBeVisible();
	await expect(line(page, 'Mug')).toContainText('5 / 10');
	await expect(panel(page)).toContainText('1 out, 1 low');
	await expect(railMark(page)).toHaveAccessibleName(/^Inventory ?, 1 product out of stock$/);

	await tell(floor, 1, 'out', 'Mug');
	await expect(railMark(page)).toHaveAccessibleName(/^Inventory ?, 2 products out of stock$/);
	await tell(floor, 1, 'restocked', 'Mug');
	await tell(floor, 2, 'restocked', 'Kettle');
	await expect(panel(page)).toContainText('none out or low');
	await expect(railMark(page)).toHaveAccessibleName('Inventory');
	await expect(line(page, 'Mug').getByRole('img', { name: 'Restocked' })).toBeVisible();
});

test('a restock closes the line, which leaves an hour later', async ({ page, floor }) => {
	await page.clock.install();
	await floor.open(page);
	await tell(floor, 1, 'low', 'Mug');
	await expect(line(page, 'Mug')).toContainText('low');
	await tell(floor, 1, 'restocked', 'Mug');
	await expect(line(page, 'Mug')).toContainText('restocked');
	await expect(line(page, 'Mug')).toContainText('60');
	await page.clock.fastForward('59:00');
	// A clock that jumps is a computer that slept: the line is taken anew, and proven by the next event only.
	await expect(panel(page)).toContainText('listening');
	await expect(line(page, 'Mug')).toBeVisible();
	await page.clock.fastForward('01:10');
	await expect(lines(page)).toHaveCount(0);
});

test('a product that goes to and fro is said to, in words', async ({ page, floor }) => {
	await floor.open(page);
	for (const level of ['low', 'restocked', 'low'] as const) await tell(floor, 1, level, 'Mug');
	await expect(line(page, 'Mug')).toContainText('low');
	await expect(line(page, 'Mug')).not.toContainText('changed');
	await tell(floor, 1, 'restocked', 'Mug');
	await expect(line(page, 'Mug')).toContainText('changed 3 times in 10 min');
	await expect(lines(page)).toHaveCount(1);
});

test('the page of the inventory tells of each product its category and since when', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await tell(floor, 1, 'low', 'Mug');
	await expect(line(page, 'Mug')).not.toContainText('Kitchen');
	await railMark(page).click();
	await expect(page).toHaveURL(`${floor.url}/inventory`);
	await expect(line(page, 'Mug').getByRole('cell', { name: 'Kitchen' })).toBeVisible();
	await expect(line(page, 'Mug').getByRole('cell', { name: /^\d\d:\d\d, told \d+ s ago$/ })).toBeVisible();
});

test('the inventory’s own channel refused greys its panel and no other, and is asked for until it is allowed', async ({
	page,
	floor,
}) => {
	const channel = 'private-admin-inventory';
	const allow = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403, channel });
	await floor.open(page);
	await expect(panel(page)).toContainText('not authorised');
	await expect(panel(page)).toContainText('Stock is not shown to this account');
	await expect(panel(page)).toContainText(
		/private-admin-inventory: the shop does not allow it \(403\).*, since \d\d:\d\d\. It is asked for again/,
	);
	await tell(floor, 1, 'low', 'Mug');
	const refusedColour = await colourOf(line(page, 'Mug'));
	for (const name of ['Payments', 'System alerts', 'Orders', 'On duty']) {
		await expect(page.getByRole('region', { name, exact: true })).not.toContainText(
			/not authorised|private-admin/,
		);
	}

	allow?.();
	await expect(panel(page)).not.toContainText('not authorised', { timeout: 10_000 });
	await expect(panel(page)).not.toContainText(channel);
	expect(await colourOf(line(page, 'Mug'))).not.toBe(refusedColour);
});

function colourOf(row: Locator): Promise<string> {
	return row.evaluate((element) => getComputedStyle(element).color);
}

let told = 0;

/** The same words at another time: with the same one it would be the same message. */
async function tell(
	floor: Floor,
	id: number,
	level: 'low' | 'out' | 'restocked',
	name: string,
): Promise<void> {
	const payload = sample(`monitoring/stock-${level}`);
	told += 1;
	await floor.trigger(BOTH, 'stock.alert', {
		...payload,
		product: { ...(payload['product'] as object), id, name },
		timestamp: new Date(Date.UTC(2026, 10, 21) + told * 1_000).toISOString(),
	});
}
