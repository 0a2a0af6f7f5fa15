import { describe, expect, test } from 'vitest';
import type { OrderCreated, OrderStatusChanged, Status } from '../contract/events.ts';
import { recordChange, recordCreation, STEPS_LIMIT, type OrderRecord } from './order.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');
const DAY = '2026-11-21';

const status = (word: string): Status => ({ word, kind: word as Status['kind'], label: word });

const BASE = {
	key: 'k',
	source: 'orders',
	channel: 'private-admin.orders',
	occurredAt: null,
	version: null,
	hasIdentity: true,
	subject: null,
	flaws: [],
};

function created(change: Partial<OrderCreated> = {}, word = 'pending'): OrderCreated {
	return {
		...BASE,
		type: 'order.created',
		name: 'order.created',
		receivedAt: NOON,
		ordersToday: null,
		order: {
			id: '1',
			number: 'ORD-1',
			status: status(word),
			customer: 'Ann',
			customerId: '7',
			items: [],
			itemsCount: null,
			total: { currency: 'MYR', minor: 1_000 },
			totalText: null,
			stay: null,
		},
		...change,
	};
}

function changed(
	previous: string | null,
	word: string,
	afterMs: number,
	change: Partial<OrderStatusChanged> = {},
): OrderStatusChanged {
	return {
		...BASE,
		type: 'order.status.changed',
		name: 'order.status.updated',
		receivedAt: NOON + afterMs,
		previous: previous === null ? null : status(previous),
		changedBy: null,
		order: { id: '1', status: status(word) },
		...change,
	};
}

const run = (...events: (OrderCreated | OrderStatusChanged)[]): OrderRecord =>
	events.reduce<OrderRecord | undefined>(
		(held, event) =>
			event.type === 'order.created' ? recordCreation(held, event, DAY) : recordChange(held, event),
		undefined,
	)!;

const words = (record: OrderRecord) => record.steps.map((step) => step.status.word);

describe('the times of an order', () => {
	test('are those of its messages where they tell none', () => {
		const record = run(created(), changed('pending', 'paid', 5_000));
		expect(record).toMatchObject({ placedAt: NOON, seenAt: NOON, changedAt: NOON + 5_000 });
	});

	test('are told by the shop, but never later than they were told', () => {
		expect(run(created({ occurredAt: NOON - 60_000 }))).toMatchObject({
			placedAt: NOON - 60_000,
			seenAt: NOON,
			changedAt: NOON - 60_000,
		});
		expect(run(created({ occurredAt: NOON + 60_000 }))).toMatchObject({ placedAt: NOON, changedAt: NOON });
	});

	test('do not name a creation that was never seen', () => {
		const record = run(changed('pending', 'paid', 0), changed('paid', 'shipped', 9_000));
		expect(record).toMatchObject({ placedAt: null, seenAt: NOON, changedAt: NOON + 9_000 });
	});

	test('never go back with a message that tells an older one', () => {
		const late = changed('paid', 'shipped', 9_000, { occurredAt: NOON - 500 });
		expect(run(created(), changed('pending', 'paid', 5_000), late).changedAt).toBe(NOON + 5_000);
	});

	test('of a creation told after its change lie before that change', () => {
		const record = run(changed('pending', 'paid', 0), created({ receivedAt: NOON + 3_000 }));
		expect(record).toMatchObject({ placedAt: NOON, seenAt: NOON, changedAt: NOON + 3_000 });
	});
});

describe('the customer’s id', () => {
	test('stays as it was held when a change does not tell it', () => {
		expect(run(created(), changed('pending', 'paid', 1)).customerId).toBe('7');
	});

	test('comes from the creation when only that tells it', () => {
		expect(run(changed('pending', 'paid', 1), created()).customerId).toBe('7');
	});
});

