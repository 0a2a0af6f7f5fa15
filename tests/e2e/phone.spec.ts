import type { Page } from '@playwright/test';
import { expect, sample, test, type Floor } from '../fixtures.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const LONG = 'Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the northern warehouse';

async function publish(floor: Floor): Promise<void> {
	const order = { ...sample('orders/created'), user: { id: 7, name: LONG }, total: '1234567890.50' };
	await floor.trigger('private-admin.orders', 'order.created', order);
	await floor.trigger('admin.orders', 'order.created', sample('bookings/created'));
	for (const [name, event] of [
		['payment-failed-with-a-reason', 'payment.failed'],
		['payment-success', 'payment.success'],
		['stock-out', 'stock.alert'],
		['system-security', 'system.alert'],
		['system-maintenance', 'system.alert'],
		['user-online', 'user.online'],
		['activity', 'activity'],
	] as const)
		await floor.trigger('private-admin-monitoring', event, sample(`monitoring/${name}`));
	await floor.trigger('private-admin-monitoring', `a.name.that.nobody.maps.${'x'.repeat(80)}`, {
		note: 'y'.repeat(400),
	});
}

const bar = (page: Page) => page.getByRole('navigation', { name: 'Main' });

async function goTo(page: Page, name: string): Promise<void> {
	const direct = bar(page).getByRole('link', { name: name === 'System' ? 'Alerts' : name });
	if ((await direct.count()) === 0) {
		await bar(page).getByRole('button', { name: 'More' }).tap();
		await page.getByRole('complementary').getByRole('link', { name }).tap();
	} else await direct.tap();
	await expect(page.getByRole('heading', { name, level: 1 })).toBeAttached();
}

/** How far the page itself can be pushed sideways. */
const tooWide = (page: Page) =>
	page.evaluate(() => (document.scrollingElement?.scrollWidth ?? Infinity) - window.innerWidth);

/** Those of the bar first, then those behind More. */
const PAGES = [
	'Floor',
	'Orders',
	'System',
	'People',
	'Payments',
	'Inventory',
	'Notices',
	'Watch',
	'Inspector',
	'Settings',
];

test('four pages stand in the bar and the others behind More', async ({ page, floor }) => {
	await floor.open(page);
	await expect(bar(page).getByRole('link')).toHaveText([/Floor/, /Orders/, /Alerts/, /People/]);
	await bar(page).getByRole('button', { name: 'More' }).tap();
	for (const name of PAGES.slice(4)) {
		await expect(page.getByRole('complementary').getByRole('link', { name })).toBeVisible();
	}
	await page.getByRole('complementary').getByRole('link', { name: 'Settings' }).tap();
	await expect(page).toHaveURL(/\/settings$/);
	await expect(page.getByRole('complementary').getByRole('link', { name: 'Inspector' })).toBeHidden();
});

test('a critical alert stands on the plate alone, and on the page of alerts as well', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const alert = {
		...sample('monitoring/system-error'),
		alert: { ...(sample('monitoring/system-error')['alert'] as object), severity: 'critical' },
	};
	await floor.trigger('private-admin-monitoring', 'system.alert', alert);
	await expect(page.getByRole('region', { name: 'Critical alert' })).toBeVisible();
	const cards = page.getByRole('region', { name: 'System alerts' }).getByRole('article');
	await expect(cards).toHaveCount(0);
	await goTo(page, 'System');
	await expect(cards).toHaveCount(1);
});

test('no page has to be pushed sideways, whatever is on it', async ({ page, floor }) => {
	test.slow();
	await floor.open(page);
	await publish(floor);
	await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article')).toHaveCount(2);
	for (const name of PAGES) {
		await goTo(page, name);
		expect(await tooWide(page), name).toBeLessThanOrEqual(0);
		if (name === 'Inspector') {
			await page.getByRole('button', { name: /details of unknown a\.name/ }).tap();
			await expect(page.getByRole('button', { name: 'Copy payload' })).toBeVisible();
			expect(await tooWide(page), 'Inspector, a row opened').toBeLessThanOrEqual(0);
		}
	}
});

