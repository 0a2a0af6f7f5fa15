import type { Freshness } from '$lib/domain/freshness.ts';

/** What the figures of the orders are worth. */
export interface OrderFacts {
	readonly freshness: Freshness;
	readonly now: number;
	readonly zone: string;
	/** Epoch ms since when it is counted; of a figure of today not before the day. */
	readonly since: number;
	/** A recorder has counted since then, whether or not this screen was open. */
	readonly isRecorded: boolean;
	readonly isRecounted: boolean;
	/** When the shop itself last stated its totals, epoch ms. */
	readonly statedAt: number | null;
	/** The latest stretch in which orders may have been missed. */
	readonly missing: { readonly from: number; readonly until: number | null } | null;
}

/** Nothing arrives: the line under the figure ends in a hatch. */
export function isCut({ isCurrent, state }: Freshness): boolean {
	return !isCurrent && state !== 'denied' && state !== 'connecting' && state !== 'catching-up';
}
