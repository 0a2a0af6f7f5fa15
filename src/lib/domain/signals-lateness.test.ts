import { describe, expect, test } from 'vitest';
import type { ShopEvent } from '../contract/events.ts';
import {
	createLateness,
	isLate,
	LATE_KEYS_LIMIT,
	noteArrival,
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

describe('what came late', () => {
	const event = (type: string, key: string, wayMs: number, more: object = {}) =>
		({ type, key, source: 'shop', receivedAt: NOON, occurredAt: NOON - wayMs, ...more }) as ShopEvent;
	const noted = (events: readonly ShopEvent[]) =>
		[event('order.created', 'first', 0), ...events].reduce(noteArrival, createLateness());

	test('is counted by what would have rung, a copy of it once', () => {
		const late = [
			event('order.created', 'a', HOUR),
			event('order.created', 'a', HOUR),
			event('order.created', 'b', HOUR),
			event('payment.processed', 'c', HOUR, { payment: { outcome: 'failed' } }),
			event('payment.processed', 'd', HOUR, { payment: { outcome: 'succeeded' } }),
			event('stock.changed', 'e', HOUR, { product: { id: '9' } }),
		];
		expect(noted(late)).toMatchObject({ orders: 2, failedPayments: 1, products: new Set(['shop:9']) });
	});

	test('is nothing that came in time', () => {
		const known = noted([event('order.created', 'a', 10_000)]);
		expect(known).toMatchObject({ orders: 0, keys: new Set() });
		expect(noteArrival(known, event('order.created', 'b', 20_000))).toBe(known);
	});

	test('is remembered up to a limit', () => {
		const many = Array.from({ length: LATE_KEYS_LIMIT + 5 }, (_, at) =>
			event('order.created', `${at}`, HOUR),
		);
		expect(noted(many).keys.size).toBe(LATE_KEYS_LIMIT);
	});
});
