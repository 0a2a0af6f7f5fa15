import type { Page } from '@playwright/test';
import { connected, expect, FIRST_LOAD_MS, sample, test, type Floor } from '../fixtures.ts';

const ORDERS = 'private-admin.orders';
const order = (id: number, total: string) => ({
	order_id: id,
	order_number: String(id),
	current_status: 'pending',
	total,
	updated_at: new Date().toISOString(),
	user: { id, name: 'Wei Jie Tan' },
});
const place = (floor: Floor, id: number, total = '106082.40') =>
	floor.trigger(ORDERS, 'order.created', order(id, total));

const html = (page: Page) => page.locator('html');
const feedOf = (page: Page, name: string) => page.getByRole('feed', { name, exact: true });
const choose = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).check();

/** Opens a page of the floor and waits for the line, whatever language says so. */
async function open(page: Page, floor: Floor, path = '/'): Promise<void> {
	await page.goto(`${floor.url}${path}`);
	await expect(page.getByRole('status').first()).toContainText(
		/Connected|Live|Tersambung|Terhubung|Langsung|Bersambung/i,
		{ timeout: FIRST_LOAD_MS },
	);
}

test('the screen speaks English to a browser that asks for nothing it knows', async ({ page, floor }) => {
	await floor.open(page);
	await expect(html(page)).toHaveAttribute('lang', 'en');
	await expect(html(page)).toHaveAttribute('dir', 'ltr');
});

test.describe('in a browser that asks for Indonesian', () => {
	test.use({ locale: 'id-ID' });

	test('the screen opens in Indonesian, with its figures and days', async ({ page, floor }) => {
		await open(page, floor);
		await expect(html(page)).toHaveAttribute('lang', 'id');
		await place(floor, 10_482);
		const row = feedOf(page, 'Pesanan').getByRole('article').first();
		await expect(row).toContainText('106.082,40');
		await expect(row).toContainText(/\d+ dtk/);
		const date = new Intl.DateTimeFormat('id', {
			timeZone: 'Asia/Kuala_Lumpur',
			weekday: 'short',
			day: 'numeric',
			month: 'short',
		}).format(Date.now());
		await expect(page.getByRole('banner')).toContainText(date);
	});

	test('English is spoken where somebody chose it', async ({ page, floor }) => {
		await open(page, floor, '/settings');
		await choose(page, 'English');
		await expect(page.getByRole('heading', { name: 'Settings', exact: true, level: 2 })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Settings', exact: true, level: 2 })).toBeVisible();
	});
});

test('a language that is chosen is spoken at once, while orders come, and after a reload', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await place(floor, 1);
	await expect(feedOf(page, 'Orders')).toContainText('106,082.40');
	const navigations: string[] = [];
	page.on('framenavigated', (frame) => navigations.push(frame.url()));

	await page.getByRole('link', { name: 'Settings' }).click();
	await choose(page, 'Bahasa Melayu');
	await expect(page.getByRole('heading', { name: 'Tetapan', exact: true, level: 2 })).toBeVisible();
	await expect(html(page)).toHaveAttribute('lang', 'ms');
	await page.getByRole('link', { name: 'Lantai' }).click();
	await place(floor, 2, '2.00');
	await expect(feedOf(page, 'Pesanan').getByRole('article')).toHaveCount(2);
	await expect(feedOf(page, 'Pesanan')).toContainText('106,082.40');

	await page.getByRole('link', { name: 'Tetapan' }).click();
	await choose(page, 'Bahasa Indonesia');
	await page.getByRole('link', { name: 'Lantai' }).click();
	await expect(feedOf(page, 'Pesanan')).toContainText('106.082,40');
	// The document was never loaded anew: what came before is still there.
	expect(navigations.every((url) => url.startsWith(floor.url))).toBe(true);
	await expect(feedOf(page, 'Pesanan').getByRole('article')).toHaveCount(2);

	await page.reload();
	await expect(html(page)).toHaveAttribute('lang', 'id');
	await expect(page.getByRole('heading', { name: 'Pesanan', level: 2 })).toBeVisible();

	await page.getByRole('link', { name: 'Setelan' }).click();
	await choose(page, 'English');
	await page.getByRole('link', { name: 'Floor' }).click();
	await connected(page);
	await place(floor, 3, '1284.00');
	await expect(feedOf(page, 'Orders')).toContainText('1,284.00');
});

