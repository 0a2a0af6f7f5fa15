import { describe, expect, test } from 'vitest';
import {
	catchUpOf,
	createResume,
	dueQuestion,
	GIVEN_UP_AFTER_MS,
	GRACE_MS,
	HEAD_EVERY_HIDDEN_MS,
	HEAD_EVERY_MS,
	isFinding,
	nextResume,
	POLL_AFTER_MS,
	POLL_EVERY_MS,
	SOON_MS,
	type Finding,
	type Resume,
	type ResumeNews,
} from './resume.ts';

/** The machine after these, each at its time; `chance` is the middle, so that nothing is moved. */
function after(...news: readonly (readonly [at: number, news: ResumeNews])[]): Resume {
	return news.reduce(
		(resume, [at, each]) => nextResume(resume, { ...each, at, chance: 0.5 }, false),
		createResume(),
	);
}

const opened = { type: 'opened' } as const;
const settled = { type: 'settled' } as const;
const lost = { type: 'lost' } as const;
const heard = { type: 'heard' } as const;
const asked = { type: 'asked' } as const;
const answered = (finding: Finding, generation = 1, isSilent = false) =>
	({ type: 'answered', finding, generation, isSilent }) as const;
const failed = { type: 'failed', generation: 1 } as const;

/** A line that has caught up at 0. */
const LIVE = [
	[0, opened],
	[0, settled],
	[0, asked],
	[0, answered('whole')],
] as const;
/** A head check at `at`, and what it finds. */
const checked = (at: number, finding: Finding, isSilent = false) =>
	[
		[at, asked],
		[at, answered(finding, 1, isSilent)],
	] as const;
/** A key that is still without its message after the grace. */
const missed = (at: number) =>
	[
		...checked(at, 'missing'),
		...checked(at + GRACE_MS, 'missing'),
		...checked(at + GRACE_MS, 'whole'),
	] as const;

describe('when a recorder is asked', () => {
	test('never before every channel is settled, and then at once', () => {
		expect(dueQuestion(after([0, opened]), 1_000_000)).toBeNull();
		expect(dueQuestion(after([0, opened], [7, settled]), 7)).toBe('snapshot');
	});

	test('one question at a time', () => {
		expect(dueQuestion(after([0, opened], [0, settled], [0, asked]), 1_000_000)).toBeNull();
	});

	test('for everything at first, after that for what is after the cursor', () => {
		const again = after(...LIVE, [9, lost], [10, opened], [10, settled]);
		expect(dueQuestion(again, 10)).toBe('events');
	});

	test('for everything where that is not enough, or more may be read than before', () => {
		const notEnough = after(
			...LIVE,
			[9, lost],
			[10, opened],
			[10, settled],
			[10, asked],
			[11, answered('not-enough', 3)],
		);
		expect(dueQuestion(notEnough, 11)).toBe('snapshot');
		expect(dueQuestion(after(...LIVE, [9, { type: 'overflowed' }]), 9)).toBe('snapshot');
	});

	test('for its entries where the journal has begun anew', () => {
		const anew = after(...LIVE, [SOON_MS, asked], [SOON_MS, answered('begun-anew')]);
		expect(dueQuestion(anew, SOON_MS)).toBe('events');
	});

	test('once more soon after catching up, then every 20 s, hidden every two minutes', () => {
		const live = after(...LIVE);
		expect([dueQuestion(live, SOON_MS - 1), dueQuestion(live, SOON_MS)]).toEqual([null, 'head']);
		expect(after(...LIVE, ...checked(SOON_MS, 'whole')).nextAt).toBe(SOON_MS + HEAD_EVERY_MS);
		const hidden = nextResume(
			after(...LIVE, [SOON_MS, asked]),
			{ ...answered('whole'), at: SOON_MS, chance: 0.5 },
			true,
		);
		expect(hidden.nextAt).toBe(SOON_MS + HEAD_EVERY_HIDDEN_MS);
	});

	test('at once when the page woke', () => {
		expect(dueQuestion(after(...LIVE, [5, { type: 'woken' }]), 5)).toBe('head');
	});

	test('in the place of a line, after a while and every so often', () => {
		const alone = after(...LIVE, [10, lost]);
		expect([dueQuestion(alone, 9 + POLL_AFTER_MS), dueQuestion(alone, 10 + POLL_AFTER_MS)]).toEqual([
			null,
			'events',
		]);
		const { generation } = alone;
		const polled = after(...LIVE, [10, lost], [20_000, asked], [20_000, answered('whole', generation)]);
		expect(polled.nextAt).toBe(20_000 + POLL_EVERY_MS);
	});

	test('again after a failure, later from one to the next, and no sooner than 0.3 s', () => {
		const delays = [1, 2, 3, 9].map((failures) => {
			const rest = Array.from({ length: failures }, () => [[0, asked] as const, [0, failed] as const]).flat();
			return Number(after([0, opened], [0, settled], ...rest).nextAt);
		});
		expect(delays).toEqual([650, 1_150, 2_150, 4_150]);
	});
});

