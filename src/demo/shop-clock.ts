/** The shop is in Kuala Lumpur, eight hours ahead and without summer time. */
const ZONE_OFFSET_MS = 8 * 3_600_000;

/** The shop's own day, as `2026-01-24`. */
export function shopDay(at: Date): string {
	return new Date(at.getTime() + ZONE_OFFSET_MS).toISOString().slice(0, 10);
}

/** Where ids begin, so that a shop opened again repeats none: no back end hands out forty in a second. */
export function firstIdAt(at: Date): number {
	return (Math.floor(at.getTime() / 1_000) * 40) % 10_000_000;
}
