import type { Page } from '@playwright/test';
import { expect, feed, sample, startFloor, test, type Floor } from '../fixtures.ts';

const LONG = 'Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the northern warehouse';
const WIDTHS = [320, 390, 640, 768, 1024, 1280, 1440, 1680, 1920, 2560, 3840] as const;
const PATHS = [
	'/',
	'/orders',
	'/payments',
	'/inventory',
	'/system',
	'/people',
	'/notices',
	'/watch',
	'/inspector',
	'/settings',
] as const;

async function publish(floor: Floor): Promise<void> {
	const order = { ...sample('orders/created'), user: { id: 7, name: LONG }, total: '1234567890.50' };
	await floor.trigger('private-admin.orders', 'order.created', order);
	for (const [name, event] of [
		['payment-failed-with-a-reason', 'payment.failed'],
		['payment-success', 'payment.success'],
		['stock-out', 'stock.alert'],
		['system-security', 'system.alert'],
		['system-error', 'system.alert'],
		['user-online', 'user.online'],
		['activity', 'activity'],
	] as const)
		await floor.trigger('private-admin-monitoring', event, sample(`monitoring/${name}`));
	await floor.trigger('private-admin-monitoring', `a.name.that.nobody.maps.${'x'.repeat(80)}`, {
		note: 'y'.repeat(400),
	});
}

/** How far the page itself can be pushed, and which parts stick out at its side. */
const overflow = (page: Page) =>
	page.evaluate(() => ({
		across: (document.scrollingElement?.scrollWidth ?? Infinity) - window.innerWidth,
		down: (document.scrollingElement?.scrollHeight ?? Infinity) - window.innerHeight,
	}));

async function goTo(page: Page, path: string): Promise<void> {
	const link = page.locator(`a[href="${path}"]`);
	await link.first().evaluate((element: HTMLElement) => element.click());
	await expect(page).toHaveURL(new RegExp(`${path}$`));
	await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
}

for (const path of PATHS) {
	test(`${path} has no horizontal scrollbar at any width`, async ({ page, floor }) => {
		await floor.open(page);
		await publish(floor);
		await expect(feed(page).getByRole('article')).toHaveCount(1);
		await goTo(page, path);
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			const { across, down } = await overflow(page);
			expect(across, `${width} px wide`).toBeLessThanOrEqual(0);
			if (width >= 1280) expect(down, `${width} px wide, downwards`).toBeLessThanOrEqual(0);
		}
	});
}

test('the floor of a small desk, 1280 by 800, is seen without scrolling, a critical alert and all', async ({
	page,
	floor,
}) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await floor.open(page);
	await publish(floor);
	await expect(page.getByRole('alert').filter({ hasText: 'Critical' }).first()).toBeVisible();
	expect(await overflow(page)).toEqual({ across: 0, down: 0 });
	for (const name of ['Orders', 'Last 60 minutes', 'Payments', 'System alerts', 'Stock', 'On duty']) {
		const box = await page.getByRole('region', { name, exact: true }).boundingBox();
		expect(box === null ? 0 : box.y + box.height, name).toBeLessThanOrEqual(800);
		expect(box?.height ?? 0, name).toBeGreaterThan(90);
	}
});

test('bar, figures and panels share their columns', async ({ page, floor }) => {
	await floor.open(page);
	for (const width of [1280, 1440, 1679, 1680, 1920, 3840]) {
		await page.setViewportSize({ width, height: 900 });
		const edges = await page.evaluate(() => {
			const starts = (row: Element | null | undefined) =>
				[...(row?.children ?? [])].map((cell) => Math.round(cell.getBoundingClientRect().x));
			const panels = ['Orders', 'Last 60 minutes', 'System alerts'].map((name) => {
				const title = [...document.querySelectorAll('h2')].find((each) => each.textContent === name);
				return Math.round(title?.closest('section')?.getBoundingClientRect().x ?? -1);
			});
			return {
				bar: starts(document.querySelector('header')),
				figures: starts(document.querySelector('section[aria-label="Key figures"]')),
				panels,
			};
		});
		expect(edges.bar, `${width} px wide`).toEqual(edges.panels);
		expect(edges.figures, `${width} px wide`).toEqual(edges.panels);
	}
});

