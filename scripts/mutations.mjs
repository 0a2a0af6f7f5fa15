// Takes one promise of the recovery out at a time, in a copy of the tree, and sees whether a test notices.
// `node scripts/mutations.mjs [--quick] [--only name]`: quick runs the unit tests only. Ends with 1 if a damage goes unnoticed.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const COPIED = [
	'src',
	'static',
	'tests/model',
	'package.json',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts',
	'.svelte-kit',
];
const UNIT = ['blind', 'rebase', 'resume']
	.map((name) => `src/lib/domain/${name}.test.ts`)
	.concat('src/lib/state/catch-up.svelte.test.ts');
const MODEL = ['tests/model'];
const MODEL_SEEDS = process.env.MODEL_SEEDS ?? '300';
const AT_ONCE = 2;
const LIMIT_MS = 5 * 60_000;

const REBASE = 'src/lib/domain/rebase.ts';
const RESUME = 'src/lib/domain/resume.ts';
const CATCH_UP = 'src/lib/state/catch-up.svelte.ts';
const BASE = 'src/lib/state/base.ts';

/** Each: what is taken out, and where, as the exact text and what stands there instead. */
const MUTANTS = {
	buffer: {
		says: 'what arrives while an answer is under way is not laid on it',
		damage: [
			[REBASE, 'const rest = unknown.filter((input) => !isUnheard(input));', 'const rest: Input[] = [];'],
		],
	},
	drop: {
		says: 'what the answer holds is laid on it again',
		damage: [[REBASE, 'left.filter((input) => !holds(told, markOfInput(input)))', '[...left]']],
	},
	'drop, thrice': {
		says: 'the same, and neither the key nor the order’s id is looked at',
		damage: [
			[REBASE, 'left.filter((input) => !holds(told, markOfInput(input)))', '[...left]'],
			['src/lib/domain/duplicates.ts', 'if (event.hasIdentity) return true;', ''],
			[
				'src/lib/domain/order-book.ts',
				'if (held !== undefined && held.day !== null) {',
				'if (held === null) {',
			],
			[
				'src/lib/domain/figures.ts',
				'if (before === undefined) figures.total += 1;\n\telse ',
				'figures.total += 1;\n\tif (before) ',
			],
		],
	},
	grace: {
		says: 'a key that overtook its message is fetched at once',
		damage: [[RESUME, 'if (!before.isGrace) return', 'if (before === undefined) return']],
	},
	'head check': {
		says: 'nobody looks whether something was lost on a line that stands',
		damage: [[RESUME, 'nextAt: at + (isSuspect ? SOON_MS : everyMs),', 'nextAt: null,']],
	},
	generation: {
		says: 'an answer to a question of an older socket is taken',
		damage: [
			[
				CATCH_UP,
				'if (this.#isStopped || generation !== this.#resume.generation) return;',
				'if (this.#isStopped) return;',
			],
			[RESUME, 'return asked === null || of !== generation;', 'return of < 0;'],
		],
	},
	settled: {
		says: 'it is asked before every channel has been answered',
		damage: [
			[CATCH_UP, "if (line.channels.some(({ state }) => state === 'subscribing')) return;", ''],
			[CATCH_UP, "if (!line.channels.some(({ state }) => state === 'subscribed')) return;", ''],
		],
	},
	blind: {
		says: 'nobody compares where recorder and screen were away',
		damage: [
			[
				'src/lib/domain/blind.ts',
				'let whole: Gap | null = null;',
				'let whole: Gap | null = null;\n\tif (away) return whole;',
			],
		],
	},
	'cut that lasts': {
		says: 'what the recorder tells of a cut that is not over is not kept',
		damage: [
			[
				'src/lib/state/missing.ts',
				'if (cutSince !== null) this.#blind',
				'if (cutSince === Infinity) this.#blind',
			],
		],
	},
	beat: {
		says: 'silence counts only after a heartbeat was heard here',
		damage: [['src/lib/state/missing.ts', 'this.#hasHeartbeats ||= beatAt !== null;', '']],
	},
	'heard in part': {
		says: 'a line without one of several channels of orders counts as whole',
		damage: [
			[
				'src/lib/state/missing.ts',
				'isWhole && !isHeardInPart ? noteBack',
				'isWhole || isHeardInPart ? noteBack',
			],
		],
	},
	'new journal': {
		says: 'a journal that was begun anew takes the place of what is shown',
		damage: [
			[
				BASE,
				'if (state.since > since && state.snapshotAt === null) return',
				'if (state.since + since < 0) return',
			],
		],
	},
	rights: {
		says: 'what a refused channel kept back is not asked for',
		damage: [['src/lib/state/reach.ts', 'return more.length > 0;', 'return more.length < 0;']],
	},
	retention: {
		says: 'entries that are gone are taken for none',
		damage: [[BASE, 'if (this.#isOutOfReach || answer.epoch', 'if (answer.epoch']],
	},
	day: {
		says: 'the day of the screen goes back with what was told before midnight',
		damage: [[REBASE, 'from > laid.day.from ?', 'from < 0 ?']],
	},
};

