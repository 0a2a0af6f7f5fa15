import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Pusher from 'pusher';
import { connected, expect, sample, test, type Floor } from '../fixtures.ts';

// A trace copies the page at every step, which is slower than three thousand orders are.
test.use({ trace: 'off' });

const ORDERS = 'private-admin.orders';
const STATUS = 'order.status.updated';
/** As many as Pusher takes at once. */
const BATCH = 10;

interface Wanted {
	readonly status?: string;
	readonly previous?: string;
	readonly customer?: string;
	readonly item?: string;
	readonly total?: string;
	readonly at?: number;
}

function order(id: number, wanted: Wanted = {}) {
	return {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: wanted.status ?? 'pending',
		previous_status: wanted.previous ?? null,
		changed_by: wanted.previous === undefined ? null : 'Mei Lin Chong',
		total: wanted.total ?? ((1_000 + id) / 100).toFixed(2),
		updated_at: new Date(wanted.at ?? Date.now()).toISOString(),
		user: { id: 7, name: wanted.customer ?? 'Ann Lee' },
		items_count: 1,
		items_summary: [{ product_name: wanted.item ?? 'Mug', quantity: 2 }],
	};
}

const place = (floor: Floor, id: number, wanted?: Wanted) =>
	floor.trigger(ORDERS, 'order.created', order(id, wanted));

async function placeMany(floor: Floor, first: number, last: number): Promise<void> {
	const pusher = new Pusher({
		appId: 'local',
		key: 'local',
		secret: 'local',
		host: '127.0.0.1',
		port: String(floor.server.port),
		useTLS: false,
	});
	const began = Date.now();
	for (let from = first; from <= last; from += BATCH) {
		const ids = Array.from({ length: Math.min(BATCH, last - from + 1) }, (_, index) => from + index);
		await pusher.triggerBatch(
			// Each a millisecond after the one before.
			ids.map((id) => ({
				channel: ORDERS,
				name: 'order.created',
				data: order(id, { at: began - last + id }),
			})),
		);
	}
}

async function openOrders(page: Page, floor: Floor, query = ''): Promise<void> {
	await page.goto(`${floor.url}/orders${query}`);
	await connected(page);
}

const table = (page: Page) => page.getByRole('table', { name: 'Orders' });
const scroller = (page: Page) => page.getByRole('group', { name: 'Rows of orders' });
const openers = (page: Page) => table(page).getByRole('button', { name: /^Order .+/ });
const opener = (page: Page, number: string) =>
	table(page).getByRole('button', { name: `Order ${number}`, exact: true });
const row = (page: Page, number: string) =>
	table(page)
		.getByRole('row')
		.filter({ has: page.getByRole('button', { name: `Order ${number}`, exact: true }) });
const headings = (page: Page) => table(page).getByRole('columnheader');
const chip = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Status' }).getByRole('button', { name, exact: true });
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search orders' });

/** How many rows the table says it has, drawn or not, without its head. */
const rowCount = async (page: Page) => Number(await table(page).getAttribute('aria-rowcount')) - 1;

test('an order stands with its status, customer, items and total; a stay has a column as soon as there is one', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	await expect(page.getByText(/^Listening\. No order yet since \d\d:\d\d\.$/)).toBeVisible();
	await place(floor, 1, { customer: 'Ann Lee', item: 'Trail tee', total: '1234.50' });
	await expect(row(page, 'ORD-1')).toContainText(/Pending.*Ann Lee.*2 × Trail tee.*MYR\s*1,234\.50/);
	await expect(headings(page)).toHaveText([
		'Order',
		'Status',
		'Customer',
		'Items',
		/^\s*Placed\s*$/,
		'Total',
	]);

	await floor.trigger('admin.orders', 'order.created', sample('bookings/created'));
	await expect(headings(page)).toHaveText([
		'Order',
		'Status',
		'Customer',
		'Items',
		'Stay',
		/^\s*Placed\s*$/,
		'Total',
	]);
	await expect(row(page, '#12')).toContainText(/Sari.*1 × Villa A.*24–26 Jan.*IDR\s*1,500,000/);
});

