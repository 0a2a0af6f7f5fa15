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
export function selectWallAlerts({ open, acknowledged, snoozed, closed }: SystemView): WallAlerts {
	const critical = open.filter(({ severity }) => severity === 'critical');
	const high = open.filter(({ severity }) => severity === 'high');
	const [taken = null] = [...acknowledged, ...snoozed]
		.filter(({ severity }) => severity === 'critical' || severity === 'high')
		.sort((a, b) => (b.acknowledgement?.at ?? 0) - (a.acknowledgement?.at ?? 0));
	return {
		takeover: critical[0] ?? null,
		moreCritical: Math.max(0, critical.length - 1),
		band: high[0] ?? taken,
		moreHigh: Math.max(0, high.length - 1),
		mild: open.length - critical.length - high.length,
		lastClosed: closed[0] ?? null,
	};
}
