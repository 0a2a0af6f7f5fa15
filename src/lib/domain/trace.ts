/**
 * The last minute of the line, mark by mark: what arrived, what proved that anything could, and where nobody was listening.
 *
 * However many events come, a mark of one kind stands for all of them within a tenth of a second: no screen draws finer.
 */
import type { ShopEvent, SystemAlerted } from '../contract/events.ts';
import type { Input } from './input.ts';
import type { DashboardState } from './dashboard-state.ts';
import { isSighted } from './duplicates.ts';

export type MarkKind =
	| 'order'
	| 'payment'
	| 'stock'
	| 'trade'
	| 'presence'
	| 'other'
	/** An alert that is high. */
	| 'alert'
	| 'critical'
	| 'heartbeat'
	/** The shop or its recorder answered by HTTP, in place of the line. */
	| 'poll';

export interface Mark {
	readonly kind: MarkKind;
	/** Epoch ms. */
	readonly at: number;
	/** How many it stands for. */
	readonly count: number;
}

/** The minute as it is drawn; places are shares of it, 0 its beginning and 1 now. */
export interface TraceView {
	readonly marks: readonly { readonly kind: MarkKind; readonly place: number }[];
	/** Stretches without a line. */
	readonly losses: readonly { readonly from: number; readonly until: number }[];
	readonly counts: Readonly<Record<MarkKind, number>>;
	/** How much of it was without a line. */
	readonly lostMs: number;
}

/** What is drawn. */
export const TRACE_MS = 60_000;
const MERGED_MS = 100;
/** One heartbeat is sent on every channel, one after another. */
const BEAT_MERGED_MS = 1_000;
/** Marks kept at most, whatever the clock does. */
export const MARKS_LIMIT = 4_000;
/** A mark that is dated later than this was dated by a clock that was set back since. */
const AHEAD_MS = 5_000;

const NONE: TraceView['counts'] = {
	order: 0,
	payment: 0,
	stock: 0,
	trade: 0,
	presence: 0,
	other: 0,
	alert: 0,
	critical: 0,
	heartbeat: 0,
	poll: 0,
};

/**
 * The marks with those of a batch. `sightings` are those of the state before it: one event on two channels is one mark.
 * `now` is epoch ms.
 */
export function noteInputs(
	marks: readonly Mark[],
	inputs: readonly Input[],
	sightings: DashboardState['sightings'],
	now: number,
): readonly Mark[] {
	const keys = new Set<string>();
	let next: Mark[] | undefined;
	for (const input of inputs) {
		const mark = markOf(input);
		if (mark === null || (input.type === 'accepted' && isCopy(input.event, sightings, keys))) continue;
		next ??= marks.filter((held) => isShown(held, now));
		put(next, mark);
	}
	return next?.slice(-MARKS_LIMIT) ?? marks;
}

/** The marks with an answer that came by HTTP at `at`, epoch ms. */
export function notePoll(marks: readonly Mark[], at: number): readonly Mark[] {
	const next = marks.filter((held) => isShown(held, at));
	put(next, { kind: 'poll', at, count: 1 });
	return next.slice(-MARKS_LIMIT);
}

/** The minute before `now`, epoch ms. */
export function selectTrace(marks: readonly Mark[], gaps: DashboardState['gaps'], now: number): TraceView {
	const from = now - TRACE_MS;
	const place = (at: number) => Math.min(1, Math.max(0, (at - from) / TRACE_MS));
	const shown = marks.filter((mark) => isShown(mark, now));
	const losses = gaps
		.map((gap) => ({ from: place(gap.from), until: place(gap.until ?? now) }))
		.filter((loss) => loss.until > loss.from);
	const counts = { ...NONE };
	for (const { kind, count } of shown) counts[kind] += count;
	return {
		marks: shown.map(({ kind, at }) => ({ kind, place: place(at) })),
		losses,
		counts,
		lostMs: Math.round(losses.reduce((sum, loss) => sum + (loss.until - loss.from), 0) * TRACE_MS),
	};
}

function isShown({ at }: Mark, now: number): boolean {
	return at > now - TRACE_MS && at <= now + AHEAD_MS;
}

/** Adds to the latest of its kind where no eye could tell them apart. */
function put(marks: Mark[], mark: Mark): void {
	const index = marks.findLastIndex(({ kind }) => kind === mark.kind);
	const held = marks[index];
	const isOneSign = mark.kind === 'heartbeat' || mark.kind === 'poll';
	const mergedMs = isOneSign ? BEAT_MERGED_MS : MERGED_MS;
	if (held === undefined || Math.abs(mark.at - held.at) >= mergedMs) marks.push(mark);
	else if (!isOneSign) marks[index] = { ...held, count: held.count + mark.count };
}

function isCopy(
	{ key, receivedAt: at, hasIdentity }: ShopEvent,
	sightings: DashboardState['sightings'],
	keys: Set<string>,
): boolean {
	if (keys.has(key) || isSighted(sightings, { key, channel: null, at }, hasIdentity)) return true;
	keys.add(key);
	return false;
}

/** The mark of what arrived on the line; null for what did not. */
function markOf(input: Input): Mark | null {
	switch (input.type) {
		case 'accepted':
			if (input.isRecovered === true) return null;
			return { kind: kindOf(input.event), at: input.event.receivedAt, count: 1 };
		case 'rejected':
			return { kind: 'other', at: input.rejection.receivedAt, count: 1 };
		case 'unmapped':
			return { kind: 'other', at: input.unmapped.receivedAt, count: 1 };
		case 'member.joined':
		case 'member.left':
			return { kind: 'presence', at: input.at, count: 1 };
		case 'heartbeat.heard':
			return { kind: 'heartbeat', at: input.heartbeat.receivedAt, count: 1 };
		default:
			return null;
	}
}

function kindOf(event: ShopEvent): MarkKind {
	switch (event.type) {
		case 'order.created':
		case 'order.status.changed':
			return 'order';
		case 'payment.processed':
			return 'payment';
		case 'trade.matched':
			return 'trade';
		case 'stock.changed':
			return 'stock';
		case 'visitor.came':
		case 'visitor.left':
			return 'presence';
		case 'system.alerted':
			return alertKind(event.alert);
		default:
			return 'other';
	}
}

function alertKind({ severity, isResolved }: SystemAlerted['alert']): MarkKind {
	if (isResolved || severity === 'medium' || severity === 'low') return 'other';
	return severity === 'critical' ? 'critical' : 'alert';
}
