import type { Locator, Page } from '@playwright/test';
import { DemoPresence } from '../../src/demo/presence.ts';
import { LOCAL_APP } from '../../src/settings.ts';
import { connected, counter, expect, figures, oversleep, sample, test, type Floor } from '../fixtures.ts';

const MONITORING = 'private-admin-monitoring';
/** What `user.online` tells and nobody is to see: a session, an address, an e-mail, a token. */
const PRIVATE = /k3J9sLq2|41\.90\.64|ann@example|ann%40example|token=abc/;

function duty(page: Page): Locator {
	return page.getByRole('region', { name: 'On duty', exact: true });
}

function people(page: Page): Locator {
	return page.getByRole('list', { name: 'On duty' }).getByRole('listitem');
}

function comings(page: Page): Locator {
	return page.getByRole('list', { name: 'Joined and left' }).getByRole('listitem');
}

function shoppers(page: Page): Locator {
	return page.getByRole('region', { name: 'Shoppers', exact: true });
}

test('admins are listed from their presence channel, one line each however many tabs they have', async ({
	page,
	floor,
	browser,
}) => {
	await floor.open(page);
	await expect(people(page)).toHaveText([/Demo Admin.*you.*admin/]);
	await expect(duty(page)).toContainText('You are the only admin here');
	const context = await browser.newContext();
	const tabs = [await openAsOps(floor, await context.newPage())];
	for (const tab of [await context.newPage(), await context.newPage()]) {
		await floor.open(tab);
		tabs.push(tab);
	}
	await expect(people(page)).toHaveText([/Demo Admin/, /Dewi Ops.*ops/]);
	await expect(people(page).getByText('you', { exact: true })).toHaveCount(1);
	await expect(duty(page)).toContainText('2 online');
	await expect(people(tabs[2]!).filter({ hasText: 'you' })).toContainText('Dewi Ops');
	await tabs[0]?.close();
	await tabs[1]?.close();
	await expect(people(tabs[2]!)).toHaveCount(2);
	await expect(people(page)).toHaveCount(2);
	await expect(duty(page)).not.toContainText('not confirmed');
	await context.close();
});

test('who comes and who goes is logged; who only reloads is not', async ({ page, floor, browser }) => {
	await page.clock.install();
	await floor.open(page);
	await page.getByRole('link', { name: 'People' }).click();
	await expect(page).toHaveURL(`${floor.url}/people`);
	await expect(duty(page)).toContainText('Nobody came or left while this screen was watching.');
	const other = await openAsOps(floor, await browser.newPage());
	await expect(comings(page)).toHaveText([/Dewi Ops.*joined, \d\d:\d\d/]);

	await other.reload();
	await connected(other);
	await expect(people(other)).toHaveCount(2);
	await oversleep(page, 15_000, 'presence-admin-presence');
	await expect(people(page)).toHaveText([/Demo Admin/, /Dewi Ops.*\d+ s/]);
	await expect(duty(page)).not.toContainText('not confirmed');
	await expect(comings(page)).toHaveCount(1);

	await other.close();
	await expect(people(page)).toHaveText([/Demo Admin/, /Dewi Ops.*not confirmed/]);
	await page.clock.fastForward(15_000);
	await expect(comings(page)).toHaveText([/Dewi Ops.*left, \d\d:\d\d/, /Dewi Ops.*joined/]);
	await expect(people(page)).toHaveText([/Demo Admin/]);
});

test('shoppers are a number, without this screen and without a name', async ({ page, floor }) => {
	await floor.open(page);
	await page.getByRole('link', { name: 'People' }).click();
	await expect(shoppers(page)).toContainText('0 shoppers online');
	const presence = new DemoPresence({
		app: LOCAL_APP,
		host: '127.0.0.1',
		port: floor.server.port,
		now: () => new Date(),
	});
	const customers = [101, 102, 103].map((id) => ({
		id,
		name: `Customer Nr ${id}`,
		email: `${id}@shop.test`,
	}));
	presence.show({ staff: [], customers });
	await expect(shoppers(page)).toContainText('3 shoppers online');
	expect(await page.content()).not.toMatch(/Customer Nr|@shop\.test/);
	await page.getByRole('link', { name: 'Floor' }).click();
	await expect(counter(page, 'Active users')).toHaveText('3');
	await expect(figures(page)).toContainText('signed in and here');
	presence.close();
});

