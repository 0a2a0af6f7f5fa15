// What is photographed, in which order: one browser, one page, which lives through the day as somebody's screen would.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { MISSED, tellDay } from '../../src/routes/gallery/day/day.ts';
import { ALERTS, ANSWERS, CRITICAL } from '../../src/routes/gallery/day/floor.ts';
import { created } from '../../src/routes/gallery/day/orders.ts';
import { GENERAL_CHANNEL, NOW, SHOP } from '../../src/routes/gallery/day/told.ts';
import { startFarShop } from './far-shop.mjs';

const DESK = { width: 1440, height: 900 };
const SIZES = {
	desk: [DESK, { width: 1920, height: 1080 }, { width: 3840, height: 2160 }],
	narrow: [
		{ width: 1100, height: 800 },
		{ width: 768, height: 1024 },
	],
	phone: [{ width: 390, height: 844 }],
	wall: [
		{ width: 1920, height: 1080 },
		{ width: 3840, height: 2160 },
		{ width: 2160, height: 3840 },
	],
};
const THEMES = ['dark', 'light'];
const HOUR_MS = 3_600_000;
/** The page is opened so long before the moment of the pictures: what it is told since is in its trace. */
const WATCHED_MS = 62_000;
/** Longer steps are taken for the sleep of the computer. */
const STEP_MS = 5_000;

/** Takes every picture whose name begins with `only`. Resolves to how many. */
export async function takeAll({ folder, executablePath, only }) {
	const browser = await chromium.launch({
		executablePath,
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--force-color-profile=srgb',
			'--disable-background-networking',
		],
	});
	let taken = 0;
	const camera =
		(page) =>
		async (name, size, { theme = 'dark', ...media } = {}) => {
			if (!name.startsWith(only)) return;
			await page.setViewportSize(size);
			await page.emulateMedia({
				colorScheme: theme,
				reducedMotion: 'reduce',
				forcedColors: 'none',
				...media,
			});
			await page.evaluate(() => document.fonts.ready);
			// A canvas follows its new size by the page's own clock.
			await page.clock.runFor(200);
			// What follows a change of size is drawn in the frames after it.
			await pause(250);
			const file = `${name}-${size.width}x${size.height}-${theme}.png`;
			await page.screenshot({ path: join(folder, file), animations: 'disabled', timeout: 20_000 });
			taken += 1;
		};
	const shop = startFarShop();
	try {
		await empty(browser, shop, camera);
		await day(browser, shop, camera);
	} finally {
		shop.end();
		await browser.close();
	}
	return taken;
}

async function open(browser, shop, url, time) {
	const page = await browser.newPage({ viewport: DESK, timezoneId: SHOP.zone, locale: 'en-GB' });
	page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
	await shop.call('moveTo', time);
	await page.clock.install({ time });
	await page.goto(url);
	return page;
}

/** A shop of which nothing was ever heard. */
async function empty(browser, shop, camera) {
	const url = await shop.call('open', NOW - STEP_MS);
	const page = await open(browser, shop, url, NOW - STEP_MS);
	await connected(page);
	const take = camera(page);
	for (const theme of THEMES) await take('floor-empty', DESK, { theme });
	await take('floor-empty', SIZES.phone[0]);
	await page.close();
	await shop.call('close');
}

async function day(browser, shop, camera) {
	const messages = [...tellDay(), ...MISSED].sort((a, b) => a.at - b.at);
	const from = NOW - WATCHED_MS;
	const url = await shop.call('open', NOW - 15 * HOUR_MS);
	const earlier = messages.filter(({ at }) => at < from);
	await shop.call('play', earlier);
	await shop.call('isWritten', earlier.filter(({ name }) => name !== 'watchfloor.heartbeat').length);
	await shop.call('moveTo', from);
	await shop.call('come');
	const page = await open(browser, shop, url, from);
	await connected(page);
	const take = camera(page);
	await shop.call('play', answers(from));
	// From here on time passes only as it is told to: however slow this machine is, the pictures are of 14:06:20.
	const held = (await page.evaluate(() => Date.now())) + 100;
	await page.clock.pauseAt(held);
	await live(page, shop, messages, from, held, NOW);
	await page.clock.setFixedTime(NOW);
	await page.clock.runFor(1_000);
	await take('floor-sound-blocked', DESK);
	// The first press of a key lets sound be played.
	await page.keyboard.press('Shift');
	await pages(page, take);
	await states(page, shop, take);
	await page.close();
	await shop.call('close');
}

/** Who has taken which alert on, as a recorder tells every screen. */
function answers(time) {
	return ANSWERS.map(({ title, by, at }) => {
		const { at: openedAt, payload } = ALERTS.find((each) => each.payload.alert.title === title);
		const { id, severity } = payload.alert;
		const answer = { ref: `monitoring:${id}`, openedAt, severity, kind: 'acknowledged', by, at, until: null };
		return { at: time, channel: GENERAL_CHANNEL, name: 'watchfloor.answered', payload: answer };
	});
}

