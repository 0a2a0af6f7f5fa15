/**
 * What the shop says is wrong with it, one alert per source and id, and who has taken which on.
 *
 * Acknowledgements come from several browsers in any order. All that may count are kept, and who stands is read from the
 * set: every browser that heard the same ones names the same person.
 */
import type { Severity, SystemAlerted } from '../contract/events.ts';
import {
	isOfEarlierOpening,
	keepAcknowledgement,
	lostTo,
	RANK,
	snoozeEnd,
	snoozeMinutes,
	standingAt,
	type Acknowledgement,
	type Opening,
} from './acknowledgement.ts';
import { isNewer } from './order.ts';

export { createAcknowledgement, type Acknowledgement } from './acknowledgement.ts';

/** Alerts that are not over; above it the mildest goes first, and is counted. */
export const ALERTS_LIMIT = 200;
/** Closed alerts kept as a line each. */
export const CLOSED_LIMIT = 50;
/** How long a closed alert is kept. */
export const CLOSED_FOR_MS = 86_400_000;
/** Alerts whose acknowledgements are kept, those included that this screen has not heard of yet. */
export const ACKNOWLEDGED_LIMIT = 300;

interface AlertRecord extends Opening {
	readonly severityWord: string;
	readonly kind: string;
	readonly isMaintenance: boolean;
	readonly component: string | null;
	readonly title: string;
	readonly message: string | null;
	/** Epoch ms of the latest message's arrival. */
	readonly at: number;
	/** Messages of this opening. */
	readonly times: number;
	readonly closedAt: number | null;
	readonly version: number | null;
}

export interface SystemState {
	/** By ref. */
	readonly alerts: ReadonlyMap<string, AlertRecord>;
	/** By ref; those of an alert that is not known yet wait here for it. */
	readonly acknowledgements: ReadonlyMap<string, readonly Acknowledgement[]>;
	/** Alerts that were not over and had to go for want of room. */
	readonly dropped: number;
}

/** What a sound or a notification follows. */
export interface OpenAlert {
	readonly ref: string;
	readonly severity: Severity;
	readonly component: string | null;
	readonly title: string;
	readonly message: string | null;
	readonly isMaintenance: boolean;
	readonly openedAt: number;
	readonly why: 'new' | 'worse' | 'due again';
}

export interface AlertView {
	readonly ref: string;
	readonly severity: Severity;
	/** The shop's own word, when it is another one. */
	readonly severityWord: string | null;
	readonly kind: string;
	readonly component: string | null;
	readonly title: string;
	readonly message: string | null;
	/** Epoch ms, by this screen's clock. */
	readonly openedAt: number;
	readonly at: number;
	readonly times: number;
	readonly state: 'open' | 'acknowledged' | 'snoozed' | 'closed';
	/** The one that stands. */
	readonly acknowledgement: Acknowledgement | null;
	/** An own one that came after the one that stands. */
	readonly lost: Acknowledgement | null;
	readonly closedAt: number | null;
	readonly isMaintenance: boolean;
	/** How long it may be snoozed. */
	readonly snoozeMinutes: readonly number[];
}

export interface CriticalAlerts {
	/** The oldest that nobody has taken on. */
	readonly lead: AlertView;
	/** How many others there are. */
	readonly more: number;
}

export interface SystemView {
	/** The worst first, then the oldest. Maintenance is among them. */
	readonly open: readonly AlertView[];
	/** What nobody may overlook: the open critical ones; null where there is none. */
	readonly critical: CriticalAlerts | null;
	readonly acknowledged: readonly AlertView[];
	readonly snoozed: readonly AlertView[];
	/** Newest first. */
	readonly closed: readonly AlertView[];
	/** Open alerts by severity. */
	readonly counts: Readonly<Record<Severity, number>>;
	/** Those of the first three lists that are about maintenance. */
	readonly maintenance: readonly AlertView[];
	/** Alerts that were not over and had to go for want of room. */
	readonly dropped: number;
}

/** A screen on which no alert was heard yet. */
export function createSystem(): SystemState {
	return { alerts: new Map(), acknowledgements: new Map(), dropped: 0 };
}

/** The next state after a message: it opens an alert, repeats it, makes it worse or closes it. */
export function noteSystemAlert(state: SystemState, event: SystemAlerted): SystemState {
	const { alert, receivedAt: at } = event;
	const ref = `${event.source}:${alert.id}`;
	const held = state.alerts.get(ref);
	// Only a version says that a message is old: a shop whose clock is wrong must not have its alerts swallowed.
	if (held !== undefined && isNewer(held.version, event.version)) return state;
	const isRepeat = held !== undefined && (held.closedAt === null || alert.isResolved);
	// That something is over is often told mildly: the line of a closed alert says how bad it was.
	const said = alert.isResolved ? (held ?? alert) : alert;
	const record: AlertRecord = {
		ref,
		severity: said.severity,
		severityWord: said.severityWord,
		kind: alert.kind,
		isMaintenance: alert.isMaintenance,
		component: alert.component,
		title: said.title,
		message: alert.message,
		openedAt: isRepeat ? held.openedAt : at,
		lastClosedAt: isRepeat ? held.lastClosedAt : (held?.closedAt ?? null),
		at,
		times: isRepeat ? held.times + 1 : 1,
		closedAt: alert.isResolved ? (held?.closedAt ?? at) : null,
		version: event.version ?? held?.version ?? null,
	};
	const { kept, dropped } = withRoom(new Map(state.alerts).set(ref, record), at);
	return {
		alerts: kept,
		acknowledgements: pruned(state.acknowledgements, record),
		dropped: state.dropped + dropped,
	};
}