test('a wider desk gives the feed room first, then every column', async ({ page, floor }) => {
	await floor.open(page);
	const widths = async (width: number) => {
		await page.setViewportSize({ width, height: 900 });
		const of = async (name: string) =>
			(await page.getByRole('region', { name, exact: true }).boundingBox())?.width ?? 0;
		return [await of('Orders'), await of('Last 60 minutes'), await of('System alerts')] as const;
	};
	const at = {
		1440: await widths(1440),
		1680: await widths(1680),
		1840: await widths(1840),
		3840: await widths(3840),
	};
	expect(at[1440].map(Math.round)).toEqual([600, 420, 348].map((part) => expect.closeTo(part, -1)));
	expect(at[1840][0] - at[1680][0]).toBeCloseTo(160, -1);
	expect(at[1840][1] - at[1680][1]).toBeLessThan(5);
	expect(at[3840][1]).toBeGreaterThan(at[1840][1] * 1.8);
	expect(at[3840][2]).toBeGreaterThan(at[1840][2] * 1.8);
});

test('enlarged to 200 % a screen of 1440 by 900 loses nothing', async ({ page, floor }) => {
	await floor.open(page);
	await publish(floor);
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	const regions = () => page.getByRole('main').getByRole('region');
	const before = await regions().evaluateAll((all) =>
		all.map((each) => each.querySelector('h2')?.textContent),
	);
	await page.setViewportSize({ width: 720, height: 450 });
	const after = await regions().evaluateAll((all) =>
		all.map((each) => each.querySelector('h2')?.textContent),
	);
	expect(after).toEqual(before);
	for (const region of await regions().all()) {
		await region.scrollIntoViewIfNeeded();
		await expect(region).toBeInViewport();
	}
	expect((await overflow(page)).across).toBeLessThanOrEqual(0);
	await expect(page.getByRole('status').first()).toBeInViewport();
});

test('a theme that was chosen is there before anything is painted, the colour of the browser too', async ({
	page,
	floor,
}) => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await floor.open(page);
	const bar = () =>
		page
			.locator('meta[name="theme-color"]')
			.evaluateAll((all) => all.map((each) => (each as HTMLMetaElement).content));
	expect(await bar()).toEqual(['#111413', '#fafaf7']);
	await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
	await page.getByRole('radio', { name: 'Light' }).click();
	await expect.poll(bar).toEqual(['#fafaf7', '#fafaf7']);
	// An application that does nothing: what is left is what is painted first.
	await page.route('**/_app/**/*.js', (route) =>
		route.fulfill({ contentType: 'text/javascript', body: 'export const start = () => undefined;' }),
	);
	await page.reload({ waitUntil: 'commit' });
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
	await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(238, 238, 234)');
});

test('the screen can be installed: its manifest, and icons of the sizes it names', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const href = await page.locator('link[rel="manifest"]').getAttribute('href');
	const url = new URL(href ?? '', page.url());
	const answer = await page.request.get(url.href);
	expect(answer.headers()['content-type']).toContain('application/manifest+json');
	const manifest = (await answer.json()) as {
		name: string;
		start_url: string;
		display: string;
		icons: { src: string; sizes: string; type: string; purpose: string }[];
	};
	expect(manifest).toMatchObject({ name: 'Watchfloor', display: 'standalone' });
	expect(new URL(manifest.start_url, url).pathname).toBe(new URL('.', url).pathname);
	expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
		expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']),
	);
	for (const { src, sizes } of manifest.icons.filter(({ type }) => type === 'image/png')) {
		// The width and height of a PNG stand at bytes 16 and 20.
		const png = await (await page.request.get(new URL(src, url).href)).body();
		expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
	}
	const problems = await (await page.context().newCDPSession(page)).send('Page.getAppManifest');
	expect(problems.errors).toEqual([]);
});

test('only the letters that a name needs are fetched', async ({ page }) => {
	const floor = await startFloor();
	const fetched: string[] = [];
	page.on('request', (request) => {
		const name = new URL(request.url()).pathname.split('/').at(-1) ?? '';
		if (name.endsWith('.woff2')) fetched.push(name);
	});
	try {
		await floor.open(page);
		await page.evaluate(() => document.fonts.ready);
		expect(fetched.filter((name) => name.includes('-ext') || name.includes('vietnamese'))).toEqual([]);
		const order = sample('orders/created');
		await floor.trigger('private-admin.orders', 'order.created', {
			...order,
			user: { id: 1, name: 'Nguyễn Łukasz' },
		});
		await expect(feed(page)).toContainText('Nguyễn Łukasz');
		await expect.poll(() => fetched.filter((name) => name.includes('sans-latin-ext')).length).toBe(1);
		await expect.poll(() => fetched.filter((name) => name.includes('sans-vietnamese')).length).toBe(1);
	} finally {
		await floor.kill();
	}
});
