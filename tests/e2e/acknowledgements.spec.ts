/** Who has taken what on, kept by the recorder: a browser that is opened later knows it too. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { connected, expect, hasRecorder, recordedTest as test, sample, type Floor } from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

const TITLE = 'Database Error';

const system = (page: Page) => page.getByRole('region', { name: 'System alerts', exact: true });
const alert = (page: Page) => system(page).getByRole('article', { name: TITLE });
const stock = (page: Page) => page.getByRole('region', { name: 'Stock', exact: true });
const mug = (page: Page) => stock(page).getByRole('row', { name: /Mug/ });
const press = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

let told = 0;

/** The same words at another time: with the same one it would be the same message. */
const timestamp = () => new Date(Date.UTC(2026, 10, 21) + (told += 1) * 1_000).toISOString();

async function raise(floor: Floor): Promise<void> {
	const payload = sample('monitoring/system-error');
	await floor.trigger('private-admin-system', 'system.alert', { ...payload, timestamp: timestamp() });
}

async function tell(floor: Floor, level: 'low' | 'out' | 'restocked'): Promise<void> {
	const payload = sample(`monitoring/stock-${level}`);
	const product = { ...(payload['product'] as object), id: 9, name: 'Mug' };
	await floor.trigger('private-admin-inventory', 'stock.alert', {
		...payload,
		product,
		timestamp: timestamp(),
	});
}

async function openAsOps(floor: Floor, page: Page): Promise<Page> {
	await page.goto(`${floor.url}/sign-in`);
	await page.getByRole('button', { name: 'Dewi Ops' }).click();
	await connected(page);
	await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Dewi Ops');
	return page;
}

const openLater = async (floor: Floor, context: BrowserContext) => openAsOps(floor, await context.newPage());

test('a browser that is opened later knows who took an alert on, and rings no more for it', async ({
	page,
	floor,
	browser,
}) => {
	const [second, third] = [await browser.newContext(), await browser.newContext()];
	const other = await openLater(floor, second);
	await floor.open(page);
	await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Demo Admin');
	await raise(floor);
	await press(page, `Acknowledge ${TITLE}`).click();
	await expect(alert(other)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/, { timeout: 1_000 });
	await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'System' }).click();
	await expect(system(page)).toContainText('kept by the recorder, yours as Demo Admin');
	await page.close();

	const later = await openLater(floor, third);
	await expect(alert(later)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/);
	await expect(system(later).getByRole('alert')).toHaveCount(0);
	await second.close();
	await third.close();
});

test('a product that was taken on is everybody’s knowledge until it is restocked', async ({
	page,
	floor,
	browser,
}) => {
	const [second, third] = [await browser.newContext(), await browser.newContext()];
	const other = await openLater(floor, second);
	await floor.open(page);
	await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Demo Admin');
	await tell(floor, 'low');
	await press(page, 'Acknowledge Mug').click();
	await expect(mug(page)).toContainText(/Taken by Demo Admin, \d\d:\d\d/);
	await expect(mug(other)).toContainText(/Taken by Demo Admin, \d\d:\d\d/, { timeout: 1_000 });
	const later = await openLater(floor, third);
	await expect(mug(later)).toContainText(/Taken by Demo Admin, \d\d:\d\d/);
	await expect(press(later, 'Acknowledge Mug')).toHaveCount(0);

	await tell(floor, 'restocked');
	const screens = [page, other, later];
	for (const each of screens) {
		await expect(mug(each)).toContainText('restocked');
		await expect(mug(each)).not.toContainText('Taken');
	}
	await tell(floor, 'out');
	for (const each of screens) await expect(press(each, 'Acknowledge Mug')).toBeVisible();
	await second.close();
	await third.close();
});

test('a product that was put off is told again when its time is over', async ({ page, floor }) => {
	const sounds = await countSounds(page);
	const asked = page.waitForRequest('**/recorder/snapshot');
	await page.goto(`${floor.url}/inventory`);
	await connected(page);
	await page.getByRole('heading', { name: 'Stock' }).click();
	await expect(press(page, 'Sound on')).toBeVisible();
	await tell(floor, 'out');
	await expect.poll(sounds).toBe(1);
	// The same admin's word from another desk, so that it can end sooner than any the buttons offer.
	const at = Date.now();
	const answer = { ref: 'stock:monitoring:9', openedAt: at, severity: 'high', kind: 'snoozed' };
	const kept = await page.request.post(`${floor.url}/recorder/answers`, {
		headers: { Authorization: (await asked).headers()['authorization'] ?? '' },
		data: { ...answer, at, until: at + 6_000 },
	});
	expect(kept.status()).toBe(200);
	await expect(mug(page)).toContainText(/Snoozed until \d\d:\d\d by Demo Admin/);
	await expect(press(page, 'Acknowledge Mug')).toHaveCount(0);
	expect(await sounds()).toBe(1);
	await expect(press(page, 'Acknowledge Mug')).toBeVisible({ timeout: 15_000 });
	await expect.poll(sounds).toBe(2);
	await press(page, 'Snooze 15 min: Mug').click();
	await expect(mug(page)).toContainText(/Snoozed until \d\d:\d\d by Demo Admin/);
	await expect(press(page, 'Acknowledge Mug')).toHaveCount(0);
});

test('what the recorder did not keep is said not to be kept, and is once it answers', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await raise(floor);
	await expect(alert(page)).toBeVisible();
	await page.route('**/recorder/answers', (route) => route.fulfill({ status: 500 }));
	await press(page, `Acknowledge ${TITLE}`).click();
	await expect(alert(page)).toContainText('Acknowledged by Demo Admin');
	await expect(system(page)).toContainText(
		'Not kept: the recorder answers with status 500; only open browsers know',
	);
	await page.unroute('**/recorder/answers');
	await expect(system(page)).not.toContainText('Not kept', { timeout: 15_000 });
	await floor.kill();
	await floor.revive();
	await hasRecorder(floor);
	await page.reload();
	await connected(page);
	await expect(alert(page)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/);
});
