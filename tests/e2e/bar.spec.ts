import type { Page } from '@playwright/test';
import { expect, FIRST_LOAD_MS, sample, startFloor, test } from '../fixtures.ts';

const ORDERS = 'private-admin.orders';
const status = (page: Page) => page.getByRole('status').first();
const bar = (page: Page) => page.getByRole('banner');
const trace = (page: Page) => bar(page).getByRole('img', { name: /^Last 60 seconds/ });

function order(id: number): Record<string, unknown> {
	return {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: 'pending',
		total: '10.00',
		updated_at: '2026-11-21T00:00:00.000000Z',
	};
}

test('says how long a word to the broadcaster and back takes, as soon as the line stands', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await expect(bar(page)).toContainText(/\d+ ms\s*round trip/);
	await expect(bar(page)).toContainText(/none yet\s*last event/);
	await floor.trigger(ORDERS, 'order.created', order(1));
	await expect(bar(page)).toContainText(/\d+ s ago\s*last event/);
});

test('draws the last minute: an order, a payment and a heartbeat, each once, and an alert', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await expect(trace(page)).toHaveAccessibleName('Last 60 seconds: nothing arrived, no loss');
	await floor.trigger(ORDERS, 'order.created', order(1));
	await expect(trace(page)).toHaveAccessibleName('Last 60 seconds: 1 order event, no loss');
	await floor.trigger('private-admin-payments', 'payment.success', sample('monitoring/payment-success'));
	await floor.trigger(ORDERS, 'watchfloor.heartbeat', {});
	await floor.trigger('private-admin-monitoring', 'system.alert', sample('monitoring/system-error'));
	await expect(trace(page)).toHaveAccessibleName(
		/^Last 60 seconds: 1 \w+ alert, 1 order event, 1 payment, 1 heartbeat, no loss$/,
	);
});

test('what is drawn stays the same while nothing happens but the time', async ({ page, floor }) => {
	await page.clock.install();
	await floor.open(page);
	const drawing = () => trace(page).evaluate((svg) => svg.innerHTML);
	await page.clock.runFor(1_000);
	const before = await drawing();
	await page.clock.runFor(5_000);
	expect(await drawing()).toBe(before);
});

test('a lost line is counted: which try, since when, hatched in the trace; and back again it is said', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await floor.trigger(ORDERS, 'order.created', order(1));
	await expect(status(page)).toContainText('Live only');
	await floor.kill();
	await expect(status(page)).toContainText('Reconnecting', { timeout: 1_000 });
	await expect(bar(page)).toContainText(/try \d+\s*(next in \d+ s|trying now)/);
	await expect(bar(page)).toContainText(/\d+ s ago\s*last contact/);
	await expect(bar(page)).not.toContainText('round trip');
	await expect(page.getByRole('region', { name: 'Orders', exact: true })).toContainText(
		/reconnecting · try \d+/,
	);
	await expect(trace(page)).toHaveAccessibleName(/1 order event, no line for \d+ s$/);
	await expect(bar(page).getByRole('button', { name: /^0 of \d+ channels/ })).toBeVisible();

	await floor.revive();
	await expect(bar(page)).toContainText('round trip', { timeout: 10_000 });
	await expect(trace(page)).toHaveAccessibleName(/no line for \d+ s$/);
});

test('where nobody tells what was before this page, the bar and its panels say since when they count', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await expect(status(page)).toContainText('Connected, delivery not proven');
	await floor.trigger(ORDERS, 'order.created', order(1));
	await expect(status(page)).toHaveText(/^\s*Live only\s*$/);
	await expect(bar(page)).toContainText(/since \d\d:\d\d\s*no snapshot/);
	await expect(page.getByRole('region', { name: 'Orders', exact: true })).toContainText(
		/live only since \d\d:\d\d/,
	);
});

test('the list of channels says of each when something came, and how much', async ({ page, floor }) => {
	await floor.open(page);
	await floor.trigger(ORDERS, 'order.created', order(1));
	await floor.trigger(ORDERS, 'order.created', order(2));
	await bar(page)
		.getByRole('button', { name: /of \d+ channels/ })
		.click();
	const lines = page.getByRole('list', { name: 'Channels' }).getByRole('listitem');
	await expect(lines.filter({ hasText: ORDERS })).toContainText(
		/subscribed.*last event \d+ s ago · 2 in the last minute/,
	);
	await expect(lines.filter({ hasText: 'private-admin-payments' })).toContainText('no event yet');
});

test('a channel that is refused is a hollow cell, counted beside the others', async ({ page, floor }) => {
	floor.server.watchfloor.broadcaster?.faults.set({
		kind: 'auth',
		status: 403,
		channel: 'private-admin-payments',
	});
	await page.goto(floor.url);
	await expect(bar(page).getByRole('button', { name: /channels, 1 refused/ })).toContainText(', 1 refused', {
		timeout: FIRST_LOAD_MS,
	});
});

test('the shop’s name and that it is a simulation stand in the bar at every width', async ({ page }) => {
	const floor = await startFloor({ page: { shopName: 'Kedai Kopi', isSimulation: true } });
	try {
		await floor.open(page);
		for (const width of [1_920, 1_440, 1_280, 1_024, 640, 390]) {
			await page.setViewportSize({ width, height: 844 });
			for (const text of [/SIMULATION/, 'Kedai Kopi']) {
				await expect(page.getByText(text).filter({ visible: true }).first(), String(width)).toBeVisible();
			}
			const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			expect(await wider(), String(width)).toBeLessThanOrEqual(0);
		}
	} finally {
		await floor.kill();
	}
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

	test('one line says it all and opens the channels and who is here', async ({ page, floor }) => {
		await floor.open(page);
		await floor.trigger(ORDERS, 'order.created', order(1));
		const line = bar(page).getByRole('button', { name: /^\d+ ms · event \d+ s ago/ });
		await expect(line).toBeVisible();
		await line.tap();
		await expect(page.getByRole('list', { name: 'Channels' })).toBeVisible();
		await expect(page.getByRole('list', { name: 'Admins online' })).toBeAttached();
	});
});
