/** Who has taken an alert on: the rules by which browsers that never meet come to the same answer. */
import type { Severity } from '../contract/events.ts';

/** Somebody's word that they take an alert on, or that it may wait. */
export interface Acknowledgement {
	/** The alert's ref. */
	readonly ref: string;
	/** Epoch ms, by the clock of the browser it was said in: an acknowledgement of an earlier opening does not count. */
	readonly openedAt: number;
	/** How bad it was then: nobody has acknowledged what got worse since. */
	readonly severity: Severity;
	readonly kind: 'acknowledged' | 'snoozed';
	readonly by: { readonly id: string; readonly name: string };
	/** Epoch ms. */
	readonly at: number;
	/** When the snooze ends, epoch ms. */
	readonly until: number | null;
}

/** What an acknowledgement is about. */
export interface Opening {
	readonly ref: string;
	readonly severity: Severity;
	/** Epoch ms, by this browser's clock. */
	readonly openedAt: number;
	/** When the opening before this one ended, epoch ms. */
	readonly lastClosedAt: number | null;
}

/** Each browser dates an opening by its own clock and its own line: this far apart is still the same one. */
export const OPENING_TOLERANCE_MS = 120_000;
/** Acknowledgements kept per alert and kind. */
export const ACKNOWLEDGEMENTS_LIMIT = 20;

const MINUTE_MS = 60_000;
const SNOOZE_MINUTES = [5, 15, 60];
const CRITICAL_SNOOZE_MINUTES = [5];
export const RANK: Record<Severity, number> = { low: 0, medium: 1, high: 2, critical: 3 };

/** For how many minutes an alert may be snoozed. */
export function snoozeMinutes(severity: Severity): readonly number[] {
	return severity === 'critical' ? CRITICAL_SNOOZE_MINUTES : SNOOZE_MINUTES;
}

/** An acknowledgement of an alert as it is shown, said by `by` at `at` (epoch ms); with `minutes` a snooze. */
export function createAcknowledgement(
	{ ref, openedAt, severity }: Pick<Opening, 'ref' | 'openedAt' | 'severity'>,
	by: Acknowledgement['by'],
	at: number,
	minutes: number | null = null,
): Acknowledgement {
	const kind = minutes === null ? 'acknowledged' : 'snoozed';
	const until = minutes === null ? null : at + minutes * MINUTE_MS;
	return { ref, openedAt, severity, kind, by, at, until };
}

/**
 * Whether an acknowledgement is about an earlier opening.
 *
 * It is about this one if its opening is dated within the tolerance of ours, or later: a browser that was opened late
 * takes the first repeat it hears for the opening. Where the earlier opening ended within that tolerance, what lies
 * nearer to its end than to our opening is taken to be about the earlier one.
 */
export function isOfEarlierOpening({ openedAt, lastClosedAt }: Opening, ack: Acknowledgement): boolean {
	const pauseMs = lastClosedAt === null ? Infinity : openedAt - lastClosedAt;
	return ack.openedAt < openedAt - Math.min(OPENING_TOLERANCE_MS, pauseMs / 2);
}

/** The kept ones with one more, or `held` itself when nothing changed. Which are kept does not depend on the order. */
export function keepAcknowledgement(
	held: readonly Acknowledgement[],
	ack: Acknowledgement,
): readonly Acknowledgement[] {
	if (held.some((other) => compare(other, ack) === 0)) return held;
	const all = [...held, ack].sort(compare);
	const of = (wanted: Acknowledgement['kind']) => all.filter(({ kind }) => kind === wanted);
	// The first to acknowledge stands for good, but of the snoozes only the last can still run.
	const kept = [
		...of('acknowledged').slice(0, ACKNOWLEDGEMENTS_LIMIT),
		...of('snoozed').slice(-ACKNOWLEDGEMENTS_LIMIT),
	].sort(compare);
	return kept.length === held.length && !kept.includes(ack) ? held : kept;
}

/** The acknowledgement that stands at `now` (epoch ms): the first one made, or else the snooze that still runs. */
export function standingAt(
	opening: Opening,
	acks: readonly Acknowledgement[],
	now: number,
): Acknowledgement | null {
	const first = counted(opening, acks).find(({ kind }) => kind === 'acknowledged');
	if (first !== undefined) return first;
	const last = lastSnooze(opening, acks);
	return last !== null && now < last.until ? last : null;
}

/** When the latest snooze ends or ended, epoch ms; null when there is none, or somebody acknowledged for good. */
export function snoozeEnd(opening: Opening, acks: readonly Acknowledgement[]): number | null {
	const isTaken = counted(opening, acks).some(({ kind }) => kind === 'acknowledged');
	return isTaken ? null : (lastSnooze(opening, acks)?.until ?? null);
}

/** The first one of `selfId` that came after the one that stands and is somebody else's; null when there is none. */
export function lostTo(
	standing: Acknowledgement,
	opening: Opening,
	acks: readonly Acknowledgement[],
	selfId: string,
): Acknowledgement | null {
	if (standing.by.id === selfId) return null;
	const own = counted(opening, acks).filter(({ by }) => by.id === selfId);
	return own.find((ack) => precedes(standing, ack)) ?? null;
}

interface Snooze extends Acknowledgement {
	readonly until: number;
}

/** Of snoozes that overlap the first stands; one made after its end is the next. */
function lastSnooze(opening: Opening, acks: readonly Acknowledgement[]): Snooze | null {
	const longestMs = Math.max(...snoozeMinutes(opening.severity)) * MINUTE_MS;
	let last: Snooze | null = null;
	for (const ack of counted(opening, acks)) {
		if (ack.kind !== 'snoozed' || ack.until === null) continue;
		if (last !== null && ack.at < last.until) continue;
		// Another browser's word: no snooze is longer than this screen would allow.
		last = { ...ack, until: Math.min(ack.until, ack.at + longestMs) };
	}
	return last;
}

/** Those about this opening as bad as it is now, the earliest first. */
function counted(opening: Opening, acks: readonly Acknowledgement[]): readonly Acknowledgement[] {
	return acks.filter(
		(ack) => RANK[ack.severity] >= RANK[opening.severity] && !isOfEarlierOpening(opening, ack),
	);
}

function precedes(one: Acknowledgement, other: Acknowledgement): boolean {
	return one.at < other.at || (one.at === other.at && one.by.id < other.by.id);
}

/** By (at, who); the rest only makes the order total, so that equal means the same message again. */
function compare(one: Acknowledgement, other: Acknowledgement): number {
	return (
		one.at - other.at ||
		order(one.by.id, other.by.id) ||
		order(one.kind, other.kind) ||
		(one.until ?? 0) - (other.until ?? 0) ||
		one.openedAt - other.openedAt ||
		RANK[one.severity] - RANK[other.severity] ||
		order(one.by.name, other.by.name)
	);
}

function order(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
