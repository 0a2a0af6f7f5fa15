/**
 * The one function that makes the next snapshot of the screen.
 *
 * Pure: time comes in with each input. A batch is reduced in arrival order in one go,
 * because the copies a snapshot needs are made once per batch, not once per event.
 */
import type { ShopEvent } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { topicOf } from '../contract/topics.ts';
import { noteCart } from './carts.ts';
import {
	draftDashboard,
	type DashboardState,
	latestByTopic,
	type Draft,
	type Rules,
	type Verdict,
} from './dashboard-state.ts';
import { shopDay, type ShopDay } from './day.ts';
import { noteKey, noteSighting } from './duplicates.ts';
import { putOnTop } from './feed.ts';
import { turnDay } from './figures.ts';
import type { Input } from './input.ts';
import { describeEvent, noteFrames, type NewEntry } from './inspector.ts';
import { markNoticesSeen, noteActivity, noteNotification } from './notices.ts';
import { applyChange, applyCreation } from './order-book.ts';
import { notePayment } from './payments.ts';
import { markUnconfirmed, noteHere, noteJoined, noteLeft, noteVisitor } from './people.ts';
import type { Gap } from './rate.ts';
import { turnSeries } from './series.ts';
import { noteTotals, standingOf } from './series-book.ts';
import { applySnapshot } from './snapshot.ts';
import { noteStock } from './stock.ts';
import { applyAcknowledgement, noteSystemAlert } from './system.ts';
import { noteTrade } from './trades.ts';

/** Unread messages kept for reading; the counters go on. */
export const UNREAD_LIMIT = 200;
/** Gaps kept for the rate of the last hour; the feed's marks are its own. */
const GAPS_REMEMBERED = 60;
/** What was on its way when a line was lost is lost with it. */
const ON_ITS_WAY_MS = 2_000;
const CLOCK_TOLERANCE_MS = 600_000;

/** The next snapshot after a batch of inputs in arrival order. Never throws for any decoded input. */
export function reduce(state: DashboardState, inputs: readonly Input[], rules: Rules): DashboardState {
	// The clock alone changes nothing but the day: no new snapshot, nothing to draw.
	if (
		inputs.every(
			(input) =>
				input.type === 'time.passed' && input.at < state.day.until && !isPutBack(state.day, input.at),
		)
	)
		return state;
	const draft = draftDashboard(state);
	for (const input of inputs) apply(draft, input, rules);
	const { frames, ...next } = draft;
	return frames.length > 0 ? { ...next, inspector: noteFrames(draft.inspector, frames) } : next;
}

function apply(draft: Draft, input: Input, rules: Rules): void {
	switch (input.type) {
		case 'accepted':
			return accept(draft, input, rules);
		case 'rejected':
			draft.rejected += 1;
			draft.lastEventAt = input.rejection.receivedAt;
			noteKey(draft.sightings, input.rejection);
			inspect(draft, 'rejected', input.rejection, { reason: input.rejection.reason });
			return keepUnread(draft, {
				verdict: 'rejected',
				id: draft.rejected + draft.unmapped,
				...input.rejection,
			});
		case 'unmapped':
			draft.unmapped += 1;
			draft.lastEventAt = input.unmapped.receivedAt;
			noteKey(draft.sightings, input.unmapped);
			inspect(draft, 'unknown', input.unmapped, { reason: input.hint ?? null });
			return keepUnread(draft, {
				verdict: 'unmapped',
				id: draft.rejected + draft.unmapped,
				...input.unmapped,
			});
		case 'line.lost':
			return lose(draft, input);
		case 'line.restored':
			return restore(draft, input.at, input.isWhole);
		case 'members.here':
			draft.people = noteHere(draft.people, input);
			return;
		case 'member.joined':
			draft.people = noteJoined(draft.people, input);
			return;
		case 'member.left':
			draft.people = noteLeft(draft.people, input);
			return;
		case 'alert.answered':
			draft.system = applyAcknowledgement(draft.system, input.answer);
			return;
		case 'notices.seen':
			draft.notices = markNoticesSeen(draft.notices, input.at);
			return;
		case 'snapshot.taken':
			return takeSnapshot(draft, input, rules);
		case 'heartbeat.heard':
			draft.heartbeats = new Map(draft.heartbeats).set(input.heartbeat.channel, input.heartbeat);
			return;
		case 'gap.closed':
			return closeGaps(draft, input);
		case 'recorder.polled':
			draft.polledAt = input.at;
			return;
		case 'drift.repaired':
			return inspectLine(draft, input.at, 'figures put right', input.what);
		case 'time.passed':
			return turnTo(draft, input.at, rules, isPutBack(draft.day, input.at));
		default:
			input satisfies never;
	}
}

