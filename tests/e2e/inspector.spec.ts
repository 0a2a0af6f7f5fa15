import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { connected, expect, sample, test, type Floor } from '../fixtures.ts';

const ORDERS = 'private-admin.orders';
const STATUS = 'order.status.updated';
const SESSION = 'k3J9sLq2Zx8Vb5Nm1Qw7Er4Ty6Ui0Op3As5Df7Gh';
const TOKEN = 'Zx8Vb5Nm1Qw7Er4Ty6Ui0Op3As5Df7Ghk3J9sLq2';
const IP = '41.90.64.1';
const EMAIL = 'ann@example.com';

function order(id: number, change: object = {}) {
	return {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: 'pending',
		total: '10.00',
		updated_at: '2026-11-21T00:00:00.000000Z',
		user: { id: 7, name: 'Ann Lee', email: EMAIL },
		...change,
	};
}

async function openInspector(page: Page, floor: Floor): Promise<void> {
	await page.goto(`${floor.url}/inspector`);
	await connected(page);
}

const opener = (page: Page, of: string | RegExp) => page.getByRole('button', { name: of });
const details = (page: Page) =>
	page.getByRole('table', { name: 'Messages' }).getByRole('button', { name: /details of/ });
const verdict = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Verdict' }).getByRole('button', { name, exact: true });
const payload = (page: Page) => page.getByLabel('Payload', { exact: true });

/** One of each verdict. */
async function publishAll(floor: Floor): Promise<void> {
	await floor.trigger(ORDERS, 'order.created', order(1));
	await floor.trigger(ORDERS, 'order.created', order(1));
	await floor.trigger(ORDERS, STATUS, { current_status: 'paid', note: 'no id' });
	await floor.trigger('private-admin-monitoring', 'sale.done', { amount: 1 });
}

test('each message stands with what was made of it, and opens with its payload as text', async ({
	page,
	floor,
}) => {
	await openInspector(page, floor);
	await floor.trigger(
		ORDERS,
		'order.created',
		order(1, { user: { id: 7, name: '<img src=x onerror=alert(1)>' } }),
	);
	await expect(verdict(page, 'accepted 1')).toBeVisible();
	const row = page.getByRole('row').filter({ has: opener(page, /details of accepted order\.created/) });
	await expect(row).toContainText(ORDERS);
	await expect(row).toContainText('ORD-1');
	await opener(page, /details of accepted order\.created/).click();
	await expect(payload(page)).toContainText('"order_number": "ORD-1"');
	await expect(payload(page)).toContainText('"name": "<img src=x onerror=alert(1)>"');
	await expect(payload(page).locator('img')).toHaveCount(0);
});

test('what was told twice, could not be read or is not known is said to be so, with the reason', async ({
	page,
	floor,
}) => {
	await openInspector(page, floor);
	await publishAll(floor);
	for (const name of ['accepted 1', 'duplicate 1', 'late 0', 'rejected 1', 'unknown 1'])
		await expect(verdict(page, name)).toBeVisible();
	const said: [RegExp, string | RegExp][] = [
		[/details of duplicate order\.created/, 'Told before, and counted once.'],
		[/details of rejected order\.status\.updated/, /order_id/],
		[/details of unknown sale\.done/, 'No rule knows this event on this channel.'],
	];
	for (const [of, reason] of said) {
		await opener(page, of).click();
		await expect(opener(page, of)).toHaveAttribute('aria-expanded', 'true');
		await expect(
			page.getByRole('table', { name: 'Messages' }).getByRole('paragraph').filter({ hasText: reason }),
		).toBeVisible();
		await opener(page, of).click();
	}
});

test('nothing private is shown, wherever in a payload it stands', async ({ page, floor }) => {
	await openInspector(page, floor);
	await floor.trigger('private-admin-monitoring', 'system.alert', {
		...sample('monitoring/system-security'),
		token: TOKEN,
		note: `Bearer ${TOKEN} of ${EMAIL}`,
	});
	await opener(page, /details of accepted system\.alert/).click();
	await expect(payload(page)).toContainText('"session_id": "•••"');
	await expect(payload(page)).toContainText('"ip_address": "•••"');
	await expect(payload(page)).toContainText('"token": "•••"');
	await expect(payload(page)).toContainText(/of a(•••|…)@example\.com/);
	const whole = await page.locator('body').innerText();
	for (const secret of [SESSION, TOKEN, IP, EMAIL]) expect(whole).not.toContain(secret);
	await page.getByRole('searchbox', { name: 'Find in messages' }).fill(SESSION);
	await expect(page.getByText('No message matches')).toBeVisible();
});

