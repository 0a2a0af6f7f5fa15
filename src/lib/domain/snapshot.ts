/**
 * What the shop itself says of its state, and how it takes the place of what was counted here.
 *
 * Its totals are authority: they replace ours. Its lists are told as the events that would have led there, so that a
 * line of stock or an alert reads the same however it came; none of them rings or counts.
 */
import type { ShopEvent } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Draft, Rules } from './dashboard-state.ts';
import { isWithin, shopDay } from './day.ts';
import { putOnTop } from './feed.ts';
import { WHOLE_SHOP } from './figures.ts';
import { recall, remember } from './memory.ts';
import { isNewer, orderRef, recordCreation } from './order.ts';
import { ORDERS_REMEMBERED } from './order-book.ts';
import { notePayment } from './payments.ts';
import { noteStock } from './stock.ts';
import { noteSystemAlert } from './system.ts';

/** Puts a snapshot in the place of what was counted; an older one than was applied changes nothing. */
export function applySnapshot(draft: Draft, snapshot: Snapshot, rules: Rules): void {
	if (draft.snapshotAt !== null && snapshot.asOf < draft.snapshotAt) return;
	draft.snapshotAt = snapshot.asOf;
	// Totals are whole again; what was missed in between keeps its mark in the feed.
	if (draft.missing !== null && draft.missing.until !== null) draft.missing = null;
	for (const event of snapshot.events) applyEntry(draft, event, rules);
	if (snapshot.activeVisitors !== null) {
		draft.people = {
			...draft.people,
			stated: { count: snapshot.activeVisitors, statedAt: snapshot.asOf },
		};
	}
	const { figures } = draft;
	figures.pending = snapshot.pending ?? figures.pending;
	figures.confirmed = snapshot.confirmed ?? figures.confirmed;
	figures.total = snapshot.total ?? figures.total;
	// Of a day that is over its totals say nothing about today.
	if (!isWithin(draft.day, snapshot.asOf)) return;
	if (snapshot.ordersToday !== null) figures.createdToday = new Map([[WHOLE_SHOP, snapshot.ordersToday]]);
	if (snapshot.revenue !== null) {
		figures.revenue = new Map(snapshot.revenue);
		figures.withoutAmount = 0;
	}
}

function applyEntry(draft: Draft, event: ShopEvent, rules: Rules): void {
	switch (event.type) {
		case 'order.created':
			return applyOrder(draft, event, rules);
		case 'payment.processed':
			draft.payments = notePayment(draft.payments, event);
			return;
		case 'stock.changed':
			draft.stock = noteStock(draft.stock, event);
			return;
		case 'system.alerted':
			draft.system = noteSystemAlert(draft.system, event);
	}
}

/** The order as the snapshot has it, unless what is held is newer. */
function applyOrder(draft: Draft, event: Extract<ShopEvent, { type: 'order.created' }>, rules: Rules): void {
	const ref = orderRef(event.source, event.order.id);
	const held = recall(draft.orders, ref);
	if (held !== undefined && (isNewer(held.version, event.version) || held.version === event.version)) return;
	const placedAt = event.occurredAt ?? event.receivedAt;
	const fresh = recordCreation(held, event, shopDay(placedAt, rules.zone).name);
	remember(draft.orders, ref, fresh, ORDERS_REMEMBERED);
	if (held?.status.word === fresh.status.word) return;
	const isChanged = held !== undefined || (event.version ?? placedAt) > placedAt;
	const change = isChanged ? { previous: held?.status ?? null, by: null, isUnexpected: false } : null;
	draft.feed = putOnTop(draft.feed, {
		kind: 'order',
		id: ref,
		order: fresh,
		change,
		at: event.version ?? placedAt,
	});
}
