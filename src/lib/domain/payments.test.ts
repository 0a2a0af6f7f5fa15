import { describe, expect, test } from 'vitest';
import type { Outcome, Payment, PaymentProcessed } from '../contract/events.ts';
import {
	ATTEMPTS_REMEMBERED,
	createPayments,
	FAILURES_LIMIT,
	METHOD_NOT_TOLD,
	METHODS_LIMIT,
	notePayment,
	OTHER_METHODS,
	selectPayments,
	TRIES_TO_RATE,
	type PaymentsState,
} from './payments.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const MINUTE = 60_000;

let serial = 0;

function payment(
	id: number | string,
	outcome: Outcome,
	change: Partial<Payment> & Partial<Pick<PaymentProcessed, 'receivedAt' | 'version' | 'source'>> = {},
): PaymentProcessed {
	const { receivedAt = NOON, version = null, source = 'monitoring', ...rest } = change;
	return {
		type: 'payment.processed',
		key: `k${(serial += 1)}`,
		source,
		channel: 'private-admin-payments',
		name: 'payment.success',
		receivedAt,
		occurredAt: null,
		version,
		hasIdentity: true,
		subject: null,
		flaws: [],
		payment: {
			id: String(id),
			outcome,
			word: outcome,
			method: 'FPX',
			amount: { money: { currency: 'MYR', minor: 31_200 }, text: null },
			reason: null,
			orderId: null,
			orderNumber: null,
			customer: null,
			...rest,
		},
	};
}

const run = (events: readonly PaymentProcessed[], state: PaymentsState = createPayments()) =>
	events.reduce(notePayment, state);
const view = (events: readonly PaymentProcessed[], now = NOON) => selectPayments(run(events), now);
const many = (count: number, outcome: Outcome, change: Parameters<typeof payment>[2] = {}) =>
	Array.from({ length: count }, (_, index) =>
		payment(`${outcome}-${change.method}-${index}`, outcome, change),
	);

describe('attempts', () => {
	test('are the payments that succeeded or failed', () => {
		expect(view([...many(18, 'succeeded'), ...many(2, 'failed')])).toMatchObject({
			attempts: 20,
			succeeded: 18,
			failed: 2,
			rate: 0.9,
		});
	});

	test('are none while a payment is pending or its outcome is not known', () => {
		expect(view([payment(1, 'pending'), payment(2, 'unknown')])).toMatchObject({
			attempts: 0,
			rate: null,
			methods: [],
		});
	});

	test('count once when a pending payment succeeds', () => {
		expect(view([payment(1, 'pending'), payment(1, 'succeeded')])).toMatchObject({
			attempts: 1,
			succeeded: 1,
		});
	});

	test('change their outcome when a retry succeeds, and the failure leaves the list', () => {
		const result = view([payment(1, 'failed'), payment(1, 'pending'), payment(1, 'succeeded')]);
		expect(result).toMatchObject({ attempts: 1, succeeded: 1, failed: 0, failures: [] });
	});

	test('stay failed while the retry is under way', () => {
		const result = view([payment(1, 'failed', { reason: 'insufficient funds' }), payment(1, 'pending')]);
		expect(result).toMatchObject({ attempts: 1, failed: 1 });
		expect(result.failures).toMatchObject([{ reason: 'insufficient funds' }]);
	});

	test('count once however often the same failure is told', () => {
		const result = view([payment(1, 'failed'), payment(1, 'failed'), payment(1, 'failed')]);
		expect(result).toMatchObject({ attempts: 1, failed: 1 });
		expect(result.failures).toHaveLength(1);
	});

	test('move to the method the retry was made with', () => {
		const result = view([
			payment(1, 'failed', { method: 'Card' }),
			payment(1, 'succeeded', { method: 'FPX' }),
		]);
		expect(result.methods).toMatchObject([{ method: 'FPX', succeeded: 1, tried: 1 }]);
	});

	test('of two shops with the same payment id are two', () => {
		expect(
			view([payment(1, 'failed', { source: 'a' }), payment(1, 'succeeded', { source: 'b' })]),
		).toMatchObject({
			attempts: 2,
			succeeded: 1,
			failed: 1,
		});
	});

	test('keep the newer outcome when an older version comes late', () => {
		const result = view([
			payment(1, 'succeeded', { version: 2_000 }),
			payment(1, 'failed', { version: 1_000 }),
		]);
		expect(result).toMatchObject({ succeeded: 1, failed: 0, failures: [] });
	});

	test('remember the newest version although a later message tells none', () => {
		const result = view([
			payment(1, 'pending', { version: 2_000 }),
			payment(1, 'succeeded'),
			payment(1, 'failed', { version: 1_000 }),
		]);
		expect(result).toMatchObject({ succeeded: 1, failed: 0 });
	});
});