function takeSnapshot(
	draft: Draft,
	{ snapshot, at }: Extract<Input, { type: 'snapshot.taken' }>,
	rules: Rules,
): void {
	turnTo(draft, at, rules);
	draft.polledAt = at;
	inspectLine(draft, at, 'snapshot taken', unreadableOf(snapshot));
	const { missing } = draft;
	const stood = standingOf(draft.figures);
	applySnapshot(draft, snapshot, rules);
	noteTotals(draft, snapshot, missing, stood);
}

function accept(draft: Draft, input: Extract<Input, { type: 'accepted' }>, rules: Rules): void {
	const { event, payload, isRecovered = false } = input;
	turnTo(draft, event.receivedAt, rules);
	// What was fetched proves nothing of the line.
	if (!isRecovered) draft.lastEventAt = event.receivedAt;
	let verdict: Verdict | 'recovered' = 'duplicate';
	if (noteSighting(draft.sightings, event)) draft.duplicates += 1;
	else {
		const topic = topicOf(event.type);
		if (topic !== null) {
			draft.toldByTopic = latestByTopic(draft.toldByTopic, { [topic]: event.receivedAt });
			if (!isRecovered) draft.lastByTopic = { ...draft.lastByTopic, [topic]: event.receivedAt };
		}
		verdict = applyEvent(draft, event, rules, isRecovered);
		if (isRecovered && verdict === 'accepted') verdict = 'recovered';
	}
	inspect(draft, verdict, { ...event, payload }, { reading: describeEvent(event), flaws: event.flaws });
}

function applyEvent(draft: Draft, event: ShopEvent, rules: Rules, isRecovered: boolean): Verdict {
	switch (event.type) {
		case 'order.created':
			return applyCreation(draft, event, rules, isRecovered);
		case 'order.status.changed':
			return applyChange(draft, event, rules, isRecovered);
		case 'payment.processed':
			draft.payments = notePayment(draft.payments, event);
			if (event.payment.outcome === 'failed' && !isRecovered) draft.failedPayments += 1;
			break;
		case 'stock.changed':
			draft.stock = noteStock(draft.stock, event);
			break;
		case 'system.alerted':
			draft.system = noteSystemAlert(draft.system, event);
			break;
		case 'visitor.came':
		case 'visitor.left':
			draft.people = noteVisitor(draft.people, event);
			break;
		case 'activity.recorded':
			draft.notices = noteActivity(draft.notices, event);
			break;
		case 'notification.received':
			draft.notices = noteNotification(draft.notices, event);
			break;
		case 'cart.changed':
			draft.carts = noteCart(draft.carts, event);
			break;
		case 'trade.matched':
			draft.trades = noteTrade(draft.trades, event);
			break;
		case 'refresh.asked':
			draft.refreshesAsked += 1;
			break;
		default:
			event satisfies never;
	}
	return 'accepted';
}

