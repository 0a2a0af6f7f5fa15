/** Rows drawn beyond each edge of what is seen, so that a scroll shows no hole before the next frame. */
export const OVERSCAN = 8;

export interface RowWindow {
	/** Rows to draw, from `first` up to but without `end`. */
	readonly first: number;
	readonly end: number;
	/** Rows that are seen, if only in part. */
	readonly firstSeen: number;
	readonly endSeen: number;
}

/** Which of `count` rows of equal height are seen in a view that is scrolled by `scrolledPx`. */
export function windowOf(count: number, rowPx: number, scrolledPx: number, viewPx: number): RowWindow {
	const within = (row: number) => Math.min(count, Math.max(0, row));
	const firstSeen = within(Math.floor(scrolledPx / rowPx));
	const endSeen = within(Math.ceil((scrolledPx + viewPx) / rowPx));
	return { first: within(firstSeen - OVERSCAN), end: within(endSeen + OVERSCAN), firstSeen, endSeen };
}

/** How far to scroll so that a row is seen whole; as it is when it is seen already. */
export function scrollTo(row: number, rowPx: number, scrolledPx: number, viewPx: number): number {
	const top = row * rowPx;
	return Math.max(0, Math.min(top, Math.max(scrolledPx, top + rowPx - viewPx)));
}
