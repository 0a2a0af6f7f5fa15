import { describe, expect, test } from 'vitest';
import type { Member, VisitorSeen } from '../contract/events.ts';
import {
	ADMINS_LIMIT,
	COMINGS_LIMIT,
	createPeople,
	markUnconfirmed,
	noteHere,
	noteJoined,
	noteLeft,
	noteVisitor,
	RECENT_MINUTES,
	RELOAD_MS,
	RETURN_MS,
	selectPeople,
	SHOPPERS_LIMIT,
	type PeopleState,
} from './people.ts';

const START = Date.UTC(2026, 0, 24, 6);
const MINUTE = 60_000;
const AISYAH: Member = { id: '1', name: 'Aisyah Rahman', role: 'Shift lead' };
const MEI: Member = { id: '2', name: 'Mei Lin Chong', role: 'admin' };
const TOMAS: Member = { id: '7', name: 'Tomás Rivera', role: null };

function here(...members: Member[]): PeopleState {
	return noteHere(createPeople(), { role: 'admins', members, self: '2', at: START });
}

function joined(state: PeopleState, member: Member, at: number): PeopleState {
	return noteJoined(state, { role: 'admins', member, at });
}

function left(state: PeopleState, { id }: Member, at: number): PeopleState {
	return noteLeft(state, { role: 'admins', id, at });
}

function shoppers(count: number, self: string | null = null): PeopleState {
	const members = Array.from({ length: count }, (_, n) => ({
		id: `s${n}`,
		name: `Shopper ${n}`,
		role: null,
	}));
	return noteHere(createPeople(), { role: 'shoppers', members, self, at: START });
}

function visit(at: number, told: Partial<VisitorSeen> = {}): VisitorSeen {
	return {
		type: 'visitor.came',
		key: String(at),
		source: 'monitoring',
		channel: 'private-admin-monitoring',
		name: 'user.online',
		receivedAt: at,
		occurredAt: null,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		visitor: null,
		activeVisitors: 42,
		lastedMs: null,
		...told,
	};
}

const names = (state: PeopleState, now: number) => selectPeople(state, now).admins?.map(({ name }) => name);
const log = (state: PeopleState, now: number) =>
	selectPeople(state, now).comings.map(({ name, kind, at }) => [name, kind, at - START]);

