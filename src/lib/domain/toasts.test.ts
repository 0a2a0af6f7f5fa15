import { describe, expect, test } from 'vitest';
import {
	createToasts,
	dismissToast,
	noteToast,
	passToasts,
	TOAST_LIFE_MS,
	TOAST_WAIT_MS,
	TOASTS_SHOWN,
	TOASTS_WAITING,
	withdrawToasts,
	type Toast,
	type ToastState,
} from './toasts.ts';

const toast = (id: string, change: Partial<Toast> = {}): Toast => ({
	id,
	title: `Toast ${id}`,
	body: null,
	severity: 'low',
	at: 0,
	...change,
});
const note = (toasts: readonly Toast[], state = createToasts()): ToastState =>
	toasts.reduce(noteToast, state);
const idsOf = (state: ToastState) => state.shown.map(({ id }) => id);
const many = (count: number, change: Partial<Toast> = {}) =>
	Array.from({ length: count }, (_, index) => toast(String(index), change));

describe('toasts', () => {
	test('are shown at once and gone after six seconds', () => {
		const state = note([toast('a'), toast('b', { severity: 'medium', at: 2_000 })]);
		expect(idsOf(passToasts(state, 5_999))).toEqual(['a', 'b']);
		expect(idsOf(passToasts(state, 6_000))).toEqual(['b']);
		expect(idsOf(passToasts(state, 8_000))).toEqual([]);
	});

	test.each(['high', 'critical'] as const)('stay until they are dismissed when they are %s', (severity) => {
		const state = passToasts(note([toast('a', { severity })]), 3_600_000);
		expect(idsOf(state)).toEqual(['a']);
		expect(idsOf(dismissToast(state, 'a', 3_600_000))).toEqual([]);
	});

	test('are at most three at once, and the next one lives its six seconds from when it is shown', () => {
		const state = note(many(5));
		expect(state.shown).toHaveLength(TOASTS_SHOWN);
		const later = passToasts(state, TOAST_LIFE_MS);
		expect(idsOf(later)).toEqual(['3', '4']);
		expect(idsOf(passToasts(later, 2 * TOAST_LIFE_MS - 1))).toEqual(['3', '4']);
		expect(idsOf(passToasts(later, 2 * TOAST_LIFE_MS))).toEqual([]);
	});

	test('fill the place of a dismissed one', () => {
		expect(idsOf(dismissToast(note(many(4)), '1', 10))).toEqual(['0', '2', '3']);
	});

	test('are withdrawn together, also those that wait, and none of them is counted', () => {
		const state = note([...many(4, { severity: 'high' }), toast('mild')]);
		const left = withdrawToasts(state, ({ severity }) => severity === 'high', 10);
		expect([idsOf(left), left.waiting, left.missed]).toEqual([['mild'], [], 0]);
		expect(withdrawToasts(left, ({ severity }) => severity === 'high', 11)).toBe(left);
	});

	test('wait up to twenty, and the others are counted', () => {
		const state = note(many(TOASTS_SHOWN + TOASTS_WAITING + 14));
		expect(state.waiting).toHaveLength(TOASTS_WAITING);
		expect(state.missed).toBe(14);
	});

	test('let a grave one go first, and lose a mild one rather than it', () => {
		const full = note(many(TOASTS_SHOWN + TOASTS_WAITING));
		const state = noteToast(full, toast('grave', { severity: 'critical' }));
		expect(state.missed).toBe(1);
		expect(idsOf(passToasts(state, TOAST_LIFE_MS))[0]).toBe('grave');
	});

	test('that waited a minute behind grave ones are counted, not shown as news', () => {
		const state = note([...many(3, { severity: 'high' }), toast('mild')]);
		const late = passToasts(state, TOAST_WAIT_MS);
		expect(late).toMatchObject({ waiting: [], missed: 1 });
		expect(idsOf(dismissToast(late, '0', TOAST_WAIT_MS))).toEqual(['1', '2']);
	});

	test('forget what was missed when the corner is empty', () => {
		let state = note(many(TOASTS_SHOWN + TOASTS_WAITING + 1));
		for (let now = 0; state.shown.length > 0; now += TOAST_LIFE_MS) state = passToasts(state, now);
		expect(state).toEqual(createToasts());
	});

	test('of one id take the place of each other', () => {
		const state = note([toast('a'), toast('b'), toast('a', { title: 'Again', at: 3_000 })]);
		expect(state.shown.map(({ title }) => title)).toEqual(['Again', 'Toast b']);
		expect(idsOf(passToasts(state, 7_999))).toEqual(['a']);
		const waiting = note([...many(3), toast('x'), toast('x', { title: 'Again' })]).waiting;
		expect(waiting.map(({ title }) => title)).toEqual(['Again']);
	});

	test('are the same object while nothing changes', () => {
		const state = note([toast('a')]);
		expect(passToasts(state, 1_000)).toBe(state);
		expect(passToasts(createToasts(), 1_000)).toEqual(createToasts());
	});
});
