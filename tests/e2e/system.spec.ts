import type { Locator, Page } from '@playwright/test';
import { connected, expect, oversleep, sample, test, type Floor } from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

/** As that shop sends each of them. */
const BOTH = ['private-admin-monitoring', 'private-admin-system'];
const TITLE = 'Database Error';

function panel(page: Page): Locator {
	return page.getByRole('region', { name: 'System alerts', exact: true });
}

function alert(page: Page, title = TITLE): Locator {
	return panel(page).getByRole('article', { name: title });
}

function acknowledge(page: Page, title = TITLE): Locator {
	return panel(page).getByRole('button', { name: `Acknowledge ${title}` });
}

function notices(page: Page): Locator {
	return page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
}

function rail(page: Page, name: string): Locator {
	return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
}

function railMark(page: Page): Locator {
	return rail(page, 'System');
}

test('a high and a critical alert are announced as alerts, a medium and a low one are not', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await expect(panel(page)).toContainText('No open alerts');
	for (const severity of ['low', 'medium', 'high', 'critical']) {
		await raise(floor, { severity, title: `A ${severity} one` });
	}
	await expect(panel(page).getByRole('article')).toHaveText([
		/Critical.*A critical one/,
		/High.*A high one/,
		/Medium.*A medium one/,
		/Low.*A low one/,
	]);
	await expect(panel(page).getByRole('alert')).toHaveText([/A critical one/, /A high one/]);
	await expect(panel(page)).toContainText('4 open');
	await expect(railMark(page)).toHaveAccessibleName(/^System ?, 2 open alerts$/);
});

test('where it is not on the page, a high alert puts up a notice that stays until it is dismissed or seen; a medium one puts up none', async ({
	page,
	floor,
}) => {
	await page.clock.install();
	await floor.open(page);
	await raise(floor, { title: 'Seen at once' });
	await expect(alert(page, 'Seen at once')).toBeVisible();
	await expect(notices(page)).toHaveCount(0);

	await rail(page, 'Orders').click();
	await expect(page.getByRole('button', { name: 'Export' })).toBeVisible();
	await raise(floor, { severity: 'medium', title: 'Update available' });
	await raise(floor);
	await expect(notices(page)).toHaveText([/Database Error.*Connection timeout/]);
	await expect(notices(page).getByRole('img', { name: 'High' })).toBeVisible();
	await oversleep(page, 60_000, 'private-admin-system');
	await expect(notices(page)).toHaveCount(1);
	await notices(page)
		.getByRole('button', { name: `Dismiss: ${TITLE}` })
		.click();
	await expect(notices(page)).toHaveCount(0);

	await raise(floor, { title: 'Seen later' });
	await expect(notices(page)).toHaveText([/Seen later/]);
	await rail(page, 'System').click();
	await expect(alert(page, 'Seen later').getByRole('alert')).toBeVisible();
	await expect(alert(page, 'Update available')).toBeVisible();
	await expect(alert(page)).toContainText('1 min');
	await expect(notices(page)).toHaveCount(0);
});

test('what one browser acknowledges, another shows within a second with the name and the time', async ({
	page,
	floor,
	browser,
}) => {
	const other = await openAsOps(floor, await browser.newPage());
	await floor.open(page);
	await raise(floor);
	await expect(acknowledge(other)).toBeVisible();
	await expect(panel(page)).toContainText('shared with the open browsers of 2 people, yours as Demo Admin');
	await acknowledge(page).click();
	await expect(alert(other)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/, { timeout: 1_000 });
	await expect(alert(page)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/);
	for (const each of [page, other]) {
		await expect(acknowledge(each)).toHaveCount(0);
		await expect(panel(each).getByRole('alert')).toHaveCount(0);
		await expect(railMark(each)).toHaveAccessibleName('System');
	}
	await other.close();
});

