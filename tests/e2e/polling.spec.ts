import type { Page } from '@playwright/test';
import { connected, counter, expect, feed, figure, figures, startFloor, test } from '../fixtures.ts';

const SNAPSHOT = {
	asOf: '2026-11-21T07:00:00Z',
	figures: {
		ordersToday: 214,
		pending: 37,
		confirmed: 112,
		total: 1284,
		revenueToday: { MYR: '10608.20', USD: '84.00' },
	},
	orders: [
		{
			source: 'orders',
			id: '15',
			number: 'ORD-15',
			status: 'paid',
			customer: 'Ann Lim',
			items: [{ name: 'Mug', quantity: 2 }],
			itemsCount: 1,
			total: { amount: '129.90', currency: 'MYR' },
			placedAt: '2026-11-21T06:58:00Z',
			changedAt: '2026-11-21T06:59:10Z',
		},
	],
	stock: [{ id: '9', name: 'Kopi Gayo', sku: 'KPG-250', level: 'out', stock: 0, threshold: 10 }],
	alerts: [
		{
			id: 'a',
			kind: 'system_error',
			severity: 'high',
			title: 'Queue is slow',
			openedAt: '2026-11-21T06:50:00Z',
		},
	],
};

/** The page of a shop that serves snapshots. */
async function withSnapshots(page: Page, config: Record<string, unknown> = {}) {
	let asked = 0;
	let answer: () => { status?: number; json: unknown } = () => ({ json: SNAPSHOT });
	await page.route('**/watchfloor.json', async (route) => {
		const held = (await (await route.fetch()).json()) as Record<string, unknown>;
		await route.fulfill({ json: { ...held, snapshotEndpoint: '/api/state', ...config } });
	});
	await page.route('**/api/state', async (route) => {
		asked += 1;
		await route.fulfill(answer());
	});
	return {
		asked: () => asked,
		answer(next: () => { status?: number; json: unknown }) {
			answer = next;
		},
	};
}

test('the shop’s own totals stand on the screen as soon as the line does, and events count on from them', async ({
	page,
	floor,
}) => {
	await withSnapshots(page);
	await page.clock.install({ time: new Date('2026-11-21T07:00:05Z') });
	await floor.open(page);
	await expect.poll(() => figure(page, 'Orders today')).toBe('214');
	await expect.poll(() => figure(page, 'Pending')).toBe('37');
	await expect(counter(page, 'Revenue today')).toContainText('10,608.20');
	await expect(feed(page).getByRole('article', { name: /ORD-15, Ann Lim, Paid/ })).toBeVisible();
	await floor.trigger('private-admin.orders', 'order.status.updated', {
		order_id: 7_000,
		current_status: 'paid',
		previous_status: 'pending',
		updated_at: '2026-11-21T07:00:06Z',
	});
	// An order the page never saw, but the shop's totals hold.
	await expect.poll(() => figure(page, 'Pending')).toBe('36');
	await expect.poll(() => figure(page, 'Confirmed')).toBe('113');
	await expect.poll(() => figure(page, 'Total')).toBe('1284');
});

test('while the socket cannot be had the screen polls every 30 s, says so, and goes live again', async ({
	page,
	floor,
}) => {
	const shop = await withSnapshots(page);
	await page.clock.install({ time: new Date('2026-11-21T07:00:05Z') });
	await floor.open(page);
	await expect.poll(() => figure(page, 'Pending')).toBe('37');
	const before = shop.asked();
	shop.answer(() => ({
		json: { ...SNAPSHOT, asOf: '2026-11-21T07:01:00Z', figures: { ...SNAPSHOT.figures, pending: 41 } },
	}));
	await floor.kill();
	await expect(page.getByRole('status')).toContainText('Reconnecting');
	await page.clock.runFor(31_000);
	await expect(page.getByRole('status')).toContainText('Polling');
	await expect.poll(() => figure(page, 'Pending')).toBe('41');
	await expect(page.getByRole('region', { name: 'Stock' })).toContainText('Kopi Gayo');
	await page.clock.runFor(31_000);
	await expect.poll(() => shop.asked() - before).toBeGreaterThanOrEqual(2);
	expect(shop.asked() - before).toBeLessThanOrEqual(3);
	await floor.revive();
	await page.clock.runFor(20_000);
	await connected(page);
});

test('a snapshot that fails is no answer: figures go stale, and the reason is told', async ({
	page,
	floor,
}) => {
	const shop = await withSnapshots(page);
	await page.clock.install({ time: new Date('2026-11-21T07:00:05Z') });
	await floor.open(page);
	await expect.poll(() => figure(page, 'Pending')).toBe('37');
	shop.answer(() => ({ status: 403, json: { message: 'Forbidden' } }));
	await floor.kill();
	await expect(page.getByRole('status')).toContainText('Reconnecting');
	await page.clock.runFor(65_000);
	await expect(page.getByRole('status')).toContainText('Offline');
	await expect(figures(page)).toContainText('stale');
});

test('rolled back by the configuration alone: no socket is opened, and the screen says Off', async ({
	page,
}) => {
	const floor = await startFloor({ page: { isLive: false } });
	let sockets = 0;
	page.on('websocket', () => (sockets += 1));
	try {
		await page.goto(floor.url);
		await expect(page.getByRole('status')).toContainText('Off');
		await expect(counter(page, 'Total')).toContainText('–');
		for (const name of ['Orders', 'Payments', 'Stock', 'System alerts']) {
			await expect(page.getByRole('region', { name, exact: true })).toContainText('opens no connection');
		}
		expect(sockets).toBe(0);
	} finally {
		await floor.kill();
	}
});

test('rolled back to polling: the shop’s own state without any socket', async ({ page, floor }) => {
	await withSnapshots(page, { isLive: false });
	await page.clock.install({ time: new Date('2026-11-21T07:00:05Z') });
	await page.goto(floor.url);
	await page.clock.runFor(2_000);
	await expect(page.getByRole('status')).toContainText('Polling');
	await expect.poll(() => figure(page, 'Pending')).toBe('37');
	await expect(page.getByRole('region', { name: 'System alerts' })).toContainText('Queue is slow');
});