test('the shop’s own count of visitors is said to be its own, and one below zero is not shown', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await page.getByRole('link', { name: 'People' }).click();
	await floor.trigger(MONITORING, 'user.online', sample('monitoring/user-online'));
	await expect(shoppers(page)).toContainText(/the shop itself says 42 active, \d+ s ago/);
	await expect(shoppers(page)).toContainText('1 visit began in the last 15 min');
	const broken = sample('monitoring/user-offline-count-below-zero');
	await floor.trigger(MONITORING, 'user.offline', broken);
	await floor.trigger(MONITORING, 'user.online', sample('monitoring/user-online-guest'));
	await expect(shoppers(page)).toContainText('the shop itself says 43 active');
	await floor.trigger(MONITORING, 'user.offline', { ...broken, timestamp: '2025-07-27T12:05:00.000000Z' });
	await page.getByRole('link', { name: 'Inspector' }).click();
	await expect(page.getByRole('button', { name: 'accepted 4' })).toBeVisible();
	await page.getByRole('link', { name: 'People' }).click();
	await expect(shoppers(page)).toContainText('the shop itself says 43 active');
	await expect(shoppers(page)).not.toContainText(/[-−]\s?1/);
});

test('session ids, addresses and e-mails of visitors are nowhere: not on a page, not in the inspector, not kept', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await floor.trigger(MONITORING, 'user.online', sample('monitoring/user-online-with-location'));
	await floor.trigger(MONITORING, 'user.online', sample('monitoring/user-online-name-is-an-email'));
	await floor.trigger(MONITORING, 'user.offline', sample('monitoring/user-offline'));
	await floor.trigger(MONITORING, 'system.alert', sample('monitoring/system-security'));
	await floor.trigger(MONITORING, 'activity.new', sample('monitoring/activity-tells-an-email'));
	await expect(page.getByRole('region', { name: 'System alerts' })).toContainText('12 failed sign-ins');
	for (const name of ['Floor', 'System', 'People', 'Notices', 'Watch', 'Settings', 'Inspector']) {
		await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
		await expect(page.getByRole('region').first()).toBeVisible();
		expect(PRIVATE.exec(await page.content()), name).toBeNull();
	}
	const messages = page.getByRole('table', { name: 'Messages' }).getByRole('button');
	await expect(messages).toHaveCount(6);
	for (const index of [0, 1, 2, 3, 4]) {
		await messages.nth(index).click();
		await expect(page.getByLabel('Payload', { exact: true })).toContainText('"timestamp"');
		expect(PRIVATE.exec(await page.content())).toBeNull();
		await messages.nth(index).click();
	}
	const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
	expect(kept).not.toMatch(PRIVATE);
});

test('while the line is down everybody is not confirmed, and afterwards again', async ({
	page,
	floor,
	browser,
}) => {
	const other = await openAsOps(floor, await browser.newPage());
	await floor.open(page);
	await expect(people(page)).toHaveCount(2);
	const colour = await colourOf(people(page).first());
	await floor.kill();
	await expect(people(page)).toHaveText([/not confirmed/, /not confirmed/]);
	await expect(duty(page)).toContainText('2 online before');
	await expect(duty(page)).toContainText('reconnecting');
	expect(await colourOf(people(page).first())).not.toBe(colour);
	await other.close();
	await floor.revive();
	await expect(people(page)).toHaveText([/Demo Admin/], { timeout: 10_000 });
	await expect(duty(page)).not.toContainText(/not confirmed|before/);
});

test('the admins’ presence channel refused greys what is known of people and nothing else, until it is allowed', async ({
	page,
	floor,
}) => {
	const channel = 'presence-admin-presence';
	const allow = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403, channel });
	await floor.open(page);
	await expect(duty(page)).toContainText('not authorised');
	await expect(duty(page)).toContainText(
		/presence-admin-presence: the shop does not allow it \(403\).*, since \d\d:\d\d\. It is asked for again/,
	);
	await expect(people(page)).toHaveCount(0);
	await expect(duty(page)).not.toContainText('No admin is online');
	for (const name of ['Payments', 'Stock', 'Orders', 'System alerts']) {
		await expect(page.getByRole('region', { name, exact: true })).not.toContainText(
			/not authorised|presence-admin/,
		);
	}
	await expect(page.getByRole('button', { name: 'Account' })).toBeVisible();

	allow?.();
	await expect(people(page)).toHaveText([/Demo Admin/], { timeout: 10_000 });
	await expect(duty(page)).not.toContainText(/not authorised|presence-admin/);
});

function colourOf(element: Locator): Promise<string> {
	return element.evaluate((each) => getComputedStyle(each).color);
}

/** In a browser of its own, as somebody else than the one every new browser is. */
async function openAsOps(floor: Floor, page: Page): Promise<Page> {
	await page.goto(`${floor.url}/sign-in`);
	await page.getByRole('button', { name: 'Dewi Ops' }).click();
	await connected(page);
	await expect(duty(page)).toContainText('Dewi Ops');
	return page;
}
