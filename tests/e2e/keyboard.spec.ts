import type { Page } from '@playwright/test';
import { expect, sample, startFloor, test, type Floor } from '../fixtures.ts';

interface SystemSample {
	readonly alert: object;
}

async function openAlert(floor: Floor, severity: string, title: string): Promise<void> {
	const payload = sample('monitoring/system-error') as unknown as SystemSample;
	await floor.trigger('private-admin-monitoring', 'system.alert', {
		...payload,
		alert: { ...payload.alert, severity, title },
	});
}

const panel = (page: Page) => page.getByRole('region', { name: 'System alerts' });
const acknowledge = (page: Page, title: string) =>
	page.getByRole('button', { name: `Acknowledge ${title}` }).first();
const list = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

test('a goes to the first open alert, and acknowledges it only when it is pressed there', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await openAlert(floor, 'high', 'Database Error');
	await expect(acknowledge(page, 'Database Error')).toBeVisible();
	await page.keyboard.press('a');
	await expect(acknowledge(page, 'Database Error')).toBeFocused();
	await expect(panel(page).getByRole('alert')).toHaveCount(1);
	await page.keyboard.press('a');
	await expect(panel(page)).toContainText('Acknowledged by Demo Admin');
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
});

test('a key that is held down answers nothing', async ({ page, floor }) => {
	await floor.open(page);
	await openAlert(floor, 'high', 'Database Error');
	await expect(acknowledge(page, 'Database Error')).toBeVisible();
	await page.keyboard.down('a');
	await page.keyboard.down('a');
	await page.keyboard.down('a');
	await page.keyboard.up('a');
	await expect(acknowledge(page, 'Database Error')).toBeFocused();
	await expect(panel(page).getByRole('alert')).toHaveCount(1);
});

test('a stays with the alert that has the focus', async ({ page, floor }) => {
	await floor.open(page);
	await openAlert(floor, 'high', 'First wrong');
	await openAlert(floor, 'high', 'Second wrong');
	const second = panel(page).getByRole('article', { name: /Second wrong/ });
	await second.getByRole('button', { name: 'Snooze Second wrong', exact: true }).focus();
	await page.keyboard.press('a');
	await expect(second.getByRole('button', { name: 'Acknowledge Second wrong' })).toBeFocused();
	await page.keyboard.press('a');
	await expect(panel(page)).toContainText('Acknowledged by Demo Admin');
	await expect(panel(page).getByRole('alert')).toHaveText([/First wrong/]);
});

test('a opens the page of the alerts where the open one is not in sight', async ({ page, floor }) => {
	await floor.open(page);
	await openAlert(floor, 'high', 'Database Error');
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	await expect(page).toHaveURL(/\/orders$/);
	await page.keyboard.press('a');
	await expect(page).toHaveURL(/\/system$/);
	await expect(acknowledge(page, 'Database Error')).toBeFocused();
});

test('with nothing open a does nothing', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	await page.keyboard.press('a');
	await expect(page).toHaveURL(/\/orders$/);
});

test('? lists the keys, Escape closes the list, and the focus is where it was', async ({ page, floor }) => {
	await floor.open(page);
	const link = page.getByRole('navigation').getByRole('link', { name: 'People' });
	await link.focus();
	await page.keyboard.press('?');
	await expect(list(page)).toBeVisible();
	for (const key of ['/', 'a', 'm', 'w', '?']) {
		await expect(list(page).getByRole('cell', { name: key, exact: true })).toBeVisible();
	}
	await page.keyboard.press('w');
	await expect(page).not.toHaveURL(/wall/);
	await page.keyboard.press('Escape');
	await expect(list(page)).toBeHidden();
	await expect(link).toBeFocused();
});

test('w goes to the wall, and back to where one was', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	await page.keyboard.press('w');
	await expect(page).toHaveURL(/\/wall$/);
	await page.keyboard.press('a');
	await page.keyboard.press('/');
	await expect(page).toHaveURL(/\/wall$/);
	await page.keyboard.press('w');
	await expect(page).toHaveURL(/\/orders$/);
});

test('/ goes to the search from any page, and what is typed there is only typed', async ({ page, floor }) => {
	await floor.open(page);
	await page.keyboard.press('/');
	const field = page.getByRole('searchbox');
	await expect(field).toBeFocused();
	await page.keyboard.type('wam?');
	await expect(field).toHaveValue('wam?');
	await expect(page).toHaveURL(/\/orders/);
	await expect(list(page)).toBeHidden();
});

test('switched off, single keys do nothing', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('switch', { name: 'Keyboard shortcuts' }).click();
	await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
	for (const key of ['/', 'w', '?', 'a']) await page.keyboard.press(key);
	await expect(list(page)).toBeHidden();
	await expect(page).toHaveURL(/\/people$/);
});

