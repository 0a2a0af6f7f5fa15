import { expect, test } from 'vitest';
import { describeGap } from './format.ts';
import { describeRecovery } from './recovery.ts';

const ZONE = 'Asia/Kuala_Lumpur';
const FROM = Date.parse('2026-11-21T06:02:10Z');
const UNTIL = FROM + 31_000;
const NONE = { orders: 0, changes: 0, failedPayments: 0, stock: 0, alerts: 0, others: 0 };

test('what was missed is one sentence, what needs somebody first', () => {
	expect(describeRecovery(NONE)).toBe(null);
	expect(describeRecovery({ ...NONE, orders: 1_204 })).toBe('1,204 new orders');
	expect(describeRecovery({ orders: 3, changes: 1, failedPayments: 1, stock: 2, alerts: 1, others: 9 })).toBe(
		'1 alert, 1 failed payment, 3 new orders, 1 order change, 2 stock changes, 9 other messages',
	);
});

test('a stretch without a line says how far it is known what happened in it', () => {
	const told = (recovered?: number | null, isAsking = false) =>
		describeGap({ from: FROM, until: UNTIL, ...(recovered !== undefined && { recovered }) }, isAsking, ZONE);
	const lost = 'Connection lost 14:02:10–14:02:41';
	expect(describeGap({ from: FROM, until: null }, false, ZONE)).toBe(
		'Nothing received since 14:02:10 · orders may be missing here',
	);
	expect(told()).toBe(`${lost} · orders may be missing`);
	expect(told(undefined, true)).toBe(`${lost} · fetching what was missed`);
	expect(told(null, true)).toBe(`${lost} · orders may be missing`);
	expect(told(0, true)).toBe(`${lost} · nothing missed`);
	expect(told(1)).toBe(`${lost} · 1 order recovered`);
	expect(told(1_500)).toBe(`${lost} · 1,500 orders recovered`);
});
