import { describe, expect, test } from 'vitest';
import { CHALLENGE_LASTS_MS, CHALLENGES_LIMIT, createChallenges } from './challenge.ts';
import { BUCKETS_LIMIT, createRateLimit, IDLE_MS } from './http-rate.ts';

function setUp() {
	let now = 1_000;
	const pass = (ms: number) => (now += ms);
	return { pass, now: () => now, challenges: createChallenges(() => now) };
}

describe('a challenge', () => {
	test('looks like a socket id, and no two are the same', () => {
		const { challenges } = setUp();
		const issued = Array.from({ length: 500 }, () => challenges.issue().socketId);
		expect(issued.every((id) => /^\d+\.\d+$/.test(id))).toBe(true);
		expect(new Set(issued).size).toBe(500);
	});

	test('is good once', () => {
		const { challenges } = setUp();
		const { socketId } = challenges.issue();
		expect(challenges.take(socketId)).toBe(true);
		expect(challenges.take(socketId)).toBe(false);
		expect(challenges.take('1.1')).toBe(false);
	});

	test('is too old after a minute', () => {
		const { challenges, pass } = setUp();
		const [one, other] = [challenges.issue(), challenges.issue()];
		pass(CHALLENGE_LASTS_MS - 1);
		expect(challenges.take(one.socketId)).toBe(true);
		pass(1);
		expect(challenges.take(other.socketId)).toBe(false);
	});

	test('goes when twenty thousand newer ones wait', () => {
		const { challenges } = setUp();
		const oldest = challenges.issue();
		const next = challenges.issue();
		for (let index = 1; index < CHALLENGES_LIMIT; index += 1) challenges.issue();
		expect(challenges.waiting).toBe(CHALLENGES_LIMIT);
		expect(challenges.take(oldest.socketId)).toBe(false);
		expect(challenges.take(next.socketId)).toBe(true);
	});
});

describe('a rate', () => {
	test('lets a burst through, then tells how long to wait, each asker for themselves', () => {
		const { now, pass } = setUp();
		const rate = createRateLimit({ burst: 3, perSecond: 0.5, now });
		expect([1, 2, 3].map(() => rate.take('a'))).toEqual([0, 0, 0]);
		expect(rate.take('a')).toBe(2);
		expect(rate.take('b')).toBe(0);
		pass(2_000);
		expect(rate.take('a')).toBe(0);
		expect(rate.take('a')).toBe(2);
	});

	test('gives nothing for a clock that was set back', () => {
		const { now, pass } = setUp();
		const rate = createRateLimit({ burst: 1, perSecond: 1, now });
		rate.take('a');
		pass(-1_000_000);
		expect(rate.take('a')).toBe(1);
	});

	test('forgets whoever has not asked for ten minutes, and whoever is one too many', () => {
		const { now, pass } = setUp();
		const rate = createRateLimit({ burst: 1, perSecond: 1, now });
		for (let index = 0; index <= BUCKETS_LIMIT; index += 1) rate.take(String(index));
		expect(rate.active).toBe(BUCKETS_LIMIT);
		pass(IDLE_MS);
		expect(rate.active).toBe(0);
	});
});