test('the chips count the orders of each status and show only those', async ({ page, floor }) => {
	await openOrders(page, floor);
	await place(floor, 1);
	await place(floor, 2);
	await place(floor, 3, { status: 'paid' });
	await expect(chip(page, 'All 3')).toHaveAttribute('aria-pressed', 'true');
	await expect(chip(page, 'Pending 2')).toBeVisible();
	await chip(page, 'Paid 1').click();
	await expect(openers(page)).toHaveText(['ORD-3']);
	await expect(page).toHaveURL(/\?status=paid$/);

	await floor.trigger(ORDERS, STATUS, order(1, { status: 'paid', previous: 'pending' }));
	await expect(chip(page, 'Paid 2')).toHaveAttribute('aria-pressed', 'true');
	await expect(chip(page, 'Pending 1')).toBeVisible();
	await chip(page, 'Paid 2').click();
	await expect(openers(page)).toHaveCount(3);
	await expect(page).toHaveURL(/\/orders$/);
});

test('the slash goes to the search, which finds customers, items and numbers whatever their accents', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await page.keyboard.press('/');
	await expect(page).toHaveURL(/\/orders$/);
	await place(floor, 1, { customer: 'René Müller' });
	await place(floor, 2, { customer: 'Ann Lee', item: 'Café cup' });
	await place(floor, 3, { customer: 'Bo', item: 'Mug' });
	await expect(openers(page)).toHaveCount(3);

	await page.keyboard.press('/');
	await expect(search(page)).toBeFocused();
	for (const [text, found] of [
		['rene muller', 'ORD-1'],
		['CAFE', 'ORD-2'],
		['ord-3', 'ORD-3'],
	] as const) {
		await search(page).fill(text);
		await expect(openers(page)).toHaveText([found]);
	}
	await search(page).fill('nobody');
	await expect(page.getByText('No order matches')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(search(page)).toHaveValue('');
	await expect(openers(page)).toHaveCount(3);
});

test('what is asked for stands in the address: a reload, back and forward keep it', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await page.getByRole('link', { name: 'Orders', exact: true }).click();
	const fill = async (first: number) => {
		await place(floor, first, { total: '10.00' });
		await place(floor, first + 1, { total: '30.00', customer: 'Ann Bo' });
		await place(floor, first + 2, { total: '20.00' });
		const booking = { ...sample('bookings/created'), id: 9_000 + first };
		await floor.trigger('admin.orders', 'order.created', booking);
	};
	await fill(1);
	await expect(openers(page)).toHaveCount(4);
	await page.getByRole('combobox', { name: 'Currency' }).selectOption('MYR');
	await page.getByRole('combobox', { name: 'Source' }).selectOption('orders');
	await page.getByRole('combobox', { name: 'Day' }).selectOption('Today');
	await search(page).fill('ann');
	await table(page).getByRole('button', { name: 'Total' }).click();
	await expect(openers(page)).toHaveText(['ORD-2', 'ORD-3', 'ORD-1']);
	await table(page).getByRole('button', { name: 'Total' }).click();
	await expect(openers(page)).toHaveText(['ORD-1', 'ORD-3', 'ORD-2']);
	const asked = page.url();
	expect(Object.fromEntries(new URL(asked).searchParams)).toEqual({
		q: 'ann',
		currency: 'MYR',
		source: 'orders',
		day: 'today',
		sort: 'total',
		dir: 'asc',
	});

	await opener(page, 'ORD-2').click();
	await expect(page.getByRole('complementary', { name: 'Order ORD-2' })).toBeVisible();
	await page.goBack();
	await expect(page.getByRole('complementary', { name: 'Order ORD-2' })).toHaveCount(0);
	await expect(page).toHaveURL(asked);
	await page.goBack();
	await expect(page.getByRole('feed', { name: 'Orders' })).toBeVisible();
	await page.goForward();
	await expect(openers(page)).toHaveText(['ORD-1', 'ORD-3', 'ORD-2']);

	await page.reload();
	await connected(page);
	await expect(page).toHaveURL(asked);
	await expect(search(page)).toHaveValue('ann');
	await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue('MYR');
	await expect(page.getByRole('combobox', { name: 'Source' })).toHaveValue('orders');
	await expect(page.getByRole('combobox', { name: 'Day' })).toHaveValue('today');
	await fill(11);
	await expect(openers(page)).toHaveText(['ORD-11', 'ORD-13', 'ORD-12']);
	await expect(table(page).getByRole('columnheader', { name: 'Total' })).toHaveAttribute(
		'aria-sort',
		'ascending',
	);
});

