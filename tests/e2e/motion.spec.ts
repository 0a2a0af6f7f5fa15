import type { Page } from '@playwright/test';
import { connected, expect, feed, test } from '../fixtures.ts';
import { publishOrder as publish } from '../orders.ts';

/** What has moved in the feed and in the figures so far: the row's name, and where it came from. */
interface Moved {
	readonly what: string;
	readonly from: string;
}

interface Shift {
	readonly value: number;
	readonly isOfOrders: boolean;
	/** The beginning of what was pushed about. */
	readonly where: string;
}

const row = (page: Page, id: number) => feed(page).getByRole('article', { name: new RegExp(`ORD-${id},`) });
const moved = (page: Page) => page.evaluate(() => Reflect.get(window, 'moved') as Moved[]);
const movedFrom = async (page: Page, what: RegExp) =>
	(await moved(page)).filter((each) => what.test(each.what)).map(({ from }) => from);
const forget = (page: Page) => page.evaluate(() => (Reflect.get(window, 'moved') as Moved[]).splice(0));
const running = (page: Page) =>
	page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);

test.beforeEach(async ({ page }) => {
	// 360 ms are over before a test can look: each movement is written down as it begins.
	await page.addInitScript(() => {
		const list: Moved[] = [];
		Object.assign(window, { moved: list });
		const { animate } = Element.prototype;
		Element.prototype.animate = function (keyframes, options) {
			const row = this.closest('[role=feed] > div > *');
			const isFigure = this.closest('[aria-label="Key figures"]') !== null;
			const [first] = keyframes as Keyframe[];
			if (row !== null || isFigure) {
				const name = row === null ? `figure ${this.textContent}` : (row.getAttribute('aria-label') ?? 'gap');
				const properties = Object.keys(first ?? {}).filter(
					(each) => !['opacity', 'transform'].includes(each),
				);
				list.push({ what: name, from: [String(first?.['transform']), ...properties].join(' ') });
			}
			return animate.call(this, keyframes, options);
		};
	});
});

test('a new order slides in, the rows below glide by transform, and then everything stands still', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	for (const id of [1, 2]) {
		await publish(floor, id);
		await expect(row(page, id)).toBeVisible();
	}
	await expect.poll(() => running(page)).toBe(0);
	await forget(page);
	await publish(floor, 3);
	await expect(row(page, 3)).toBeVisible();
	await expect.poll(() => movedFrom(page, /ORD-3/)).toEqual(['translateY(-14px)']);
	for (const below of [/ORD-2/, /ORD-1/]) {
		const [from = ''] = await movedFrom(page, below);
		expect(from).toMatch(/^translateY\(calc\([^;]+\)\)$/);
	}
	// Of 2 to 3 one digit changes; a figure that grows rolls up from below.
	await expect.poll(() => movedFrom(page, /figure 3/)).toContain('translateY(70%)');
	expect((await movedFrom(page, /figure/)).every((from) => from === 'translateY(70%)')).toBe(true);
	await expect.poll(() => running(page)).toBe(0);
	await forget(page);
	// The clock ticks on, and nothing happens.
	await expect(row(page, 3)).toContainText(/[3-9] s/);
	expect(await moved(page)).toEqual([]);
	expect(await running(page)).toBe(0);
});

test('a change lifts its row to the top, and its new glyph and word slide in', async ({ page, floor }) => {
	await floor.open(page);
	for (const id of [1, 2]) {
		await publish(floor, id);
		await expect(row(page, id)).toBeVisible();
	}
	await forget(page);
	await publish(floor, 1, { status: 'paid', previous: 'pending' });
	await expect(feed(page).getByRole('article').first()).toHaveAccessibleName(/ORD-1.*Paid/);
	await expect
		.poll(() => movedFrom(page, /ORD-1/))
		.toEqual(expect.arrayContaining(['translateY(-14px)', 'translateX(-6px)']));
	// One order less waits: that figure shrinks, and rolls down from above.
	await expect.poll(() => movedFrom(page, /figure 1/)).toContain('translateY(-70%)');
});

test('what stood there already does not move when the page is opened again, nor when another filter is chosen', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	for (const id of [1, 2]) await publish(floor, id);
	await publish(floor, 2, { status: 'paid', previous: 'pending' });
	await expect(row(page, 2)).toHaveAccessibleName(/Paid/);
	await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
	await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible();
	await forget(page);
	await page.getByRole('link', { name: 'Floor' }).first().click();
	await expect(row(page, 1)).toBeVisible();
	const show = page.getByRole('group', { name: 'Show' });
	await show.getByRole('button', { name: 'Changes' }).click();
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	await show.getByRole('button', { name: 'New' }).click();
	await expect(row(page, 1)).toBeVisible();
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	await show.getByRole('button', { name: 'All' }).click();
	await expect(feed(page).getByRole('article')).toHaveCount(2);
	expect(await moved(page)).toEqual([]);
});

