/** The last hour as two plots of it, and as a sentence under each. */
import { formatQuantity, formatTime, writeMoney } from '$lib/domain/format.ts';
import type { Bar, MinuteState, Rate } from '$lib/domain/rate.ts';
import { say } from '$lib/words/words.ts';

const MINUTE_MS = 60_000;
const LABEL_EVERY = 15;
/** Nearer than this to the last minute a time would stand in its way. */
const LABEL_APART = 8;

/** Those of which nobody told at the time, whether or not they were filled in since. */
export function isHatched(state: MinuteState): boolean {
	return state === 'gap' || state === 'recovered' || state === 'checked' || state === 'unseen';
}

/** The times under the axis: each full quarter hour, and the running minute. */
export function labelsOf(bars: readonly { readonly at: number }[], zone: string): readonly string[] {
	const last = bars.length - 1;
	return bars.map(({ at }, index) => {
		const isQuarter = (at / MINUTE_MS) % LABEL_EVERY === 0;
		const isShown = index === last || (isQuarter && last - index >= LABEL_APART && index >= 2);
		return isShown ? formatTime(at, zone) : '';
	});
}

/** One of the two plots; `value` says what is drawn of a minute. */
export function pointsOf(bars: readonly Bar[], labels: readonly string[], value: (bar: Bar) => number) {
	return bars.map((bar, index) => {
		const isUntold = (bar.state === 'gap' || bar.state === 'unseen') && bar.count === 0;
		return {
			value: isUntold ? null : value(bar),
			label: labels[index] ?? '',
			look: lookOf(bar.state),
			isHatched: isHatched(bar.state),
		};
	});
}

function lookOf(state: MinuteState) {
	if (state === 'recovered') return 'hollow' as const;
	return state === 'running' ? ('running' as const) : ('plain' as const);
}

/** The most telling reason for a hatch; null where there is none. */
export function hatchOf({ bars }: Rate): 'recovered' | 'gap' | 'checked' | 'unseen' | null {
	const states = new Set(bars.map(({ state }) => state));
	return (['gap', 'recovered', 'checked', 'unseen'] as const).find((state) => states.has(state)) ?? null;
}

/** From here on an amount is told in thousands: `131K`. */
const SHORT_FROM = 10_000;
const compact = new Map<string, Intl.NumberFormat>();

/** `300`, `0.5`, `131K`: an amount beside a line of the grid, where the currency stands elsewhere. */
export function formatTick(minor: number, currency: string): string {
	const amount = Number(writeMoney({ currency, minor }));
	if (Math.abs(amount) < SHORT_FROM) return formatQuantity(amount);
	const { numbers } = say().locale;
	const format =
		compact.get(numbers) ?? new Intl.NumberFormat(numbers, { notation: 'compact', maximumFractionDigits: 1 });
	compact.set(numbers, format);
	return format.format(amount);
}
