/**
 * Who has taken a product on that is low or out: kept among the acknowledgements of alerts, under a ref of its own.
 *
 * A restock ends it, and what runs out after that is another opening. Out is worse than low, so who took the low one on has
 * not taken that on.
 */
import type { Severity } from '../contract/events.ts';
import {
	lostTo,
	snoozeEnd,
	snoozeMinutes,
	standingAt,
	type Acknowledgement,
	type Opening,
} from './acknowledgement.ts';
import type { StockLine } from './stock.ts';

type Acknowledgements = ReadonlyMap<string, readonly Acknowledgement[]>;
type Line = Pick<StockLine, 'ref' | 'level' | 'openedAt' | 'lastClosedAt'>;

/** What is known of one product that somebody may take on. */
export interface StockAnswer extends Opening {
	/** The one that stands. */
	readonly acknowledgement: Acknowledgement | null;
	/** An own one that came after the one that stands. */
	readonly lost: Acknowledgement | null;
	/** How long it may be snoozed. */
	readonly snoozeMinutes: readonly number[];
}

const SEVERITIES: Partial<Record<StockLine['level'], Severity>> = { out: 'high', low: 'medium' };

/** What an acknowledgement of a product is about; null for one that is neither low nor out. */
export function stockOpening({ ref, level, openedAt, lastClosedAt }: Line): Opening | null {
	const severity = SEVERITIES[level];
	return severity === undefined ? null : { ref: `stock:${ref}`, severity, openedAt, lastClosedAt };
}

/** By the ref of each line that may be taken on, as it stands at `now` (epoch ms) for the person `selfId`. */
export function selectStockAnswers(
	lines: readonly Line[],
	acknowledgements: Acknowledgements,
	now: number,
	selfId: string | null,
): ReadonlyMap<string, StockAnswer> {
	const answers = new Map<string, StockAnswer>();
	for (const line of lines) {
		const opening = stockOpening(line);
		if (opening === null) continue;
		const acks = acknowledgements.get(opening.ref) ?? [];
		const standing = standingAt(opening, acks, now);
		answers.set(line.ref, {
			...opening,
			acknowledgement: standing,
			lost: standing === null || selfId === null ? null : lostTo(standing, opening, acks, selfId),
			snoozeMinutes: snoozeMinutes(opening.severity),
		});
	}
	return answers;
}

/** Whether nobody has taken it on at `now`, epoch ms. */
export function isStockFree(line: Line, acknowledgements: Acknowledgements, now: number): boolean {
	const opening = stockOpening(line);
	return opening === null || standingAt(opening, acknowledgements.get(opening.ref) ?? [], now) === null;
}

/** Those whose snooze ended after `since` and not later than `now`, epoch ms: they ring again. */
export function stockDueAgain<Some extends Line>(
	lines: readonly Some[],
	acknowledgements: Acknowledgements,
	now: number,
	since: number,
): readonly Some[] {
	return lines.filter((line) => {
		const opening = stockOpening(line);
		const acks = opening === null ? undefined : acknowledgements.get(opening.ref);
		const end = opening === null || acks === undefined ? null : snoozeEnd(opening, acks);
		return end !== null && end > since && end <= now;
	});
}
