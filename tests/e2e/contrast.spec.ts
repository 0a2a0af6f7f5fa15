import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { measureContrast, ratioOf, type Measured } from '../contrast.ts';
import { connected, expect, startFloor, test, type Floor } from '../fixtures.ts';

// What moves is half transparent for a moment; where it stands is what is read.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const THEMES = ['dark', 'light'] as const;
/** Fewer texts than this are no page: it has not been drawn. */
const TEXTS_AT_LEAST = 25;

const MESSAGES = [
	...['orders/created', 'orders/status-updated', 'monitoring/new', 'monitoring/payment-success'],
	...['monitoring/payment-failed-with-a-reason', 'monitoring/stock-low', 'monitoring/stock-out'],
	...['monitoring/system-error', 'monitoring/system-performance', 'monitoring/notification'],
	...['monitoring/activity', 'monitoring/rejected-payment-without-id', 'orders/unmapped-name'],
];

async function publish(floor: Floor): Promise<void> {
	for (const name of MESSAGES) {
		const file = JSON.parse(readFileSync(`src/lib/contract/samples/${name}.json`, 'utf8')) as {
			channel: string;
			name: string;
			payload: unknown;
		};
		await floor.trigger(file.channel, file.name, file.payload);
	}
}

/** A critical alert, in the monitoring source's words. */
const CRITICAL = {
	alert: { type: 'outage', severity: 'critical', title: 'Gateway down', message: 'No payment goes through' },
};

/** The lowest ratio of each kind goes into the report of the run; what is too low is told in full. */
async function check(page: Page, name: string): Promise<void> {
	const measured = await measureContrast(page);
	const texts = measured.filter(({ kind }) => kind === 'text');
	expect(texts.length, `texts on ${name}`).toBeGreaterThan(TEXTS_AT_LEAST);
	const describe = ({ what, ratio, needed, colours }: Measured) =>
		`${ratio.toFixed(2)} of ${needed}: ${what}, ${colours}`;
	const worst = (kind: Measured['kind']) => measured.find((each) => each.kind === kind);
	for (const kind of ['text', 'edge'] as const) {
		const lowest = worst(kind);
		if (lowest !== undefined)
			test.info().annotations.push({ type: `lowest ${kind} on ${name}`, description: describe(lowest) });
	}
	expect.soft(measured.filter(({ ratio, needed }) => ratio < needed).map(describe), name).toEqual([]);
}

async function paint(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
	await page.emulateMedia({ colorScheme: theme });
	await page.evaluate(() => document.fonts.ready);
}

for (const path of ['/', '/orders', '/system', '/payments', '/inventory', '/settings', '/wall']) {
	test(`every text and every control edge on ${path} stands out enough, in both themes`, async ({
		page,
		floor,
	}) => {
		await page.goto(`${floor.url}${path}`);
		await connected(page);
		await publish(floor);
		await expect.poll(async () => (await measureContrast(page)).length).toBeGreaterThan(TEXTS_AT_LEAST);
		for (const theme of THEMES) {
			await paint(page, theme);
			await check(page, `${path} in ${theme}`);
		}
	});
}

test('a critical alert, a lost line and figures of before stand out enough, in both themes', async ({
	page,
	floor,
}) => {
	await page.clock.install();
	await floor.open(page);
	await publish(floor);
	await floor.trigger('private-admin-monitoring', 'system.alert', CRITICAL);
	await expect(page.getByText('Gateway down').first()).toBeVisible();
	for (const theme of THEMES) {
		await paint(page, theme);
		await check(page, `critical in ${theme}`);
	}
	await floor.kill();
	await expect(page.getByRole('status').first()).toContainText('Reconnecting');
	for (const state of ['Stale', 'Offline']) {
		for (let step = 0; step < 6; step += 1) await page.clock.runFor(8_000);
		await expect(page.getByRole('status').first()).toContainText(/Stale|Offline/);
		for (const theme of THEMES) {
			await paint(page, theme);
			await check(page, `${state} in ${theme}`);
		}
	}
});

test('a page where nothing ever came stands out enough, in both themes', async ({ page }) => {
	const floor = await startFloor({ page: { sources: ['orders', 'monitoring'] } });
	await floor.open(page);
	for (const theme of THEMES) {
		await paint(page, theme);
		await check(page, `first run in ${theme}`);
	}
	await floor.kill();
});

test('grey that is too near to its ground is found, also through a wash, a hatch and half a pane', async ({
	page,
}) => {
	await page.setContent(`<body style="background:#fff;color:#000">
		<p style="color:#999">too pale</p>
		<div style="background:rgb(0 0 0 / 0.6)"><p style="color:#333">on a wash</p></div>
		<div style="background-image:repeating-linear-gradient(135deg, #777 0 1px, transparent 1px 5px)">
			<p style="color:#555">on a hatch</p>
		</div>
		<div style="opacity:0.4"><p>through a pane</p></div>
		<p style="color:#999;font-size:24px">large and too pale</p>
		<p style="color:#888;font-size:24px">large</p>
		<button style="border:1px solid #ccc;background:#fff;color:#000">edge</button>
		<p>good</p></body>`);
	const measured = await measureContrast(page);
	const low = measured.filter(({ ratio, needed }) => ratio < needed).map(({ what }) => what);
	expect(low.sort()).toEqual([
		'button edge',
		'large and too pale',
		'on a hatch',
		'on a wash',
		'through a pane',
		'too pale',
	]);
});

test('black on white is 21 to 1', () => {
	expect(ratioOf([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
	expect(ratioOf([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
});