/** Lets the page live through what comes between two moments, each message at its own. */
async function live(page, shop, messages, from, held, until) {
	let now = held;
	const goTo = async (time) => {
		while (now < time) {
			const next = Math.min(now + STEP_MS, time);
			await page.clock.runFor(next - now);
			now = next;
		}
	};
	for (const message of messages.filter(({ at }) => at >= from && at < until)) {
		await goTo(message.at);
		await shop.call('play', [message]);
		await pause(60);
	}
	await shop.call('moveTo', until);
	await goTo(until);
}

/** Goes to a page of the screen without loading it anew. */
async function go(page, path) {
	await page.evaluate((href) => {
		const link = document.createElement('a');
		link.href = href;
		document.body.append(link);
		link.click();
		link.remove();
	}, path);
	// The page's clock stands still, and a way through it takes its time.
	for (let tries = 0; tries < 200; tries += 1) {
		await page.clock.runFor(20);
		if (new URL(page.url()).pathname === path.split('?')[0]) return;
		await pause(50);
	}
	throw new Error(`The page ${path} did not open.`);
}

const connected = (page) =>
	page
		.getByRole('status')
		.filter({ hasText: /Connected|Live|Quiet/ })
		.first()
		.waitFor({ timeout: 20_000 });

async function pages(page, take) {
	for (const theme of THEMES) {
		for (const size of [...SIZES.desk, ...SIZES.narrow, ...SIZES.phone]) await take('floor', size, { theme });
	}
	await page.evaluate(() => (document.documentElement.dir = 'rtl'));
	for (const size of [DESK, ...SIZES.phone]) await take('floor-rtl', size);
	await page.evaluate(() => (document.documentElement.dir = 'ltr'));
	for (const path of [
		'orders',
		'system',
		'people',
		'payments',
		'inventory',
		'notices',
		'watch',
		'inspector',
		'settings',
	]) {
		await go(page, `/${path}`);
		for (const theme of THEMES) await take(path, DESK, { theme });
		await take(path, SIZES.phone[0]);
	}
	await go(page, '/orders');
	await page.getByRole('row').nth(3).click();
	await take('orders-open', DESK);
	await take('orders-open', SIZES.phone[0]);
	await go(page, '/');
	await take('floor-forced-colours', DESK, { forcedColors: 'active' });
}

async function walls(page, take, name) {
	await go(page, '/wall').catch(() => {});
	for (const size of SIZES.wall) await take(name, size);
	await take(name, SIZES.wall[0], { theme: 'light' });
	await go(page, '/');
}

/** What is not calm. */
async function states(page, shop, take) {
	await walls(page, take, 'wall-warning');
	await losses(page, shop, take);
	await page.getByRole('button', { name: /^Acknowledge Card declines/ }).click();
	await walls(page, take, 'wall-taken');
	await alarms(page, shop, take);
}

/** The line is lost, and so is the way to the recorder; then both are back. */
async function losses(page, shop, take) {
	await page.clock.setSystemTime(NOW);
	await page.route('**/recorder/**', (route) => route.abort());
	await shop.call('cut');
	await passes(page, 8_000);
	await take('floor-reconnecting', DESK);
	await passes(page, 30_000);
	for (const theme of THEMES) await take('floor-stale', DESK, { theme });
	await passes(page, 36_000);
	await take('floor-offline', DESK);
	await take('floor-offline', SIZES.phone[0]);
	await walls(page, take, 'wall-offline');
	// The shop's own clock went on as fast as the real one does.
	await shop.call('moveTo', await page.evaluate(() => Date.now()));
	await page.unroute('**/recorder/**');
	await shop.call('mend');
	await untilLive(page);
	await shop.call('come');
	await pause(500);
	await take('floor-recovered', DESK);
}

async function alarms(page, shop, take) {
	await shop.call('play', [{ ...CRITICAL, at: NOW + 100_000 }]);
	await passes(page, 2_000);
	for (const theme of THEMES) await take('floor-critical', DESK, { theme });
	await take('floor-critical', SIZES.phone[0]);
	await walls(page, take, 'wall-critical');
	const burst = Array.from({ length: 140 }, (_, index) =>
		created({ ...GUEST, id: 10_484 + index }, NOW + 103_000 + index * 20),
	);
	await shop.call('play', burst);
	await passes(page, 1_000);
	await take('floor-flooded', DESK);
}

/** Lets time pass until the line stands again. */
async function untilLive(page) {
	const status = page.getByRole('status').first();
	// A line takes its own time: it is not hurried, or it would be given up.
	for (let tries = 0; tries < 120; tries += 1) {
		await page.clock.runFor(250);
		await pause(250);
		if (/^Live/.test((await status.innerText()).trim())) return;
	}
	console.error('The line did not come back for the pictures after the loss.');
}

const GUEST = { customer: 'Guest', items: [[1, 'Mug']], currency: 'MYR', total: '49.00' };

async function passes(page, ms) {
	for (let left = ms; left > 0; left -= STEP_MS) {
		await page.clock.runFor(Math.min(left, STEP_MS));
		await pause(80);
	}
}
