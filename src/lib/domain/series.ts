/**
 * The shop's day in quarter hours: what was created in each, and how the counters stood at its end.
 *
 * Of the counters only the changes are kept, and how they stood is reckoned back from how they stand: so what arrives out
 * of order falls into its own step and moves every later one. Steps count from the day's first moment, so the day on which
 * the clocks turn has 92 or 100 of them. Of past days no more is kept than a comparison with the same weekday needs.
 */
import type { Money } from '../contract/events.ts';
import { zoneOffset } from '../contract/zone.ts';
import { isWithin, type ShopDay } from './day.ts';
import { selectOrdersToday, type Figures } from './figures.ts';
import type { Gap } from './rate.ts';

export const STEP_MS = 900_000;
/** Today, and the same weekday a week before with those between. */
export const DAYS_KEPT = 8;
/** Currencies whose takings are kept by step; the figures tell more of them apart. */
export const SERIES_CURRENCIES = 8;

const DAY_MS = 86_400_000;
/** `6 since 13:00`: so many steps back. */
const STEPS_OF_AN_HOUR = 4;

/** One number a step; steps after the last one told are noughts. */
type Column = readonly number[];

/** A counter that stands rather than being counted anew each day. */
export type Standing = 'pending' | 'confirmed' | 'total';

export interface DaySeries extends ShopDay {
	/** When the shop first stated its own totals on this day, epoch ms: from then on a day that began unseen is whole. */
	readonly statedAt: number | null;
	/** Orders created. */
	readonly orders: Column;
	/** What they bring, in minor units by currency. */
	readonly revenue: ReadonlyMap<string, Column>;
	/** Changes of the counters. */
	readonly moves: Readonly<Record<Standing, Column>>;
	/** Of a day that is over: how much more its figures held than was counted by step. */
	readonly beyond: { readonly orders: number; readonly revenue: ReadonlyMap<string, number> } | null;
	/** Some of it never arrived: nothing is compared with it. */
	readonly isBroken: boolean;
}

/** Oldest first; the last is the latest day. */
export type Series = readonly DaySeries[];

const NO_MOVES: DaySeries['moves'] = { pending: [], confirmed: [], total: [] };

function createDay(day: ShopDay): DaySeries {
	return {
		...day,
		statedAt: null,
		orders: [],
		revenue: new Map(),
		moves: NO_MOVES,
		beyond: null,
		isBroken: false,
	};
}

/** A series that begins on this day. */
export function createSeries(day: ShopDay): Series {
	return [createDay(day)];
}

/** The series on a new day; `figures` are those of the day that is over. A clock put back takes the days after with it. */
export function turnSeries(series: Series, day: ShopDay, figures: Figures): Series {
	const past = series.filter(({ from }) => from < day.from).map((each) => closeDay(each, figures));
	return [...past, series.find(({ name }) => name === day.name) ?? createDay(day)].slice(-DAYS_KEPT);
}

function closeDay(day: DaySeries, figures: Figures): DaySeries {
	if (day.beyond !== null || day.name !== figures.day) return { ...day, moves: NO_MOVES };
	const revenue = [...day.revenue].map(
		([currency, column]) => [currency, (figures.revenue.get(currency) ?? 0) - sum(column)] as const,
	);
	const beyond = { orders: selectOrdersToday(figures) - sum(day.orders), revenue: new Map(revenue) };
	return { ...day, moves: NO_MOVES, beyond };
}

/** What one order of a day brings to its step. */
export interface OrderShare {
	/** Epoch ms of its creation. */
	readonly at: number;
	readonly orders: number;
	/** Null where it brings no money. */
	readonly takings: Money | null;
}

