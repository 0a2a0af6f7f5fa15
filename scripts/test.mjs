// `npm test`: everything CI runs, in order, on a machine that has only Node and npm. Ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';

const MINUTE_MS = 60_000;
/** Of each failure, at the end of the log. */
const WHY_LINES = 12;
const reports = mkdtempSync(join(tmpdir(), 'watchfloor-test-'));
const UNIT_REPORT = join(reports, 'unit.json');
const BROWSER_REPORT = join(reports, 'browser.json');
const CHAOS_REPORT = join(reports, 'chaos.json');
const VISUAL_REPORT = join(reports, 'visual.json');

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
			console.log(
				`── ${name}: ${code === 0 ? 'passed' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(0)} s`,
			);
			resolve(code === 0);
		});
	});
}

function read(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** What failed among the unit tests: `{ name, why }` each, a file that could not be run included. */
function failuresOfUnit(report) {
	return (report?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
		const failed = assertionResults.filter(({ status }) => status === 'failed');
		if (failed.length === 0) return message === '' ? [] : [{ name, why: message }];
		return failed.map(({ fullName, failureMessages }) => ({
			name: `${name} ${fullName}`,
			why: failureMessages.join('\n'),
		}));
	});
}

/** What failed in a browser: `{ name, why }` each. */
function failuresOfBrowser({ suites = [], specs = [] } = {}) {
	const own = specs
		.filter(({ ok }) => !ok)
		.map(({ file, line, title, tests }) => ({
			name: `${file}:${line} ${title}`,
			why: tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? '')).join('\n'),
		}));
	return [...own, ...suites.flatMap(failuresOfBrowser)];
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
	await step(
		'unit and integration',
		bin('vitest'),
		['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`],
		{
			limitMs: 15 * MINUTE_MS,
		},
	),
	await step('build', bin('vite'), ['build', '--logLevel', 'error'], { limitMs: 5 * MINUTE_MS }),
	await step('browser', bin('playwright'), ['test'], {
		limitMs: 35 * MINUTE_MS,
		env: { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: BROWSER_REPORT },
	}),
	await step('bad lines', bin('playwright'), ['test', '--config', 'playwright.chaos.config.ts'], {
		limitMs: 10 * MINUTE_MS,
		env: { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: CHAOS_REPORT },
	}),
	await step('pictures', bin('playwright'), ['test', '--config', 'playwright.visual.config.ts'], {
		limitMs: 10 * MINUTE_MS,
		env: { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_NAME: VISUAL_REPORT },
	}),
];

const unit = read(UNIT_REPORT);
const browserRuns = [BROWSER_REPORT, CHAOS_REPORT, VISUAL_REPORT].map(read);
const sum = (name) => browserRuns.reduce((total, run) => total + (run?.stats[name] ?? 0), 0);
const passed = (unit?.numPassedTests ?? 0) + sum('expected');
const failedTests = (unit?.numFailedTests ?? 0) + sum('unexpected') + sum('flaky');
// A step that fails without a failed test (a type error, a crash) is one failure of its own.
const failedSteps = results.filter((isPassed) => !isPassed).length;
const failed = Math.max(failedTests, failedSteps);
rmSync(reports, { recursive: true, force: true });
// Again at the end: of a long log that is what is looked at.
for (const { name, why } of [...failuresOfUnit(unit), ...browserRuns.flatMap(failuresOfBrowser)]) {
	console.log(`\nfailed: ${name}\n${why.split('\n').slice(0, WHY_LINES).join('\n')}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