/** The next state after somebody took an alert on, here or in another browser. Order does not matter. */
export function applyAcknowledgement(state: SystemState, ack: Acknowledgement): SystemState {
	const record = state.alerts.get(ack.ref);
	if (record !== undefined && isOfEarlierOpening(record, ack)) return state;
	const held = state.acknowledgements.get(ack.ref) ?? [];
	const kept = keepAcknowledgement(held, ack);
	if (kept === held) return state;
	const acknowledgements = new Map(state.acknowledgements);
	acknowledgements.delete(ack.ref);
	acknowledgements.set(ack.ref, kept);
	if (acknowledgements.size > ACKNOWLEDGED_LIMIT) {
		const refs = [...acknowledgements.keys()];
		const oldest = refs.find((ref) => !state.alerts.has(ref)) ?? refs[0];
		if (oldest !== undefined) acknowledgements.delete(oldest);
	}
	return { ...state, acknowledgements };
}

/** Alerts that `after` has open and `before` had not, or had milder. */
export function alertsOpened(before: SystemState, after: SystemState): readonly OpenAlert[] {
	if (before.alerts === after.alerts) return [];
	return [...after.alerts.values()].flatMap((record) => {
		const held = before.alerts.get(record.ref);
		if (held === record || record.closedAt !== null) return [];
		const isNew = held === undefined || held.closedAt !== null || held.openedAt !== record.openedAt;
		if (!isNew && RANK[record.severity] <= RANK[held.severity]) return [];
		// Somebody may have been quicker than the message was on its way here.
		if (standingAt(record, acksOf(after, record), record.at) !== null) return [];
		return [openAlert(record, isNew ? 'new' : 'worse')];
	});
}

/** Alerts whose snooze ended after `since` and not later than `now`, epoch ms: they ring again. */
export function dueAgain(state: SystemState, now: number, since: number): readonly OpenAlert[] {
	return [...state.alerts.values()].flatMap((record) => {
		const end = record.closedAt === null ? snoozeEnd(record, acksOf(state, record)) : null;
		return end !== null && end > since && end <= now ? [openAlert(record, 'due again')] : [];
	});
}

/** The alerts as they stand at `now` (epoch ms) for the person `selfId`, null when it is not known who looks. */
export function selectSystem(state: SystemState, now: number, selfId: string | null): SystemView {
	const views = [...state.alerts.values()]
		.map((record) => viewOf(record, acksOf(state, record), now, selfId))
		.sort(
			(a, b) => RANK[b.severity] - RANK[a.severity] || a.openedAt - b.openedAt || (a.ref < b.ref ? -1 : 1),
		);
	const of = (wanted: AlertView['state']) => views.filter(({ state }) => state === wanted);
	const open = of('open');
	const counts = { low: 0, medium: 0, high: 0, critical: 0 };
	for (const { severity } of open) counts[severity] += 1;
	const [worst] = open;
	return {
		open,
		critical: worst?.severity === 'critical' ? { lead: worst, more: counts.critical - 1 } : null,
		acknowledged: of('acknowledged'),
		snoozed: of('snoozed'),
		closed: of('closed')
			.filter(({ closedAt }) => now - (closedAt ?? 0) < CLOSED_FOR_MS)
			.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0)),
		counts,
		maintenance: views.filter((view) => view.isMaintenance && view.state !== 'closed'),
		dropped: state.dropped,
	};
}

function viewOf(
	record: AlertRecord,
	acks: readonly Acknowledgement[],
	now: number,
	selfId: string | null,
): AlertView {
	const standing = standingAt(record, acks, record.closedAt ?? now);
	const { ref, severity, kind, component, title, message, openedAt, at, times, closedAt, isMaintenance } =
		record;
	return {
		ref,
		severity,
		severityWord: record.severityWord.toLowerCase() === severity ? null : record.severityWord,
		kind,
		component,
		title,
		message,
		openedAt,
		at,
		times,
		state: closedAt === null ? (standing?.kind ?? 'open') : 'closed',
		acknowledgement: standing,
		lost: standing === null || selfId === null ? null : lostTo(standing, record, acks, selfId),
		closedAt,
		isMaintenance,
		snoozeMinutes: snoozeMinutes(severity),
	};
}

function openAlert(record: AlertRecord, why: OpenAlert['why']): OpenAlert {
	const { ref, severity, component, title, message, isMaintenance, openedAt } = record;
	return { ref, severity, component, title, message, isMaintenance, openedAt, why };
}

function acksOf(state: SystemState, { ref }: AlertRecord): readonly Acknowledgement[] {
	return state.acknowledgements.get(ref) ?? [];
}

function pruned(
	acknowledgements: SystemState['acknowledgements'],
	record: AlertRecord,
): SystemState['acknowledgements'] {
	const held = acknowledgements.get(record.ref);
	if (held === undefined) return acknowledgements;
	const kept = held.filter((ack) => !isOfEarlierOpening(record, ack));
	if (kept.length === held.length) return acknowledgements;
	const next = new Map(acknowledgements);
	if (kept.length > 0) next.set(record.ref, kept);
	else next.delete(record.ref);
	return next;
}

function withRoom(
	alerts: ReadonlyMap<string, AlertRecord>,
	now: number,
): { kept: ReadonlyMap<string, AlertRecord>; dropped: number } {
	const all = [...alerts.values()];
	const closed = all
		.filter(({ closedAt }) => closedAt !== null && now - closedAt < CLOSED_FOR_MS)
		.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
		.slice(0, CLOSED_LIMIT);
	const running = all.filter(({ closedAt }) => closedAt === null);
	const kept = running
		.sort((a, b) => RANK[b.severity] - RANK[a.severity] || b.at - a.at)
		.slice(0, ALERTS_LIMIT);
	return {
		kept: new Map([...kept, ...closed].map((record) => [record.ref, record])),
		dropped: running.length - kept.length,
	};
}