function lose(draft: Draft, { at, why, noticedAt = at }: Extract<Input, { type: 'line.lost' }>): void {
	if (draft.lostAt !== null) return;
	draft.lostAt = at;
	draft.lossNoticedAt = noticedAt;
	draft.missing = { from: draft.missing?.from ?? at, until: null };
	draft.gaps = [...draft.gaps, { from: at, until: null }].slice(-GAPS_REMEMBERED);
	draft.people = markUnconfirmed(draft.people, at);
	draft.feed = putOnTop(draft.feed, { kind: 'gap', id: `gap:${at}`, from: at, until: null, at });
	inspectLine(draft, at, 'connection lost', why);
}

function restore(draft: Draft, at: number, isWhole: boolean): void {
	if (!draft.isWatching) {
		draft.isWatching = true;
		draft.since = at;
		inspectLine(draft, at, 'connected', null);
	}
	const end = <Stretch extends Gap>(gap: Stretch): Stretch =>
		gap.until === null ? { ...gap, until: at } : gap;
	if (draft.lostAt !== null) {
		draft.feed = draft.feed.map((row) => (row.kind === 'gap' ? end(row) : row));
		draft.gaps = draft.gaps.map(end);
		draft.lostAt = null;
		draft.lossNoticedAt = null;
		inspectLine(draft, at, 'connected again', null);
	}
	if (!isWhole) draft.missing = { from: draft.missing?.from ?? at, until: null };
	else if (draft.missing !== null) draft.missing = end(draft.missing);
}

/** The stretches that are over, each with the orders that were missed since it began. */
function closeGaps(draft: Draft, { at, recovered, missing }: Extract<Input, { type: 'gap.closed' }>): void {
	let left = recovered;
	draft.feed = draft.feed.map((row) => {
		if (row.kind !== 'gap' || row.until === null || row.recovered !== undefined) return row;
		const isEarlier = (time: number) => time < row.from - ON_ITS_WAY_MS;
		const own = left?.filter((time) => !isEarlier(time)).length ?? null;
		left = left?.filter(isEarlier) ?? null;
		return { ...row, recovered: own };
	});
	if (missing !== undefined) draft.missing = missing;
	const what =
		recovered === null ? 'what was missed could not be had' : `${recovered.length} orders recovered`;
	inspectLine(draft, at, 'caught up', what);
}

interface Arrival {
	readonly channel: string;
	readonly name: string;
	readonly receivedAt: number;
	readonly source?: string;
	readonly payload: unknown;
}

type Finding = Partial<Pick<NewEntry, 'reading' | 'reason' | 'flaws'>>;

function inspect(
	draft: Draft,
	verdict: NewEntry['verdict'],
	{ channel, name, receivedAt: at, source = undefined, payload }: Arrival,
	finding: Finding,
): void {
	const found = { reading: '', reason: null, flaws: [], ...finding };
	draft.frames.push({ verdict, at, channel, name, source: source ?? null, payload, ...found });
}

function inspectLine(draft: Draft, at: number, name: string, reason: string | null): void {
	inspect(draft, 'line', { channel: '', name, receivedAt: at, payload: null }, { reason });
}

function unreadableOf({ unreadable }: Snapshot): string | null {
	return unreadable === 0 ? null : `${unreadable} of its entries could not be read`;
}

function keepUnread(draft: Draft, unread: DashboardState['unread'][number]): void {
	draft.unread = [unread, ...draft.unread].slice(0, UNREAD_LIMIT);
}

/** A clock that was wrong by days, not one that is a little late around midnight. */
function isPutBack(day: ShopDay, at: number): boolean {
	return at < day.from - CLOCK_TOLERANCE_MS;
}

function turnTo(draft: Draft, at: number, rules: Rules, isBack = false): void {
	// A day that is over does not come back with an event that was late.
	if (at < draft.day.until && !isBack) return;
	draft.day = shopDay(at, rules.zone);
	draft.series = turnSeries(draft.series, draft.day, draft.figures);
	turnDay(draft.figures, draft.day.name);
}
