import type { Page } from '@playwright/test';
import { minutesOf, MUST_READ_MINUTES, REST_MINUTES } from '../../src/lib/domain/wall.ts';
import { connected, expect, sample, test, type Floor } from '../fixtures.ts';

const ALERT_CHANNELS = ['private-admin-monitoring', 'private-admin-system'];
const LONG = {
	order_number: 'ORD-2026-0028F5-REPLACEMENT',
	user: { id: 9, name: 'Wan Nurul Syafiqah Izzati binti Megat Abdul Rahman', email: 'wan@example.test' },
	current_status: 'awaiting_collection_from_warehouse',
	currency: 'IDR',
	total: '98765432109',
	items: [{ name: 'Hand-woven rattan basket with a lid, extra large, natural', quantity: 1200 }],
};
let told = 0;

async function order(floor: Floor, more: Record<string, unknown> = {}): Promise<void> {
	told += 1;
	await floor.trigger('private-admin.orders', 'order.created', {
		order_id: told,
		order_number: String(10_400 + told),
		current_status: 'pending',
		total: '248.90',
		currency: 'MYR',
		updated_at: new Date().toISOString(),
		user: { id: 7, name: 'Nurul Huda Othman', email: 'secret@example.test' },
		items: [{ name: 'Kopi Gayo', quantity: 2 }],
		...more,
	});
}

async function raise(floor: Floor, about: Record<string, unknown>): Promise<void> {
	told += 1;
	const payload = sample('monitoring/system-error');
	await floor.trigger(ALERT_CHANNELS, 'system.alert', {
		...payload,
		alert: { ...(payload['alert'] as object), ...about },
		timestamp: new Date(Date.UTC(2026, 10, 21) + told * 1_000).toISOString(),
	});
}

async function openWall(page: Page, floor: Floor, search = '', path = '/wall'): Promise<void> {
	await page.goto(`${floor.url}${path}${search}`);
	await connected(page);
}

/** From here on time passes only when the test says so. */
async function freeze(page: Page): Promise<void> {
	await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
}

const wall = (page: Page) => page.getByRole('main', { name: 'Wall' });
const rows = (page: Page) => page.getByRole('list', { name: /^Last \d orders$/ }).getByRole('listitem');
const takeover = (page: Page) => page.getByRole('alert', { name: 'Critical alert' });
const band = (page: Page) => wall(page).locator('section[aria-label="Alert"]');

/** Every text of the wall with its size, and whether it is one that must be read. */
function texts(page: Page): Promise<{ text: string; px: number; isMust: boolean }[]> {
	return wall(page).evaluate((main) => {
		const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
		const found = [];
		while (walker.nextNode()) {
			const element = walker.currentNode.parentElement;
			const text = walker.currentNode.textContent?.trim() ?? '';
			if (element === null || text === '' || element.closest('.sr-only') !== null) continue;
			const isMust =
				element.closest('.wall-read, .wall-figure, .wall-lead, .wall-title, .wall-clock, .wall-shout') !==
					null &&
				element.closest('.wall-rest .wall-rest, .wall-read .wall-rest, .wall-figure .font-normal') === null;
			found.push({ text, px: parseFloat(getComputedStyle(element).fontSize), isMust });
		}
		return found;
	});
}

/** What is too wide or too high for the window, and every box that could show a scrollbar. */
function overflows(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const root = document.documentElement;
		const faults = [];
		if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push('the page');
		if (root.clientWidth !== innerWidth || root.clientHeight !== innerHeight)
			faults.push('a scrollbar of the page');
		for (const element of document.querySelectorAll('main, main *')) {
			const { overflowX, overflowY } = getComputedStyle(element);
			if (/auto|scroll/.test(overflowX + overflowY)) faults.push(`${element.tagName} may scroll`);
		}
		return faults;
	});
}

/** Texts of these elements that reach out of the window. */
function cutOff(page: Page, selector: string): Promise<string[]> {
	return page.evaluate(
		(wanted) =>
			[...document.querySelectorAll(wanted)].flatMap((element) => {
				const { left, right, top, bottom } = element.getBoundingClientRect();
				const isIn = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
				return isIn ? [] : [element.textContent ?? ''];
			}),
		selector,
	);
}

