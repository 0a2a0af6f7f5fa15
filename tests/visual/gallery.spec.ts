import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { isFloorPanel, PANELS, type PanelName } from '../../src/routes/gallery/panels.ts';
import { test } from './gallery.ts';

const BASELINES = 'tests/visual/baselines';
const MEGABYTE = 1_048_576;

const FLOOR_STATES = 'live,stale,gap,polling,not-authorised,first-run';
/** The bar and the figures say most of all what a state is. */
const BAR_STATES = `${FLOOR_STATES},quiet,reconnecting,offline,catching-up,silent,sound-blocked`;
const FIGURE_STATES = 'live,stale,gap,not-authorised,live-only';
const OF_SAMPLES: readonly PanelName[] = ['unread', 'carts'];
/** Trades have an arrow that is not in our fonts: each machine would draw it its own way. */
const PICTURED = (Object.keys(PANELS) as PanelName[]).filter((panel) => panel !== 'trades');

function statesOf(panel: PanelName, theme: 'dark' | 'light'): string {
	if (OF_SAMPLES.includes(panel)) return theme === 'light' ? 'samples' : 'samples,first-run';
	// What a colour is in the other theme is the tokens' matter: one state shows that they are used.
	if (theme === 'light') return panel === 'status' ? 'live,offline' : 'live';
	if (panel === 'status') return BAR_STATES;
	if (panel === 'figures') return FIGURE_STATES;
	if (panel === 'orders') return FLOOR_STATES;
	// As wide as a screen: one state of them is a large picture.
	if (panel === 'table' || panel === 'inspector') return 'live';
	return isFloorPanel(panel) ? 'live,stale,not-authorised,first-run' : 'live,stale';
}

for (const panel of PICTURED) {
	test(`${panel} looks as it did in the states of its data, in both themes`, async ({ gallery }) => {
		for (const theme of ['dark', 'light'] as const) {
			const sheet = await gallery.show(`panel=${panel}&state=${statesOf(panel, theme)}`);
			await gallery.paint(theme);
			await expect.soft(sheet).toHaveScreenshot(`${panel}-${theme}.png`);
		}
	});
}

test('panels look as they did from right to left', async ({ gallery }) => {
	await gallery.paint('dark');
	for (const panel of ['status', 'orders', 'system']) {
		const sheet = await gallery.show(`panel=${panel}&state=live&dir=rtl`);
		await expect.soft(sheet).toHaveScreenshot(`rtl-${panel}.png`);
	}
});

test('a line of one pixel more is seen, and so is another shade', async ({ gallery }) => {
	const sheet = await gallery.show(`panel=duty&state=${statesOf('duty', 'dark')}`);
	await gallery.paint('dark');
	await expect(sheet).toHaveScreenshot('duty-dark.png');
	const plant = (css: string) => gallery.page.addStyleTag({ content: css });
	const pixel = await plant('figure:first-of-type section { box-shadow: inset 1px 0 var(--edge) }');
	await expect(sheet).not.toHaveScreenshot('duty-dark.png');
	await pixel.evaluate((style) => (style as HTMLElement).remove());
	const shade = await plant('figure:first-of-type h2 { color: var(--ink-2) }');
	await expect(sheet).not.toHaveScreenshot('duty-dark.png');
	await shade.evaluate((style) => (style as HTMLElement).remove());
	await expect(sheet).toHaveScreenshot('duty-dark.png');
});

test('every letter in the pictures is of our own fonts, so that they are alike on every machine', async ({
	gallery: { page, show },
}) => {
	test.setTimeout(180_000);
	const session = await page.context().newCDPSession(page);
	await session.send('DOM.enable');
	await session.send('CSS.enable');
	const foreign = new Set<string>();
	for (const panel of PICTURED) {
		await show(`panel=${panel}&state=live,samples`);
		const { root } = await session.send('DOM.getDocument');
		const { nodeIds } = await session.send('DOM.querySelectorAll', {
			nodeId: root.nodeId,
			selector: 'main *:not(:has(*))',
		});
		await Promise.all(
			nodeIds.map(async (nodeId) => {
				const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
				const others = fonts.filter(({ isCustomFont }) => !isCustomFont);
				if (others.length === 0) return;
				const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId });
				const text = outerHTML.replace(/<[^>]*>/g, '').trim();
				for (const { familyName } of others) foreign.add(`${panel}: ${familyName} for ${text}`);
			}),
		);
	}
	await session.detach();
	expect([...foreign]).toEqual([]);
});

test('all pictures together stay small', () => {
	const sizes = readdirSync(BASELINES).map((file) => statSync(join(BASELINES, file)).size);
	expect(sizes.length).toBeGreaterThan(2 * PICTURED.length);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2 * MEGABYTE);
});
