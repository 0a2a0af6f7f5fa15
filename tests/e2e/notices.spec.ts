import type { Locator, Page } from '@playwright/test';
import { expect, sample, test, type Floor } from '../fixtures.ts';

const MONITORING = 'private-admin-monitoring';
const NOTIFICATIONS = 'private-admin-notifications';
const LARAVEL = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

function panel(page: Page): Locator {
	return page.getByRole('region', { name: 'Notifications', exact: true });
}

function notifications(page: Page): Locator {
	return page.getByRole('list', { name: 'Notifications', exact: true }).getByRole('listitem');
}

function activity(page: Page): Locator {
	return page.getByRole('list', { name: 'Activity' }).getByRole('listitem');
}

test('a notification is listed with its severity, its words and for whom, the newest first, each once', async ({
	page,
	floor,
}) => {
	await openNotices(page, floor);
	await expect(panel(page)).toContainText('Listening. Nothing yet since');
	const first = sample('monitoring/notification');
	await floor.trigger(NOTIFICATIONS, 'new-notification', first);
	await floor.trigger(NOTIFICATIONS, 'new-notification', { ...first, id: 78, title: 'Order paid' });
	// Told again a moment later: still the same one.
	const again = { ...first, created_at: '2025-07-27T12:05:00.000000Z' };
	await floor.trigger(NOTIFICATIONS, 'new-notification', again);
	await floor.trigger(NOTIFICATIONS, 'new-notification', { ...first, id: 79, title: 'Order sent' });
	await expect(notifications(page)).toHaveText([/Order sent/, /Order paid/, /New order/]);
	await expect(notifications(page).last()).toHaveText(
		/new\s*High\s*New order\s*\d+ s\s*Order #15 for 0\.00\s*order, Ann/,
	);
});

test('what is new is counted until somebody has seen it', async ({ page, floor }) => {
	await openNotices(page, floor);
	const first = sample('monitoring/notification');
	await floor.trigger(NOTIFICATIONS, 'new-notification', first);
	await floor.trigger(NOTIFICATIONS, 'new-notification', { ...first, id: 78 });
	await expect(panel(page)).toContainText('2 new');
	await panel(page).getByRole('button', { name: 'Mark all as seen' }).click();
	await expect(panel(page)).not.toContainText(/\bnew\b/);
	await expect(panel(page).getByRole('button')).toHaveCount(0);
	await expect(notifications(page)).toHaveCount(2);
	await floor.trigger(NOTIFICATIONS, 'new-notification', { ...first, id: 79 });
	await expect(panel(page)).toContainText('1 new');
	await expect(notifications(page).getByText('new', { exact: true })).toHaveCount(1);
	await expect(notifications(page).first().getByText('new', { exact: true })).toBeVisible();
});

test('what people do is listed with who did it, and nobody where nobody is named', async ({
	page,
	floor,
}) => {
	await openNotices(page, floor);
	await floor.trigger(MONITORING, 'activity.new', sample('monitoring/activity'));
	const other = sample('monitoring/activity-of-nobody');
	await floor.trigger(MONITORING, 'activity.new', {
		...other,
		activity: { ...(other['activity'] as object), id: 502 },
	});
	await expect(activity(page)).toHaveText([
		/High\s*System error\s*nobody named/,
		/Medium\s*Order created\s*Ann\s*\d+ s\s*Ann created order ORD20250727A1B2C3/,
	]);
	await expect(notifications(page)).toHaveCount(0);
});