test('the first Tab leads past the rail, and what is focused can be seen', async ({ page, floor }) => {
	await floor.open(page);
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to the page' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
	expect(new URL(page.url()).hash).toBe('');
});

test('the order of the Tab key is bar, alerts, figures, feed', async ({ page, floor }) => {
	await floor.open(page);
	await openAlert(floor, 'critical', 'Payments fail');
	await expect(acknowledge(page, 'Payments fail')).toBeVisible();
	const order = await page.evaluate(() => {
		const find = (selector: string) => document.querySelector(selector);
		const parts = [
			find('[role="status"]'),
			find('button[aria-keyshortcuts="a"]'),
			find('[role="group"][aria-label="Alerts"]'),
			find('section[aria-label="Key figures"]'),
			find('[role="feed"]'),
		];
		return parts.map((part, index) => {
			const next = parts[index + 1];
			if (!part) return 'missing';
			return !next || part.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING
				? 'before'
				: 'after';
		});
	});
	expect(order).toEqual(['before', 'before', 'before', 'before', 'before']);
});

test('whatever Tab reaches on the floor shows a ring of at least 2 px', async ({ page, floor }) => {
	await floor.open(page);
	await floor.trigger('private-admin.orders', 'order.created', sample('orders/created'));
	await openAlert(floor, 'critical', 'Payments fail');
	await openAlert(floor, 'high', 'Slow');
	await expect(acknowledge(page, 'Slow')).toBeVisible();
	const bare: string[] = [];
	for (let step = 0; step < 45; step += 1) {
		await page.keyboard.press('Tab');
		const found = await page.evaluate(() => {
			const at = document.activeElement;
			if (at === null || at === document.body) return null;
			const { outlineStyle, outlineWidth } = getComputedStyle(at);
			const isRinged = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
			return isRinged ? '' : `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent}`;
		});
		if (found === null) break;
		if (found !== '') bare.push(found);
	}
	expect(bare).toEqual([]);
});

test('a critical alert stands under the bar of every page until it is acknowledged, and the oldest leads', async ({
	page,
	floor,
}) => {
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	await floor.open(page);
	await openAlert(floor, 'critical', 'Payments fail');
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	const plate = page.getByRole('alert').filter({ hasText: 'Critical' });
	await expect(plate).toContainText('Payments fail');
	await expect(plate).toContainText('Connection timeout');
	await expect(plate.locator('svg')).toHaveCSS('animation-name', /breathe/);
	await expect(plate.locator('svg')).toHaveCSS('animation-duration', '2s');
	await openAlert(floor, 'critical', 'Disk full');
	await expect(page.getByRole('link', { name: '1 more' })).toBeVisible();
	await expect(plate).toContainText('Payments fail');
	await page.getByRole('button', { name: 'Acknowledge Payments fail' }).click();
	await expect(plate).toContainText('Disk full');
	await page.keyboard.press('a');
	await page.keyboard.press('a');
	await expect(plate).toHaveCount(0);
	await page.getByRole('navigation').getByRole('link', { name: 'System' }).click();
	await expect(panel(page).getByText(/Acknowledged by Demo Admin/)).toHaveCount(2);
});

test('the second click of a double click does not answer the alert that comes next', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await openAlert(floor, 'critical', 'Payments fail');
	await openAlert(floor, 'critical', 'Disk full');
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	const plate = page.getByRole('alert').filter({ hasText: 'Critical' });
	await expect(page.getByRole('link', { name: '1 more' })).toBeVisible();
	await page
		.getByRole('region', { name: 'Critical alert' })
		.getByRole('button', { name: /^Acknowledge/ })
		.dblclick();
	await expect(page.getByRole('link', { name: '1 more' })).toHaveCount(0);
	await expect(plate).toContainText('Disk full');
});

test('nothing on the plate moves for somebody who asked for no motion', async ({ page, floor }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await floor.open(page);
	await openAlert(floor, 'critical', 'Payments fail');
	const mark = page.getByRole('alert').filter({ hasText: 'Critical' }).first().locator('svg').first();
	await expect(mark).toHaveCSS('animation-name', 'none');
});

test('with the line lost the plate loses its colour and says why nobody can acknowledge', async ({
	page,
}) => {
	const floor = await startFloor();
	await page.clock.install();
	await floor.open(page);
	await openAlert(floor, 'critical', 'Payments fail');
	await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	await expect(acknowledge(page, 'Payments fail')).toBeVisible();
	await floor.kill();
	await expect(page.getByRole('status').first()).toContainText('Reconnecting');
	await page.clock.fastForward(70_000);
	await expect(page.getByRole('status').first()).toContainText('Offline');
	await expect(page.getByText('Can’t acknowledge offline')).toBeVisible();
	await expect(acknowledge(page, 'Payments fail')).toHaveCount(0);
});