/** Counts an order in the step of its creation; `sign` −1 takes out what it was worth before. */
export function countShare(series: Series, { at, orders, takings }: OrderShare, sign: 1 | -1 = 1): Series {
	if (orders === 0 && takings === null) return series;
	return changeDay(series, at, (day) => {
		const step = stepOf(day, at);
		const counted = orders === 0 ? day : { ...day, orders: add(day.orders, step, sign * orders) };
		if (takings === null) return counted;
		const { currency, minor } = takings;
		const column = day.revenue.get(currency);
		if (column === undefined && day.revenue.size >= SERIES_CURRENCIES) return counted;
		return {
			...counted,
			revenue: new Map(day.revenue).set(currency, add(column ?? [], step, sign * minor)),
		};
	});
}

type Counters = Readonly<Record<Standing, number>>;

/** Notes that the counters went from `before` to `after` at a moment of the latest day, epoch ms. */
export function noteMoves(series: Series, before: Counters, after: Counters, at: number): Series {
	const day = series.at(-1);
	if (day === undefined) return series;
	const step = stepOf(day, at);
	const move = (name: Standing) => add(day.moves[name], step, after[name] - before[name]);
	const moves = { pending: move('pending'), confirmed: move('confirmed'), total: move('total') };
	if (moves.pending === day.moves.pending && moves.confirmed === day.moves.confirmed) {
		if (moves.total === day.moves.total) return series;
	}
	return [...series.slice(0, -1), { ...day, moves }];
}

/** Notes that the shop stated its own totals, as of a moment in epoch ms. */
export function noteStatement(series: Series, at: number): Series {
	return changeDay(series, at, (day) => (day.statedAt === null ? { ...day, statedAt: at } : day));
}

/** Days of which something is missing for good; today’s figures may be made whole by the shop itself. */
export function breakDays(series: Series, missing: Gap): Series {
	const today = series.at(-1);
	return series.map((day) =>
		day !== today && isTouched(day.from, day.until, missing) ? { ...day, isBroken: true } : day,
	);
}

export interface SeriesView {
	/** When the day began, epoch ms. */
	readonly from: number;
	/** The steps of today up to now, oldest first; null where nobody counted. The running step is its last quarter hour. */
	readonly orders: readonly (number | null)[];
	/** In the base currency, minor units. */
	readonly revenue: readonly (number | null)[];
	readonly standing: Readonly<Record<Standing, readonly (number | null)[]>>;
	/** Orders created and money taken a week ago at this time of the day; null when that is not known. */
	readonly weekAgo: {
		readonly at: number;
		readonly orders: number;
		/** In the base currency; null where it was not kept. */
		readonly revenue: number | null;
	} | null;
	/** How many were confirmed at the end of the step an hour ago; null when that is not known. */
	readonly hourAgo: { readonly at: number; readonly confirmed: number } | null;
}

export interface SeriesFacts {
	readonly figures: Figures;
	/** When counting began, epoch ms. */
	readonly since: number;
	readonly missing: Gap | null;
	/** Since when nothing arrives, epoch ms; null while the line is good. */
	readonly lostAt: number | null;
	readonly currency: string;
	readonly zone: string;
}

const NOTHING_KNOWN: SeriesView = {
	from: 0,
	orders: [],
	revenue: [],
	standing: { pending: [], confirmed: [], total: [] },
	weekAgo: null,
	hourAgo: null,
};

/** Today in steps as it stands at `now`, and the same weekday before, epoch ms. */
export function selectSeries(series: Series, facts: SeriesFacts, now: number): SeriesView {
	const day = series.at(-1);
	if (day === undefined || now < day.from) return NOTHING_KNOWN;
	const size = stepOf(day, now) + 1;
	const { figures, since, lostAt } = facts;
	const isKnown = (step: number) => {
		const from = day.from + step * STEP_MS;
		return from + STEP_MS > since && (lostAt === null || from < lostAt);
	};
	const known = (values: readonly number[]) => values.map((value, step) => (isKnown(step) ? value : null));
	const elapsed = Math.min(1, (now - day.from) / STEP_MS - (size - 1));
	const flow = (column: Column) => known(lastQuarter(cut(column, size), elapsed));
	const stood = (name: Standing) => known(reckonBack(day.moves[name], figures[name], size));
	const confirmed = stood('confirmed');
	return {
		from: day.from,
		orders: flow(day.orders),
		revenue: flow(day.revenue.get(facts.currency) ?? []),
		standing: { pending: stood('pending'), confirmed, total: stood('total') },
		weekAgo: selectWeekAgo(series, day, facts, now),
		hourAgo: hourAgoOf(day, confirmed),
	};
}

