// `npm test`: everything CI runs, in order, on a machine that has only Node and npm. Ends with "N passed, N failed".
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MINUTE_MS = 60_000;
const reports = mkdtempSync(join(tmpdir(), 'watchfloor-test-'));
const UNIT_REPORT = join(reports, 'unit.json');
const BROWSER_REPORT = join(reports, 'browser.json');

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
	return path && existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

async function findBrowser() {
	const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find(starts);
	if (installed) return { path: installed, from: 'installed' };
	const { chromium } = await import('@playwright/test');
	if (starts(chromium.executablePath())) return { path: chromium.executablePath(), from: "Playwright's" };
	spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 5 * MINUTE_MS });
	if (starts(chromium.executablePath())) return { path: chromium.executablePath(), from: "Playwright's download" };
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const options = { stdio: 'ignore', timeout: 10 * MINUTE_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
		spawnSync('apt-get', ['update'], options);
		spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], options);
		if (starts('/usr/bin/chromium')) return { path: '/usr/bin/chromium', from: "Debian's package" };
	}
	return null;
}

/** Runs one step with a time limit that ends its whole process group. Resolves to whether it passed. */
function step(name, command, args, { limitMs, env = {} }) {
	console.log(`\n── ${name}`);
	const started = Date.now();
	return new Promise((resolve) => {
		const child = spawn(command, args, { stdio: 'inherit', detached: true, env: { ...process.env, ...env } });
		const kill = (signal) => {
			try {
				process.kill(-child.pid, signal);
			} catch {
				// Already gone.
			}
		};
		const timer = setTimeout(() => {
			console.log(`${name} took longer than ${limitMs / MINUTE_MS} min and was ended`);
			kill('SIGKILL');
		}, limitMs);
		const onInterrupt = () => kill('SIGKILL');
		process.once('SIGINT', onInterrupt);
		child.once('close', (code) => {
			clearTimeout(timer);
			process.off('SIGINT', onInterrupt);
			kill('SIGKILL');
			console.log(`── ${name}: ${code === 0 ? 'passed' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
			resolve(code === 0);
		});
	});
}

function read(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

const browser = await findBrowser();
if (browser === null) {
	console.error('No browser: install Chromium or Chrome, or give its path in CHROMIUM_PATH.');
	process.exit(1);
}
console.log(`Browser: ${browser.path} (${browser.from})`);

const bin = (name) => join('node_modules', '.bin', name);
const results = [
	await step('types', 'npm', ['run', '--silent', 'check'], { limitMs: 5 * MINUTE_MS }),
	await step('lint', 'npm', ['run', '--silent', 'lint'], { limitMs: 5 * MINUTE_MS }),
	await step('unit and integration', bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`], {
		limitMs: 10 * MINUTE_MS,
	}),
	await step('build', bin('vite'), ['build', '--logLevel', 'warn'], { limitMs: 5 * MINUTE_MS }),
	await step('browser', bin('playwright'), ['test'], {
		limitMs: 15 * MINUTE_MS,
		env: { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT },
	}),
];

const unit = read(UNIT_REPORT);
const browserRun = read(BROWSER_REPORT)?.stats;
const passed = (unit?.numPassedTests ?? 0) + (browserRun?.expected ?? 0);
const failedTests = (unit?.numFailedTests ?? 0) + (browserRun?.unexpected ?? 0) + (browserRun?.flaky ?? 0);
// A step that fails without a failed test (a type error, a crash) is one failure of its own.
const failedSteps = results.filter((isPassed) => !isPassed).length;
const failed = Math.max(failedTests, failedSteps);
rmSync(reports, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
