/**
 * `npm run bench`: the built page beside a floor and a prepend-and-count page, same broadcaster, one run.
 *
 * Exits with 0 whatever the figures are, because a figure is no test; with 1 when something broke.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure } from './cell.ts';
import { measureFirstLoad } from './first-load.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { startPublisher, startWorld, type Publisher, type World } from './processes.ts';
import { profile } from './profile.ts';
import { renderAims, renderFirstLoad, renderRates, renderSoaks, type Cell, type Results } from './report.ts';
import { buildProduct, createSite } from './site.ts';
import { numbersOf, soak, type Soak } from './soak.ts';
import { openTarget, type Target, type TargetName } from './target.ts';

/** Long enough that a page notices a flood, which the product does by the second. */
const WARM_UP_SECONDS = 2;
const SOAKED: readonly TargetName[] = ['product', 'floor'];

class Bench {
	#options: BenchOptions;
	#world: World;
	#publisher: Publisher;
	#probe: string;
	#nextOrder = 1;
	readonly faults: string[] = [];
	browser = '';

	constructor(options: BenchOptions, world: World, publisher: Publisher, probe: string) {
		this.#options = options;
		this.#world = world;
		this.#publisher = publisher;
		this.#probe = probe;
	}

	/** Every page at every rate, the pages in another order each time, so that a busy minute hits all of them. */
	async rates(): Promise<Cell[]> {
		const { rates, targets, repeat, seconds } = this.#options;
		const cells: Cell[] = [];
		for (let pass = 0; pass < repeat; pass += 1) {
			for (const [index, rate] of rates.entries()) {
				for (const target of rotate(targets, pass + index)) {
					const load = loadavg()[0] ?? NaN;
					const stretch = {
						rate,
						warmUp: rate * WARM_UP_SECONDS,
						events: rate * seconds,
						from: this.#nextOrder,
					};
					this.#nextOrder += stretch.warmUp + stretch.events;
					const measurement = await this.#open(target, (opened) =>
						measure(opened, this.#publisher, this.#world.url, stretch),
					);
					cells.push({ ...measurement, target, pass, load });
					const { p95Ms, mainMs, lost } = measurement;
					say(
						`${target} at ${rate}/s: p95 ${p95Ms.toFixed(0)} ms, main ${mainMs.toFixed(0)} ms/1,000, lost ${lost}`,
					);
				}
			}
		}
		return cells;
	}

	async soaks(): Promise<Results['soaks']> {
		const { soak: events, targets } = this.#options;
		const soaks: Partial<Record<TargetName, Soak>> = {};
		if (events === 0) return soaks;
		for (const target of SOAKED.filter((name) => targets.includes(name))) {
			say(`${target}: soak of ${events} events`);
			const from = this.#nextOrder;
			this.#nextOrder += numbersOf(events);
			soaks[target] = await this.#open(target, (opened) =>
				soak(opened, this.#publisher, this.#world.url, events, from),
			);
		}
		return soaks;
	}

	async #open<Result>(name: TargetName, run: (target: Target) => Promise<Result>): Promise<Result> {
		const target = await openTarget(name, this.#world.url, this.#probe);
		this.browser = target.browserVersion;
		try {
			return await run(target);
		} finally {
			this.faults.push(...target.faults);
			await target.close();
		}
	}
}

function rotate<Value>(values: readonly Value[], by: number): Value[] {
	const at = by % values.length;
	return [...values.slice(at), ...values.slice(0, at)];
}

/** Progress, kept apart from the tables. */
function say(line: string): void {
	process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	const foreign = loadavg()
		.map((load) => load.toFixed(2))
		.join(', ');
	const site = await createSite(options.build === undefined ? await buildProduct() : resolve(options.build));
	const undo = [() => site.remove()];
	try {
		const world = await startWorld(site.folder);
		undo.unshift(() => world.stop());
		const publisher = await startPublisher();
		undo.unshift(() => publisher.stop());
		if (options.isProfile) {
			const rate = Math.max(...options.rates);
			console.log(await profile(world.url, site.probe, publisher, rate, options.seconds));
			return;
		}
		const bench = new Bench(options, world, publisher, site.probe);
		const firstLoad = options.targets.includes('product')
			? await measureFirstLoad(world.url, site.probe)
			: [];
		const results: Results = { firstLoad, cells: await bench.rates(), soaks: await bench.soaks() };
		const machine = `${cpus().length} cores, Node ${process.versions.node}, Chromium ${bench.browser}`;
		console.log(
			`\n${machine}; load average before the run ${foreign}; ${options.repeat} × ${options.seconds} s a cell\n`,
		);
		console.log(`${renderRates(results, options.rates, options.targets)}\n`);
		if (options.soak > 0) console.log(`${renderSoaks(results)}\n`);
		if (firstLoad.length > 0) console.log(`${renderFirstLoad(results)}\n`);
		console.log(`${renderAims(results)}\n`);
		const path = join(tmpdir(), 'bench-results.json');
		const { faults } = bench;
		writeFileSync(
			path,
			`${JSON.stringify({ machine, loadBefore: foreign, options, faults, ...results }, null, '\t')}\n`,
		);
		console.log(`Every cell is in ${path}`);
		if (faults.length > 0) throw new Error(`A page threw:\n${[...new Set(faults)].join('\n')}`);
	} finally {
		for (const stop of undo) stop();
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
