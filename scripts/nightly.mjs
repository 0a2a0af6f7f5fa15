// `npm run test:nightly`: the tests that take chance or time, with as much of both as a night has. `--only name` runs one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const installed = (name) => join('node_modules', '.bin', name);
const vitest = (file, ...flags) => ({ command: installed('vitest'), args: ['run', file, ...flags], file });

const STEPS = {
	model: {
		// Its two halves side by side: vitest by itself leaves one of two cores idle.
		...vitest('tests/model', '--maxWorkers=2'),
		env: { MODEL_SEEDS: '100000' },
		limitMs: 3 * HOUR_MS,
	},
	chaos: {
		command: installed('playwright'),
		args: ['test', '--config', 'playwright.chaos.config.ts'],
		file: 'playwright.chaos.config.ts',
		env: { CHAOS_RUNS: '200' },
		limitMs: 4 * HOUR_MS,
		needsBrowser: true,
	},
	healing: {
		...vitest('tests/integration/healing.test.ts'),
		env: { HEALING_RUNS: '20' },
		limitMs: 2 * HOUR_MS,
	},
	recorder: {
		...vitest('tests/integration/recorder-crash.test.ts'),
		env: { RECORDER_KILLS: '100' },
		limitMs: HOUR_MS,
	},
	storm: { ...vitest('tests/integration/storm.test.ts'), env: {}, limitMs: 30 * MINUTE_MS },
	mutations: {
		command: process.execPath,
		args: ['scripts/mutations.mjs'],
		file: 'scripts/mutations.mjs',
		env: {},
		limitMs: 2 * HOUR_MS,
	},
};

function fail(problem) {
	console.error(problem);
	process.exit(1);
}

function readChosen() {
	try {
		const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
		return values.only ?? Object.keys(STEPS);
	} catch (error) {
		return fail(`${error.message}\nnpm run test:nightly -- [--only ${Object.keys(STEPS).join('|')}]`);
	}
}

/** Runs one step with a time limit that ends its whole process group. Resolves to what became of it. */
function run(name, { command, args, file, env, limitMs }) {
	console.log(`\n── ${name}`);
	if (!existsSync(file)) return { name, verdict: 'failed', seconds: 0, why: `there is no ${file}` };
	const started = Date.now();
	return new Promise((resolve) => {
		// What the caller sets stands over the night's numbers, so that one seed can be played again.
		const child = spawn(command, args, {
			stdio: 'inherit',
			detached: true,
			env: { ...env, ...process.env },
		});
		const kill = () => {
			try {
				process.kill(-child.pid, 'SIGKILL');
			} catch {
				// Already gone.
			}
		};
		let isLate = false;
		const timer = setTimeout(() => {
			isLate = true;
			kill();
		}, limitMs);
		const onInterrupt = () => {
			kill();
			process.exit(130);
		};
		process.once('SIGINT', onInterrupt);
		child.once('close', (code) => {
			clearTimeout(timer);
			process.off('SIGINT', onInterrupt);
			kill();
			const seconds = Math.round((Date.now() - started) / 1000);
			const why = isLate ? `ended after ${limitMs / MINUTE_MS} min` : '';
			resolve({ name, verdict: code === 0 ? 'passed' : 'failed', seconds, why });
		});
	});
}

const chosen = readChosen();
const unknown = chosen.find((name) => !Object.hasOwn(STEPS, name));
if (unknown !== undefined) fail(`--only knows ${Object.keys(STEPS).join(', ')}, not ${unknown}`);

const env = {};
if (chosen.some((name) => STEPS[name].needsBrowser)) {
	const browser = await findBrowser();
	if (browser === null) fail('No browser: install Chromium or Chrome, or give its path in CHROMIUM_PATH.');
	env.CHROMIUM_PATH = browser.path;
}

const results = [];
for (const name of chosen) {
	const step = STEPS[name];
	results.push(await run(name, { ...step, env: { ...env, ...step.env } }));
}

const failed = results.filter(({ verdict }) => verdict === 'failed').length;
console.log('');
for (const { name, verdict, seconds, why } of results)
	console.log(`${name.padEnd(9)} ${verdict} in ${seconds} s${why === '' ? '' : `: ${why}`}`);
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
