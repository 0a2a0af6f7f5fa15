import { describe, expect, test } from 'vitest';
import {
	isLate,
	LATE_AFTER_MS,
	LATE_UNTIL_MS,
	notePunctuality,
	PUNCTUAL_FOR_MS,
	type Punctuality,
} from './signals-lateness.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const HOUR = 3_600_000;

/** Whether each of these is late: how long after noon it arrives, and how long it was on its way. */
function lateness(ways: readonly (readonly [afterMs: number, wayMs: number | null, source?: string])[]) {
	let known: Punctuality = new Map();
	return ways.map(([afterMs, wayMs, source = 'shop']) => {
		const receivedAt = NOON + afterMs;
		const told = { source, receivedAt, occurredAt: wayMs === null ? null : receivedAt - wayMs };
		known = notePunctuality(known, told);
		return isLate(known, told);
	});
}

describe('an event', () => {
	test('is late from a minute on its way', () => {
		const ways = [0, LATE_AFTER_MS, LATE_AFTER_MS + 1, LATE_UNTIL_MS - 1].map(
			(way, at) => [at, way] as const,
		);
		expect(lateness(ways)).toEqual([false, false, true, true]);
	});

	test('is not late that is of another day, or tells no time', () => {
		expect(
			lateness([
				[0, 0],
				[1, LATE_UNTIL_MS],
				[2, null],
			]),
		).toEqual([false, false, false]);
	});

	test('is late by its shop’s own clock, whatever that says', () => {
		for (const wrongMs of [8 * HOUR, -8 * HOUR, 90_000]) {
			expect(
				lateness([
					[0, wrongMs],
					[1, wrongMs + 1_000],
					[2, wrongMs + LATE_AFTER_MS + 1],
				]),
			).toEqual([false, false, true]);
		}
	});

	test('is measured by its own source', () => {
		expect(
			lateness([
				[0, 0, 'one'],
				[1, 8 * HOUR, 'other'],
			]),
		).toEqual([false, false]);
	});

	test('of a queue that drains is late until the queue is empty', () => {
		const drained = [600, 500, 300, 61, 30].map((wayS, at) => [1_000 + at, wayS * 1_000] as const);
		expect(lateness([[0, 200], ...drained]).slice(1)).toEqual([true, true, true, true, false]);
	});

	test('is believed again an hour after its shop’s clock was put back', () => {
		const after = [0, 1, 2, 3].map((half) => [half * PUNCTUAL_FOR_MS, half === 0 ? 0 : HOUR] as const);
		expect(lateness(after)).toEqual([false, true, false, false]);
	});
});
