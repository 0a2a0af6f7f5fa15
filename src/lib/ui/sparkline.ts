/** The geometry of a small line under a figure, in hundredths of its box: x from the start, y from the bottom. */

interface Stretch {
	readonly from: number;
	readonly until: number;
}

export interface Spark {
	/** SVG path data in a box of 100 by 100, y downwards; empty where no two neighbours are known. */
	readonly path: string;
	/** Where the latest known value stands. */
	readonly end: { readonly x: number; readonly y: number } | null;
	/** Where nobody told. */
	readonly unknown: readonly Stretch[];
}

interface Shape {
	/** False: drawn from its lowest value up, for what never comes near to nought. */
	readonly isFromZero: boolean;
	/** Nothing arrives any more: the end is hatched, wide enough to be seen. */
	readonly isCut: boolean;
}

/** A young day is drawn at the end of its line, not stretched over all of it. */
const STEPS_AT_LEAST = 8;
const CUT_AT_LEAST = 100 / 8;
/** Room for the stroke and the dot. */
const LOWEST = 6;
const HIGHEST = 90;
const LAST_X = 98;

/** The line through values one step apart, oldest first; null is a step that nobody knows. */
export function sparkOf(values: readonly (number | null)[], { isFromZero, isCut }: Shape): Spark {
	const known = values.filter((value) => value !== null);
	const last = values.findLastIndex((value) => value !== null);
	const span = Math.max(values.length, STEPS_AT_LEAST) - 1;
	const told = span - (values.length - 1 - last);
	const reach = isCut ? Math.min(LAST_X, 100 - CUT_AT_LEAST, (told / span) * LAST_X) : (told / span) * LAST_X;
	const x = (index: number) => (told <= 0 ? reach : ((told - (last - index)) / told) * reach);
	const top = Math.max(...known, isFromZero ? 1 : -Infinity);
	const bottom = isFromZero ? Math.min(0, ...known) : Math.min(...known);
	const y = (value: number) =>
		top === bottom
			? isFromZero
				? LOWEST
				: HIGHEST
			: LOWEST + ((value - bottom) / (top - bottom)) * (HIGHEST - LOWEST);
	const latest = values[last];
	return {
		path: pathOf(values, x, y),
		end: latest === undefined || latest === null ? null : { x: round(x(last)), y: round(y(latest)) },
		unknown: unknownOf(values, last, x, isCut),
	};
}

function pathOf(
	values: readonly (number | null)[],
	x: (index: number) => number,
	y: (value: number) => number,
): string {
	let path = '';
	for (const [index, value] of values.entries()) {
		if (value === null) continue;
		const isJoined = index > 0 && values[index - 1] !== null;
		if (!isJoined && (values[index + 1] ?? null) === null) continue;
		path += `${isJoined ? 'L' : 'M'}${round(x(index))} ${round(100 - y(value))}`;
	}
	return path;
}

function unknownOf(
	values: readonly (number | null)[],
	last: number,
	x: (index: number) => number,
	isCut: boolean,
): readonly Stretch[] {
	if (last === -1) return isCut ? [{ from: 0, until: 100 }] : [];
	const stretches: Stretch[] = [];
	let from: number | null = values[0] === null ? 0 : null;
	for (let index = 0; index <= last; index += 1) {
		if (values[index] === null) from ??= round(x(index - 1));
		else if (from !== null) {
			stretches.push({ from, until: round(x(index)) });
			from = null;
		}
	}
	return isCut ? [...stretches, { from: round(x(last)), until: 100 }] : stretches;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
