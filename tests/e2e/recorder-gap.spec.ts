/** A cut line with a recorder beside it: what was missed is there, marked, counted once, and told once. */
import type { Page } from '@playwright/test';
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import {
	connected,
	counter,
	expect,
	feed,
	figure,
	forgive,
	recordedTest,
	sample,
	type Floor,
} from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

/** The page comes through a line that can be cut; the shop and the recorder do not. */
const test = recordedTest.extend<{ line: FaultProxy }>({
	line: async ({ floor, faults }, use) => {
		const line = await startFaultProxy({ target: { host: '127.0.0.1', port: floor.server.port } });
		await use(line);
		await line.stop();
		forgive(faults, /ERR_(CONNECTION_RESET|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/);
	},
});

const status = (page: Page) => page.getByRole('status').first();
const rows = (page: Page) => feed(page).getByRole('article');
const notices = (page: Page) => page.getByRole('list', { name: 'Notices' }).getByRole('listitem');

let moment = 0;

async function sell(floor: Floor, ids: readonly number[]): Promise<void> {
	for (const id of ids) {
		moment += 1_000;
		await floor.trigger('private-admin.orders', 'order.created', {
			order_id: id,
			order_number: `ORD-${id}`,
			current_status: 'pending',
			total: '10.00',
			updated_at: new Date(Date.now() + moment).toISOString(),
		});
	}
}

async function cut(page: Page, line: FaultProxy): Promise<void> {
	line.set({ kind: 'rst' });
	await expect(status(page)).toContainText('Reconnecting');
}

async function restore(page: Page, line: FaultProxy): Promise<void> {
	line.set({ kind: 'pass' });
	await expect(status(page)).toContainText(/Live|Connected/, { timeout: 20_000 });
}

async function open(page: Page, line: FaultProxy): Promise<void> {
	await page.goto(line.url);
	await connected(page);
}

test('orders of a cut line are there, marked and counted once, told in one notice and with no sound', async ({
	page,
	floor,
	line,
}) => {
	const sounds = await countSounds(page);
	await open(page, line);
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	await sell(floor, [1]);
	await expect(rows(page)).toHaveCount(1);
	await expect.poll(sounds).toBe(1);
	const rangAt = Date.now();

	await cut(page, line);
	await sell(floor, [2, 3, 4, 5, 6]);
	await restore(page, line);
	await expect(rows(page)).toHaveCount(6);
	await expect(feed(page)).toContainText(/Connection lost .* · 5 orders recovered/);
	await expect(feed(page).getByRole('article', { name: /, recovered$/i })).toHaveCount(5);
	expect(await figure(page, 'Total')).toBe('6');
	await expect(counter(page, 'Total')).not.toContainText('≈');
	await expect(notices(page)).toHaveText([/Caught up: 5 new orders/]);

	// Two orders within three seconds ring once.
	await expect.poll(() => Date.now() - rangAt).toBeGreaterThan(3_000);
	await sell(floor, [7]);
	await expect(rows(page)).toHaveCount(7);
	await expect(rows(page).first()).toHaveAccessibleName(/ORD-7.*[^d]$/);
	await expect(feed(page).locator(':scope > * > *').nth(1)).toContainText('5 orders recovered');
	expect(await figure(page, 'Total')).toBe('7');
	await expect.poll(sounds).toBe(2);
});

test('a cut line in which nothing happened says that nothing was missed, and nothing else', async ({
	page,
	floor,
	line,
}) => {
	await open(page, line);
	await sell(floor, [1]);
	await expect(rows(page)).toHaveCount(1);
	await cut(page, line);
	await restore(page, line);
	await expect(feed(page)).toContainText(/Connection lost .* · nothing missed/);
	await expect(counter(page, 'Total')).not.toContainText('≈');
	await expect(notices(page)).toHaveCount(0);
});

test('with the recorder out of reach orders may be missing, until it answers again', async ({
	page,
	floor,
	line,
}) => {
	// Only after 15 s without an answer is it said that none comes.
	test.setTimeout(90_000);
	await open(page, line);
	await sell(floor, [1]);
	await expect(rows(page)).toHaveCount(1);
	await page.route('**/recorder/**', (route) => route.fulfill({ status: 500 }));
	await cut(page, line);
	await sell(floor, [2, 3]);
	line.set({ kind: 'pass' });
	await expect(feed(page)).toContainText(/Connection lost .* · fetching what was missed/, {
		timeout: 20_000,
	});
	await expect(status(page)).toContainText('Catching up');
	await expect(feed(page)).toContainText(/Connection lost .* · orders may be missing/, { timeout: 25_000 });
	await expect(status(page)).toContainText(/Live, with a gap.*the recorder answers with status 500/);
	await expect(counter(page, 'Total')).toContainText('≈');
	await page.unroute('**/recorder/**');
	await expect(feed(page)).toContainText(/Connection lost .* · 2 orders recovered/, { timeout: 20_000 });
	await expect(counter(page, 'Total')).not.toContainText('≈');
	expect(await figure(page, 'Total')).toBe('3');
});

test('a page that is opened later shows what there was before it, at once and as no news', async ({
	page,
	floor,
	line,
}) => {
	const sounds = await countSounds(page);
	await sell(floor, [1, 2, 3]);
	await floor.trigger('private-admin-system', 'system.alert', sample('monitoring/system-error'));
	await open(page, line);
	await expect(rows(page)).toHaveCount(3);
	await expect(page.getByRole('region', { name: 'System alerts', exact: true })).toContainText('1 open');
	expect(await figure(page, 'Total')).toBe('3');
	await expect(feed(page).getByRole('article', { name: /, recovered$/i })).toHaveCount(0);
	await expect(notices(page)).toHaveCount(0);
	await page.reload();
	await connected(page);
	await expect(rows(page)).toHaveCount(3);
	await expect(notices(page)).toHaveCount(0);
	expect(await sounds()).toBe(0);
});

test('what was missed while somebody reads waits with what is new, and is told apart', async ({
	page,
	floor,
	line,
}) => {
	await open(page, line);
	await sell(floor, [1]);
	await expect(rows(page)).toHaveCount(1);
	await feed(page).focus();
	await cut(page, line);
	await sell(floor, [2, 3]);
	await restore(page, line);
	await expect(page.getByRole('button', { name: /recovered$/ })).toHaveText(/2 orders recovered/);
	await sell(floor, [4]);
	await page.getByRole('button', { name: '1 new order, 2 recovered' }).click();
	await expect(rows(page)).toHaveCount(4);
});

test('the screen says on which level it stands', async ({ page, line }) => {
	await open(page, line);
	await page.getByRole('button', { name: /of \d+ channels/ }).click();
	await expect(page.getByText(/^Level 2: recorder with history since \d\d:\d\d/).last()).toBeVisible();
	await page.goto(`${line.url}/settings`);
	await expect(page.getByRole('main')).toContainText(/Level 2: recorder with history since \d\d:\d\d/);
});
