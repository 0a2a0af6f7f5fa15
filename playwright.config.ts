import { defineConfig } from '@playwright/test';
import { installedBrowser } from './scripts/browser.mjs';

const isRoot = process.getuid?.() === 0;
const executablePath = installedBrowser();

export default defineConfig({
	testDir: 'tests/e2e',
	fullyParallel: true,
	workers: 2,
	forbidOnly: true,
	retries: 0,
	timeout: 60_000,
	expect: { timeout: 8_000 },
	reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['line'], ['json']] : 'line',
	use: {
		browserName: 'chromium',
		viewport: { width: 1440, height: 900 },
		launchOptions: {
			...(executablePath === undefined ? {} : { executablePath }),
			args: [
				...(isRoot ? ['--no-sandbox'] : []),
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--disable-quic',
			],
		},
	},
});