test('messages are found by verdict, by a text anywhere in them, and by channel', async ({ page, floor }) => {
	await openInspector(page, floor);
	await publishAll(floor);
	// The connection's own facts are rows as well.
	await expect(verdict(page, 'unknown 1')).toBeVisible();
	await verdict(page, 'rejected 1').click();
	await expect(details(page)).toHaveCount(1);
	await expect(details(page)).toHaveAccessibleName(/rejected order\.status\.updated/);
	await verdict(page, 'rejected 1').click();

	const search = page.getByRole('searchbox', { name: 'Find in messages' });
	await page.keyboard.press('/');
	await expect(search).toBeFocused();
	await search.fill('NO ID');
	await expect(details(page)).toHaveCount(1);
	await expect(details(page)).toHaveAccessibleName(/rejected/);
	await expect(verdict(page, 'rejected 1')).toBeVisible();
	await expect(verdict(page, 'accepted 0')).toBeVisible();
	await page.keyboard.press('Escape');

	await page.getByRole('combobox', { name: 'Channel' }).selectOption('private-admin-monitoring');
	await expect(verdict(page, 'unknown 1')).toBeVisible();
	await expect(verdict(page, 'duplicate 0')).toBeVisible();
	await search.fill('nothing like it');
	await expect(page.getByText('No message matches')).toBeVisible();
});

test('a paused list stands still and counts what comes; an open row holds it as well', async ({
	page,
	floor,
}) => {
	await openInspector(page, floor);
	await floor.trigger(ORDERS, 'order.created', order(1));
	await expect(verdict(page, 'accepted 1')).toBeVisible();
	await page.getByRole('button', { name: 'Pause' }).click();
	const before = await details(page).count();
	for (const id of [2, 3]) await floor.trigger(ORDERS, 'order.created', order(id));
	await expect(page.getByRole('button', { name: 'Resume, 2 came' })).toBeVisible();
	await expect(verdict(page, 'accepted 1')).toBeVisible();
	await expect(details(page)).toHaveCount(before);
	await page.getByRole('button', { name: 'Resume, 2 came' }).click();
	await expect(verdict(page, 'accepted 3')).toBeVisible();
	await expect(details(page)).toHaveCount(before + 2);

	await details(page).first().click();
	await expect(payload(page)).toContainText('ORD-3');
	await floor.trigger(ORDERS, 'order.created', order(4));
	await expect(page.getByRole('button', { name: 'Resume, 1 came' })).toBeVisible();
	await expect(payload(page)).toContainText('ORD-3');
	await details(page).first().click();
	await expect(verdict(page, 'accepted 4')).toBeVisible();
});

test('what is exported is what the filter leaves, one masked message a line', async ({ page, floor }) => {
	await openInspector(page, floor);
	await floor.trigger(
		ORDERS,
		'order.created',
		order(1, { api_token: TOKEN, session_id: SESSION, ip_address: IP }),
	);
	await floor.trigger(ORDERS, STATUS, { current_status: 'paid' });
	await verdict(page, 'accepted 1').click();
	await expect(details(page)).toHaveCount(1);
	const begun = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export NDJSON' }).click();
	const file = await begun;
	expect(file.suggestedFilename()).toBe('messages.ndjson');
	const text = await readFile(await file.path(), 'utf8');
	const lines = text.trimEnd().split('\n');
	expect(lines).toHaveLength(1);
	expect(JSON.parse(lines[0] ?? '')).toMatchObject({
		verdict: 'accepted',
		channel: ORDERS,
		name: 'order.created',
		payload: { order_number: 'ORD-1', api_token: '•••', session_id: '•••', ip_address: '•••' },
	});
	for (const secret of [SESSION, TOKEN, IP, EMAIL]) expect(text).not.toContain(secret);
});

for (const [what, name, hint] of [
	[
		'a dot too many',
		'.order.created',
		'Sent with a leading dot. The dot belongs to the listener; broadcastAs() should say “order.created”.',
	],
	[
		'another separator',
		'order_created',
		'Differs from the mapped “order.created” in dots, separators or case only.',
	],
	[
		'a class name nobody maps',
		'App\\Events\\OrderVanished',
		"A class name: the shop's event has no broadcastAs()",
	],
	[
		'other capitals',
		'Order.Created',
		'Differs from the mapped “order.created” in upper and lower case only.',
	],
] as const) {
	test(`a name that is nearly known, by ${what}, is said to be so`, async ({ page, floor }) => {
		await openInspector(page, floor);
		await floor.trigger(ORDERS, name, order(1));
		await verdict(page, 'unknown 1').click();
		await expect(details(page)).toHaveCount(1);
		await details(page).click();
		await expect(page.getByText(hint)).toBeVisible();
	});
}

test('it tells where channels are authorised, how each stands, and which are public', async ({
	page,
	floor,
}) => {
	floor.server.watchfloor.broadcaster?.faults.set({
		kind: 'auth',
		status: 403,
		channel: 'private-admin-orders',
	});
	await page.goto(`${floor.url}/inspector`);
	await expect(page.getByRole('term').filter({ hasText: 'Channels are authorised at' })).toBeVisible();
	await expect(page.getByRole('definition').filter({ hasText: '/broadcasting/auth' })).toContainText(
		/(allowed|refused) (private|presence)-\S+ at \d\d:\d\d:\d\d/,
	);
	await expect(page.getByRole('definition').first()).toContainText(
		/^\s*(Connected|Live).*since \d\d:\d\d:\d\d/s,
	);
	const states = page.getByRole('table', { name: 'Channel states' });
	const channel = (name: string) =>
		states.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
	await expect(channel('private-admin-orders')).toContainText(/refused.*403/s);
	await expect(channel(ORDERS)).toContainText('subscribed');
	await expect(channel(ORDERS)).not.toContainText('public');
	await expect(channel('admin.orders')).toContainText('public: anyone with the app key can read it');
});
