import { BarController, BarElement, Chart, LinearScale } from 'chart.js';

Chart.register(BarController, BarElement, LinearScale);

export interface Bar {
	/** What stands under the bar, where there is room. */
	readonly label: string;
	readonly value: number;
}

export interface BarPlot {
	/** Draws the bars, unless they are what is drawn already. */
	draw(bars: readonly Bar[], isDimmed: boolean): void;
	destroy(): void;
}

/** Labels under the axis: every so many bars, counted back from the last. */
const LABEL_EVERY = 15;

/** A bar plot on a canvas whose parent gives it its size. Colours are the page's tokens, read again when the theme turns. */
export function createBarPlot(canvas: HTMLCanvasElement): BarPlot {
	let bars: readonly Bar[] = [];
	let isDimmed = false;
	let drawn = '';
	let isGone = false;

	const token = (name: string) => getComputedStyle(canvas).getPropertyValue(`--${name}`).trim();
	const font = { family: getComputedStyle(canvas).fontFamily, size: 12 };
	const isMarked = (value: number) => (bars.length - 1 - value) % LABEL_EVERY === 0;

	const chart = new Chart(canvas, {
		type: 'bar',
		data: { datasets: [{ data: [], barPercentage: 0.9, categoryPercentage: 0.75 }] },
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
					border: { color: token('line-2') },
					grid: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = bars.map((_, value) => ({ value })).filter(({ value }) => isMarked(value));
					},
					ticks: {
						autoSkip: false,
						maxRotation: 0,
						color: () => token('ink-3'),
						font,
						callback: (value) => bars[Number(value)]?.label ?? '',
					},
				},
				y: {
					position: 'right',
					beginAtZero: true,
					suggestedMax: 4,
					border: { display: false },
					grid: { color: () => token('line'), drawTicks: false },
					ticks: { precision: 0, maxTicksLimit: 5, padding: 8, color: () => token('ink-3'), font },
				},
			},
		},
	});

	const repaint = () => {
		const set = chart.data.datasets[0];
		if (set === undefined) return;
		set.backgroundColor = bars.map((_, index) =>
			token(isDimmed ? 'ink-3' : index === bars.length - 1 ? 'ink' : 'ink-2'),
		);
		const axis = chart.options.scales?.['x'];
		if (axis?.border) axis.border.color = token('line-2');
		chart.update('none');
	};

	const theme = matchMedia('(prefers-color-scheme: light)');
	const attribute = new MutationObserver(repaint);
	theme.addEventListener('change', repaint);
	// A canvas does not wait for its font as text does.
	void document.fonts.ready.then(() => !isGone && repaint());
	attribute.observe(document.documentElement, { attributeFilter: ['data-theme'] });

	return {
		draw(next, dimmed) {
			const key = JSON.stringify([next, dimmed]);
			if (key === drawn) return;
			drawn = key;
			bars = next;
			isDimmed = dimmed;
			const set = chart.data.datasets[0];
			if (set !== undefined)
				set.data = next.map(({ value }, x) => ({ x, y: value })) as unknown as typeof set.data;
			if (chart.options.scales?.['x']) chart.options.scales['x'].max = next.length - 0.5;
			repaint();
		},
		destroy() {
			isGone = true;
			theme.removeEventListener('change', repaint);
			attribute.disconnect();
			chart.destroy();
		},
	};
}
