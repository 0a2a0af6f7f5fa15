import { expect, test } from 'vitest';
import type { AlertView } from '$lib/domain/system.ts';
import { selectCritical } from './critical.ts';

const alert = (ref: string, severity: AlertView['severity'], openedAt: number) =>
	({ ref, severity, openedAt }) as AlertView;

test('the oldest open critical alert leads and the others are counted', () => {
	const open = [
		alert('b', 'critical', 20),
		alert('a', 'critical', 10),
		alert('h', 'high', 1),
		alert('c', 'critical', 30),
	];
	expect(selectCritical(open)).toMatchObject({ lead: { ref: 'a' }, more: 2 });
});

test('of two that opened in the same moment the same one leads on every screen', () => {
	const [a, b] = [alert('a', 'critical', 10), alert('b', 'critical', 10)];
	expect(selectCritical([a, b])?.lead).toBe(a);
	expect(selectCritical([b, a])?.lead).toBe(a);
});

test('milder alerts have no plate', () => {
	expect(selectCritical([alert('h', 'high', 1)])).toBeNull();
});