test('of two who press at the same moment one is told that the other was first, and both name the same', async ({
	page,
	floor,
	browser,
}) => {
	const other = await openAsOps(floor, await browser.newPage());
	await floor.open(page);
	await raise(floor);
	await expect(acknowledge(other)).toBeVisible();
	// Nothing goes through until both have pressed.
	const thaw = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'frozen', who: 'existing' });
	await acknowledge(page).click();
	await acknowledge(other).click();
	await expect(alert(page)).toContainText('Acknowledged by Demo Admin');
	await expect(alert(other)).toContainText('Acknowledged by Dewi Ops');
	thaw?.();
	await expect(alert(other)).toContainText(/Demo Admin acknowledged this first, \d\d:\d\d/);
	await expect(alert(page)).toContainText(/Acknowledged by Demo Admin, \d\d:\d\d/);
	await expect(alert(page)).not.toContainText('Dewi Ops');
	await other.close();
});

test('a snoozed alert is quiet until its time is over, then it is open and told again', async ({
	page,
	floor,
}) => {
	const sounds = await countSounds(page);
	await page.clock.install();
	await floor.open(page);
	await page.getByRole('heading', { name: 'Orders' }).click();
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	await raise(floor);
	await expect.poll(sounds).toBe(1);
	await page.getByRole('button', { name: `Snooze ${TITLE}`, exact: true }).click();
	const choices = page.getByRole('group', { name: `Snooze ${TITLE} for` });
	await expect(choices.getByRole('button')).toHaveText(['5 min', '15 min', '60 min']);
	await choices.getByRole('button', { name: `Snooze 15 min: ${TITLE}` }).click();
	await expect(alert(page)).toContainText(/Snoozed until \d\d:\d\d by Demo Admin, 1[45] min \d+ s left/);
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
	await expect(railMark(page)).toHaveAccessibleName('System');

	await page.clock.fastForward('14:00');
	await expect(alert(page)).toContainText(/, \d+ s left/);
	await expect(panel(page).getByRole('alert')).toHaveCount(0);
	expect(await sounds()).toBe(1);

	await page.clock.fastForward('01:05');
	await expect(panel(page).getByRole('alert')).toHaveText([/Database Error/]);
	await expect(acknowledge(page)).toBeVisible();
	await expect.poll(sounds).toBe(2);
	await expect(railMark(page)).toHaveAccessibleName(/1 open alert$/);
});

test('a critical alert can be snoozed for five minutes and no longer', async ({ page, floor }) => {
	await floor.open(page);
	await raise(floor, { severity: 'critical' });
	await expect(alert(page).getByRole('button')).toHaveText(['Acknowledge', 'Snooze 5 min']);
	// The plate under the bar has the same two.
	await alert(page)
		.getByRole('button', { name: `Snooze 5 min: ${TITLE}` })
		.click();
	await expect(alert(page)).toContainText(
		/Snoozed until \d\d:\d\d by Demo Admin, (5 min 0|4 min 5\d) s left/,
	);
});

test('what the shop says is over closes, and its line tells who had taken it on', async ({ page, floor }) => {
	await floor.open(page);
	await raise(floor);
	await acknowledge(page).click();
	await expect(alert(page)).toContainText('Acknowledged by Demo Admin');
	await raise(floor, {}, { resolved: true });
	const closed = panel(page).getByRole('region', { name: 'Closed' });
	await expect(closed.getByRole('article', { name: TITLE })).toContainText(
		/Closed \d\d:\d\d, acknowledged by Demo Admin/,
	);
	await expect(alert(page)).toHaveCount(1);
	await expect(panel(page)).toContainText('none open');

	// It breaks again: nobody has taken that on.
	await raise(floor);
	await expect(panel(page).getByRole('alert')).toHaveText([/Database Error/]);
	await expect(acknowledge(page)).toBeVisible();
});

