import { expect, test } from 'vitest';
import { DEAF_AFTER_MS, describeLevel, nameLevel, type LevelFacts } from './level.ts';

const NOW = Date.parse('2026-11-21T06:02:10Z');
const SINCE = Date.parse('2026-11-21T01:12:00Z');
const told = (facts: Partial<LevelFacts>) =>
	describeLevel({ since: SINCE, heartbeats: [], ...facts }, NOW, 'Asia/Kuala_Lumpur');
const recorder = { state: 'done', problem: null, heardAt: NOW - 2_000 } as const;

test('events alone are level 0, and say what proves that they arrive', () => {
	expect(told({})).toBe('Level 0: events only; totals since 09:12, delivery not proven');
	expect(told({ heartbeats: ['shop'] })).toBe(
		'Level 0: events only; totals since 09:12, heartbeats from the shop',
	);
});

test('the shop’s own snapshot is level 1, with its time once it came', () => {
	expect(told({ snapshot: { at: null } })).toBe(
		'Level 1: the shop’s snapshot is not there yet; totals since 09:12, delivery not proven',
	);
	expect(told({ snapshot: { at: NOW - 10_000 } })).toBe(
		'Level 1: the shop’s snapshot of 14:02:00, and events since; delivery not proven',
	);
});

test('a recorder is level 2: since when, how fresh, and whose heart beats', () => {
	expect(told({ recorder, since: Date.parse('2026-11-03T06:10:00Z'), heartbeats: ['recorder'] })).toBe(
		'Level 2: recorder with history since Tue 3 Nov 14:10, heard the broadcaster 2 s ago; heartbeats from the recorder, not through the shop’s queue',
	);
	expect(told({ recorder: { ...recorder, heardAt: null }, heartbeats: ['recorder', 'shop'] })).toBe(
		'Level 2: recorder with history since 09:12; heartbeats from the shop',
	);
	expect(told({ recorder: { ...recorder, state: 'syncing' } })).toBe(
		'Level 2: the recorder is asked for what was missed',
	);
});

test('a recorder that does not answer, or hears nothing, is said to', () => {
	expect(told({ recorder: { ...recorder, state: 'failed', problem: 'what answers is no recorder' } })).toBe(
		'Level 0 instead of 2: what answers is no recorder; totals since 09:12, what is missed cannot be fetched',
	);
	const heard = (heardAt: number) => told({ recorder: { ...recorder, heardAt } });
	expect(heard(NOW - DEAF_AFTER_MS + 1)).toContain('heard the broadcaster 59 s ago');
	expect(heard(NOW - DEAF_AFTER_MS)).toBe(
		'Level 2 with a gap: the recorder has not heard the broadcaster since 14:01:10',
	);
});

test('where there is no room the level has its name only', () => {
	expect(nameLevel(told({}))).toBe('Level 0');
	expect(nameLevel(told({ recorder: { ...recorder, heardAt: NOW - DEAF_AFTER_MS } }))).toBe(
		'Level 2 with a gap',
	);
});