describe('the steps of an order', () => {
	test('begin with its creation and tell who went on, and when', () => {
		const record = run(created(), changed('pending', 'paid', 5_000, { changedBy: 'Mei Lin' }));
		expect(record.steps).toEqual([
			{ status: status('pending'), at: NOON, by: null, previous: null, isUnexpected: false },
			{
				status: status('paid'),
				at: NOON + 5_000,
				by: 'Mei Lin',
				previous: status('pending'),
				isUnexpected: false,
			},
		]);
	});

	test('take the held status for the previous one that was not told', () => {
		expect(run(created(), changed(null, 'paid', 1)).steps[1]).toMatchObject({
			previous: { word: 'pending' },
			isUnexpected: false,
		});
	});

	test('mark the one that does not follow from what was held', () => {
		const record = run(created(), changed('paid', 'shipped', 1));
		expect(record.steps[1]).toMatchObject({ previous: { word: 'paid' }, isUnexpected: true });
	});

	test('grow by none when the same status is told again', () => {
		const twice = run(created(), changed('pending', 'paid', 1), changed('pending', 'paid', 2));
		expect(words(twice)).toEqual(['pending', 'paid']);
		expect(twice.changedAt).toBe(NOON + 2);
	});

	test('take the name that the same status told again brings', () => {
		const record = run(
			created(),
			changed('pending', 'paid', 1),
			changed('pending', 'paid', 2, { changedBy: 'Mei Lin' }),
		);
		expect(record.steps).toHaveLength(2);
		expect(record.steps[1]).toMatchObject({ by: 'Mei Lin', at: NOON + 1 });
	});

	test('grow by one when somebody else sets the same status, which leaves no step out', () => {
		const record = run(
			created(),
			changed('pending', 'paid', 1, { changedBy: 'Mei Lin' }),
			changed('pending', 'paid', 2, { changedBy: 'Farid' }),
		);
		expect(words(record)).toEqual(['pending', 'paid', 'paid']);
		expect(record.steps[2]).toMatchObject({ by: 'Farid', isUnexpected: false });
	});

	test('begin with the creation even when its message came last', () => {
		const record = run(
			changed('pending', 'paid', 1),
			changed('paid', 'shipped', 2),
			created({ receivedAt: NOON + 9 }),
		);
		expect(words(record)).toEqual(['pending', 'paid', 'shipped']);
		expect(record.steps[0]).toMatchObject({ at: NOON + 1, previous: null });
	});

	test('mark the first change once its creation shows that one was missed', () => {
		const record = run(changed('paid', 'shipped', 1), created({ receivedAt: NOON + 9 }));
		expect(record.steps[1]).toMatchObject({ isUnexpected: true, previous: { word: 'paid' } });
	});

	test('do not take the status of now, told with a late creation, for how it began', () => {
		const record = run(changed('pending', 'paid', 1), created({ receivedAt: NOON + 9 }, 'paid'));
		expect(record.steps).toHaveLength(1);
		expect(record.steps[0]).toMatchObject({ previous: { word: 'pending' } });
		expect(record.placedAt).toBe(NOON + 1);
	});

	test('end with a late creation that is the newest of all', () => {
		const record = run(
			changed('pending', 'paid', 1, { version: 10 }),
			created({ version: 20, receivedAt: NOON + 9 }, 'shipped'),
		);
		expect(words(record)).toEqual(['paid', 'shipped']);
		expect(record).toMatchObject({ status: { word: 'shipped' }, placedAt: NOON + 1 });
	});

	test('are capped, and the oldest leave', () => {
		const changes = Array.from({ length: STEPS_LIMIT + 5 }, (_, index) =>
			changed(null, index % 2 === 0 ? 'paid' : 'pending', index + 1),
		);
		const record = run(created(), ...changes);
		expect(record.steps).toHaveLength(STEPS_LIMIT);
		expect(record.steps[0]?.at).toBe(NOON + 6);
		expect(record.steps.at(-1)?.at).toBe(NOON + STEPS_LIMIT + 5);
		expect(recordCreation({ ...record, day: null }, created(), DAY).steps).toHaveLength(STEPS_LIMIT);
	});

	test('of an earlier record are never changed', () => {
		const before = run(created());
		const copy = structuredClone(before);
		recordChange(before, changed('pending', 'paid', 1));
		expect(before).toEqual(copy);
	});
});