const { values } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});
const names = values.only ?? Object.keys(MUTANTS);
for (const name of names) {
	if (Object.hasOwn(MUTANTS, name)) continue;
	console.error(`There is no “${name}”: ${Object.keys(MUTANTS).join(', ')}`);
	process.exit(1);
}

/** A copy of the tree that a damage may be done to. */
function copyTree() {
	const folder = mkdtempSync(join(tmpdir(), 'watchfloor-mutations-'));
	for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}

/** Does the damage; returns the undo. Throws where the text is not there exactly once. */
function damage(folder, changes) {
	const undo = new Map();
	for (const [path, from, to] of changes) {
		const file = join(folder, path);
		const text = readFileSync(file, 'utf8');
		if (text.split(from).length !== 2) throw new Error(`${path} does not hold exactly one “${from}”`);
		if (!undo.has(file)) undo.set(file, text);
		writeFileSync(
			file,
			text.replace(from, () => to),
		);
	}
	return () => {
		for (const [file, text] of undo) writeFileSync(file, text);
	};
}

/** How many tests failed. Throws where they could not be run. */
function countFailed(folder, files) {
	const report = join(folder, 'report.json');
	rmSync(report, { force: true });
	return new Promise((resolve, reject) => {
		const args = ['run', ...files, '--reporter=json', `--outputFile=${report}`, '--silent'];
		const child = spawn(join(folder, 'node_modules', '.bin', 'vitest'), args, {
			cwd: folder,
			detached: true,
			stdio: 'ignore',
			env: { ...process.env, MODEL_SEEDS, NO_COLOR: '1' },
		});
		const end = () => process.kill(-child.pid, 'SIGKILL');
		const timer = setTimeout(end, LIMIT_MS);
		process.once('SIGINT', end);
		child.once('error', reject);
		child.once('close', () => {
			clearTimeout(timer);
			process.off('SIGINT', end);
			try {
				const { numFailedTests, numPassedTests, numFailedTestSuites } = JSON.parse(
					readFileSync(report, 'utf8'),
				);
				// A file that cannot even be loaded has noticed nothing.
				const isBroken = numFailedTests === 0 && (numFailedTestSuites > 0 || numPassedTests === 0);
				if (isBroken) reject(new Error('the tests cannot be loaded'));
				else resolve(numFailedTests);
			} catch {
				reject(new Error('the tests told no result'));
			}
		});
	});
}

async function examine(folder, changes) {
	const undo = damage(folder, changes);
	try {
		const unit = await countFailed(folder, UNIT);
		const model = values.quick ? null : await countFailed(folder, MODEL);
		return { unit, model };
	} finally {
		undo();
	}
}

const started = Date.now();
const folders = Array.from({ length: Math.min(AT_ONCE, names.length) }, copyTree);
const results = new Map();
let isBad = false;
try {
	const whole = await examine(folders[0], []);
	if (whole.unit > 0 || (whole.model ?? 0) > 0) throw new Error('the tests fail without any damage');
	const waiting = [...names];
	await Promise.all(
		folders.map(async (folder) => {
			for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
				results.set(name, await examine(folder, MUTANTS[name].damage));
			}
		}),
	);
	const width = Math.max(...names.map((name) => name.length));
	const told = (failed) => (failed === null ? '–' : failed > 0 ? `${failed} failed` : 'passed').padEnd(10);
	console.log(`${'taken out'.padEnd(width)}  unit tests  model`);
	for (const name of names) {
		const { unit, model } = results.get(name);
		const lives = unit === 0 && (model ?? 0) === 0;
		isBad ||= lives;
		const { says } = MUTANTS[name];
		console.log(`${name.padEnd(width)}  ${told(unit)}  ${told(model)}  ${lives ? 'UNNOTICED: ' : ''}${says}`);
	}
	console.log(`${names.length} damages in ${((Date.now() - started) / 1_000).toFixed(0)} s`);
} catch (error) {
	isBad = true;
	console.error(error.message);
} finally {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
process.exit(isBad ? 1 : 0);
