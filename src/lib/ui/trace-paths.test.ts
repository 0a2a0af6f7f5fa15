import { expect, test } from 'vitest';
import { drawTrace } from './trace-paths.ts';

test('an order stands higher than a payment, and a payment than a coming', () => {
	const kinds = ['order', 'payment', 'presence'] as const;
	const { high, low } = drawTrace(
		kinds.map((kind) => ({ kind, place: 0.5 })),
		[],
		300,
	);
	expect(high).toBe('M150 26v-18');
	expect(low).toBe('M150 26v-12M150 26v-6');
});

test('what has just come stands at the end, whole', () => {
	expect(drawTrace([{ kind: 'order', place: 1 }], [], 300).high).toBe('M296 26v-18');
	expect(drawTrace([{ kind: 'alert', place: 0 }], [], 300).alerts).toBe('M0 26h8l-4-8z');
});

test('where there was no line there is no ground, but a hatch', () => {
	const { ground, lost } = drawTrace([], [{ from: 0.25, until: 0.5 }], 100);
	expect(ground).toBe('M0 26.5H25M50 26.5H100');
	expect(lost).toBe('M25 10H50V26H25z');
	expect(drawTrace([], [{ from: 0, until: 1 }], 100).ground).toBe('');
});
