/** Which alert a wall shows, and how loudly. */
import type { AlertView, SystemView } from './system.ts';

export interface WallAlerts {
	/** Takes the whole screen: the oldest critical that nobody has taken. */
	readonly takeover: AlertView | null;
	/** Other criticals that nobody has taken. */
	readonly moreCritical: number;
	/** Stands at the foot of the screen: the oldest open high one, else the latest that somebody has taken. */
	readonly band: AlertView | null;
	/** Other high ones that are open. */
	readonly moreHigh: number;
	/** Open, but neither critical nor high. */
	readonly mild: number;
	readonly lastClosed: AlertView | null;
}

/** What of the alerts is shown; `open` has the worst first, then the oldest. */
export function selectWallAlerts(view: SystemView): WallAlerts {
	const { open, critical, counts, acknowledged, snoozed, closed } = view;
	const high = open.find(({ severity }) => severity === 'high');
	const [taken = null] = [...acknowledged, ...snoozed]
		.filter(({ severity }) => severity === 'critical' || severity === 'high')
		.sort((a, b) => (b.acknowledgement?.at ?? 0) - (a.acknowledgement?.at ?? 0));
	return {
		takeover: critical?.lead ?? null,
		moreCritical: critical?.more ?? 0,
		band: high ?? taken,
		moreHigh: Math.max(0, counts.high - 1),
		mild: counts.medium + counts.low,
		lastClosed: closed[0] ?? null,
	};
}