test('rows that somebody reads stay where they are: new orders wait and are counted, changes apply in place', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	await placeMany(floor, 1, 80);
	await expect.poll(() => rowCount(page)).toBe(80);
	await scroller(page).evaluate((element) => (element.scrollTop = 400));
	await expect(openers(page).first()).not.toHaveText('ORD-80');
	const before = await openers(page).allInnerTexts();
	const top = () => row(page, 'ORD-65').evaluate((element) => element.getBoundingClientRect().top);
	const stoodAt = await top();

	await place(floor, 81);
	await expect(page.getByText('1 new order held while you read')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Show it' })).toBeVisible();
	await place(floor, 82);
	await expect(page.getByText('2 new orders held while you read')).toBeVisible();
	await floor.trigger(ORDERS, STATUS, order(65, { status: 'shipped', previous: 'pending' }));
	await expect(row(page, 'ORD-65')).toContainText('Shipped');
	// The bar that counts leaves room for a row less.
	const after = await openers(page).allInnerTexts();
	expect(after.length).toBeGreaterThan(before.length - 3);
	expect(after).toEqual(before.slice(0, after.length));
	expect(await scroller(page).evaluate((element) => element.scrollTop)).toBe(400);
	expect(Math.abs((await top()) - stoodAt)).toBeLessThanOrEqual(32);

	await page.getByRole('button', { name: 'Show them' }).click();
	await expect(openers(page).first()).toHaveText('ORD-82');
	await expect(openers(page).nth(1)).toHaveText('ORD-81');
	expect(await scroller(page).evaluate((element) => element.scrollTop)).toBe(0);
	await expect(page.getByText('held while you read')).toHaveCount(0);
});

test('the density of the rows and the chosen columns are remembered by this browser', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	await place(floor, 1);
	const height = async (number: string) => (await row(page, number).boundingBox())?.height;
	expect(await height('ORD-1')).toBe(40);
	await page.getByRole('button', { name: 'Compact rows' }).click();
	await expect(page.getByRole('button', { name: 'Compact rows' })).toHaveAttribute('aria-pressed', 'true');
	expect(await height('ORD-1')).toBe(32);
	await page.getByRole('button', { name: 'Columns' }).click();
	await expect(page.getByRole('checkbox', { name: /^Order/ })).toBeDisabled();
	await page.getByRole('checkbox', { name: 'Customer' }).uncheck();
	await page.getByRole('checkbox', { name: 'Source' }).check();
	const chosen = ['Order', 'Status', 'Items', /^\s*Placed\s*$/, 'Source', 'Total'];
	await expect(headings(page)).toHaveText(chosen);
	await page.keyboard.press('Escape');
	await expect(page.getByRole('checkbox')).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Columns' })).toBeFocused();

	await page.reload();
	await connected(page);
	await place(floor, 2);
	await expect(headings(page)).toHaveText(chosen);
	expect(await height('ORD-2')).toBe(32);
});

const FORMULA = '=HYPERLINK("http://evil.test","Click")';

async function download(page: Page, choice: string): Promise<{ name: string; text: string }> {
	await page.getByRole('button', { name: 'Export' }).click();
	const begun = page.waitForEvent('download');
	await page.getByRole('button', { name: choice }).click();
	const file = await begun;
	return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('the orders that are asked for leave as CSV, in which no name becomes a formula', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	for (const [index, customer] of [FORMULA, '+1', '-1', '@sum', 'Ann, "Bo"'].entries())
		await place(floor, index + 1, { customer, item: index === 0 ? '=1+1' : 'Mug', total: '1234.50' });
	await place(floor, 9, { status: 'paid' });
	await chip(page, 'Pending 5').click();
	const { name, text } = await download(page, 'CSV, 5 orders');
	expect(name).toMatch(/^orders-\d{4}-\d\d-\d\d\.csv$/);
	expect(text.startsWith('\uFEFFnumber,id,source,status,')).toBe(true);
	const lines = text.trimEnd().split('\r\n');
	expect(lines).toHaveLength(6);
	const first = lines.find((line) => line.startsWith('ORD-1,')) ?? '';
	expect(first).toContain(`,"'=HYPERLINK(""http://evil.test"",""Click"")",2 × =1+1,`);
	expect(first).toContain(',1234.50,MYR,');
	expect(lines.find((line) => line.startsWith('ORD-2,'))).toContain(",'+1,");
	expect(lines.find((line) => line.startsWith('ORD-3,'))).toContain(",'-1,");
	expect(lines.find((line) => line.startsWith('ORD-4,'))).toContain(",'@sum,");
	expect(lines.find((line) => line.startsWith('ORD-5,'))).toContain(',"Ann, ""Bo""",');
});

