import { describe, expect, test } from 'vitest';
import { signalsFor, type Signal, type SignalFacts } from './signals.ts';

const NOTHING: SignalFacts = {
	at: 0,
	lostAt: null,
	created: 0,
	failedPayments: 0,
	openedStock: 0,
	openedAlerts: { high: 0, critical: 0 },
};
const facts = (change: Partial<SignalFacts>): SignalFacts => ({ ...NOTHING, ...change });
const soundsOf = (signals: readonly Signal[]) => signals.map(({ sound }) => sound);

describe('what is worth a sound', () => {
	test('is one signal per sound, however many came at once, the worst first', () => {
		const signals = signalsFor(
			NOTHING,
			facts({ created: 3, failedPayments: 1, openedStock: 2, openedAlerts: { high: 1, critical: 1 } }),
		);
		expect(signals.map(({ sound, count }) => [sound, count])).toEqual([
			['alert-critical', 1],
			['alert-high', 1],
			['payment-failed', 1],
			['stock', 2],
			['order', 3],
		]);
		expect(soundsOf(signalsFor(facts({ created: 3 }), facts({ created: 3, at: 9_000 })))).toEqual([]);
	});

	test('is told in words: one by its own, several by their number', () => {
		const latest = { order: { title: '#7 \u202eAnn', body: 'MYR 10.00', ref: 'shop:7' } };
		expect(signalsFor(NOTHING, facts({ created: 1, latest }))).toEqual([
			{ sound: 'order', count: 1, title: '#7  Ann', body: 'MYR 10.00', ref: 'shop:7' },
		]);
		expect(signalsFor(NOTHING, facts({ created: 1_200, latest }))).toEqual([
			{ sound: 'order', count: 1_200, title: '1,200 new orders', body: 'Latest: #7  Ann', ref: null },
		]);
		expect(signalsFor(NOTHING, facts({ created: 1 }))).toMatchObject([{ title: 'New order', body: null }]);
	});

	test('is a line only once it was lost for 15 s, and its return only then', () => {
		const seen: [number, string][] = [];
		let before = facts({ at: 0 });
		for (let at = 1_000; at <= 60_000; at += 1_000) {
			const isShortLoss = at >= 2_000 && at < 16_000;
			const isLongLoss = at >= 20_000 && at < 50_000;
			const after = facts({ at, lostAt: isShortLoss ? 2_000 : isLongLoss ? 20_000 : null });
			for (const { sound } of signalsFor(before, after)) seen.push([at, sound]);
			before = after;
		}
		expect(seen).toEqual([
			[35_000, 'line-lost'],
			[50_000, 'line-back'],
		]);
	});
});
