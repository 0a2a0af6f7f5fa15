import type { Density, OrderColumn } from '$lib/domain/order-list.ts';
import type { OrderQuery, OrderSort } from '$lib/domain/order-query.ts';

export interface ColumnLook {
	readonly name: OrderColumn;
	readonly sort: OrderSort | null;
	/** Null takes what the others leave. */
	readonly widthPx: number | null;
}

/** In the order in which they stand, whichever of them are chosen. */
export const COLUMNS: readonly ColumnLook[] = [
	{ name: 'number', sort: 'number', widthPx: 136 },
	{ name: 'status', sort: 'status', widthPx: 152 },
	{ name: 'customer', sort: 'customer', widthPx: 168 },
	{ name: 'items', sort: null, widthPx: null },
	{ name: 'stay', sort: null, widthPx: 100 },
	{ name: 'placed', sort: 'placed', widthPx: 140 },
	{ name: 'changed', sort: 'changed', widthPx: 148 },
	{ name: 'source', sort: null, widthPx: 104 },
	{ name: 'total', sort: 'total', widthPx: 144 },
];

/** On a phone each has a second line for one of the others. */
const NARROW: readonly ColumnLook[] = [
	{ name: 'number', sort: 'number', widthPx: null },
	{ name: 'status', sort: 'status', widthPx: 120 },
	{ name: 'total', sort: 'total', widthPx: 116 },
];

/** What a column without a width of its own needs at least. */
const LEAST_PX = 124;

/** The columns to draw. The order's own is always there: it opens the row. */
export function columnsOf(
	chosen: readonly OrderColumn[],
	hasStays: boolean,
	isNarrow: boolean,
): readonly ColumnLook[] {
	if (isNarrow) return NARROW;
	return COLUMNS.filter(
		({ name }) => name === 'number' || (chosen.includes(name) && (name !== 'stay' || hasStays)),
	);
}

/** Narrower than this, the table is scrolled sideways. */
export function leastWidthPx(columns: readonly ColumnLook[]): number {
	return columns.reduce((sum, { widthPx }) => sum + (widthPx ?? LEAST_PX), 0);
}

const ROW_PX: Readonly<Record<Density, number>> = { compact: 32, regular: 40, roomy: 52 };
const NARROW_PX = 60;
const FINGER_PX = 44;

/** How high a row is: at least as high as what touches it. */
export function rowPxOf(density: Density, isNarrow: boolean, isCoarse: boolean): number {
	if (isNarrow) return NARROW_PX;
	return Math.max(ROW_PX[density], isCoarse ? FINGER_PX : 0);
}

const DOWN_FIRST: readonly OrderSort[] = ['placed', 'changed', 'total'];

/** The query after a press on a heading: the other way round, or by another column, the latest or largest first. */
export function sortedBy(query: OrderQuery, sort: OrderSort): OrderQuery {
	const isDescending = query.sort === sort ? !query.isDescending : DOWN_FIRST.includes(sort);
	return { ...query, sort, isDescending };
}
