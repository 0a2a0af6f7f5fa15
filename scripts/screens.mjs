// `npm run screens -- --to <folder>`: the design's day played into a server, and pictures of every page as it stands at
// 14:06:20, in all sizes, both themes and the states of the design. Needs `npm run build` first.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { takeAll } from './screens/pictures.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { to: { type: 'string' }, only: { type: 'string' } } });

function fail(why) {
	console.error(why);
	process.exit(1);
}

if (values.to === undefined)
	fail('Say where the pictures go: npm run screens -- --to <folder> [--only wall]');
const folder = resolve(values.to);
const isInside = !relative(ROOT, folder).startsWith('..');
if (isInside) fail(`${folder} is inside of ${ROOT}: pictures are no part of the project.`);
if (!existsSync(join(ROOT, 'build', 'index.html'))) fail('There is no build/: run npm run build first.');
const browser = await findBrowser();
if (browser === null) fail('No browser: install Chromium or Chrome, or give its path in CHROMIUM_PATH.');

await mkdir(folder, { recursive: true });
const startedAt = performance.now();
const taken = await takeAll({ folder, executablePath: browser.path, only: values.only ?? '' });
console.log(`${taken} pictures in ${folder}, ${Math.round((performance.now() - startedAt) / 1_000)} s`);
process.exit(0);
