import type { OrderRecord, Step } from '$lib/domain/order.ts';

/** One try to pay an order. */
export interface PaymentTry {
	readonly outcome: 'succeeded' | 'failed' | 'pending' | 'refunded' | 'unknown';
	readonly method: string | null;
	/** Why it failed, in the gateway's words. */
	readonly reason: string | null;
	/** Epoch ms. */
	readonly at: number;
}

interface Placed {
	readonly id: string;
	readonly at: number;
	/** Since what stands before it; null for the first. */
	readonly afterMs: number | null;
}

export type TimelineEntry =
	| (Placed & { readonly kind: 'step'; readonly step: Step })
	| (Placed & { readonly kind: 'payment'; readonly payment: PaymentTry });

/** How the list ends at its bottom: with the creation, with what was never seen, or with what is no longer held. */
export type Beginning = 'seen' | 'unseen' | 'cut';

/** What happened to an order, newest first. Steps keep the order in which they came, whatever clocks say. */
export function timelineOf(
	order: OrderRecord,
	payments: readonly PaymentTry[],
): { readonly entries: readonly TimelineEntry[]; readonly beginning: Beginning } {
	let latest = -Infinity;
	const steps = order.steps.map((step, index) => {
		latest = Math.max(latest, step.at);
		return { kind: 'step' as const, id: `step ${index} ${step.at}`, at: latest, step };
	});
	const tries = payments.map((payment, index) => ({
		kind: 'payment' as const,
		id: `payment ${index} ${payment.at}`,
		at: payment.at,
		payment,
	}));
	const sorted = [...steps, ...tries].sort((one, other) => one.at - other.at);
	const entries = sorted.map((entry, index) => {
		const before = sorted[index - 1];
		return { ...entry, afterMs: before === undefined ? null : entry.at - before.at };
	});
	return { entries: entries.reverse(), beginning: beginningOf(order) };
}

function beginningOf({ placedAt, steps }: OrderRecord): Beginning {
	if (placedAt === null) return 'unseen';
	return steps[0]?.previous === null ? 'seen' : 'cut';
}