test('what is pressed in the bars and on each page is at least 44 px high and wide', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await publish(floor);
	await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article')).toHaveCount(2);
	// Every control of ten pages is measured.
	test.slow();
	const small: string[] = [];
	for (const name of PAGES) {
		await goTo(page, name);
		for (const role of [
			'button',
			'link',
			'switch',
			'radio',
			'combobox',
			'searchbox',
			'textbox',
			'slider',
		] as const) {
			for (const target of await page.getByRole(role).all()) {
				if (!(await target.isVisible())) continue;
				const { width, height, text } = await target.evaluate((element) => {
					// A label is pressed as well as its box; a cover pressed as well as what it covers the row for.
					const pressed = element.closest('label') ?? element;
					const box = pressed.getBoundingClientRect();
					const cover = getComputedStyle(element, '::after');
					const isCovering = cover.content !== 'none' && cover.position === 'absolute';
					return {
						width: Math.max(box.width, isCovering ? parseFloat(cover.width) : 0),
						height: Math.max(box.height, isCovering ? parseFloat(cover.height) : 0),
						text: element.getAttribute('aria-label') ?? element.textContent,
					};
				});
				// Drawn only for a keyboard that reaches it.
				if (width <= 1 && height <= 1) continue;
				if (width < 44 || height < 44) small.push(`${name}: ${role} ${text.trim()} ${width}×${height}`);
			}
		}
	}
	expect(small).toEqual([]);
});

test('a tap on the row of an order opens it, and closing it leads back to the list', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await goTo(page, 'Orders');
	await publish(floor);
	const table = page.getByRole('table', { name: 'Orders' });
	await expect(table.getByRole('columnheader')).toHaveText([/Order/, /Status/, /Total/]);
	const row = table.getByRole('row').filter({ hasText: '#12' });
	await expect(row).toContainText(/Sari.*Villa A.*1,500,000/s);
	// Not the button itself: the row's other end.
	const box = await row.boundingBox();
	if (box === null) throw new Error('The row is not drawn.');
	await page.touchscreen.tap(box.x + box.width - 30, box.y + box.height / 2);
	const drawer = page.getByRole('complementary', { name: 'Order #12' });
	await expect(drawer).toBeVisible();
	await expect(drawer.getByRole('heading', { name: '#12' })).toBeInViewport();
	expect(await tooWide(page)).toBeLessThanOrEqual(0);
	await drawer.getByRole('button', { name: 'Close' }).tap();
	await expect(drawer).toHaveCount(0);
	await expect(row).toBeInViewport();
});

test('the list of orders is scrolled by a finger, and the bar stays where it is', async ({ page, floor }) => {
	await floor.open(page);
	await goTo(page, 'Settings');
	await expect(page.getByRole('button', { name: 'Forget everything' })).not.toBeInViewport();
	await page.getByRole('button', { name: 'Forget everything' }).scrollIntoViewIfNeeded();
	await expect(page.getByRole('button', { name: 'Forget everything' })).toBeInViewport();
	await expect(bar(page).getByRole('link', { name: 'Floor' })).toBeInViewport();
	await expect(page.getByRole('status').first()).toBeInViewport();
});

test('open alerts stand between the figures and the feed, closed ones behind it', async ({ page, floor }) => {
	await floor.open(page);
	const top = async (name: string) =>
		(await page.getByRole('region', { name, exact: true }).boundingBox())?.y ?? -1;
	expect(await top('System alerts')).toBeGreaterThan(await top('Orders'));
	await floor.trigger('private-admin-monitoring', 'system.alert', sample('monitoring/system-error'));
	await expect(page.getByRole('alert').filter({ hasText: 'Database Error' })).toBeVisible();
	await expect.poll(() => top('System alerts')).toBeLessThan(await top('Orders'));
	expect(await top('System alerts')).toBeGreaterThan(await top('Key figures'));
	await expect(bar(page).getByRole('link', { name: /^Alerts ?, 1 open alert$/ })).toBeVisible();
	await page.getByRole('button', { name: 'Acknowledge Database Error' }).tap();
	await expect.poll(async () => (await top('System alerts')) > (await top('Orders'))).toBe(true);
});

test('the wall is offered to no phone', async ({ page, floor }) => {
	await floor.open(page);
	await bar(page).getByRole('button', { name: 'More' }).tap();
	await expect(page.getByRole('complementary').getByRole('link', { name: 'Settings' })).toBeVisible();
	await expect(page.getByRole('complementary').getByRole('link', { name: 'Wall' })).toHaveCount(0);
});