test('Plex Sans is as high as the sizes are reckoned with', async ({ page, floor }) => {
	await openWall(page, floor);
	const capHeight = await page.evaluate(async () => {
		await document.fonts.load('500 1000px "Plex Sans"');
		const context = document.createElement('canvas').getContext('2d')!;
		context.font = '500 1000px "Plex Sans"';
		return context.measureText('H').actualBoundingBoxAscent / 1_000;
	});
	expect(capHeight).toBeGreaterThanOrEqual(0.697);
});

const HD = { width: 1920, height: 1080 };
for (const { inches, metres, size } of [
	{ inches: 55, metres: 3, size: HD },
	{ inches: 43, metres: 3, size: HD },
	{ inches: 65, metres: 4, size: { width: 3840, height: 2160 } },
	{ inches: 43, metres: 4, size: HD },
	{ inches: 50, metres: 3.5, size: { width: 2160, height: 3840 } },
	{ inches: 55, metres: 3, size: { width: 1280, height: 720 } },
]) {
	const name = `${inches} inches, ${metres} m, ${size.width} × ${size.height}`;
	test(`letters are high enough and nothing scrolls at ${name}`, async ({ page, floor }) => {
		await page.setViewportSize(size);
		await openWall(page, floor, `?in=${inches}&d=${metres}`);
		for (let count = 0; count < 8; count += 1) await order(floor, count === 3 ? LONG : {});
		await raise(floor, { severity: 'high', title: 'Card declines above 5 %' });
		await expect(band(page)).toContainText('not acknowledged');
		await expect(rows(page).first()).toBeVisible();
		await look();
		await raise(floor, { severity: 'critical', title: 'Card payments are failing '.repeat(6) });
		await expect(takeover(page)).toBeVisible();
		await look();

		async function look(): Promise<void> {
			const settings = { inches, metres };
			const all = (await texts(page)).map((text) => ({
				...text,
				minutes: minutesOf(text.px, settings, size),
			}));
			expect(all.filter(({ isMust }) => isMust).length).toBeGreaterThan(5);
			expect(all.filter(({ minutes }) => minutes < REST_MINUTES - 0.01)).toEqual([]);
			expect(all.filter(({ isMust, minutes }) => isMust && minutes < MUST_READ_MINUTES - 0.01)).toEqual([]);
			expect(await overflows(page)).toEqual([]);
			// Digits are never cut off: amounts, figures, the clock.
			expect(await cutOff(page, 'main [role=group], main [role=timer], main time')).toEqual([]);
		}
	});
}

test('shows eight orders with a first name and initials, short items, and no address anywhere', async ({
	page,
	floor,
}) => {
	await page.setViewportSize(HD);
	await openWall(page, floor);
	for (let count = 0; count < 9; count += 1) await order(floor);
	await order(floor, LONG);
	await raise(floor, {
		severity: 'high',
		title: 'Mail to anna@example.test bounced',
		message: 'from bob@example.test',
	});
	await expect(rows(page)).toHaveCount(8);
	await expect(rows(page).nth(1)).toContainText('Nurul H. O.');
	await expect(rows(page).nth(1)).toContainText('2 × Kopi Gayo');
	await expect(rows(page).first()).toContainText('Wan N. S. I.');
	await expect(band(page)).toContainText('bounced');
	const drawn = await page.evaluate(() => document.documentElement.outerHTML);
	for (const secret of ['Othman', 'Megat', 'Rahman', '@example.test']) expect(drawn).not.toContain(secret);
	await expect(page.getByRole('group', { name: 'Orders today' })).toHaveText('10');
	await expect(page.getByRole('group', { name: 'Pending' })).toHaveText('9');
});

