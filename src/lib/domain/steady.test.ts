import { describe, expect, test } from 'vitest';
import type { DataState, Freshness } from './freshness.ts';
import { steady, STEADY_AFTER_MS, type Held } from './steady.ts';

const as = (state: DataState, since = 0): Freshness => ({ state, since, isCurrent: true });

/** What is shown after each of these, told at their moments. */
function tell(...steps: readonly (readonly [at: number, state: DataState])[]): Held {
	let held: Held | null = null;
	for (const [at, state] of steps) held = steady(held, as(state, at), at);
	if (held === null) throw new Error('tell something');
	return held;
}

describe('what the screen says', () => {
	test('is the first state at once', () => {
		for (const state of ['offline', 'connecting', 'live'] as const) {
			expect(tell([0, state])).toEqual({ shown: as(state), better: null, dueAt: null });
		}
	});

	test('is anything at once after the first connecting', () => {
		expect(tell([0, 'connecting'], [1, 'listening']).shown.state).toBe('listening');
		expect(tell([0, 'connecting'], [1, 'offline']).shown.state).toBe('offline');
	});

	const ORDER = [
		'live',
		'gap',
		'polling',
		'catching-up',
		'reconnecting',
		'silent',
		'stale',
		'offline',
		'denied',
		'off',
	] as const;

	test.each(ORDER.slice(1).map((worse, index) => [ORDER[index] ?? 'live', worse] as const))(
		'turns from %s to %s at once, and back after two seconds of it',
		(better, worse) => {
			expect(tell([0, better], [10, worse]).shown.state).toBe(worse);
			const waiting = tell([0, worse], [10, better]);
			expect(waiting).toMatchObject({ shown: { state: worse }, dueAt: 10 + STEADY_AFTER_MS });
			expect(tell([0, worse], [10, better], [2_009, better]).shown.state).toBe(worse);
			expect(tell([0, worse], [10, better], [2_010, better])).toEqual({
				shown: as(better, 2_010),
				better: null,
				dueAt: null,
			});
		},
	);

	test('goes between the good states at once: that events begin or end is no fault', () => {
		expect(tell([0, 'quiet'], [1, 'live']).shown.state).toBe('live');
		expect(tell([0, 'listening'], [1, 'live'], [2, 'quiet'], [3, 'listening']).shown.state).toBe('listening');
	});

	test('stays bad on a line that comes and goes, and waits anew each time', () => {
		let held = tell([0, 'reconnecting']);
		for (let at = 1_000; at < 60_000; at += 1_000) {
			held = steady(held, as(at % 2_000 === 0 ? 'live' : 'reconnecting', at), at);
			expect(held.shown.state).toBe('reconnecting');
		}
	});

	test('waits no longer for a state that gets better still', () => {
		const held = tell([0, 'reconnecting'], [100, 'catching-up'], [600, 'live'], [2_100, 'live']);
		expect(held.shown.state).toBe('live');
	});

	test('waits anew when a worse one comes in between, also one that is better than what is shown', () => {
		const held = tell([0, 'offline'], [100, 'live'], [1_900, 'reconnecting'], [2_100, 'reconnecting']);
		expect(held).toMatchObject({ shown: { state: 'offline' }, dueAt: 3_900 });
	});

	test('waits two seconds and no longer when the clock is put back by an hour meanwhile', () => {
		const back = 3_600_000;
		const held = tell([back, 'offline'], [back + 100, 'live'], [200, 'live']);
		expect(held.dueAt).toBe(2_200);
		expect(steady(held, as('live', 0), 2_200).shown.state).toBe('live');
	});

	test('takes the newer age of the state it shows', () => {
		expect(tell([0, 'live'], [5_000, 'live']).shown.since).toBe(5_000);
	});

	test('keeps the age of a bad state while a better one waits', () => {
		expect(tell([0, 'stale'], [100, 'live']).shown).toEqual(as('stale', 0));
	});

	test('is due when nothing is told any more', () => {
		const held = tell([0, 'stale'], [100, 'live']);
		expect(held.dueAt).toBe(2_100);
		expect(steady(held, as('live', 100), held.dueAt ?? 0).shown.state).toBe('live');
	});

	test('is the same object while nothing of it changes', () => {
		const shown = as('live', 1);
		const held = steady(null, shown, 1);
		expect(steady(held, shown, 2).shown).toBe(shown);
	});
});
