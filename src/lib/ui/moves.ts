import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

const EASING = 'cubic-bezier(.2, .7, .2, 1)';
const ROW = { duration: 360, easing: EASING } as const;
const WORD = { duration: 240, easing: EASING } as const;
/** A row pushed further than this came from a jump of the list, not from a new neighbour. */
const FURTHEST = 4;

/** Where a row stands. */
export interface Place {
	/** From 0. */
	readonly index: number;
	/** A CSS length from the top of the list. */
	readonly top: string;
}

interface Move {
	/** Null while the list stands still under a reader. */
	readonly place: () => Place | null;
	/** Whether the row has just arrived: it comes in from above. One that is not new but in another place glides there. */
	readonly isNew: () => boolean;
	/** False while rows come faster than an eye can follow, and on the first paint. */
	readonly isCalm: () => boolean;
}

/** Nobody looks at a hidden page; it must not make up for what would have moved. */
function mayMove(): boolean {
	return !document.hidden && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Lets a row follow its place in the list by transform: the rows themselves take no part in the layout of each other. */
export function moves({ place, isNew, isCalm }: Move): Attachment<HTMLElement> {
	let last: Place | null | undefined;
	return (row) => {
		const next = place();
		const before = last;
		last = next;
		if (next === null || before === null || before?.top === next.top) return;
		if (!untrack(isCalm) || !mayMove()) return;
		if ((before === undefined || next.index < before.index) && untrack(isNew)) {
			row.animate([{ opacity: 0, transform: 'translateY(-14px)' }, {}], ROW);
		} else if (before !== undefined && Math.abs(next.index - before.index) <= FURTHEST) {
			// Added to what still runs, so that a second push takes over in full flight.
			const from = `translateY(calc((${before.top}) - (${next.top})))`;
			row.animate([{ transform: from }, { transform: 'translateY(0px)' }], { ...ROW, composite: 'add' });
		}
	};
}

/** Slides a glyph and its word in when they change, never when they are first drawn. `word` names what is shown. */
export function slidesIn(word: () => string, isCalm: () => boolean): Attachment<HTMLElement> {
	let last: string | undefined;
	return (element) => {
		const next = word();
		const before = last;
		last = next;
		if (before === undefined || before === next || !untrack(isCalm) || !mayMove()) return;
		const from = element.matches(':dir(rtl)') ? 6 : -6;
		element.animate([{ opacity: 0, transform: `translateX(${from}px)` }, {}], WORD);
	};
}

/** Rolls a digit in as it is drawn: from below when the figure grows, from above when it shrinks. */
export function rollsIn(isCalm: () => boolean, isGrowing: () => boolean): Attachment<HTMLElement> {
	return (digit) =>
		untrack(() => {
			if (!isCalm() || !mayMove()) return;
			const from = `translateY(${isGrowing() ? 70 : -70}%)`;
			digit.animate([{ opacity: 0, transform: from }, {}], WORD);
		});
}
