// Finds a Chromium that starts, and brings one when there is none. Also used by playwright.config.ts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const MINUTE_MS = 60_000;

const SYSTEM_BROWSERS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A browser counts only when it starts: a download without its system libraries does not. */
function starts(path) {
	return (
		Boolean(path) && existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
	);
}

/** The path of an installed Chromium or Chrome, `CHROMIUM_PATH` first; undefined when there is none. */
export function installedBrowser() {
	return [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find(starts);
}

/** An installed browser, else Playwright's own, else its download, else Debian's package; null when none can be had. */
export async function findBrowser() {
	const installed = installedBrowser();
	if (installed) return { path: installed, from: 'installed' };
	const { chromium } = await import('@playwright/test');
	if (starts(chromium.executablePath())) return { path: chromium.executablePath(), from: "Playwright's" };
	spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 5 * MINUTE_MS });
	if (starts(chromium.executablePath()))
		return { path: chromium.executablePath(), from: "Playwright's download" };
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const options = { stdio: 'ignore', timeout: 10 * MINUTE_MS, env };
		spawnSync('apt-get', ['update'], options);
		// Without a font package text is boxes.
		spawnSync(
			'apt-get',
			['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
			options,
		);
		if (starts('/usr/bin/chromium')) return { path: '/usr/bin/chromium', from: "Debian's package" };
	}
	return null;
}