describe('a refund', () => {
	test('is no failure: what was paid back had succeeded', () => {
		expect(view([payment(1, 'succeeded'), payment(1, 'refunded')])).toMatchObject({
			attempts: 1,
			succeeded: 1,
			failed: 0,
		});
	});

	test('does not bring an attempt of an earlier hour back into this one', () => {
		const later = NOON + 90 * MINUTE;
		const events = [payment(1, 'succeeded'), payment(1, 'refunded', { receivedAt: later })];
		expect(view(events, later).attempts).toBe(0);
	});

	test('of a payment never seen here is no attempt, however often it is told', () => {
		expect(view([payment(1, 'refunded'), payment(1, 'refunded')]).attempts).toBe(0);
	});
});

describe('the window', () => {
	const start = NOON - 59 * MINUTE;

	test('holds the running minute and the 59 before it', () => {
		expect(view([payment(1, 'failed', { receivedAt: start })])).toMatchObject({ attempts: 1, since: start });
		const before = view([payment(1, 'failed', { receivedAt: start - 1 })]);
		expect(before).toMatchObject({ attempts: 0, failures: [] });
	});

	test('moves on with the clock alone', () => {
		const state = run([payment(1, 'failed')]);
		expect(selectPayments(state, NOON + 59 * MINUTE)).toMatchObject({ attempts: 1, windowMs: 60 * MINUTE });
		expect(selectPayments(state, NOON + 60 * MINUTE)).toMatchObject({ attempts: 0, failures: [] });
	});

	test('counts what came just after the clock was last read', () => {
		expect(view([payment(1, 'failed', { receivedAt: NOON + 900 })], NOON - 100).attempts).toBe(1);
	});

	test('counts a retry in the hour of its own outcome, and nowhere else', () => {
		const state = run([payment(1, 'failed'), payment(1, 'succeeded', { receivedAt: NOON + 70 * MINUTE })]);
		expect(selectPayments(state, NOON + 70 * MINUTE)).toMatchObject({ attempts: 1, succeeded: 1, failed: 0 });
		expect(selectPayments(state, NOON + 10 * MINUTE)).toMatchObject({ failed: 0 });
	});

	test('is not entered by what is told of payments that have left it', () => {
		const later = NOON + 60 * MINUTE;
		const state = run([
			payment(1, 'failed'),
			payment(2, 'failed'),
			payment(3, 'failed', { receivedAt: later }),
			payment(1, 'pending', { receivedAt: later }),
			payment(2, 'succeeded', { receivedAt: later }),
			payment(4, 'failed', { receivedAt: NOON }),
		]);
		expect([...state.minutes.keys()]).toEqual([later / MINUTE]);
		expect(selectPayments(state, later)).toMatchObject({ attempts: 2, succeeded: 1, failed: 1 });
	});

	test('keeps the minutes of one hour and no more', () => {
		const hours = Array.from({ length: 500 }, (_, index) =>
			payment(index, 'succeeded', { receivedAt: NOON + index * MINUTE }),
		);
		expect(run(hours).minutes.size).toBe(60);
	});
});

describe('a method', () => {
	test('is rated from ten tries on', () => {
		const [few] = view(many(TRIES_TO_RATE - 1, 'succeeded')).methods;
		expect(few).toMatchObject({ succeeded: 9, tried: 9, rate: null, isBelowTarget: false });
		const [enough] = view(many(TRIES_TO_RATE, 'succeeded')).methods;
		expect(enough).toMatchObject({ tried: 10, rate: 1, isBelowTarget: false });
	});

	test('that fails often is not called below the target before it can be rated', () => {
		expect(view(many(9, 'failed')).methods[0]).toMatchObject({ rate: null, isBelowTarget: false });
		expect(view(many(10, 'failed')).methods[0]).toMatchObject({ rate: 0, isBelowTarget: true });
	});

	test('is on target at exactly 95 % and below it under that', () => {
		const [on] = view([...many(19, 'succeeded'), ...many(1, 'failed')]).methods;
		expect(on).toMatchObject({ rate: 0.95, isBelowTarget: false });
		const [below] = view([...many(18, 'succeeded'), ...many(1, 'failed')]).methods;
		expect(below?.isBelowTarget).toBe(true);
	});

	test('that was not told has a name of its own', () => {
		expect(view([payment(1, 'failed', { method: null })]).methods).toMatchObject([
			{ method: METHOD_NOT_TOLD },
		]);
	});

	test('stays as it was told when a later message does not tell it', () => {
		const result = view([payment(1, 'pending', { method: 'Card' }), payment(1, 'failed', { method: null })]);
		expect(result.methods).toMatchObject([{ method: 'Card' }]);
	});

	test('stands in the order of tries, whatever the minutes', () => {
		const result = view([
			...many(2, 'succeeded', { method: 'QRIS' }),
			...many(3, 'failed', { method: 'Card', receivedAt: NOON - 5 * MINUTE }),
			...many(4, 'succeeded', { method: 'Card' }),
			...many(2, 'succeeded', { method: 'FPX' }),
		]);
		expect(result.methods.map(({ method, succeeded, tried }) => [method, succeeded, tried])).toEqual([
			['Card', 4, 7],
			['FPX', 2, 2],
			['QRIS', 2, 2],
		]);
	});

	test('beyond the limit counts among the others, and none is lost', () => {
		const events = Array.from({ length: METHODS_LIMIT * 3 }, (_, index) =>
			payment(index, 'succeeded', {
				method: `method ${index}`,
				receivedAt: NOON - Math.floor(index / (METHODS_LIMIT + 6)) * MINUTE,
			}),
		);
		const { methods, attempts } = view(events);
		expect(methods).toHaveLength(METHODS_LIMIT + 1);
		expect(methods.at(-1)).toMatchObject({ method: OTHER_METHODS, tried: METHODS_LIMIT * 2 });
		expect(attempts).toBe(METHODS_LIMIT * 3);
		for (const held of run(events).minutes.values()) expect(held.size).toBeLessThanOrEqual(METHODS_LIMIT + 1);
	});
});