test('a language that cannot be fetched leaves the words that were there, and says so', async ({
	page,
	floor,
	faults,
}) => {
	await page.goto(`${floor.url}/settings`);
	await connected(page);
	await page.route('**/_app/immutable/**', (route) => route.abort());
	await choose(page, 'Bahasa Melayu');
	await expect(page.getByText('The words of Bahasa Melayu could not be fetched')).toBeVisible();
	await expect(html(page)).toHaveAttribute('lang', 'en');
	faults.length = 0;
});

/** Turns the document round, as a language that is written from right to left would. */
const turnRound = (page: Page) => page.evaluate(() => (document.documentElement.dir = 'rtl'));
const tooWide = (page: Page) =>
	page.evaluate(() => (document.scrollingElement?.scrollWidth ?? Infinity) - window.innerWidth);

/** What can be pushed sideways, or sticks out of the screen on either side. */
const sideways = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll('body *')]
			.filter((element) => {
				const { overflowX } = getComputedStyle(element);
				const isScroller = overflowX === 'auto' || overflowX === 'scroll';
				if (isScroller && element.scrollWidth > element.clientWidth + 1) return true;
				const { left, right, width } = element.getBoundingClientRect();
				return width > 1 && (left < -1 || right > window.innerWidth + 1);
			})
			.map((element) => `${element.tagName} ${element.className.toString().slice(0, 60)}`),
	);

async function fill(floor: Floor): Promise<void> {
	await place(floor, 10_482);
	for (const [name, event] of [
		['payment-failed-with-a-reason', 'payment.failed'],
		['stock-out', 'stock.alert'],
		['system-security', 'system.alert'],
	] as const)
		await floor.trigger('private-admin-monitoring', event, sample(`monitoring/${name}`));
}

for (const [width, height] of [
	[1440, 900],
	[390, 844],
] as const) {
	test(`everything fits and is mirrored from right to left at ${width} px`, async ({ page, floor }) => {
		// Eight pages are loaded.
		test.slow();
		await page.setViewportSize({ width, height });
		await floor.open(page);
		await fill(floor);
		const row = feedOf(page, 'Orders').getByRole('article').first();
		await expect(row).toContainText('106,082.40');
		const before = await sideways(page);
		await turnRound(page);
		expect(await tooWide(page)).toBeLessThanOrEqual(0);
		expect(await sideways(page)).toEqual(before);
		const number = (await row.getByText('#10482').boundingBox())!;
		const amount = (await row.getByText('106,082.40').boundingBox())!;
		expect(number.x).toBeGreaterThan(amount.x);
		for (const path of ['/orders', '/settings', '/system', '/inventory', '/people', '/inspector', '/watch']) {
			await page.goto(`${floor.url}${path}`);
			await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
			const here = await sideways(page);
			await turnRound(page);
			expect([path, (await tooWide(page)) <= 0, await sideways(page)]).toEqual([path, true, here]);
		}
	});
}

test('at a desk the rail and the feed stand at the right, and the alerts at the left, from right to left', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await fill(floor);
	await turnRound(page);
	const boxOf = async (name: string) =>
		(await page.getByRole('region', { name, exact: true }).boundingBox())!;
	const [orders, alerts] = [await boxOf('Orders'), await boxOf('System alerts')];
	const rail = (await page.getByRole('navigation', { name: 'Main' }).boundingBox())!;
	expect(rail.x).toBeGreaterThan(orders.x);
	expect(orders.x).toBeGreaterThan(alerts.x);
});

test('a figure reads the right way round from right to left', async ({ page, floor }) => {
	await floor.open(page);
	await place(floor, 10_482, '1284.50');
	const revenue = page.getByRole('group', { name: 'Revenue today', exact: true });
	await expect(revenue).toContainText('1,284.50');
	await turnRound(page);
	// Each digit is a box of its own, so what is read follows where they stand.
	const seen = await revenue.evaluate((figure) => {
		const boxes = [...figure.querySelectorAll('span')].filter(
			(span) => span.childElementCount === 0 && /^[\d.,]$/.test(span.textContent),
		);
		return boxes
			.sort((one, other) => one.getBoundingClientRect().x - other.getBoundingClientRect().x)
			.map((span) => span.textContent)
			.join('');
	});
	expect(seen).toBe('1,284.50');
});