test('a browser opened later does not know who acknowledged, and every browser says so', async ({
	page,
	floor,
	browser,
}) => {
	const other = await openAsOps(floor, await browser.newPage());
	await floor.open(page);
	await raise(floor);
	await acknowledge(page).click();
	await expect(alert(other)).toContainText('Acknowledged by Demo Admin');
	const later = await openAsOps(floor, await browser.newPage());
	await raise(floor);
	await expect(acknowledge(later)).toBeVisible();
	await expect(alert(page)).toContainText('Acknowledged by Demo Admin');
	await expect(alert(other)).toContainText('Acknowledged by Demo Admin');
	for (const each of [page, other, later])
		await expect(panel(each)).toContainText(
			/open browsers of 2 people.*; one opened later does not know them/,
		);
	await other.close();
	await later.close();
});

test('on the page of the system maintenance has a section of its own', async ({ page, floor }) => {
	await floor.open(page);
	await raise(floor);
	await floor.trigger(BOTH, 'system.alert', sample('monitoring/system-maintenance'));
	await expect(alert(page, 'Maintenance at 03:00')).toBeVisible();
	await railMark(page).click();
	await expect(page).toHaveURL(`${floor.url}/system`);
	const maintenance = panel(page).getByRole('region', { name: 'Maintenance' });
	await expect(maintenance.getByRole('article')).toHaveText([/Maintenance at 03:00/]);
	await expect(panel(page).getByRole('article')).toHaveText([/Database Error/, /Maintenance at 03:00/]);
	await acknowledge(page, 'Maintenance at 03:00').click();
	await expect(maintenance).toContainText('Acknowledged by Demo Admin');
});

test('while the line is down nobody can acknowledge, and it says why', async ({ page, floor }) => {
	await floor.open(page);
	await raise(floor);
	await expect(acknowledge(page)).toBeEnabled();
	await floor.kill();
	await expect(acknowledge(page)).toBeDisabled();
	await expect(acknowledge(page)).toHaveAccessibleDescription(/Not available while the connection is down/);
	await acknowledge(page).dispatchEvent('click');
	await expect(alert(page)).not.toContainText('Acknowledged by');
	await floor.revive();
	await expect(acknowledge(page)).toBeEnabled({ timeout: 10_000 });
});

test('the system’s own channel refused greys its panel and no other, and is asked for until it is allowed', async ({
	page,
	floor,
}) => {
	const channel = 'private-admin-system';
	const allow = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'auth', status: 403, channel });
	await floor.open(page);
	await expect(panel(page)).toContainText('not authorised');
	await expect(panel(page)).toContainText(
		/private-admin-system: the shop does not allow it \(403\).*, since \d\d:\d\d\. It is asked for again/,
	);
	await expect(panel(page)).not.toContainText('No open alerts');
	await raise(floor);
	const heading = alert(page).getByRole('heading', { name: TITLE });
	const refusedColour = await colourOf(heading);
	for (const name of ['Payments', 'Stock', 'Orders', 'On duty']) {
		await expect(page.getByRole('region', { name, exact: true })).not.toContainText(
			/not authorised|private-admin/,
		);
	}

	allow?.();
	await expect(panel(page)).not.toContainText('not authorised', { timeout: 10_000 });
	await expect(panel(page)).not.toContainText(channel);
	expect(await colourOf(heading)).not.toBe(refusedColour);
});

function colourOf(element: Locator): Promise<string> {
	return element.evaluate((each) => getComputedStyle(each).color);
}

/** In a browser of its own, as somebody else than the one every new browser is. */
async function openAsOps(floor: Floor, page: Page): Promise<Page> {
	await page.goto(`${floor.url}/sign-in`);
	await page.getByRole('button', { name: 'Dewi Ops' }).click();
	await connected(page);
	await expect(page.getByRole('region', { name: 'On duty' })).toContainText('Dewi Ops');
	return page;
}

let told = 0;

/** The same words at another time: with the same one it would be the same message. */
async function raise(floor: Floor, about: Record<string, unknown> = {}, more: object = {}): Promise<void> {
	const payload = sample('monitoring/system-error');
	told += 1;
	await floor.trigger(BOTH, 'system.alert', {
		...payload,
		alert: { ...(payload['alert'] as object), ...about },
		timestamp: new Date(Date.UTC(2026, 10, 21) + told * 1_000).toISOString(),
		...more,
	});
}