describe('admins', () => {
	test('are not known until the channel says who is here', () => {
		expect(selectPeople(createPeople(), START).admins).toBeNull();
		const early = left(joined(createPeople(), MEI, START), MEI, START);
		expect(selectPeople(early, START)).toMatchObject({ admins: null, comings: [] });
		expect(selectPeople(here(), START).admins).toEqual([]);
	});

	test('stand with whoever is here longest first, and say which one is us', () => {
		const state = joined(joined(here(MEI), TOMAS, START + 2 * MINUTE), AISYAH, START + MINUTE);
		expect(selectPeople(state, START + 3 * MINUTE).admins).toEqual([
			{ ...MEI, since: START, isLonger: true, isSelf: true, isUnconfirmed: false },
			{ ...AISYAH, since: START + MINUTE, isLonger: false, isSelf: false, isUnconfirmed: false },
			{ ...TOMAS, since: START + 2 * MINUTE, isLonger: false, isSelf: false, isUnconfirmed: false },
		]);
	});

	test('have one line however many tabs they open', () => {
		const state = joined(here(MEI, MEI), MEI, START + MINUTE);
		expect(names(state, START + MINUTE)).toEqual([MEI.name]);
		expect(log(state, START + MINUTE)).toEqual([]);
		expect(selectPeople(state, START + MINUTE).admins?.[0]?.since).toBe(START);
	});

	test('who come are logged, those of the first list are not', () => {
		const state = joined(here(MEI), TOMAS, START + MINUTE);
		expect(log(state, START + MINUTE)).toEqual([[TOMAS.name, 'joined', MINUTE]]);
	});

	test('who leave stay for ten seconds, not confirmed, and are logged only then, at the time they left', () => {
		const state = left(here(MEI, TOMAS), TOMAS, START + MINUTE);
		const before = selectPeople(state, START + MINUTE + RELOAD_MS - 1);
		expect(before.admins).toMatchObject([
			{ id: MEI.id, isUnconfirmed: false },
			{ id: TOMAS.id, isUnconfirmed: true },
		]);
		expect(before.comings).toEqual([]);
		expect(names(state, START + MINUTE + RELOAD_MS)).toEqual([MEI.name]);
		expect(log(state, START + MINUTE + RELOAD_MS)).toEqual([[TOMAS.name, 'left', MINUTE]]);
	});

	test('who reload the page never left', () => {
		const state = joined(
			left(here(MEI, TOMAS), TOMAS, START + MINUTE),
			TOMAS,
			START + MINUTE + RELOAD_MS - 1,
		);
		expect(log(state, START + 9 * MINUTE)).toEqual([]);
		expect(selectPeople(state, START + 9 * MINUTE).admins?.[1]).toMatchObject({
			since: START,
			isLonger: true,
			isUnconfirmed: false,
		});
	});

	test('who come back later left and joined', () => {
		const state = joined(left(here(TOMAS), TOMAS, START + MINUTE), TOMAS, START + MINUTE + RELOAD_MS);
		expect(log(state, START + 9 * MINUTE)).toEqual([
			[TOMAS.name, 'joined', MINUTE + RELOAD_MS],
			[TOMAS.name, 'left', MINUTE],
		]);
		expect(selectPeople(state, START + 9 * MINUTE).admins?.[0]?.since).toBe(START + MINUTE + RELOAD_MS);
	});

	test('who were never here cannot leave, and nobody leaves twice', () => {
		const state = left(left(here(MEI), TOMAS, START), MEI, START);
		expect(log(left(state, MEI, START + 9_000), START + RELOAD_MS)).toEqual([[MEI.name, 'left', 0]]);
	});

	test('are unconfirmed while the line is lost, and keep their time when the next list names them', () => {
		const lost = markUnconfirmed(here(MEI, TOMAS), START + MINUTE);
		expect(selectPeople(lost, START + MINUTE).admins?.every(({ isUnconfirmed }) => isUnconfirmed)).toBe(true);
		const back = noteHere(lost, {
			role: 'admins',
			members: [MEI, AISYAH],
			self: MEI.id,
			at: START + 2 * MINUTE,
		});
		expect(selectPeople(back, START + 2 * MINUTE).admins).toMatchObject([
			{ id: MEI.id, since: START, isUnconfirmed: false },
			{ id: AISYAH.id, since: START + 2 * MINUTE, isUnconfirmed: false },
		]);
	});

	test('missing from the list after a loss are logged as gone only when they had a minute to come back', () => {
		const lost = markUnconfirmed(here(MEI, TOMAS, AISYAH), START);
		const back = noteHere(lost, { role: 'admins', members: [MEI], self: MEI.id, at: START + MINUTE });
		const state = joined(back, TOMAS, START + MINUTE + RETURN_MS - 1);
		expect(names(back, START + MINUTE)).toEqual([MEI.name]);
		expect(log(state, START + MINUTE + RETURN_MS - 1)).toEqual([]);
		expect(log(state, START + MINUTE + RETURN_MS)).toEqual([[AISYAH.name, 'left', MINUTE]]);
		expect(selectPeople(state, START + 3 * MINUTE).admins).toMatchObject([
			{ id: MEI.id },
			{ id: TOMAS.id, since: START },
		]);
	});

	test('beyond the limit are not listed, and the view says that the list is full', () => {
		const many = Array.from({ length: ADMINS_LIMIT - 1 }, (_, n) => ({ id: `a${n}`, name: 'A', role: null }));
		expect(selectPeople(here(...many), START).isAdminsFull).toBe(false);
		const full = joined(joined(here(...many), TOMAS, START), AISYAH, START);
		expect(selectPeople(full, START)).toMatchObject({ isAdminsFull: true, comings: [{ name: TOMAS.name }] });
		expect(selectPeople(here(...many, TOMAS, AISYAH), START).admins).toHaveLength(ADMINS_LIMIT);
	});

	test('beyond the limit are not remembered for their return either', () => {
		const many = (from: number) =>
			Array.from({ length: ADMINS_LIMIT - 1 }, (_, n) => ({ id: `a${from + n}`, name: 'A', role: null }));
		let state = here(...many(0));
		for (const from of [1_000, 2_000, 3_000]) {
			state = noteHere(state, { role: 'admins', members: many(from), self: null, at: START });
		}
		expect(state.admins?.people.size).toBeLessThanOrEqual(ADMINS_LIMIT);
	});

	test('have a log that keeps the newest entries', () => {
		let state = here();
		for (let n = 0; n <= COMINGS_LIMIT; n++) {
			state = joined(state, { id: `a${n}`, name: `A ${n}`, role: null }, START + n);
		}
		const { comings } = selectPeople(state, START + MINUTE);
		expect(comings).toHaveLength(COMINGS_LIMIT);
		expect(comings[0]?.name).toBe(`A ${COMINGS_LIMIT}`);
	});
});

