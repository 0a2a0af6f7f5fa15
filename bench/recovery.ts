/**
 * How soon is a fault shown, and how soon is everything right again? The built page in a real Chromium, several at once,
 * each with a line of its own through the fault proxy.
 *
 * A page that did not make it within the measure's limit counts as missed and is opened anew. Exits with 0 whatever the
 * figures are, because a figure is no test; with 1 when something broke.
 */
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GOOD, openFloor, shows, type Floor, type Lane } from './recovery-floor.ts';
import { LONGEST, MEASURES, type Measure } from './recovery-measures.ts';
import { median, percentile } from './statistics.ts';

const USAGE = `node --import tsx bench/recovery.ts [--only ${Object.keys(MEASURES).join(',')}]
                                    [--runs 20] [--pages 5] [--build build]`;
/** After a round, until every line is good again. */
const MEND_LIMIT_MS = 15_000;

interface Options {
	readonly names: readonly string[];
	readonly runs: number;
	readonly pages: number;
	readonly build: string;
}

function readOptions(args: readonly string[]): Options {
	const { values } = parseArgs({
		args: [...args],
		options: {
			only: { type: 'string' },
			runs: { type: 'string', default: '20' },
			pages: { type: 'string', default: '5' },
			build: { type: 'string', default: 'build' },
		},
	});
	const names = values.only?.split(',') ?? Object.keys(MEASURES).filter((name) => name !== LONGEST);
	const unknown = names.find((name) => !Object.hasOwn(MEASURES, name));
	if (unknown !== undefined) throw new Error(`There is no measure ${unknown}\n${USAGE}`);
	const [runs, pages] = [Number(values.runs), Number(values.pages)];
	if (![runs, pages].every((count) => Number.isInteger(count) && count > 0))
		throw new Error(`Whole numbers from 1\n${USAGE}`);
	return { names, runs, pages, build: resolve(values.build) };
}

/** Every line passes again, and every page that does not follow is opened anew. */
async function mend(floor: Floor, lanes: readonly Lane[]): Promise<void> {
	for (const { line } of lanes) line.set({ kind: 'pass' });
	await Promise.all(
		lanes.map(async (lane) => {
			if ((await shows(lane.page, GOOD, MEND_LIMIT_MS)) === undefined) await floor.reopen(lane);
		}),
	);
}

async function run(
	floor: Floor,
	lanes: readonly Lane[],
	measure: Measure,
	runs: number,
): Promise<(number | undefined)[]> {
	const taken: (number | undefined)[] = [];
	while (taken.length < runs) {
		const chosen = lanes.slice(0, runs - taken.length);
		const results = await measure.round(floor, chosen, measure.limitMs);
		taken.push(...results);
		await Promise.all(
			chosen.filter((_, index) => results[index] === undefined).map((lane) => floor.reopen(lane)),
		);
		await mend(floor, lanes);
	}
	return taken;
}

function row(
	{ what, limitMs, goalMs: [p95Goal, worstGoal] }: Measure,
	taken: readonly (number | undefined)[],
) {
	const made = taken.filter((each) => each !== undefined);
	const seconds = (ms: number) => (Number.isFinite(ms) ? (ms / 1000).toFixed(2) : '–');
	const [middle, p95, worst] = [median(made), percentile(made, 95), Math.max(...made)];
	const missed = taken.length - made.length;
	const isMet = missed === 0 && p95 <= p95Goal && worst <= worstGoal;
	return [
		what,
		String(taken.length),
		seconds(middle),
		seconds(p95),
		seconds(worst),
		missed === 0 ? '0' : `${missed} not within ${limitMs / 1000} s`,
		`${p95Goal / 1000}, ${worstGoal / 1000}`,
		isMet ? 'ok' : 'missed',
	];
}

async function main(): Promise<void> {
	const { names, runs, pages, build } = readOptions(process.argv.slice(2));
	const before = loadavg()
		.map((load) => load.toFixed(2))
		.join(', ');
	const floor = await openFloor(build);
	const lanes: Lane[] = [];
	try {
		while (lanes.length < Math.min(pages, runs)) lanes.push(await floor.openLane());
		const rows: string[][] = [];
		for (const name of names) {
			const measure = MEASURES[name];
			if (measure === undefined) continue;
			const taken = await run(floor, lanes, measure, runs);
			process.stderr.write(`${name}: ${taken.map((ms) => ms ?? '–').join(' ')}\n`);
			rows.push(row(measure, taken));
		}
		const head = ['what', 'runs', 'median s', 'p95 s', 'worst s', 'missed', 'aim: p95, worst s', ''];
		const machine = `${cpus().length} cores, Node ${process.versions.node}, Chromium ${floor.browser.version()}`;
		console.log(`\n${machine}; ${lanes.length} pages at once; load average before the run ${before}\n`);
		console.log([head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
	} finally {
		for (const lane of lanes) await lane.line.stop();
		await floor.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