/** The running step would always be low: it is drawn with that part of the one before that is not an age of a step old. */
function lastQuarter(values: readonly number[], elapsed: number): readonly number[] {
	const last = values.length - 1;
	const before = values[last - 1] ?? 0;
	return values.map((value, step) => (step === last ? Math.round(value + before * (1 - elapsed)) : value));
}

function reckonBack(moves: Column, now: number, size: number): readonly number[] {
	const values: number[] = [];
	let value = now;
	for (let step = Math.max(size, moves.length) - 1; step >= 0; step -= 1) {
		if (step < size) values.push(value);
		value -= moves[step] ?? 0;
	}
	return values.reverse();
}

function hourAgoOf(day: DaySeries, confirmed: readonly (number | null)[]): SeriesView['hourAgo'] {
	const step = confirmed.length - 2 - STEPS_OF_AN_HOUR;
	const value = confirmed[step] ?? null;
	return value === null ? null : { at: day.from + (step + 1) * STEP_MS, confirmed: value };
}

function selectWeekAgo(
	series: Series,
	today: DaySeries,
	{ since, missing, currency, zone }: SeriesFacts,
	now: number,
): SeriesView['weekAgo'] {
	const at = sameTimeOnDay(now, -7, zone);
	const day = series.find((each) => each !== today && isWithin(each, at));
	if (day === undefined || day.isBroken || missing !== null) return null;
	const isWhole = (of: DaySeries, by: number) =>
		since <= of.from || (of.statedAt !== null && of.statedAt <= by);
	if (!isWhole(today, now) || !isWhole(day, at)) return null;
	const until = (column: Column) => countUntil(column, (at - day.from) / STEP_MS);
	const taken = day.revenue.get(currency) ?? (day.revenue.size < SERIES_CURRENCIES ? [] : null);
	return {
		at,
		orders: until(day.orders) + (day.beyond?.orders ?? 0),
		revenue: taken === null ? null : until(taken) + (day.beyond?.revenue.get(currency) ?? 0),
	};
}

/** The same time on the wall so many days away, whatever the clocks did in between. */
function sameTimeOnDay(now: number, days: number, zone: string): number {
	const wall = now + zoneOffset(now, zone) + days * DAY_MS;
	const guess = wall - zoneOffset(now + days * DAY_MS, zone);
	return wall - zoneOffset(guess, zone);
}

/** The sum of whole steps, and of the one under way its even share. */
function countUntil(column: Column, steps: number): number {
	const whole = Math.floor(steps);
	return sum(column.slice(0, whole)) + Math.round((column[whole] ?? 0) * (steps - whole));
}

function isTouched(from: number, until: number, gap: Gap): boolean {
	return gap.from < until && (gap.until === null || gap.until > from);
}

function changeDay(series: Series, at: number, change: (day: DaySeries) => DaySeries): Series {
	const held = series.find((day) => isWithin(day, at));
	if (held === undefined) return series;
	return series.map((day) => (day === held ? change(day) : day));
}

/** What came a little before or after the day belongs to its edge. */
function stepOf({ from, until }: ShopDay, at: number): number {
	const last = Math.ceil((until - from) / STEP_MS) - 1;
	return Math.min(last, Math.max(0, Math.floor((at - from) / STEP_MS)));
}

function add(column: Column, step: number, amount: number): Column {
	if (amount === 0) return column;
	const next = column.slice();
	while (next.length <= step) next.push(0);
	next[step] = (next[step] ?? 0) + amount;
	return next;
}

function cut(column: Column, size: number): readonly number[] {
	return Array.from({ length: size }, (_, step) => column[step] ?? 0);
}

function sum(column: Column): number {
	return column.reduce((total, value) => total + value, 0);
}
