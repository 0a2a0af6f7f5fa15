import type { DashboardState } from './dashboard.ts';

/** What should be heard; devices act on it. */
export interface Alert {
	readonly sound: 'order';
	/** Orders it stands for. */
	readonly count: number;
}

/** Ring times of the last minute, epoch ms, oldest first. */
export type RingHistory = readonly number[];

const MINUTE_MS = 60_000;
const SPACING_MS = 3_000;
const BUSY_SPACING_MS = 15_000;
const BUSY_RINGS = 10;

/** What a batch gives reason to sound: one tick for new orders, however many came at once. */
export function alertsFor(before: DashboardState, after: DashboardState): readonly Alert[] {
	const count = after.created - before.created;
	return count > 0 ? [{ sound: 'order', count }] : [];
}

/** The history with this ring, or null when it is too soon: one per 3 s, after ten within a minute one per 15 s. */
export function ring(history: RingHistory, now: number): RingHistory | null {
	const recent = history.filter((at) => now - at < MINUTE_MS);
	const last = recent.at(-1);
	const spacingMs = recent.length >= BUSY_RINGS ? BUSY_SPACING_MS : SPACING_MS;
	return last !== undefined && now - last < spacingMs ? null : [...recent, now];
}