test('a notification of Laravel’s own is read on the channel of a customer who is watched', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await page.getByRole('link', { name: 'Watch' }).click();
	await page.getByRole('combobox', { name: 'What to watch' }).selectOption('Customer');
	for (const id of ['7', '1']) {
		await page.getByRole('textbox', { name: 'Id' }).fill(id);
		await page.getByRole('button', { name: 'Watch', exact: true }).click();
		await expect(page.getByRole('list', { name: `Channels of Customer ${id}` })).toContainText(
			`private-App.Models.User.${id} followed`,
		);
	}
	await floor.trigger('private-App.Models.User.7', LARAVEL, sample('monitoring/laravel-notification'));
	const told = page.getByRole('list', { name: 'Notifications of Customer 7' }).getByRole('listitem');
	await expect(told).toHaveText([/Your order has shipped.*Order 15 is on its way/]);
	// Carries data only: its class says what it is about.
	const bare = { ...sample('monitoring/recorded-laravel-notification'), id: 'another' };
	await floor.trigger('private-App.Models.User.1', LARAVEL, bare);
	await expect(
		page.getByRole('list', { name: 'Notifications of Customer 1' }).getByRole('listitem'),
	).toHaveText([/Low stock/]);
	await expect(told).toHaveCount(1);
	await page.getByRole('link', { name: 'Notices' }).click();
	await expect(notifications(page)).toHaveText([/Low stock.*LowStock/, /Your order.*OrderShipped/]);
});

test('markup in an icon, a title or a message never becomes markup', async ({ page, floor }) => {
	await openNotices(page, floor);
	await page.evaluate(() => Object.assign(window, { wasRun: false }));
	const icon = '<svg onload="wasRun=true"><script>wasRun=true</script></svg>';
	const title = '<img src=x onerror="wasRun=true">';
	await floor.trigger(NOTIFICATIONS, 'new-notification', {
		...sample('monitoring/notification'),
		title,
		message: icon,
		icon,
	});
	const deed = sample('monitoring/activity');
	await floor.trigger(MONITORING, 'activity.new', {
		...deed,
		activity: { ...(deed['activity'] as object), icon, description: title },
	});
	await expect(notifications(page).getByText(title)).toBeVisible();
	await expect(notifications(page).getByText(icon)).toBeVisible();
	await expect(activity(page).getByText(title)).toBeVisible();
	await page.getByRole('link', { name: 'Inspector' }).click();
	const messages = page.getByRole('table', { name: 'Messages' }).getByRole('button');
	await messages.filter({ hasText: /:/ }).first().click();
	await expect(page.getByLabel('Payload', { exact: true })).toContainText('<svg onload=');
	await expect(page.locator('img, svg[onload], body script:not([src]):has-text("wasRun")')).toHaveCount(0);
	expect(await page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBe(false);
});

test('the notifications’ own channel refused greys their panel and not the activity, until it is allowed', async ({
	page,
	floor,
}) => {
	const faults = floor.server.watchfloor.broadcaster?.faults;
	const allow = faults?.set({ kind: 'auth', status: 403, channel: NOTIFICATIONS });
	await openNotices(page, floor);
	await expect(panel(page)).toContainText('not authorised');
	await expect(panel(page)).toContainText('Not shown to this account');
	await expect(panel(page)).toContainText(
		/private-admin-notifications: the shop does not allow it \(403\).*, since \d\d:\d\d\. It is asked for again/,
	);
	const deeds = page.getByRole('region', { name: 'Activity', exact: true });
	await floor.trigger(MONITORING, 'activity.new', sample('monitoring/activity'));
	await expect(deeds).toContainText('live');
	await expect(deeds).not.toContainText(/not authorised|private-admin/);

	allow?.();
	await expect(panel(page)).toContainText('Listening. Nothing yet', { timeout: 10_000 });
	await expect(panel(page)).not.toContainText(/not authorised|private-admin/);
	await floor.trigger(NOTIFICATIONS, 'new-notification', sample('monitoring/notification'));
	await expect(notifications(page)).toHaveCount(1);
});

async function openNotices(page: Page, floor: Floor): Promise<void> {
	await floor.open(page);
	await page.getByRole('link', { name: 'Notices' }).click();
	await expect(page).toHaveURL(`${floor.url}/notices`);
}
