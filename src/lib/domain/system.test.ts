import { describe, expect, test } from 'vitest';
import type { Severity, SystemAlert, SystemAlerted } from '../contract/events.ts';
import { ACKNOWLEDGEMENTS_LIMIT, OPENING_TOLERANCE_MS } from './acknowledgement.ts';
import {
	ACKNOWLEDGED_LIMIT,
	ALERTS_LIMIT,
	alertsOpened,
	applyAcknowledgement,
	CLOSED_FOR_MS,
	CLOSED_LIMIT,
	createAcknowledgement,
	createSystem,
	dueAgain,
	noteSystemAlert,
	selectSystem,
	type Acknowledgement,
	type SystemState,
} from './system.ts';

const START = Date.UTC(2026, 0, 24, 6);
const MINUTE = 60_000;
const MEI = { id: '2', name: 'Mei Lin Chong' };
const TOMAS = { id: '7', name: 'Tomás Rivera' };
const REF = 'monitoring:card-declines';

function alerted(
	at: number,
	told: Partial<SystemAlert> = {},
	{ version = null, source = 'monitoring' }: { version?: number | null; source?: string } = {},
): SystemAlerted {
	return {
		type: 'system.alerted',
		key: `${at}:${JSON.stringify(told)}`,
		source,
		channel: 'private-admin-system',
		name: 'system.alert',
		receivedAt: at,
		occurredAt: null,
		version,
		hasIdentity: true,
		subject: null,
		flaws: [],
		alert: {
			id: 'card-declines',
			kind: 'system_error',
			isMaintenance: false,
			severity: 'high',
			severityWord: told.severity ?? 'high',
			component: 'payments.stripe',
			title: 'Card declines above 5 %',
			message: '3 of 41 declined',
			isResolved: false,
			...told,
		},
	};
}

function heard(...events: SystemAlerted[]): SystemState {
	return events.reduce(noteSystemAlert, createSystem());
}

function acked(state: SystemState, ...acks: Acknowledgement[]): SystemState {
	return acks.reduce(applyAcknowledgement, state);
}

/** What `by` says at `at` of the alert as opened at `openedAt`. */
function said(
	by: Acknowledgement['by'],
	at: number,
	{
		minutes = null,
		openedAt = START,
		severity = 'high',
		ref = REF,
	}: {
		minutes?: number | null;
		openedAt?: number;
		severity?: Severity;
		ref?: string;
	} = {},
): Acknowledgement {
	return createAcknowledgement({ ref, openedAt, severity }, by, at, minutes);
}

function only(state: SystemState, now: number, selfId: string | null = null) {
	const { open, acknowledged, snoozed, closed } = selectSystem(state, now, selfId);
	const all = [...open, ...acknowledged, ...snoozed, ...closed];
	expect(all).toHaveLength(1);
	return all[0]!;
}

