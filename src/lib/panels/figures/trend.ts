/** What a figure’s small line and its difference say in words. */
import { formatCount, formatDate, formatPercent, formatTime } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

export interface Difference {
	/** Null where nothing changed: no triangle then. */
	readonly direction: 'up' | 'down' | null;
	readonly text: string;
}

interface Moment {
	/** Epoch ms. */
	readonly at: number;
	readonly zone: string;
}

function directionOf(by: number): Difference['direction'] {
	return by === 0 ? null : by > 0 ? 'up' : 'down';
}

function versus(figure: string, { at, zone }: Moment): string {
	const [weekday = ''] = formatDate(at, zone).split(/[\s,]/);
	return say().figures.versus(figure, weekday, formatTime(at, zone));
}

/** `112 vs last Tue, 14:06` */
export function countVersus(now: number, then: number, moment: Moment): Difference {
	return { direction: directionOf(now - then), text: versus(formatCount(Math.abs(now - then)), moment) };
}

/** `8.4 % vs last Tue, 14:06`; null where nothing was taken then: no share can be told. */
export function shareVersus(now: number, then: number, moment: Moment): Difference | null {
	if (then <= 0) return null;
	const share = Math.abs(now - then) / then;
	return { direction: directionOf(now - then), text: versus(formatPercent(share), moment) };
}

/** `6 since 13:00` */
export function changeSince(now: number, then: number, { at, zone }: Moment): Difference {
	const figure = formatCount(Math.abs(now - then));
	return {
		direction: directionOf(now - then),
		text: say().figures.sinceTime(figure, formatTime(at, zone)),
	};
}

const QUARTER_MS = 900_000;

/** The line of a day in a sentence: its highest quarter hour. The running one is left out while there are others. */
export function describeDay(
	label: string,
	values: readonly (number | null)[],
	from: number,
	zone: string,
	format: (value: number) => string = formatCount,
): string {
	const words = say().figures;
	const first = values.findIndex((value) => value !== null);
	const since = formatTime(from + Math.max(0, first) * QUARTER_MS, zone);
	const highest = values
		.slice(0, -1)
		.reduce<{ value: number; index: number } | null>(
			(best, value, index) => (value !== null && value > (best?.value ?? 0) ? { value, index } : best),
			null,
		);
	const what =
		highest === null
			? words.notYet
			: words.highest(format(highest.value), formatTime(from + highest.index * QUARTER_MS, zone));
	return `${words.byQuarter(label, since)}: ${what}`;
}

const FIVE_MINUTES_MS = 300_000;

/** The line of an hour of shares in a sentence: its lowest five minutes. */
export function describeHour(
	label: string,
	values: readonly (number | null)[],
	now: number,
	zone: string,
): string {
	const words = say().figures;
	const lowest = values.reduce<{ value: number; index: number } | null>(
		(least, value, index) =>
			value !== null && value < (least?.value ?? Infinity) ? { value, index } : least,
		null,
	);
	const at = (index: number) => now - (values.length - index) * FIVE_MINUTES_MS;
	const what =
		lowest === null
			? words.notYet
			: words.lowest(formatPercent(lowest.value), formatTime(at(lowest.index), zone));
	return `${words.bySteps(label)}: ${what}`;
}