test('a critical alert takes the screen, the oldest first, until somebody acknowledges it', async ({
	page,
	floor,
	browser,
}) => {
	await page.setViewportSize(HD);
	await openWall(page, floor);
	const desk = await browser.newPage();
	await floor.open(desk);
	await order(floor);
	await raise(floor, {
		severity: 'critical',
		title: 'Card payments are failing',
		message: '41 of 52 declined',
	});
	await expect(takeover(page)).toContainText('Card payments are failing');
	await expect(takeover(page)).toContainText('41 of 52 declined');
	await expect(takeover(page)).toContainText('Nobody has taken this yet');
	await expect(takeover(page).getByRole('timer')).toHaveText(/^0:\d\d$/);
	await expect(page.getByRole('list', { name: 'Last order' }).getByRole('listitem')).toHaveCount(1);
	await expect(page.getByRole('group', { name: 'Orders today' })).toHaveText('1');
	await raise(floor, { severity: 'critical', title: 'Queue is stuck' });
	await expect(takeover(page)).toContainText('1 more critical');
	await expect(takeover(page).getByRole('heading')).toHaveText('Card payments are failing');
	await desk.getByRole('button', { name: 'Acknowledge Card payments are failing' }).first().click();
	await expect(takeover(page).getByRole('heading')).toHaveText('Queue is stuck');
	await desk.getByRole('button', { name: 'Acknowledge Queue is stuck' }).first().click();
	await expect(takeover(page)).toHaveCount(0);
	await expect(band(page)).toContainText('Acknowledged by Demo Admin');
	await desk.close();
});

test('a calm wall says that no alert is open, and a mild one does not pass for none', async ({
	page,
	floor,
}) => {
	await openWall(page, floor);
	await expect(band(page)).toContainText('No open alerts');
	await raise(floor, { severity: 'medium', title: 'Update available' });
	await expect(band(page)).toContainText('1 open alert, none of them high');
});

test('rotates by the clock when it is asked to', async ({ page, floor }) => {
	await page.clock.install();
	await openWall(page, floor, '?rotate=1');
	const stock = page.getByRole('heading', { name: 'Stock' });
	const people = page.getByRole('heading', { name: 'On duty' });
	await expect(page.getByRole('group', { name: 'Orders today' })).toBeVisible();
	await freeze(page);
	await page.clock.runFor(41_000);
	await expect(stock).toBeVisible();
	await page.clock.runFor(15_000);
	await expect(people).toBeVisible();
	await page.clock.runFor(10_000);
	await expect(page.getByRole('group', { name: 'Orders today' })).toBeVisible();
});

test('an open high alert keeps the floor on a wall that rotates', async ({ page, floor }) => {
	await page.clock.install();
	await openWall(page, floor, '?rotate=1');
	await raise(floor, { severity: 'high', title: 'Card declines above 5 %' });
	await expect(band(page)).toContainText('Card declines above 5 %');
	await freeze(page);
	for (let passed = 0; passed < 60; passed += 10) {
		await page.clock.runFor(10_000);
		await expect(page.getByRole('group', { name: 'Orders today' })).toBeVisible();
	}
});

test('stays on the floor when nobody asked for a rotation', async ({ page, floor }) => {
	await page.clock.install();
	await openWall(page, floor);
	await page.clock.runFor(45_000);
	await expect(page.getByRole('heading', { name: 'Stock' })).toHaveCount(0);
	await expect(page.getByRole('group', { name: 'Orders today' })).toBeVisible();
});

test('the sheet moves by 4 px every three minutes, and nothing scrolls for it', async ({ page, floor }) => {
	await page.setViewportSize(HD);
	await page.clock.install({ time: new Date('2026-11-21T04:00:00Z') });
	await openWall(page, floor);
	const place = () =>
		wall(page).evaluate((main) => {
			const { x, y } = main.getBoundingClientRect();
			return { x: Math.round(x), y: Math.round(y) };
		});
	const places = [await place()];
	for (let step = 1; step < 8; step += 1) {
		const last = JSON.stringify(places.at(-1));
		await page.clock.fastForward(180_000);
		await expect.poll(async () => JSON.stringify(await place())).not.toBe(last);
		places.push(await place());
		expect(await overflows(page)).toEqual([]);
	}
	expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(8);
	for (const { x, y } of places) {
		expect([0, 4, 8]).toContain(x);
		expect([0, 4, 8]).toContain(y);
	}
});

test('the halves of the critical plate change places every minute', async ({ page, floor }) => {
	await page.setViewportSize(HD);
	await page.clock.install();
	await openWall(page, floor);
	await raise(floor, { severity: 'critical', title: 'Card payments are failing' });
	const isTitleFirst = async () => {
		const title = await takeover(page).getByRole('heading').boundingBox();
		const timer = await takeover(page).getByRole('timer').boundingBox();
		return (title?.x ?? 0) < (timer?.x ?? 0);
	};
	await expect(takeover(page)).toBeVisible();
	const before = await isTitleFirst();
	await page.clock.runFor(60_000);
	await expect.poll(isTitleFirst).toBe(!before);
});

