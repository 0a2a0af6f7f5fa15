/** What a message does to the day in quarter hours: beside the counters, and by the same changes. */
import type { Money } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Draft, Rules } from './dashboard-state.ts';
import { isIn, type FiguresDraft } from './figures.ts';
import type { OrderRecord } from './order.ts';
import type { Gap } from './rate.ts';
import { breakDays, countShare, noteMoves, noteStatement, type Standing } from './series.ts';

export type Stood = Readonly<Record<Standing, number>>;

/** How the counters stand, for what they were before a change. */
export function standingOf({ pending, confirmed, total }: FiguresDraft): Stood {
	return { pending, confirmed, total };
}

/** The money an order brings; null where it brings none, or nobody knows how much. */
export function takingsOf(order: OrderRecord, { groups }: Rules): Money | null {
	return isIn(groups.unearned, order.status) ? null : order.total;
}

/** An order went from what it was (undefined when unseen) to what it is, at a moment in epoch ms. */
export function noteOrder(
	draft: Draft,
	{
		before,
		after,
		stood,
		at,
	}: { before: OrderRecord | undefined; after: OrderRecord; stood: Stood; at: number },
	rules: Rules,
): void {
	const isNew = after.day !== null && (before?.day ?? null) === null;
	// Of a day that is over no more than a late order changes its series, as it changes no figure.
	if (isNew || after.day === draft.figures.day) {
		const was = before === undefined || before.day === null ? null : takingsOf(before, rules);
		const placedAt = (order: OrderRecord) => order.placedAt ?? order.seenAt;
		if (before !== undefined)
			draft.series = countShare(draft.series, { at: placedAt(before), orders: 0, takings: was }, -1);
		const share = { at: placedAt(after), orders: isNew ? 1 : 0, takings: takingsOf(after, rules) };
		draft.series = countShare(draft.series, share);
	}
	draft.series = noteMoves(draft.series, stood, standingOf(draft.figures), at);
}

/** The shop's own totals took the place of what was counted; `missing` is what was missing until then. */
export function noteTotals(draft: Draft, snapshot: Snapshot, missing: Gap | null, stood: Stood): void {
	if (missing !== null && draft.missing === null) draft.series = breakDays(draft.series, missing);
	if (snapshot.ordersToday !== null) draft.series = noteStatement(draft.series, snapshot.asOf);
	draft.series = noteMoves(draft.series, stood, standingOf(draft.figures), snapshot.asOf);
}