describe('an alert', () => {
	test('is one line however often it is told, with its latest words and since when it is open', () => {
		const state = heard(
			alerted(START),
			alerted(START + MINUTE, { message: '9 of 60 declined' }),
			alerted(START + 2 * MINUTE, { message: '12 of 70 declined', severity: 'medium' }),
		);
		expect(only(state, START + 3 * MINUTE)).toMatchObject({
			state: 'open',
			openedAt: START,
			at: START + 2 * MINUTE,
			times: 3,
			message: '12 of 70 declined',
			severity: 'medium',
		});
	});

	test('of one source is not that of another with the same id', () => {
		const state = heard(alerted(START), alerted(START, {}, { source: 'orders' }));
		expect(selectSystem(state, START, null).open.map(({ ref }) => ref)).toEqual([
			'monitoring:card-declines',
			'orders:card-declines',
		]);
	});

	test('says the word of the shop only where it is another one', () => {
		expect(only(heard(alerted(START, { severityWord: 'High' })), START).severityWord).toBeNull();
		expect(only(heard(alerted(START, { severityWord: 'sev-2' })), START).severityWord).toBe('sev-2');
	});

	test('closes when the shop says that it is over, and keeps how bad it was', () => {
		const state = heard(
			alerted(START),
			alerted(START + MINUTE, { isResolved: true, severity: 'low', title: 'Back to normal', message: 'ok' }),
		);
		expect(only(state, START + MINUTE)).toMatchObject({
			state: 'closed',
			closedAt: START + MINUTE,
			severity: 'high',
			title: 'Card declines above 5 %',
			message: 'ok',
		});
	});

	test('stays closed at the time of the first word that it is over', () => {
		const state = heard(
			alerted(START),
			alerted(START + MINUTE, { isResolved: true }),
			alerted(START + 5 * MINUTE, { isResolved: true }),
		);
		expect(only(state, START + 5 * MINUTE).closedAt).toBe(START + MINUTE);
	});

	test('that was never heard of is a closed line when the shop says that it is over', () => {
		expect(only(heard(alerted(START, { isResolved: true })), START).state).toBe('closed');
	});

	test('opens anew after it was over, without the acknowledgement it had', () => {
		const closed = acked(heard(alerted(START)), said(MEI, START + 5_000));
		const state = [
			alerted(START + 10_000, { isResolved: true }),
			// Sooner than the tolerance: the old acknowledgement must not pass for one of the new opening.
			alerted(START + 30_000),
		].reduce(noteSystemAlert, closed);
		expect(only(state, START + 30_000)).toMatchObject({
			state: 'open',
			openedAt: START + 30_000,
			times: 1,
			closedAt: null,
			acknowledgement: null,
		});
		expect(state.acknowledgements.size).toBe(0);
		expect(acked(state, said(MEI, START + 5_000))).toBe(state);
		// Of a browser that took a repeat just before the end for the opening.
		const late = said(MEI, START + 12_000, { openedAt: START + 12_000 });
		expect(only(acked(state, late), START + 40_000).state).toBe('open');
	});

	test('ignores a message whose version is older than what it knows', () => {
		const state = heard(
			alerted(START, { isResolved: true }, { version: 2 }),
			alerted(START + 1, {}, { version: 1 }),
		);
		expect(only(state, START + 1).state).toBe('closed');
	});

	test('leaves the list of the closed after a day', () => {
		const state = heard(alerted(START), alerted(START, { isResolved: true }));
		expect(selectSystem(state, START + CLOSED_FOR_MS - 1, null).closed).toHaveLength(1);
		expect(selectSystem(state, START + CLOSED_FOR_MS, null).closed).toHaveLength(0);
		const later = noteSystemAlert(state, alerted(START + CLOSED_FOR_MS, { id: 'other' }));
		expect(later.alerts.size).toBe(1);
	});
});

describe('the list', () => {
	test('has the worst first, then the oldest, and counts what is open', () => {
		const state = acked(
			heard(
				alerted(START, { id: 'a', severity: 'low' }),
				alerted(START + 2, { id: 'b', severity: 'critical' }),
				alerted(START + 3, { id: 'c', severity: 'high' }),
				alerted(START + 1, { id: 'd', severity: 'critical' }),
				alerted(START + 4, { id: 'e', severity: 'high' }),
			),
			said(MEI, START + 9, { ref: 'monitoring:e', openedAt: START + 4 }),
		);
		const view = selectSystem(state, START + 10, null);
		expect(view.open.map(({ ref }) => ref.at(-1)).join('')).toBe('dbca');
		expect(view.counts).toEqual({ low: 1, medium: 0, high: 1, critical: 2 });
		expect(view.critical).toMatchObject({ lead: { ref: 'monitoring:d' }, more: 1 });
	});

	test('lets the same one of two lead that opened in the same moment, on every screen', () => {
		const leadOf = (...ids: string[]) => {
			const state = heard(...ids.map((id) => alerted(START, { id, severity: 'critical' })));
			return selectSystem(state, START, null).critical?.lead.ref;
		};
		expect([leadOf('a', 'b'), leadOf('b', 'a')]).toEqual(['monitoring:a', 'monitoring:a']);
	});

	test('has nothing critical where all is milder, or taken', () => {
		const state = acked(
			heard(alerted(START, { id: 'a', severity: 'high' }), alerted(START, { id: 'b', severity: 'critical' })),
			said(MEI, START + 9, { ref: 'monitoring:b', severity: 'critical' }),
		);
		expect(selectSystem(state, START + 10, null).critical).toBeNull();
	});

	test('tells maintenance apart until it is over', () => {
		const state = heard(
			alerted(START, { id: 'a', isMaintenance: true }),
			alerted(START, { id: 'b', isMaintenance: true, isResolved: true }),
			alerted(START, { id: 'c' }),
		);
		expect(selectSystem(state, START, null).maintenance.map(({ ref }) => ref)).toEqual(['monitoring:a']);
	});

	test('drops the mildest when there are too many, and counts what it dropped', () => {
		let state = heard(alerted(START, { id: 'mild', severity: 'low' }));
		for (let n = 0; n <= ALERTS_LIMIT; n++)
			state = noteSystemAlert(state, alerted(START + n, { id: `${n}` }));
		const view = selectSystem(state, START + ALERTS_LIMIT, null);
		expect(view.open).toHaveLength(ALERTS_LIMIT);
		expect(view.open.some(({ ref }) => ref === 'monitoring:mild')).toBe(false);
		expect(view.open.some(({ ref }) => ref === `monitoring:${ALERTS_LIMIT}`)).toBe(true);
		expect(view.dropped).toBe(2);
	});

	test('keeps the latest of the closed, newest first', () => {
		let state = createSystem();
		for (let n = 0; n < CLOSED_LIMIT + 5; n++) {
			state = noteSystemAlert(state, alerted(START + n, { id: `${n}`, isResolved: true }));
		}
		const { closed, dropped } = selectSystem(state, START + 100, null);
		expect(closed).toHaveLength(CLOSED_LIMIT);
		expect(closed[0]?.closedAt).toBe(START + CLOSED_LIMIT + 4);
		expect(dropped).toBe(0);
	});
});

