/** From measurements to tables and aims, in Markdown. Pure. */
import type { Measurement } from './cell.ts';
import { sumGzip, type LoadedScript, type Share } from './first-load.ts';
import type { Soak } from './soak.ts';
import { median } from './statistics.ts';
import type { TargetName } from './target.ts';

export interface Cell extends Measurement {
	readonly target: TargetName;
	readonly pass: number;
	/** The machine's load average when the cell began, from the measured processes too. */
	readonly load: number;
}

export interface Results {
	readonly cells: readonly Cell[];
	readonly soaks: Readonly<Partial<Record<TargetName, Soak>>>;
	readonly firstLoad: readonly LoadedScript[];
}

/** One line of the table: medians over the passes, but the worst of what must never happen. */
export type Line = Pick<
	Measurement,
	'rate' | 'lost' | 'p50Ms' | 'p95Ms' | 'mainMs' | 'browserMs' | 'longestTaskMs' | 'fps'
>;

const MEGABYTE = 1_000_000;
const KILOBYTE = 1_000;

/** The line of a page at a rate; undefined when it was not measured. */
export function lineOf(cells: readonly Cell[], target: TargetName, rate: number): Line | undefined {
	const passes = cells.filter((cell) => cell.target === target && cell.rate === rate);
	if (passes.length === 0) return undefined;
	const middle = (pick: (cell: Cell) => number) => median(passes.map(pick));
	return {
		rate,
		lost: Math.max(...passes.map(({ lost }) => lost)),
		longestTaskMs: Math.max(...passes.map(({ longestTaskMs }) => longestTaskMs)),
		p50Ms: middle(({ p50Ms }) => p50Ms),
		p95Ms: middle(({ p95Ms }) => p95Ms),
		mainMs: middle(({ mainMs }) => mainMs),
		browserMs: middle(({ browserMs }) => browserMs),
		fps: middle(({ fps }) => fps),
	};
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function whole(value: number): string {
	return Math.round(value).toLocaleString('en-GB');
}

function ratio(value: number, floor: number | undefined): string {
	return floor === undefined || floor === 0 ? '–' : `${(value / floor).toFixed(2)}×`;
}

export function renderRates(
	{ cells }: Results,
	rates: readonly number[],
	targets: readonly TargetName[],
): string {
	const head = [
		'events/s',
		'page',
		'lost',
		'p50 ms',
		'p95 ms',
		'p95 : floor',
		'main ms/1,000',
		'main : floor',
		'browser ms/1,000',
		'longest task ms',
		'fps',
	];
	const rows = rates.flatMap((rate) => {
		const floor = lineOf(cells, 'floor', rate);
		return targets.flatMap((target) => {
			const line = lineOf(cells, target, rate);
			if (line === undefined) return [];
			const { lost, p50Ms, p95Ms, mainMs, browserMs, longestTaskMs, fps } = line;
			const figures = [lost, p50Ms, p95Ms].map(whole);
			const costs = [
				whole(mainMs),
				ratio(mainMs, floor?.mainMs),
				whole(browserMs),
				whole(longestTaskMs),
				whole(fps),
			];
			return [[whole(rate), target, ...figures, ratio(p95Ms, floor?.p95Ms), ...costs]];
		});
	});
	return table(head, rows);
}

export function renderSoaks({ soaks }: Results): string {
	const head = [
		'page',
		'sent',
		'lost',
		'p50 ms',
		'p95 ms',
		'main ms/1,000',
		'longest task ms',
		'heap MB: before, half, after',
		'nodes: before, half, after',
	];
	const rows = Object.entries(soaks).map(([target, soak]) => [
		target,
		...[soak.sent, soak.lost, soak.p50Ms, soak.p95Ms, soak.mainMs, soak.longestTaskMs].map(whole),
		soak.memory.map(({ heapBytes }) => (heapBytes / MEGABYTE).toFixed(1)).join(', '),
		soak.memory.map(({ nodes }) => whole(nodes)).join(', '),
	]);
	return table(head, rows);
}

export function renderFirstLoad({ firstLoad }: Results): string {
	const shares: [Share, string][] = [
		['core', 'all but chart and sound'],
		['chart', 'chart'],
		['sound', 'sound'],
	];
	const rows = shares.map(([share, name]) => {
		const scripts = firstLoad.filter((script) => script.share === share);
		const late = scripts.filter(({ isBeforeSubscribed }) => !isBeforeSubscribed).length;
		const when =
			late === 0
				? 'before subscribed'
				: late === scripts.length
					? 'after subscribed'
					: `${late} after subscribed`;
		return [
			name,
			String(scripts.length),
			(sumGzip(firstLoad, share) / KILOBYTE).toFixed(1),
			scripts.length === 0 ? '–' : when,
		];
	});
	return table(['JavaScript of the first load', 'files', 'kB gzipped', 'asked for'], rows);
}

/** An aim, what was measured for it, and whether that is enough; undefined when it was not measured. */
interface Aim {
	readonly aim: string;
	readonly value: number | undefined;
	readonly limit: number;
	readonly unit: string;
	/** What the floor had in the same run, where a busy machine alone can miss the aim. */
	readonly floor?: number | undefined;
}

export function renderAims(results: Results): string {
	const { cells, soaks, firstLoad } = results;
	const product = cells.filter(({ target }) => target === 'product');
	const rates = [...new Set(product.map(({ rate }) => rate))];
	const at = (target: TargetName, rate: number) => lineOf(cells, target, rate);
	const over = (value: number | undefined, floor: number | undefined) =>
		value === undefined || floor === undefined ? undefined : value / floor;
	const worst = (values: readonly number[]) => (values.length === 0 ? undefined : Math.max(...values));
	const lines = [
		...rates.flatMap((rate) => at('product', rate) ?? []),
		...(soaks.product ? [soaks.product] : []),
	];
	const floors = [...cells.filter(({ target }) => target === 'floor'), ...(soaks.floor ? [soaks.floor] : [])];
	const [before, , after] = soaks.product?.memory ?? [];
	const growth = (pick: 'heapBytes' | 'nodes') => after && before && after[pick] - before[pick];
	const heap = growth('heapBytes');
	const aims: Aim[] = [
		{ aim: 'nothing lost', value: worst(lines.map(({ lost }) => lost)), limit: 0, unit: '' },
		{
			aim: 'main thread at 1,000/s',
			value: over(at('product', 1000)?.mainMs, at('floor', 1000)?.mainMs),
			limit: 2.5,
			unit: '× floor',
		},
		{
			aim: 'p95 at 10/s',
			value: over(at('product', 10)?.p95Ms, at('floor', 10)?.p95Ms),
			limit: 1.7,
			unit: '× floor',
		},
		{ aim: 'p95 at 1,000/s', value: at('product', 1000)?.p95Ms, limit: 300, unit: ' ms' },
		{
			aim: 'longest task',
			value: worst(lines.map(({ longestTaskMs }) => longestTaskMs)),
			limit: 50,
			unit: ' ms',
			floor: worst(floors.map(({ longestTaskMs }) => longestTaskMs)),
		},
		{ aim: 'heap after the soak', value: heap && heap / MEGABYTE, limit: 10, unit: ' MB more' },
		{ aim: 'nodes after the soak', value: growth('nodes'), limit: 50, unit: ' more' },
		{
			aim: 'first load before chart and sound',
			value: firstLoad.length === 0 ? undefined : sumGzip(firstLoad, 'core') / KILOBYTE,
			limit: 60,
			unit: ' kB gzipped',
		},
	];
	const short = (value: number) => String(Math.round(value * 100) / 100);
	const rows = aims.map(({ aim, value, limit, unit, floor }) => {
		const beside = floor === undefined ? '' : ` (floor ${short(floor)}${unit})`;
		const verdict = value === undefined ? 'not measured' : value <= limit ? 'ok' : 'missed';
		return [
			aim,
			`at most ${limit}${unit}`,
			value === undefined ? '–' : `${short(value)}${unit}${beside}`,
			verdict,
		];
	});
	return table(['aim', 'limit', 'measured', ''], rows);
}
