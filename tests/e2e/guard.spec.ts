/** A part that cannot be drawn says so: it never stands there as it was, as if it were live. */
import type { Page } from '@playwright/test';
import { connected, expect, feed, figure, forgive, sample, test, type Floor } from '../fixtures.ts';

const BROKEN = /a defect/;

/** From here on whatever writes capitals throws: initials do. Returns the undo. */
async function breakInitials(page: Page): Promise<() => Promise<void>> {
	await page.evaluate(() => {
		const held = String.prototype.toLocaleUpperCase;
		String.prototype.toLocaleUpperCase = () => {
			throw new Error('a defect');
		};
		Object.assign(window, { mend: () => (String.prototype.toLocaleUpperCase = held) });
	});
	return () => page.evaluate(() => void (window as unknown as { mend: () => void }).mend());
}

async function sell(floor: Floor): Promise<void> {
	await floor.trigger('private-admin.orders', 'order.created', sample('orders/created'));
}

test('a panel that breaks as somebody comes says so, the others go on, and it comes back by itself', async ({
	page,
	floor,
	browser,
	faults,
}) => {
	await page.clock.install();
	await floor.open(page);
	await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Demo Admin');
	const mend = await breakInitials(page);
	const context = await browser.newContext();
	const other = await context.newPage();
	await other.goto(`${floor.url}/sign-in`);
	await other.getByRole('button', { name: 'Dewi Ops' }).click();
	await connected(other);

	const duty = page.getByRole('region', { name: 'On duty' });
	await expect(duty.getByRole('alert')).toContainText('On duty could not be drawn');
	await expect(duty).not.toContainText('Demo Admin');
	await expect(
		page.getByRole('alert').filter({ hasText: 'The status bar could not be drawn' }),
	).toBeVisible();
	await sell(floor);
	await expect.poll(() => figure(page, 'Total')).toBe('1');
	await expect(feed(page).getByRole('article')).toHaveCount(1);

	await page.clock.runFor(11_000);
	await expect(duty.getByRole('alert')).toContainText('On duty could not be drawn');
	await mend();
	await page.clock.runFor(11_000);
	await expect(duty).toContainText('Dewi Ops');
	await connected(page);
	await context.close();
	forgive(faults, BROKEN);
});

test('a panel that breaks at a press leaves the rest alone, and is drawn anew at another', async ({
	page,
	floor,
	faults,
}) => {
	await floor.open(page);
	await page.evaluate(() => {
		const held = Array.prototype.toReversed;
		Array.prototype.toReversed = () => {
			throw new Error('a defect');
		};
		Object.assign(window, { mend: () => (Array.prototype.toReversed = held) });
	});
	await page.getByRole('button', { name: 'Show as table' }).click();
	const rate = page.getByRole('region', { name: 'Last 60 minutes' });
	await expect(rate.getByRole('alert')).toContainText('Last 60 minutes could not be drawn');
	await connected(page);
	await page.evaluate(() => void (window as unknown as { mend: () => void }).mend());
	await rate.getByRole('button', { name: 'Draw now' }).click();
	await expect(rate.getByRole('button', { name: 'Show as table' })).toBeVisible();
	forgive(faults, BROKEN);
});

test('what breaks on a wall is told in the size of a wall, and the figures beside it go on', async ({
	page,
	floor,
	faults,
}) => {
	await page.goto(`${floor.url}/wall`);
	await connected(page);
	await breakInitials(page);
	await floor.trigger('private-admin.orders', 'order.created', {
		...sample('orders/created'),
		user: { id: 7, name: 'Ann Lee' },
	});
	const alert = page.getByRole('alert').filter({ hasText: 'Orders could not be drawn' });
	await expect(alert).toBeVisible();
	expect(await alert.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(
		24,
	);
	await expect.poll(() => figure(page, 'Pending')).toBe('1');
	forgive(faults, BROKEN);
});

test('a page that cannot be drawn gives way to the next one at once', async ({ page, floor, faults }) => {
	await floor.open(page);
	await breakInitials(page);
	const links = page.getByRole('navigation', { name: 'Main' });
	await links.getByRole('link', { name: 'People' }).click();
	await expect(page.getByRole('alert').filter({ hasText: 'People could not be drawn' })).toBeVisible();
	await links.getByRole('link', { name: 'Floor' }).click();
	await expect(feed(page)).toBeVisible();
	await expect(page.getByText('People could not be drawn')).toHaveCount(0);
	forgive(faults, BROKEN);
});
