/** What was missed and fetched afterwards, in one sentence: nobody wants two hundred sounds after a night. */
import type { ShopMessage } from '../contract/events.ts';
import { say } from '../words/words.ts';
import { isSame } from './blind.ts';
import type { Input } from './input.ts';
import type { DashboardState } from './dashboard-state.ts';
import { formatCount } from './format.ts';
import { entriesOf, recall, type Memory } from './memory.ts';
import type { OrderRecord } from './order.ts';
import type { Gap } from './rate.ts';

export interface Recovery {
	readonly orders: number;
	readonly changes: number;
	readonly failedPayments: number;
	readonly stock: number;
	readonly alerts: number;
	readonly others: number;
}

/** What these messages are about, by number. */
export function countRecovered(messages: readonly ShopMessage[]): Recovery {
	const counts = { orders: 0, changes: 0, failedPayments: 0, stock: 0, alerts: 0, others: 0 };
	for (const message of messages) counts[kindOf(message)] += 1;
	return counts;
}

function kindOf(message: ShopMessage): keyof Recovery {
	if (message.verdict !== 'accepted') return 'others';
	const { event } = message;
	switch (event.type) {
		case 'order.created':
			return 'orders';
		case 'order.status.changed':
			return 'changes';
		case 'payment.processed':
			return event.payment.outcome === 'failed' ? 'failedPayments' : 'others';
		case 'stock.changed':
			return 'stock';
		case 'system.alerted':
			return 'alerts';
		default:
			return 'others';
	}
}

/** What needs somebody first comes first. */
const KINDS = ['alerts', 'failedPayments', 'orders', 'changes', 'stock', 'others'] as const;

/** `1 failed payment, 3 new orders`, what needs somebody first; null when nothing was missed. */
export function describeRecovery(recovery: Recovery): string | null {
	const parts = KINDS.filter((kind) => recovery[kind] > 0).map((kind) =>
		say().signals.recovered[kind](recovery[kind], formatCount(recovery[kind])),
	);
	return parts.length === 0 ? null : parts.join(', ');
}

/** When each order came (epoch ms) that one memory holds and another does not. */
export function ordersBeyond(orders: Memory<OrderRecord>, held: Memory<OrderRecord>): number[] {
	return [...entriesOf(orders)].flatMap(([ref, { seenAt }]) =>
		recall(held, ref) === undefined ? [seenAt] : [],
	);
}

/** What puts an end to the stretches without a line; null when nothing is left to be said of them. */
export function closeGaps(
	{ feed, missing: held }: DashboardState,
	recovered: readonly number[] | null,
	unknown: Gap | null,
	at: number,
): Extract<Input, { type: 'gap.closed' }> | null {
	// A channel that is refused goes on missing.
	const missing = held?.until === null ? held : unknown;
	const isOpen = feed.some((row) => row.kind === 'gap' && row.until !== null && row.recovered === undefined);
	return isOpen || !isSame(held, missing) ? { type: 'gap.closed', at, recovered, missing } : null;
}
