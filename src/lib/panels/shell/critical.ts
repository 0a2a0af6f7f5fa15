import type { AlertView } from '$lib/domain/system.ts';

export interface CriticalAlerts {
	/** The oldest that nobody has taken on. */
	readonly lead: AlertView;
	/** How many others there are. */
	readonly more: number;
}

/** What stands on the plate: of the open critical alerts the oldest leads. */
export function selectCritical(open: readonly AlertView[]): CriticalAlerts | null {
	const critical = open
		.filter(({ severity }) => severity === 'critical')
		.sort((a, b) => a.openedAt - b.openedAt || (a.ref < b.ref ? -1 : 1));
	const [lead] = critical;
	return lead === undefined ? null : { lead, more: critical.length - 1 };
}
