/** What a figure’s small line says in words. */
import { formatCount, formatPercent, formatTime } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

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
