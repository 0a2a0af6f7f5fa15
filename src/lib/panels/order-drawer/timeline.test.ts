import { describe, expect, it } from 'vitest';
import type { OrderRecord, Step } from '$lib/domain/order.ts';
import { timelineOf, type PaymentTry } from './timeline.ts';

const status = (word: string) => ({ kind: 'unknown' as const, word, label: word });

function step(word: string, at: number, previous: string | null = 'before'): Step {
	return {
		status: status(word),
		at,
		by: null,
		previous: previous === null ? null : status(previous),
		isUnexpected: false,
	};
}

const order = (steps: readonly Step[], placedAt: number | null = 0) => ({ steps, placedAt }) as OrderRecord;
const payment = (at: number): PaymentTry => ({ outcome: 'failed', method: 'FPX', reason: null, at });

const lines = (...input: Parameters<typeof timelineOf>) =>
	timelineOf(...input).entries.map((entry) => [
		entry.kind === 'step' ? entry.step.status.word : 'payment',
		entry.afterMs,
	]);

describe('the timeline of an order', () => {
	it('tells the newest first, each with the time since what was before it', () => {
		expect(lines(order([step('pending', 10, null), step('paid', 40)]), [])).toEqual([
			['paid', 30],
			['pending', null],
		]);
	});

	it('puts payments between the steps by their times', () => {
		expect(lines(order([step('pending', 10, null), step('paid', 40)]), [payment(50), payment(35)])).toEqual([
			['payment', 10],
			['paid', 5],
			['payment', 25],
			['pending', null],
		]);
	});

	it('keeps the steps in the order in which they came, and no time runs backwards', () => {
		expect(lines(order([step('paid', 40), step('shipped', 30)]), [])).toEqual([
			['shipped', 0],
			['paid', null],
		]);
	});

	it('has an id for each entry, also for two at once', () => {
		const { entries } = timelineOf(order([step('a', 1), step('b', 1)]), [payment(1), payment(1)]);
		expect(new Set(entries.map(({ id }) => id)).size).toBe(4);
	});

	it.each([
		['the creation when it was seen', order([step('pending', 1, null)]), 'seen'],
		['what was not seen when only changes were', order([step('paid', 1)], null), 'unseen'],
		[
			'what was not seen even when no change tells of a step before',
			order([step('paid', 1, null)], null),
			'unseen',
		],
		['a cut when the first steps are no longer held', order([step('paid', 1)]), 'cut'],
	])('begins with %s', (_, record, beginning) => {
		expect(timelineOf(record, []).beginning).toBe(beginning);
	});
});
