/** The gallery, opened once for each worker: a development server hands out hundreds of files to a page. */
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export interface Gallery {
	readonly page: Page;
	/** All that the query asks for, drawn whole. */
	show(query: string): Promise<Locator>;
	paint(theme: 'dark' | 'light'): Promise<void>;
}

export const test = base.extend<object, { gallery: Gallery }>({
	gallery: [
		async ({ browser }, use) => {
			const context = await browser.newContext({
				viewport: { width: 1440, height: 900 },
				reducedMotion: 'reduce',
				locale: 'en-GB',
			});
			const page = await context.newPage();
			const faults: string[] = [];
			page.on('pageerror', ({ message }) => faults.push(message));
			const address = process.env['GALLERY_URL'] ?? '';
			await page.goto(address);
			await page.getByRole('table').waitFor({ timeout: 60_000 });
			await use({ page, show: (query) => show(page, query), paint: (theme) => paint(page, theme) });
			await context.close();
			expect(faults).toEqual([]);
		},
		{ scope: 'worker', timeout: 90_000 },
	],
});

async function show(page: Page, query: string): Promise<Locator> {
	// The page's own router goes there; nothing is loaded anew.
	await page.evaluate((search) => {
		const link = document.createElement('a');
		link.href = `?${search}`;
		document.body.append(link);
		link.click();
		link.remove();
	}, query);
	await page.waitForURL((url) => url.search === `?${query}`);
	const main = page.getByRole('main').first();
	await expect(page.getByRole('figure').first()).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.evaluate(() => document.fonts.ready);
	await expect(page.getByText('could not be drawn')).toHaveCount(0);
	// Charts come after the page had a moment of rest, which a busy machine gives it late.
	await expect.poll(() => blankCharts(page), { timeout: 20_000 }).toBe(0);
	return main;
}

function blankCharts(page: Page): Promise<number> {
	return page.locator('canvas').evaluateAll(
		(canvases) =>
			canvases.filter((canvas) => {
				const { width, height } = canvas as HTMLCanvasElement;
				const context = (canvas as HTMLCanvasElement).getContext('2d');
				return !context?.getImageData(0, 0, width, height).data.some((part) => part > 0);
			}).length,
	);
}

async function paint(page: Page, theme: string): Promise<void> {
	await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
}