describe('an acknowledgement', () => {
	const open = heard(alerted(START));

	test('takes the alert off the open ones and names who took it', () => {
		const alert = only(acked(open, said(MEI, START + MINUTE)), START + MINUTE);
		expect(alert).toMatchObject({ state: 'acknowledged', acknowledgement: { by: MEI, at: START + MINUTE } });
	});

	test('stays through repeats and through an alert that gets milder', () => {
		const state = acked(open, said(MEI, START + 1));
		expect(only(noteSystemAlert(state, alerted(START + 2)), START + 2).state).toBe('acknowledged');
		const milder = noteSystemAlert(state, alerted(START + 2, { severity: 'low' }));
		expect(only(milder, START + 2).state).toBe('acknowledged');
	});

	test('does not cover what got worse since, even when it is heard again', () => {
		const ack = said(MEI, START + 1);
		const worse = noteSystemAlert(acked(open, ack), alerted(START + 2, { severity: 'critical' }));
		expect(only(acked(worse, ack), START + 2)).toMatchObject({ state: 'open', acknowledgement: null });
		const taken = acked(worse, said(MEI, START + 3, { severity: 'critical' }));
		expect(only(taken, START + 3).state).toBe('acknowledged');
	});

	test('of two browsers counts where they date the opening up to two minutes apart, or the other one later', () => {
		const stateOf = (openedAt: number) =>
			only(acked(open, said(MEI, START + 10 * MINUTE, { openedAt })), START + 10 * MINUTE).state;
		expect(stateOf(START - OPENING_TOLERANCE_MS)).toBe('acknowledged');
		expect(stateOf(START - OPENING_TOLERANCE_MS - 1)).toBe('open');
		expect(stateOf(START + 9 * MINUTE)).toBe('acknowledged');
	});

	test('that is here before its alert waits for it', () => {
		const state = acked(createSystem(), said(MEI, START + 1, { openedAt: START - 500 }));
		expect(only(noteSystemAlert(state, alerted(START + 2)), START + 2).state).toBe('acknowledged');
	});

	test('that is here before its alert opens anew counts for the new opening', () => {
		const over = noteSystemAlert(open, alerted(START + 10_000, { isResolved: true }));
		const early = acked(over, said(MEI, START + 32_000, { openedAt: START + 29_000 }));
		expect(only(early, START + 33_000).state).toBe('closed');
		expect(only(noteSystemAlert(early, alerted(START + 34_000)), START + 34_000).state).toBe('acknowledged');
	});

	test('of an alert that is over says who had it', () => {
		const state = noteSystemAlert(
			acked(open, said(MEI, START + 1)),
			alerted(START + MINUTE, { isResolved: true }),
		);
		expect(only(state, START + 2 * MINUTE)).toMatchObject({ state: 'closed', acknowledgement: { by: MEI } });
	});

	test('is known for so many alerts, and those of unknown alerts go first', () => {
		let state = acked(open, said(MEI, START + 1));
		for (let n = 0; n <= ACKNOWLEDGED_LIMIT; n++) {
			state = acked(state, said(MEI, START + 2, { ref: `monitoring:unknown-${n}` }));
		}
		expect(state.acknowledgements.size).toBe(ACKNOWLEDGED_LIMIT);
		expect(only(state, START + 3).state).toBe('acknowledged');
	});

	test('of many people is kept for the first of them', () => {
		let state = open;
		for (let n = 2 * ACKNOWLEDGEMENTS_LIMIT; n > 0; n--) {
			state = acked(state, said({ id: `p${n}`, name: `P ${n}` }, START + n * 1_000));
			state = acked(state, said(MEI, START + n * 1_000, { minutes: 5 }));
		}
		expect(state.acknowledgements.get(REF)).toHaveLength(2 * ACKNOWLEDGEMENTS_LIMIT);
		expect(only(state, START + MINUTE).acknowledgement?.by.id).toBe('p1');
	});
});