describe('failures', () => {
	test('stand newest first with what is known of them', () => {
		const result = view([
			payment(1, 'pending', { orderNumber: '10470', customer: 'Ann', method: 'Card' }),
			payment(1, 'failed', { method: null, reason: 'insufficient funds', receivedAt: NOON + 1 }),
			payment(2, 'failed', { receivedAt: NOON + 2 }),
		]);
		expect(result.failures.map(({ ref }) => ref)).toEqual(['monitoring:2', 'monitoring:1']);
		expect(result.failures[1]).toEqual({
			ref: 'monitoring:1',
			orderNumber: '10470',
			method: 'Card',
			reason: 'insufficient funds',
			amount: { money: { currency: 'MYR', minor: 31_200 }, text: null },
			customer: 'Ann',
			at: NOON + 1,
		});
	});

	test('come to the top when the same payment fails again', () => {
		const result = view([
			payment(1, 'failed'),
			payment(2, 'failed', { receivedAt: NOON + 1 }),
			payment(1, 'failed', { receivedAt: NOON + 2 }),
		]);
		expect(result.failures.map(({ ref }) => ref)).toEqual(['monitoring:1', 'monitoring:2']);
	});

	test('stay where they are when a retry is only under way', () => {
		const result = view([
			payment(1, 'failed'),
			payment(2, 'failed', { receivedAt: NOON + 1 }),
			payment(1, 'pending', { receivedAt: NOON + 2 }),
		]);
		expect(result.failures.map(({ ref }) => ref)).toEqual(['monitoring:2', 'monitoring:1']);
	});

	test('keep an amount that could not be read as it was sent', () => {
		const amount = { money: null, text: 'RM a lot' };
		expect(view([payment(1, 'failed', { amount })]).failures[0]?.amount).toEqual(amount);
	});

	test('are kept up to the limit while the count goes on', () => {
		const result = view(many(FAILURES_LIMIT + 30, 'failed'));
		expect(result.failures).toHaveLength(FAILURES_LIMIT);
		expect(result.failed).toBe(FAILURES_LIMIT + 30);
	});
});

describe('a flood', () => {
	const flood = ATTEMPTS_REMEMBERED * 4;

	test('is counted whole, remembered in part, and says so', () => {
		const state = run(many(flood, 'succeeded'));
		const { fresh, young, old } = state.attempts;
		expect(selectPayments(state, NOON)).toMatchObject({ attempts: flood, isCapped: true });
		expect(fresh.size + young.size + old.size).toBeLessThan(ATTEMPTS_REMEMBERED * 2.5);
	});

	test('still corrects the retries of those it remembers', () => {
		const state = run(many(flood, 'failed', { method: 'Card' }));
		const retries = Array.from({ length: ATTEMPTS_REMEMBERED }, (_, index) =>
			payment(`failed-Card-${flood - 1 - index}`, 'succeeded', { method: 'Card' }),
		);
		expect(selectPayments(run(retries, state), NOON)).toMatchObject({
			attempts: flood,
			succeeded: ATTEMPTS_REMEMBERED,
		});
	});

	test('of an earlier hour does not cap this one', () => {
		const state = run(
			[payment(1, 'failed', { receivedAt: NOON + 61 * MINUTE })],
			run(many(flood, 'succeeded')),
		);
		expect(selectPayments(state, NOON + 61 * MINUTE)).toMatchObject({ attempts: 1, isCapped: false });
	});

	test('below the limit is not capped', () => {
		expect(view(many(ATTEMPTS_REMEMBERED, 'succeeded')).isCapped).toBe(false);
	});
});

test('a state is never changed in place', () => {
	const before = run([payment(1, 'failed')]);
	const seen = JSON.stringify(selectPayments(before, NOON));
	run([payment(1, 'succeeded'), ...many(300, 'failed')], before);
	expect(JSON.stringify(selectPayments(before, NOON))).toBe(seen);
});