describe('an answer of an older socket', () => {
	const stale = [
		...LIVE,
		[SOON_MS, asked],
		[SOON_MS, lost],
		[SOON_MS, opened],
		[SOON_MS, settled],
		[SOON_MS, asked],
	] as const;

	test('is no answer', () => {
		const before = after(...stale);
		const news = { ...answered('whole', 1), at: SOON_MS, chance: 0.5 };
		expect(nextResume(before, news, false)).toBe(before);
	});

	test('is no failure either', () => {
		const before = after(...stale);
		expect(nextResume(before, { ...failed, at: SOON_MS, chance: 0.5 }, false)).toBe(before);
	});
});

describe('a key without its message', () => {
	test('is given a moment, for it may only have overtaken it', () => {
		const resume = after(...LIVE, ...checked(SOON_MS, 'missing'));
		expect([resume.next, resume.nextAt, resume.misses]).toEqual(['head', SOON_MS + GRACE_MS, 0]);
		const arrived = after(...LIVE, ...checked(SOON_MS, 'missing'), ...checked(SOON_MS + GRACE_MS, 'whole'));
		expect([arrived.misses, arrived.next]).toEqual([0, 'head']);
	});

	test('is fetched after that', () => {
		const missing = after(...LIVE, ...checked(SOON_MS, 'missing'), ...checked(SOON_MS + GRACE_MS, 'missing'));
		expect([missing.misses, dueQuestion(missing, SOON_MS + GRACE_MS)]).toEqual([1, 'events']);
	});

	test('twice, and nothing heard between, means a deaf line', () => {
		expect(after(...LIVE, ...missed(2_000)).deafnesses).toBe(0);
		expect(after(...LIVE, ...missed(2_000), ...missed(5_000)).deafnesses).toBe(1);
	});

	test('twice with quiet checks between means the same: nothing new is no sign of life', () => {
		const quiet = checked(4_800, 'whole');
		expect(after(...LIVE, ...missed(2_000), ...quiet, ...missed(25_000)).deafnesses).toBe(1);
	});

	test('twice on a line that is heard between is two lost messages', () => {
		expect(after(...LIVE, ...missed(2_000), [4_000, heard], ...missed(5_000)).deafnesses).toBe(0);
	});
});

describe('a line that is silent though signs of life are due', () => {
	const silent = (times: number) =>
		Array.from({ length: times }, (_, index) =>
			checked(30_000 + index * HEAD_EVERY_MS, 'whole', true),
		).flat();

	test('is deaf at the second check', () => {
		expect(after(...LIVE, ...silent(1)).deafnesses).toBe(0);
		expect(after(...LIVE, ...silent(2)).deafnesses).toBe(1);
	});

	test('is taken anew less and less often, until something is heard', () => {
		const told = [2, 6, 14, 30, 62, 94].map((times) => after(...LIVE, ...silent(times)).deafnesses);
		expect(told).toEqual([1, 2, 3, 4, 5, 6]);
		expect(after(...LIVE, ...silent(5), [999_999, heard], ...silent(2)).deafnesses).toBe(2);
	});
});

describe('what is said of it', () => {
	test('it is being fetched until it is there', () => {
		expect(catchUpOf(after([0, opened], [0, settled]), 0)).toBe('syncing');
		expect(catchUpOf(after(...LIVE), 0)).toBe('done');
	});

	test('it cannot be had, once nobody has answered for a while', () => {
		const none = after([0, opened], [0, settled], [0, asked], [0, failed]);
		expect(catchUpOf(none, GIVEN_UP_AFTER_MS - 1)).toBe('syncing');
		expect(catchUpOf(none, GIVEN_UP_AFTER_MS)).toBe('failed');
	});

	test('a finding is told from words', () => {
		expect([isFinding('whole'), isFinding('the recorder does not answer')]).toEqual([true, false]);
	});
});