describe('of two acknowledgements', () => {
	const open = heard(alerted(START));
	const first = said(MEI, START + 1_000);
	const second = said(TOMAS, START + 1_400);

	test('the earlier stands in whatever order they arrive, and the other one can be told', () => {
		for (const state of [acked(open, first, second), acked(open, second, first)]) {
			expect(only(state, START + 2_000, TOMAS.id)).toMatchObject({ acknowledgement: first, lost: second });
			expect(only(state, START + 2_000, MEI.id)).toMatchObject({ acknowledgement: first, lost: null });
			expect(only(state, START + 2_000, null).lost).toBeNull();
		}
	});

	test('at the same moment the smaller id stands', () => {
		const same = said(TOMAS, START + 1_000);
		expect(only(acked(open, same, first), START + 2_000).acknowledgement?.by).toEqual(MEI);
	});

	test('a second press of the same person is not lost to the first', () => {
		const again = said(MEI, START + 1_500);
		expect(only(acked(open, again, first), START + 2_000, MEI.id).lost).toBeNull();
	});

	test('a snooze after an acknowledgement is ignored, and was lost', () => {
		const late = said(TOMAS, START + 2_000, { minutes: 15 });
		expect(only(acked(open, late, first), START + 3_000, TOMAS.id)).toMatchObject({
			state: 'acknowledged',
			lost: late,
		});
	});

	test('of several own ones that were lost the first is told', () => {
		const late = said(TOMAS, START + 2_000, { minutes: 15 });
		const later = said(TOMAS, START + 3_000);
		expect(only(acked(open, first, later, late), START + 4_000, TOMAS.id).lost).toEqual(late);
	});

	test('an acknowledgement after a snooze replaces it, and nobody lost', () => {
		const early = said(TOMAS, START + 500, { minutes: 15 });
		expect(only(acked(open, first, early), START + 3_000, TOMAS.id)).toMatchObject({
			state: 'acknowledged',
			acknowledgement: { by: MEI },
			lost: null,
		});
	});

	test('every order of arrival, repeats included, ends in the same view', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const random = chance(seed);
			const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
			const people = [MEI, TOMAS, { id: '1', name: 'Aisyah Rahman' }];
			const severities: readonly Severity[] = ['medium', 'high', 'critical'];
			const state = heard(alerted(START, { severity: pick(severities) }));
			const acks = Array.from({ length: 1 + Math.floor(random() * 60) }, () =>
				said(pick(people), START + Math.floor(random() * 40) * 15_000, {
					minutes: pick(seed % 3 === 0 ? [5, 15] : [null, 5, 5, 15, 60]),
					openedAt: START + pick([-3, -1, 0, 1, 4]) * MINUTE,
					severity: pick(severities),
				}),
			);
			const shuffled = [...acks, ...acks.slice(0, 3)]
				.map((ack) => ({ ack, place: random() }))
				.sort((a, b) => a.place - b.place)
				.map(({ ack }) => ack);
			for (const { id } of people) {
				const now = START + Math.floor(random() * 30) * MINUTE;
				expect(selectSystem(acked(state, ...shuffled), now, id), `seed ${seed}`).toEqual(
					selectSystem(acked(state, ...acks), now, id),
				);
			}
		}
	});
});

