import { describe, expect, test } from 'vitest';
import type { Reason } from './connection.ts';
import { channelDelayMs, isDenied, retryDelayMs, socketDelayMs } from './retry-delay.ts';

const because = (code: Reason['code']): Reason => ({ code, detail: null });

describe('the pause before the next try', () => {
	test('lies between 0.3 s and a ceiling that doubles up to the cap', () => {
		expect(retryDelayMs(0, 3_200, 0)).toBe(300);
		expect(retryDelayMs(0, 3_200, 1)).toBe(2_000);
		expect(retryDelayMs(1, 8_000, 1)).toBe(4_000);
		expect(retryDelayMs(20, 3_200, 1)).toBe(3_200);
	});

	test.each([
		['a lost line', 'lost', 'dropped', 20, false, 3_200],
		['a lost line nobody looks at', 'lost', 'dropped', 20, true, 15_000],
		['an unknown key, at first', 'refused', 'unknown-app', 0, false, 8_000],
		['an unknown key, later', 'refused', 'unknown-app', 20, false, 30_000],
		['a full server, at first', 'refused', 'over-quota', 9, false, 11_000],
		['a full server, later', 'refused', 'over-quota', 20, false, 11_000],
	] as const)('after %s is at most so long', (_, socket, code, attempt, isHidden, ceiling) => {
		expect(socketDelayMs({ socket, reason: { code, detail: null } }, attempt, isHidden, 1)).toBe(ceiling);
	});

	test('after a server that asks for ever longer pauses gets longer than after one that is only full', () => {
		const delay = (detail: string) =>
			socketDelayMs({ socket: 'lost', reason: { code: 'over-quota', detail } }, 10, false, 1);
		expect(delay('4100 Over capacity')).toBe(30_000);
		expect(delay('4004 Over quota')).toBe(11_000);
	});

	test.each([
		['failed', ['auth-failed'], 100, 8_000],
		['forbidden, at first', ['forbidden'], 11, 8_000],
		['forbidden for long', ['forbidden', 'not-admitted'], 12, 30_000],
		['forbidden, with one that failed', ['forbidden', 'auth-failed'], 12, 8_000],
		['slowed down', ['forbidden', 'too-many-requests'], 0, 15_000],
	] as const)('after a channel that was %s is at most so long', (_, codes, attempt, ceiling) => {
		expect(channelDelayMs(codes.map(because), attempt, 1)).toBe(ceiling);
	});

	test.each([
		['three seconds', 3_000, 3_000],
		['a minute', 60_000, 60_000],
		['an hour', 3_600_000, 65_000],
	])('after a shop that asks for %s is at least so long, and spread', (_, retryAfterMs, floor) => {
		const asked = { ...because('too-many-requests'), retryAfterMs };
		expect(channelDelayMs([because('forbidden'), asked], 0, 0)).toBe(floor);
		expect(channelDelayMs([asked], 0, 1)).toBe(floor + 5_000);
	});

	test('after several that ask for a pause is the longest of them', () => {
		const asking = (retryAfterMs: number) => ({ ...because('too-many-requests'), retryAfterMs });
		expect(channelDelayMs([asking(3_000), asking(20_000), asking(5_000)], 0, 0)).toBe(20_000);
	});

	test('after a refusal that nobody explained is that of any failure', () => {
		expect(channelDelayMs([null], 100, 1)).toBe(8_000);
	});

	test('tells what somebody decided from what only failed', () => {
		expect(isDenied((['forbidden', 'unauthenticated'] as const).map(because))).toBe(true);
		expect(isDenied((['forbidden', 'session-expired'] as const).map(because))).toBe(false);
	});
});
