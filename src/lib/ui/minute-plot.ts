/** A minute beside a minute, as bars or as a step line, with a hatch over those that nobody told of. */
import {
	BarController,
	BarElement,
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	type ChartDataset,
	type Plugin,
} from 'chart.js';
import { followPage, hatch, lookOf, type Plot } from './plot.ts';

Chart.register(BarController, BarElement, LinearScale, LineController, LineElement, PointElement);

export interface Minute {
	/** Null where nothing is known: no bar, and a hole in the line. */
	readonly value: number | null;
	/** Stands under the axis; empty for most. */
	readonly label: string;
	/** `running` is brighter than the rest, `hollow` was filled in afterwards. */
	readonly look: 'plain' | 'running' | 'hollow';
	readonly isHatched: boolean;
}

export interface Minutes {
	readonly points: readonly Minute[];
	/** The axis reaches this far at least. */
	readonly reach: number;
	/** What stands beside a line of the grid. */
	readonly formatTick: (value: number) => string;
}

/** Two plots on one time axis must begin and end in the same place. */
const AXIS_WIDTH = 40;

interface Kind {
	readonly type: 'bar' | 'line';
	/** The upper of two plots leaves the times to the lower one. */
	readonly hasTimes: boolean;
}

/** A plot on a canvas whose parent gives it its size. */
export function createMinutePlot(canvas: HTMLCanvasElement, { type, hasTimes }: Kind): Plot<Minutes> {
	let data: Minutes = { points: [], reach: 1, formatTick: String };
	let isDimmed = false;
	let drawn = '';
	let look = lookOf(canvas);

	const hatches: Plugin<'bar' | 'line'> = {
		id: 'hatches',
		beforeDatasetsDraw({ ctx, chartArea, scales: { x } }) {
			if (x === undefined) return;
			for (const { from, until } of stretches(data.points)) {
				const edges = [x.getPixelForValue(from - 0.5), x.getPixelForValue(until + 0.5)];
				const left = Math.min(...edges);
				const width = Math.max(...edges) - left;
				hatch(ctx, { left, top: chartArea.top, width, height: chartArea.height }, look.token('stale'));
			}
		},
	};

	const chart = new Chart<'bar' | 'line'>(canvas, {
		type,
		data: { datasets: [] },
		plugins: [hatches],
		options: {
			animation: false,
			parsing: false,
			events: [],
			responsive: true,
			maintainAspectRatio: false,
			layout: { padding: { top: 6 } },
			scales: {
				x: {
					type: 'linear',
					offset: false,
					min: -0.5,
					grid: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = data.points
							.map((_, value) => ({ value }))
							.filter(({ value }) => data.points[value]?.label);
					},
					ticks: {
						display: hasTimes,
						autoSkip: false,
						maxRotation: 0,
						padding: 2,
						callback: (value) => data.points[Number(value)]?.label ?? '',
					},
				},
				y: {
					beginAtZero: true,
					border: { display: false },
					afterFit: (axis) => {
						axis.width = AXIS_WIDTH;
					},
					ticks: {
						precision: 0,
						maxTicksLimit: 4,
						padding: 8,
						callback: (value) => data.formatTick(Number(value)),
					},
				},
			},
		},
	});

	function repaint(): void {
		look = lookOf(canvas);
		const { token, font, isRightToLeft } = look;
		const { x, y } = chart.options.scales ?? {};
		if (x) {
			x.reverse = isRightToLeft;
			x.max = data.points.length - 0.5;
			x.border = { color: token('line-2') };
			x.ticks = { ...x.ticks, color: token('ink-3'), font };
		}
		if (y) {
			y.position = isRightToLeft ? 'left' : 'right';
			y.suggestedMax = data.reach;
			y.grid = { color: token('line'), drawTicks: false };
			y.ticks = { ...y.ticks, color: token('ink-3'), font };
		}
		const set = type === 'bar' ? barsOf(data.points, token, isDimmed) : lineOf(data.points, token, isDimmed);
		chart.data.datasets = [set];
		chart.update('none');
	}

	const unfollow = followPage(repaint);

	return {
		draw(next, dimmed) {
			const key = JSON.stringify([next.points, next.reach, next.formatTick(0.5), dimmed]);
			if (key === drawn) return;
			drawn = key;
			data = next;
			isDimmed = dimmed;
			repaint();
		},
		destroy() {
			unfollow();
			chart.destroy();
		},
	};
}

type Token = (name: string) => string;

const placed = (points: readonly Minute[]) => points.map(({ value }, x) => ({ x, y: value }));

function barsOf(points: readonly Minute[], token: Token, isDimmed: boolean): ChartDataset<'bar' | 'line'> {
	const colour = ({ look }: Minute) =>
		look === 'hollow' ? 'transparent' : token(isDimmed ? 'ink-3' : look === 'running' ? 'ink' : 'ink-2');
	return {
		type: 'bar',
		data: placed(points) as never,
		barPercentage: 0.9,
		categoryPercentage: 0.75,
		backgroundColor: points.map(colour),
		borderColor: token('stale'),
		borderSkipped: false,
		borderWidth: points.map(({ look, value }) => (look === 'hollow' && value !== 0 ? 1 : 0)),
	};
}

function lineOf(points: readonly Minute[], token: Token, isDimmed: boolean): ChartDataset<'bar' | 'line'> {
	return {
		type: 'line',
		data: placed(points) as never,
		// A minute is as wide as its bar: the step is between two of them.
		stepped: 'middle',
		borderColor: token(isDimmed ? 'ink-stale' : 'ink'),
		borderWidth: 1.5,
		borderJoinStyle: 'round',
		pointRadius: 0,
	};
}

function stretches(points: readonly Minute[]): { from: number; until: number }[] {
	const found: { from: number; until: number }[] = [];
	for (const [index, { isHatched }] of points.entries()) {
		if (!isHatched) continue;
		const last = found.at(-1);
		if (last !== undefined && last.until === index - 1) last.until = index;
		else found.push({ from: index, until: index });
	}
	return found;
}