describe('a snooze', () => {
	const open = heard(alerted(START));
	const at = START + MINUTE;
	const snoozed = acked(open, said(MEI, at, { minutes: 15 }));

	test('ends by itself, and the alert is open again', () => {
		expect(only(snoozed, at + 15 * MINUTE - 1)).toMatchObject({
			state: 'snoozed',
			acknowledgement: { until: at + 15 * MINUTE },
		});
		expect(only(snoozed, at + 15 * MINUTE)).toMatchObject({ state: 'open', acknowledgement: null });
	});

	test('rings again once, between the moment before and the moment after its end', () => {
		const end = at + 15 * MINUTE;
		expect(dueAgain(snoozed, end - 1, end - 1_000)).toEqual([]);
		expect(dueAgain(snoozed, end, end - 1_000)).toMatchObject([{ ref: REF, why: 'due again' }]);
		expect(dueAgain(snoozed, end + 1_000, end)).toEqual([]);
		// A computer that slept through the end.
		expect(dueAgain(snoozed, end + 60 * MINUTE, at - 1)).toHaveLength(1);
	});

	test('does not ring again when somebody acknowledged or the alert is over', () => {
		const end = at + 15 * MINUTE;
		expect(dueAgain(acked(snoozed, said(TOMAS, at + 1)), end, end - 1)).toEqual([]);
		const over = noteSystemAlert(snoozed, alerted(at + 1, { isResolved: true }));
		expect(dueAgain(over, end, end - 1)).toEqual([]);
	});

	test('is not made longer by a second one while it runs, but may be followed by one', () => {
		const overlapping = said(TOMAS, at + MINUTE, { minutes: 60 });
		expect(only(acked(snoozed, overlapping), at + 2 * MINUTE, TOMAS.id)).toMatchObject({
			acknowledgement: { by: MEI, until: at + 15 * MINUTE },
			lost: overlapping,
		});
		const following = acked(snoozed, said(TOMAS, at + 20 * MINUTE, { minutes: 5 }));
		expect(only(following, at + 21 * MINUTE)).toMatchObject({
			state: 'snoozed',
			acknowledgement: { by: TOMAS, until: at + 25 * MINUTE },
		});
	});

	test('may be followed by many more, and the latest is the one that runs', () => {
		let state = open;
		const last = START + 2 * ACKNOWLEDGEMENTS_LIMIT * 10 * MINUTE;
		for (let now = START; now <= last; now += 10 * MINUTE)
			state = acked(state, said(MEI, now, { minutes: 5 }));
		expect(only(state, last + MINUTE)).toMatchObject({ state: 'snoozed', acknowledgement: { at: last } });
		expect(state.acknowledgements.get(REF)).toHaveLength(ACKNOWLEDGEMENTS_LIMIT);
	});

	test('of a critical alert lasts five minutes whatever another browser says', () => {
		const critical = heard(alerted(START, { severity: 'critical' }));
		expect(only(critical, START).snoozeMinutes).toEqual([5]);
		expect(only(open, START).snoozeMinutes).toEqual([5, 15, 60]);
		const state = acked(critical, said(MEI, at, { minutes: 60, severity: 'critical' }));
		expect(only(state, at + 5 * MINUTE - 1).acknowledgement?.until).toBe(at + 5 * MINUTE);
		expect(only(state, at + 5 * MINUTE).state).toBe('open');
	});
});

describe('what opens', () => {
	test('is what is new, what got worse and what came again, never a repeat', () => {
		const empty = createSystem();
		const once = noteSystemAlert(empty, alerted(START));
		expect(alertsOpened(empty, once)).toMatchObject([{ ref: REF, severity: 'high', why: 'new' }]);
		const twice = noteSystemAlert(once, alerted(START + 1, { message: 'again' }));
		expect(alertsOpened(once, twice)).toEqual([]);
		const milder = noteSystemAlert(twice, alerted(START + 2, { severity: 'low' }));
		expect(alertsOpened(twice, milder)).toEqual([]);
		const worse = noteSystemAlert(milder, alerted(START + 3, { severity: 'critical' }));
		expect(alertsOpened(milder, worse)).toMatchObject([{ severity: 'critical', why: 'worse' }]);
		const over = noteSystemAlert(worse, alerted(START + 4, { isResolved: true }));
		expect(alertsOpened(worse, over)).toEqual([]);
		const again = noteSystemAlert(over, alerted(START + 5));
		expect(alertsOpened(over, again)).toMatchObject([{ why: 'new' }]);
		// All of it in one batch.
		expect(alertsOpened(once, again)).toMatchObject([{ why: 'new' }]);
	});

	test('is not what somebody else has taken already', () => {
		const before = acked(createSystem(), said(MEI, START + 1, { openedAt: START - 500 }));
		expect(alertsOpened(before, noteSystemAlert(before, alerted(START + 2)))).toEqual([]);
	});

	test('is a snoozed alert only if it got worse', () => {
		const before = acked(heard(alerted(START)), said(MEI, START + 1, { minutes: 60 }));
		expect(alertsOpened(before, noteSystemAlert(before, alerted(START + 2)))).toEqual([]);
		const worse = noteSystemAlert(before, alerted(START + 2, { severity: 'critical' }));
		expect(alertsOpened(before, worse)).toMatchObject([{ why: 'worse' }]);
	});
});

/** Mulberry32. */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