test('the filter is kept by this browser and worked by keyboard', async ({ page, floor }) => {
	await floor.open(page);
	await publish(floor, 1);
	await publish(floor, 2);
	await publish(floor, 2, { status: 'paid', previous: 'pending' });
	await expect(feed(page).getByRole('article')).toHaveCount(2);
	const changes = page.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Changes' });
	await changes.focus();
	await page.keyboard.press('Enter');
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	await page.reload();
	await connected(page);
	await expect(changes).toHaveAttribute('aria-pressed', 'true');
	await publish(floor, 3);
	await publish(floor, 1, { status: 'paid', previous: 'pending' });
	await expect(row(page, 1)).toBeVisible();
	await expect(row(page, 3)).toHaveCount(0);
});

test('rows that come faster than an eye can follow are replaced, not slid', async ({ page, floor }) => {
	await page.clock.install();
	await floor.open(page);
	// However long a busy machine takes, by the page's clock they come within a second.
	await page.clock.pauseAt(new Date(Date.now() + 5_000));
	for (let id = 1; id <= 12; id += 1) await publish(floor, id);
	await expect(async () => {
		await page.clock.runFor(20);
		await expect(feed(page).getByRole('article')).toHaveCount(12, { timeout: 1_000 });
	}).toPass();
	expect(await movedFrom(page, /ORD-12/)).toEqual([]);
});

test('a page that nobody looks at does not move, and has nothing to make up for', async ({ page, floor }) => {
	await floor.open(page);
	await publish(floor, 1);
	await expect(row(page, 1)).toBeVisible();
	await page.evaluate(() =>
		Object.defineProperty(document, 'hidden', { get: () => true, configurable: true }),
	);
	await forget(page);
	await publish(floor, 2);
	await expect(row(page, 2)).toBeVisible();
	await page.evaluate(() => {
		Reflect.deleteProperty(document, 'hidden');
		document.dispatchEvent(new Event('visibilitychange'));
	});
	await expect(row(page, 2)).toContainText(/[1-9] s/);
	expect(await moved(page)).toEqual([]);
});

test('who wants no motion gets none: the tint stays as it is, and then goes', async ({ page, floor }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.clock.install();
	await floor.open(page);
	await publish(floor, 1);
	await publish(floor, 2);
	await publish(floor, 1, { status: 'paid', previous: 'pending' });
	await expect(feed(page).getByRole('article').first()).toHaveAccessibleName(/ORD-1.*Paid/);
	const ground = () => row(page, 1).evaluate((each) => getComputedStyle(each).backgroundColor);
	const raised = await ground();
	await page.clock.runFor(4_000);
	await expect(row(page, 1)).toContainText(/[4-6] s/);
	expect(await ground()).toBe(raised);
	await page.clock.runFor(5_000);
	await expect.poll(ground).not.toBe(raised);
	expect(await moved(page)).toEqual([]);
	expect(await running(page)).toBe(0);
});

test('nothing on the floor is pushed about in a minute of orders: the layout does not shift', async ({
	page,
	floor,
}) => {
	// Sixty seconds of the page's clock, each of them looked at: a busy machine takes its time.
	test.setTimeout(240_000);
	await page.addInitScript(() => {
		const shifts: Shift[] = [];
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const { value, sources } = entry as PerformanceEntry & {
					value: number;
					sources: readonly { node: Node | null }[];
				};
				const isOfOrders = sources.some(({ node }) =>
					Boolean(node?.parentElement?.closest('section')?.querySelector('[role=feed]')),
				);
				const where = sources.map(({ node }) => (node?.textContent ?? '').trim().slice(0, 40)).join(' | ');
				shifts.push({ value, isOfOrders, where });
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await page.clock.install();
	await floor.open(page);
	// The first of each kind gives a panel its rows: that is no traffic yet.
	for (const id of [1, 2, 3]) await publish(floor, id);
	await publish(floor, 1, { status: 'paid', previous: 'pending' });
	await expect(row(page, 3)).toBeVisible();
	await page.clock.runFor(6_000);
	await page.evaluate(() => (Reflect.get(window, 'shifts') as Shift[]).splice(0));
	for (let second = 0; second < 60; second += 1) {
		// Mostly one at a time, a change now and then, and once more than anybody can follow.
		const ids = second === 40 ? Array.from({ length: 8 }, (_, index) => 200 + index) : [10 + second];
		for (const id of ids) await publish(floor, id);
		if (second % 5 === 4) await publish(floor, 10 + second - 2, { status: 'paid', previous: 'pending' });
		await expect(row(page, ids.at(-1) ?? 0)).toBeVisible();
		await page.clock.runFor(1_000);
	}
	await expect(feed(page).getByRole('article')).not.toHaveCount(0);
	const shifts = await page.evaluate(() => Reflect.get(window, 'shifts') as Shift[]);
	expect(shifts.filter(({ isOfOrders }) => isOfOrders)).toEqual([]);
	// A word beside a figure that grows by a digit may give way by some pixels: to three decimals that is nothing.
	expect(shifts.reduce((sum, { value }) => sum + value, 0)).toBeLessThan(0.0005);
});
