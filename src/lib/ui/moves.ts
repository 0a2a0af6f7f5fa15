import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

const TIMING = { duration: 360, easing: 'cubic-bezier(.2, .7, .2, 1)' } as const;
/** A row pushed further than this came from a jump of the list, not from a new neighbour. */
const FURTHEST = 4;

/**
 * Lets a row of fixed height follow its place in the list by transform, without measuring the others: one that is new
 * or rises slides in from above, one that is pushed down slides down. `place` gives null while rows should stand still.
 */
export function moves(place: () => number | null, isNew: () => boolean): Attachment<HTMLElement> {
	let last: number | null | undefined;
	return (row) => {
		const next = place();
		const before = last;
		last = next;
		if (next === null || before === null) return;
		const isArrival = before === undefined ? untrack(isNew) : next < before;
		const pushed = before === undefined ? 0 : next - before;
		if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
		if (isArrival) row.animate([{ opacity: 0, transform: 'translateY(-14px)' }, {}], TIMING);
		else if (pushed > 0 && pushed <= FURTHEST) {
			row.animate([{ transform: `translateY(${-pushed * 100}%)` }, {}], TIMING);
		}
	};
}