test('as JSON they leave with their names as they were told', async ({ page, floor }) => {
	await openOrders(page, floor);
	await place(floor, 1, { customer: FORMULA, total: '1234.50' });
	await place(floor, 2, { total: 'EGP 100' });
	await expect(openers(page)).toHaveCount(2);
	const { name, text } = await download(page, 'JSON, 2 orders');
	expect(name).toMatch(/^orders-\d{4}-\d\d-\d\d\.json$/);
	expect(JSON.parse(text)).toMatchObject([
		{ number: 'ORD-2', total: null, totalAsSent: 'EGP 100' },
		{ number: 'ORD-1', customer: FORMULA, total: '1234.50', currency: 'MYR', status: 'pending' },
	]);
});

test('3,000 orders are scrolled through without a freeze, for only those in view are drawn', async ({
	page,
	floor,
}) => {
	test.slow();
	await page.addInitScript(() => {
		const longest = { ms: 0 };
		Object.assign(window, { longest });
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
		}).observe({ type: 'longtask' });
	});
	await openOrders(page, floor);
	await placeMany(floor, 1, 3_000);
	await expect.poll(() => rowCount(page), { timeout: 10_000 }).toBe(3_000);
	await expect(chip(page, 'All 3,000')).toBeVisible();
	await expect(openers(page).first()).toHaveText('ORD-3000');
	const drawn = () => openers(page).count();
	expect(await drawn()).toBeLessThan(60);

	for (const [share, seen] of [
		[0.5, /Rows 1,[45]\d\d–1,5\d\d/],
		[1, /Rows 2,9\d\d–3,000/],
	] as const) {
		await scroller(page).evaluate((element, part) => {
			element.scrollTop = (element.scrollHeight - element.clientHeight) * part;
		}, share);
		await expect(page.getByText(seen)).toBeVisible();
		expect(await drawn()).toBeLessThan(60);
	}
	await expect(openers(page).last()).toHaveText('ORD-1');
	await expect(openers(page).last()).toBeInViewport();
	await search(page).fill('ord-1234');
	await expect(openers(page)).toHaveText(['ORD-1234']);
	const longest = await page.evaluate(() => (Reflect.get(window, 'longest') as { ms: number }).ms);
	// A machine that is busy with other tests takes up to 400 ms.
	expect(longest).toBeLessThan(1_000);
});

test('the arrows walk through the rows, Enter opens one, and Escape closes it and leaves the keys on its row', async ({
	page,
	floor,
}) => {
	await openOrders(page, floor);
	await placeMany(floor, 1, 100);
	await expect.poll(() => rowCount(page)).toBe(100);
	await scroller(page).focus();
	await page.keyboard.press('ArrowDown');
	await expect(opener(page, 'ORD-100')).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(opener(page, 'ORD-99')).toBeFocused();
	await page.keyboard.press('End');
	await expect(opener(page, 'ORD-1')).toBeFocused();
	await expect(opener(page, 'ORD-1')).toBeInViewport();
	await page.keyboard.press('Home');
	await expect(opener(page, 'ORD-100')).toBeFocused();

	await page.keyboard.press('Enter');
	await expect(page.getByRole('complementary', { name: 'Order ORD-100' })).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await expect(page.getByRole('complementary', { name: 'Order ORD-99' })).toBeVisible();
	await expect(row(page, 'ORD-99')).toHaveAttribute('aria-current', 'true');
	await expect(opener(page, 'ORD-99')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('complementary', { name: /^Order/ })).toHaveCount(0);
	await expect(opener(page, 'ORD-99')).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await expect(opener(page, 'ORD-100')).toBeFocused();
	await expect(page).toHaveURL(/\/orders$/);
});