describe('shoppers', () => {
	test('are a number, unknown until the channel says who is here', () => {
		expect(selectPeople(createPeople(), START).shoppers).toBeNull();
		expect(selectPeople(shoppers(318), START).shoppers).toBe(318);
		expect(selectPeople(shoppers(0), START).shoppers).toBe(0);
	});

	test('are counted without us, who only look', () => {
		expect(selectPeople(shoppers(3, 's1'), START).shoppers).toBe(2);
		expect(selectPeople(shoppers(3, 'x'), START).shoppers).toBe(3);
	});

	test('come and go without a log, and a reload does not change the number', () => {
		const come = noteJoined(shoppers(2), { role: 'shoppers', member: TOMAS, at: START });
		const twice = noteJoined(come, { role: 'shoppers', member: TOMAS, at: START });
		expect(twice).toBe(come);
		const gone = noteLeft(twice, { role: 'shoppers', id: TOMAS.id, at: START });
		expect(selectPeople(gone, START + RELOAD_MS - 1).shoppers).toBe(3);
		expect(selectPeople(gone, START + RELOAD_MS)).toMatchObject({ shoppers: 2, comings: [] });
		const back = noteJoined(gone, { role: 'shoppers', member: TOMAS, at: START + RELOAD_MS - 1 });
		expect(selectPeople(back, START + MINUTE).shoppers).toBe(3);
	});

	test('are told apart up to a limit, and the view says when there may be more', () => {
		const full = shoppers(SHOPPERS_LIMIT + 5);
		expect(selectPeople(full, START)).toMatchObject({ shoppers: SHOPPERS_LIMIT, isShoppersFull: true });
		const one = noteJoined(full, { role: 'shoppers', member: TOMAS, at: START });
		expect(selectPeople(one, START).shoppers).toBe(SHOPPERS_LIMIT);
		expect(selectPeople(shoppers(5), START).isShoppersFull).toBe(false);
	});

	test('do not touch the admins', () => {
		const state = noteLeft(here(MEI), { role: 'shoppers', id: MEI.id, at: START });
		expect(names(state, START + MINUTE)).toEqual([MEI.name]);
	});
});

describe('what the shop says of its visitors', () => {
	test('is repeated with its time, and a number that cannot be true does not replace it', () => {
		const state = [visit(START), visit(START + 1, { activeVisitors: null })].reduce(
			noteVisitor,
			createPeople(),
		);
		expect(selectPeople(state, START + 1).guestsAndUsers).toEqual({ count: 42, statedAt: START });
		expect(selectPeople(createPeople(), START).guestsAndUsers).toBeNull();
	});

	test('counts the visits that came in the last quarter of an hour', () => {
		const state = [
			visit(START),
			visit(START + MINUTE),
			visit(START + MINUTE + 1),
			visit(START + MINUTE + 2, { type: 'visitor.left', activeVisitors: 41 }),
		].reduce(noteVisitor, createPeople());
		expect(selectPeople(state, START + 2 * MINUTE)).toMatchObject({
			recentVisitors: 3,
			guestsAndUsers: { count: 41 },
		});
		expect(selectPeople(state, START + RECENT_MINUTES * MINUTE).recentVisitors).toBe(2);
		expect(selectPeople(state, START + (RECENT_MINUTES + 1) * MINUTE).recentVisitors).toBe(0);
	});

	test('keeps an hour of minutes at most', () => {
		let state = createPeople();
		for (let n = 0; n < 200; n++) state = noteVisitor(state, visit(START + n * MINUTE));
		expect(state.visits.length).toBeLessThanOrEqual(60);
	});
});