/** The brightest red that is painted, 0 to 255: on a light screen that of the ground. */
async function brightest(page: Page): Promise<number> {
	const png = await page.screenshot();
	return page.evaluate(
		async (url) => {
			const image = new Image();
			image.src = url;
			await image.decode();
			const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
			context.drawImage(image, 0, 0);
			const { data } = context.getImageData(0, 0, image.width, image.height);
			return data.reduce((most, value, index) => (index % 4 === 0 ? Math.max(most, value) : most), 0);
		},
		`data:image/png;base64,${png.toString('base64')}`,
	);
}

test('is dimmed at night to its corners, and at full again for a critical alert', async ({ page, floor }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	// 23:30 in the shop.
	await page.clock.install({ time: new Date('2026-11-21T15:30:00Z') });
	await openWall(page, floor);
	await expect.poll(() => brightest(page)).toBeLessThan(0.61 * 255);
	await raise(floor, { severity: 'critical', title: 'Card payments are failing' });
	await expect(takeover(page)).toBeVisible();
	await expect.poll(() => brightest(page)).toBeGreaterThan(0.95 * 255);
});

test('by day it is not dimmed', async ({ page, floor }) => {
	await page.emulateMedia({ colorScheme: 'light' });
	await page.clock.install({ time: new Date('2026-11-21T04:00:00Z') });
	await openWall(page, floor);
	await expect.poll(() => brightest(page)).toBeGreaterThan(0.95 * 255);
});

test('says in words that the screen may go dark, until what keeps it lit is given back', async ({
	page,
	floor,
}) => {
	await page.clock.install();
	await page.addInitScript(() => {
		const locks: EventTarget[] = [];
		Object.defineProperty(navigator, 'wakeLock', {
			value: {
				request: async () => {
					const lock = Object.assign(new EventTarget(), { release: async () => undefined });
					locks.push(lock);
					return lock;
				},
			},
		});
		Object.assign(window, { takeLock: () => locks.at(-1)?.dispatchEvent(new Event('release')) });
	});
	await openWall(page, floor);
	const notice = wall(page).getByText('This screen may go dark');
	await expect(notice).toHaveCount(0);
	await page.evaluate(() => (window as unknown as { takeLock(): void }).takeLock());
	await expect(notice).toBeVisible();
	await page.clock.runFor(31_000);
	await expect(notice).toHaveCount(0);
});

test('says that a browser without a wake lock may go dark', async ({ page, floor }) => {
	await page.addInitScript(() =>
		Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined }),
	);
	await openWall(page, floor);
	await expect(wall(page)).toContainText('This screen may go dark: this browser cannot keep it awake');
});

/** Counts how often the page is loaded. */
function loads(page: Page): () => number {
	let count = 0;
	page.on('load', () => (count += 1));
	return () => count;
}

test('is loaded anew once for a new release, never again for the same, and keeps its address', async ({
	page,
	floor,
}) => {
	let release = 'next';
	await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: release } }));
	await page.clock.install();
	await openWall(page, floor, '?screen=wall&in=43&d=2', '/');
	const loaded = loads(page);
	await page.clock.runFor(62_000);
	await expect.poll(loaded, { timeout: 15_000 }).toBe(1);
	await connected(page);
	await expect(wall(page)).toBeVisible();
	expect(new URL(page.url()).search).toBe('?screen=wall&in=43&d=2');
	await page.clock.runFor(240_000);
	expect(loaded()).toBe(1);
	release = 'the one after';
	await page.clock.runFor(62_000);
	await expect.poll(loaded, { timeout: 15_000 }).toBe(2);
});

test('is loaded anew at four at night, once', async ({ page, floor }) => {
	await page.clock.install({ time: new Date('2026-11-21T16:59:00Z') });
	await openWall(page, floor);
	const loaded = loads(page);
	// 03:59:30 in the shop, three hours on: for the page the computer was asleep.
	await page.clock.fastForward(3 * 3_600_000 + 30_000);
	await connected(page);
	expect(loaded()).toBe(0);
	await page.clock.runFor(40_000);
	await expect.poll(loaded, { timeout: 15_000 }).toBe(1);
	await connected(page);
	await page.clock.runFor(180_000);
	expect(loaded()).toBe(1);
});

