// Writes static/icons from static/favicon.svg: node scripts/icons.mjs. What it writes is committed.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { installedBrowser } from './browser.mjs';

/** A launcher cuts a maskable icon to its own shape, and iOS rounds its corners: the ground goes to the edges. */
const ICONS = [
	{ name: 'icon-192.png', size: 192, isCut: false, scale: 1 },
	{ name: 'icon-512.png', size: 512, isCut: false, scale: 1 },
	{ name: 'maskable-512.png', size: 512, isCut: true, scale: 0.75 },
	{ name: 'apple-touch-icon.png', size: 180, isCut: true, scale: 0.9 },
];
const FOLDER = 'static/icons';

const drawing = await readFile('static/favicon.svg', 'utf8');
const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"/.exec(drawing)?.[1];
if (ground === undefined) throw new Error('static/favicon.svg has no ground to take the colour from.');

const executablePath = installedBrowser();
const browser = await chromium.launch({
	...(executablePath === undefined ? {} : { executablePath }),
	args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
await mkdir(FOLDER, { recursive: true });
for (const { name, size, isCut, scale } of ICONS) {
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(`<style>
		body { margin: 0; display: grid; place-items: center; height: 100vh; ${isCut ? `background: ${ground}` : ''} }
		svg { width: ${scale * 100}%; height: ${scale * 100}% }
	</style>${drawing}`);
	await writeFile(`${FOLDER}/${name}`, await page.screenshot({ omitBackground: !isCut }));
	console.log(`${FOLDER}/${name}`);
}
await browser.close();
