/** How many were there in each quarter hour of today, as this screen alone saw it: presence is told to no recorder. */
import type { ShopDay } from './day.ts';
import { STEP_MS } from './series.ts';

/** The count by step of the day, as it stood last in each; what is not there was not seen. */
export type Attendance = ReadonlyMap<number, number>;

/** The attendance with the count as it stands at `at` (epoch ms); null is no count. The steps of another day are forgotten. */
export function noteAttendance(
	held: { readonly day: string; readonly counts: Attendance },
	day: ShopDay,
	count: number | null,
	at: number,
): typeof held {
	const step = Math.max(0, Math.floor((Math.min(at, day.until - 1) - day.from) / STEP_MS));
	const counts = held.day === day.name ? held.counts : new Map<number, number>();
	if (count === null || counts.get(step) === count)
		return held.day === day.name ? held : { day: day.name, counts };
	return { day: day.name, counts: new Map(counts).set(step, count) };
}

/** One value a step up to now, oldest first; null where nobody was counted. */
export function selectAttendance(
	{ counts }: { readonly counts: Attendance },
	steps: number,
): readonly (number | null)[] {
	return Array.from({ length: steps }, (_, step) => counts.get(step) ?? null);
}
