/** What a message about an order does to the screen: its record, the counters, its row in the feed. */
import type { ShopEvent } from '../contract/events.ts';
import type { Draft, Rules, Verdict } from './dashboard-state.ts';
import { isWithin, shopDay, type ShopDay } from './day.ts';
import { putOnTop } from './feed.ts';
import { countOrder, WHOLE_SHOP } from './figures.ts';
import { recall, remember } from './memory.ts';
import { isNewer, orderRef, recordChange, recordCreation } from './order.ts';
import { countMinute } from './rate.ts';
import { noteOrder, standingOf, takingsOf } from './series-book.ts';

/** Orders remembered at least; an older one still counts, but its next change is taken for a first sight. */
export const ORDERS_REMEMBERED = 4_000;
/** A creation told this much later was told before, or held up: forgotten orders make the two look alike. */
const LATE_CREATION_MS = 60_000;

/** A new order: a second telling of it, in whatever words, is a duplicate. */
export function applyCreation(
	draft: Draft,
	event: Extract<ShopEvent, { type: 'order.created' }>,
	rules: Rules,
	isRecovered = false,
): Verdict {
	const held = recall(draft.orders, orderRef(event.source, event.order.id));
	if (held !== undefined && held.day !== null) {
		draft.duplicates += 1;
		return 'duplicate';
	}
	// A shop's clock may be ahead of ours, but nothing is of a day that has not begun.
	const at = Math.min(event.occurredAt ?? event.receivedAt, event.receivedAt);
	if (draft.orders.hasForgotten && event.receivedAt - at > LATE_CREATION_MS) draft.isRecounted = true;
	const record = recordCreation(held, event, dayOf(draft.day, at, rules));
	const { createdToday } = draft.figures;
	const stood = standingOf(draft.figures);
	const counted = createdToday.get(event.source) ?? 0;
	countOrder(draft.figures, held, record, rules.groups);
	const isOfWholeShop = createdToday.has(WHOLE_SHOP);
	if (event.ordersToday !== null && !isOfWholeShop && record.day === draft.figures.day) {
		// The statement counts this order already; of two that overtook each other the larger is the later one.
		createdToday.set(event.source, Math.max(counted, event.ordersToday));
	}
	remember(draft.orders, record.ref, record, ORDERS_REMEMBERED);
	if (isRecovered) draft.recovered += 1;
	else draft.created += 1;
	noteOrder(draft, { before: held, after: record, stood, at: event.receivedAt }, rules);
	const takings = takingsOf(record, rules);
	draft.minutes = countMinute(draft.minutes, event.receivedAt, { isRecovered, takings });
	const row = held === undefined ? undefined : draft.feed.find((entry) => entry.id === record.ref);
	const change = row?.kind === 'order' ? row.change : null;
	draft.feed = putOnTop(draft.feed, {
		kind: 'order',
		id: record.ref,
		order: record,
		change,
		at: event.receivedAt,
		...(isRecovered && { isRecovered }),
	});
	return 'accepted';
}

/** A change of an order; one older than what is held changes nothing. */
export function applyChange(
	draft: Draft,
	event: Extract<ShopEvent, { type: 'order.status.changed' }>,
	rules: Rules,
	isRecovered = false,
): Verdict {
	const held = recall(draft.orders, orderRef(event.source, event.order.id));
	if (held !== undefined && isNewer(held.version, event.version)) {
		draft.late += 1;
		return 'late';
	}
	if (held === undefined && draft.orders.hasForgotten) draft.isRecounted = true;
	const record = recordChange(held, event);
	// The shop's own totals hold orders that were never seen here: such a one is counted as what it was.
	const isCounted = held === undefined && draft.snapshotAt !== null && event.previous !== null;
	const before = isCounted ? { ...record, status: event.previous } : held;
	const stood = standingOf(draft.figures);
	countOrder(draft.figures, before, record, rules.groups);
	noteOrder(draft, { before, after: record, stood, at: event.receivedAt }, rules);
	remember(draft.orders, record.ref, record, ORDERS_REMEMBERED);
	const isUnexpected =
		held !== undefined && event.previous !== null && event.previous.word !== held.status.word;
	const change = { previous: event.previous ?? held?.status ?? null, by: event.changedBy, isUnexpected };
	draft.feed = putOnTop(draft.feed, {
		kind: 'order',
		id: record.ref,
		order: record,
		change,
		at: event.receivedAt,
		...(isRecovered && { isRecovered }),
	});
	return 'accepted';
}

function dayOf(today: ShopDay, at: number, rules: Rules): string {
	return isWithin(today, at) ? today.name : shopDay(at, rules.zone).name;
}