test('a desk is told of a new release and keeps its work until nobody touches it', async ({
	page,
	floor,
}) => {
	await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'next' } }));
	await page.clock.install();
	await floor.open(page);
	const loaded = loads(page);
	await freeze(page);
	await page.clock.runFor(61_000);
	await expect(page.getByText('A new version is here')).toBeVisible();
	await page.mouse.move(200, 200);
	await page.clock.runFor(200_000);
	expect(loaded()).toBe(0);
	await page.clock.runFor(120_000);
	// Whether there is a page to load is asked of a server, whose time is not the test's.
	await page.clock.resume();
	await expect.poll(loaded, { timeout: 15_000 }).toBe(1);
});

test('Escape leads to the desk, and the figures come along', async ({ page, floor }) => {
	await openWall(page, floor, '?in=43');
	await order(floor);
	await expect(page.getByRole('group', { name: 'Orders today' })).toHaveText('1');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article')).toHaveCount(1);
	await expect(wall(page)).toHaveCount(0);
});

test('a screen that is small for a wall says that the desk shows more', async ({ page, floor }) => {
	await openWall(page, floor, '?in=27&d=2');
	await expect(wall(page)).toContainText('27 inches are few for a wall: the desk shows more');
});

test('shows the pointer while it moves and hides it after three seconds', async ({ page, floor }) => {
	await page.clock.install();
	await openWall(page, floor);
	const cursor = () => page.evaluate(() => getComputedStyle(document.querySelector('main')!).cursor);
	expect(await cursor()).toBe('none');
	await page.mouse.move(300, 300);
	await expect.poll(cursor).not.toBe('none');
	await page.clock.runFor(3_100);
	await expect.poll(cursor).toBe('none');
});

test('says as loudly as a warning that it is cut off, and dims and dates every figure', async ({
	page,
	floor,
}) => {
	await page.clock.install();
	await openWall(page, floor);
	await order(floor);
	const orders = page.getByRole('group', { name: 'Orders today' });
	await expect(orders).toHaveText('1');
	const full = await orders.evaluate((element) => getComputedStyle(element).color);
	await floor.kill();
	await page.clock.runFor(8_000);
	await page.clock.runFor(8_000);
	await expect(page.getByRole('status').first()).toContainText(/Stale/);
	await expect.poll(() => orders.evaluate((element) => getComputedStyle(element).color)).not.toBe(full);
	await expect(page.getByRole('region', { name: 'Key figures' })).toContainText(/stale · \d+ s/);
	await floor.revive();
});

test('after the shop has signed it out it shows a card to sign in, never an old number', async ({
	page,
	floor,
}) => {
	await openWall(page, floor, '?in=43&d=2');
	await order(floor);
	await expect(page.getByRole('group', { name: 'Orders today' })).toHaveText('1');
	await page.context().clearCookies();
	await floor.kill();
	await floor.revive();
	await page.goto(`${floor.url}/sign-in?wall=in%3D43%26d%3D2`);
	await page.getByLabel('E-mail').fill('customer@example.test');
	await page.getByLabel('Password').fill('password');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(wall(page).getByRole('heading')).toBeVisible();
	expect(new URL(page.url()).search).toBe('?in=43&d=2');
	await expect(page.getByRole('group')).toHaveCount(0);
	await expect(wall(page).getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a browser that is too old is told what is needed instead of a white page', async ({ page, floor }) => {
	await page.addInitScript(() => delete (CSS as { registerProperty?: unknown }).registerProperty);
	await page.goto(floor.url);
	await expect(
		page.getByText('This browser is too old for Watchfloor. It needs Chrome or Edge 111'),
	).toBeVisible();
});

test('a page whose files do not come says so, and asks again', async ({ page, floor, faults }) => {
	await page.clock.install();
	await page.route('**/_app/immutable/entry/*.js', (route) => route.abort());
	await page.goto(floor.url);
	const loaded = loads(page);
	await page.clock.runFor(21_000);
	await expect(page.getByText('Watchfloor has not started')).toBeVisible();
	await page.unroute('**/_app/immutable/entry/*.js');
	await page.clock.runFor(61_000);
	await expect.poll(loaded).toBe(1);
	await connected(page);
	await expect(page.getByText('Watchfloor has not started')).toBeHidden();
	faults.length = 0;
});
