/** Two counts side by side under one name each, as bars that lie: what went well is filled, what did not is an outline. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import { followPage, lookOf, type Plot } from './plot.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export interface Pair {
	readonly name: string;
	readonly good: number;
	readonly bad: number;
}

/** Names longer than this are cut: the bars need the room. */
const NAME_LENGTH = 18;

/** A plot on a canvas whose parent gives it its size. */
export function createMethodPlot(canvas: HTMLCanvasElement): Plot<readonly Pair[]> {
	let pairs: readonly Pair[] = [];
	let isDimmed = false;
	let drawn = '';

	const chart = new Chart<'bar', number[], string>(canvas, {
		type: 'bar',
		data: { labels: [], datasets: [] },
		options: {
			indexAxis: 'y',
			animation: false,
			events: [],
			responsive: true,
			maintainAspectRatio: false,
			scales: {
				x: { stacked: true, beginAtZero: true, ticks: { precision: 0, maxTicksLimit: 6 } },
				y: { stacked: true, grid: { display: false }, ticks: { autoSkip: false } },
			},
		},
	});

	function repaint(): void {
		const { token, font, isRightToLeft } = lookOf(canvas);
		const { x, y } = chart.options.scales ?? {};
		if (x) {
			x.reverse = isRightToLeft;
			x.border = { display: false };
			x.grid = { color: token('line'), drawTicks: false };
			x.ticks = { ...x.ticks, color: token('ink-3'), font };
		}
		if (y) {
			y.position = isRightToLeft ? 'right' : 'left';
			y.border = { color: token('line-2') };
			y.ticks = { ...y.ticks, color: token('ink-2'), font };
		}
		const bars = { maxBarThickness: 16, categoryPercentage: 0.7 };
		chart.data.labels = pairs.map(({ name }) =>
			name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH)}…` : name,
		);
		chart.data.datasets = [
			{ ...bars, data: pairs.map(({ good }) => good), backgroundColor: token(isDimmed ? 'ink-3' : 'ink-2') },
			{
				...bars,
				data: pairs.map(({ bad }) => bad),
				backgroundColor: 'transparent',
				borderColor: token(isDimmed ? 'ink-3' : 'ink'),
				borderWidth: 1,
				borderSkipped: false,
			},
		];
		chart.update('none');
	}

	const unfollow = followPage(repaint);

	return {
		draw(next, dimmed) {
			const key = JSON.stringify([next, dimmed]);
			if (key === drawn) return;
			drawn = key;
			pairs = next;
			isDimmed = dimmed;
			repaint();
		},
		destroy() {
			unfollow();
			chart.destroy();
		},
	};
}
