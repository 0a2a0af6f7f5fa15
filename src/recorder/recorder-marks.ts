/** The latest entries without their content, in memory. */
import { markOf, type HistoryEntry, type Mark } from '../lib/domain/history.ts';

/** Entries remembered without their content. */
export const MARKS_REMEMBERED = 5_000;

export interface Marks {
	note(entries: readonly HistoryEntry[]): void;
	/** After seq; null when memory does not reach back so far. */
	after(seq: number): readonly Mark[] | null;
}

/** Nothing is remembered of what is at or before `seq`. */
export function createMarks(seq: number): Marks {
	let marks: Mark[] = [];
	/** After this one every mark is here. */
	let base = seq;

	return {
		note(entries) {
			for (const entry of entries) marks.push(markOf(entry));
			// Twice as many are let in, so that not every entry moves them all.
			if (marks.length < 2 * MARKS_REMEMBERED) return;
			marks = marks.slice(-MARKS_REMEMBERED);
			base = (marks[0]?.seq ?? 1) - 1;
		},
		after(seq) {
			return seq < base ? null : marks.slice(seq - base);
		},
	};
}
