/**
 * When to ask a recorder for what: one state machine, told what happened, read for the question that is due.
 *
 * The order is the argument: subscribe, wait for every channel, only then ask, lay the answer under what came meanwhile.
 * Each socket is a generation of its own, and an answer that was asked for in an older one is no answer.
 */

/** `snapshot`: everything. `events`: what is after the cursor. `head`: only by which keys it would be known. */
export type Question = 'snapshot' | 'events' | 'head';

export interface Resume {
	/** `idle`: no line. `subscribing`: a line whose channels are not settled. */
	readonly phase: 'idle' | 'subscribing' | 'syncing' | 'live';
	readonly generation: number;
	/** Something was taken over before, so that only what is after it is asked for. */
	readonly hasCursor: boolean;
	/** What is under way. */
	readonly asked: { readonly question: Question; readonly generation: number } | null;
	readonly next: Question;
	/** Epoch ms from which on `next` is asked; null: not until something happens. */
	readonly nextAt: number | null;
	/** Questions in a row without an answer, and since when. */
	readonly failures: number;
	readonly failingSince: number | null;
	/** Head checks since anything was heard that found what should have arrived and had not. */
	readonly misses: number;
	/** So many times the misses are needed: a line that stays deaf however often it is taken anew is left alone for longer. */
	readonly patience: number;
	/** The key may only have overtaken its message: it is looked for once more. */
	readonly isGrace: boolean;
	/** The server has more than it delivers: only a new line helps. Counts up with each such finding. */
	readonly deafnesses: number;
}

export type ResumeInput = { readonly at: number; /** Uniform in [0, 1). */ readonly chance: number } & (
	| { readonly type: 'opened' }
	| { readonly type: 'settled' }
	| { readonly type: 'lost' }
	/** The page woke, or the browser is online again. */
	| { readonly type: 'woken' }
	| { readonly type: 'heard' }
	| { readonly type: 'asked' }
	| {
			readonly type: 'answered';
			readonly generation: number;
			readonly finding: Finding;
			readonly isSilent: boolean;
	  }
	| { readonly type: 'failed'; readonly generation: number }
	/** More arrived than is kept without knowing where it stands, or more may be read now than before. */
	| { readonly type: 'overflowed' }
);

type Without<Input, Key extends PropertyKey> = Input extends unknown ? Omit<Input, Key> : never;

/** What happened, without when and with what chance. */
export type ResumeNews = Without<ResumeInput, 'at' | 'chance'>;

/** What an answer came to. */
export type Finding =
	/** Laid under what is shown: nothing is missing. */
	| 'whole'
	/** It does not reach back to the cursor, or the figures differ: a snapshot has to. */
	| 'not-enough'
	/** The journal is a new one that knows less than this screen: all of it is put under what is shown. */
	| 'begun-anew'
	/** The head holds messages that this screen has not. */
	| 'missing';

const FINDINGS: readonly string[] = ['whole', 'not-enough', 'begun-anew', 'missing'] satisfies Finding[];

/** Whether a text is a finding, and not in words why there is none. */
export function isFinding(text: string): text is Finding {
	return FINDINGS.includes(text);
}

/** Give or take a fifth, so that many screens look at different moments. */
export const HEAD_EVERY_MS = 20_000;
export const HEAD_EVERY_HIDDEN_MS = 120_000;
/** After catching up (the recorder may have been behind when it was asked), and on a line that missed something. */
export const SOON_MS = 2_000;
/** A key may overtake its message by this much. */
export const GRACE_MS = 750;
/** Without a line the recorder is asked in its place, after this long and then this often. */
export const POLL_AFTER_MS = 5_000;
export const POLL_EVERY_MS = 30_000;
/** Without an answer for this long it is said that none comes. */
export const GIVEN_UP_AFTER_MS = 15_000;

const RETRY_SHORTEST_MS = 300;
const RETRY_CAP_MS = 8_000;
const MISSES_OF_A_DEAF_LINE = 2;
const PATIENCE_CAP = 16;

export function createResume(): Resume {
	return {
		phase: 'idle',
		generation: 0,
		hasCursor: false,
		asked: null,
		next: 'snapshot',
		nextAt: null,
		failures: 0,
		failingSince: null,
		misses: 0,
		patience: 1,
		isGrace: false,
		deafnesses: 0,
	};
}

/** The question that is due at `now` (epoch ms); null when none is, or one is under way. */
export function dueQuestion({ asked, next, nextAt }: Resume, now: number): Question | null {
	return asked === null && nextAt !== null && now >= nextAt ? next : null;
}

/** Whether what was missed is known: `failed` when nobody could say for a while. */
export function catchUpOf({ phase, failingSince }: Resume, now: number): 'syncing' | 'done' | 'failed' {
	if (failingSince !== null && now - failingSince >= GIVEN_UP_AFTER_MS) return 'failed';
	return phase === 'live' ? 'done' : 'syncing';
}

/** The next state of the machine. */
export function nextResume(resume: Resume, input: ResumeInput, isHidden: boolean): Resume {
	const { at } = input;
	switch (input.type) {
		case 'opened':
			return newGeneration({ ...resume, phase: 'subscribing', nextAt: null });
		case 'settled':
			if (resume.phase !== 'subscribing') return resume;
			return { ...resume, phase: 'syncing', next: toCatchUp(resume), nextAt: at };
		case 'lost':
			if (resume.phase === 'idle' && resume.nextAt !== null) return resume;
			return newGeneration({
				...resume,
				phase: 'idle',
				next: toCatchUp(resume),
				nextAt: at + POLL_AFTER_MS,
			});
		case 'woken':
			return resume.nextAt === null ? resume : { ...resume, nextAt: at };
		case 'heard':
			return resume.misses === 0 && resume.patience === 1 ? resume : { ...resume, misses: 0, patience: 1 };
		case 'asked':
			return { ...resume, asked: { question: resume.next, generation: resume.generation } };
		case 'overflowed':
			if (resume.phase !== 'live' && resume.phase !== 'syncing') return { ...resume, hasCursor: false };
			return newGeneration({ ...resume, hasCursor: false, phase: 'syncing', next: 'snapshot', nextAt: at });
		case 'failed':
			return isStale(resume, input.generation) ? resume : afterFailure(resume, input);
		case 'answered':
			return isStale(resume, input.generation) ? resume : afterAnswer(resume, input, isHidden);
		default:
			return input satisfies never;
	}
}

function isStale({ asked, generation }: Resume, of: number): boolean {
	return asked === null || of !== generation;
}

function newGeneration(resume: Resume): Resume {
	const fresh = { asked: null, failures: 0, misses: 0, isGrace: false };
	return { ...resume, ...fresh, generation: resume.generation + 1 };
}

function toCatchUp({ hasCursor }: Resume): Question {
	return hasCursor ? 'events' : 'snapshot';
}

function afterFailure(resume: Resume, { at, chance }: ResumeInput): Resume {
	const ceiling = Math.min(RETRY_CAP_MS, 1_000 * 2 ** Math.min(resume.failures, 10));
	const delayMs = RETRY_SHORTEST_MS + chance * (ceiling - RETRY_SHORTEST_MS);
	return {
		...resume,
		asked: null,
		failures: resume.failures + 1,
		failingSince: resume.failingSince ?? at,
		nextAt: at + (resume.phase === 'idle' ? Math.max(delayMs, POLL_AFTER_MS) : delayMs),
	};
}

function afterAnswer(
	resume: Resume,
	{ at, chance, finding, isSilent }: Extract<ResumeInput, { type: 'answered' }>,
	isHidden: boolean,
): Resume {
	const question = resume.asked?.question;
	const answered = { ...resume, asked: null, failures: 0, failingSince: null, isGrace: false };
	if (finding === 'not-enough') return { ...answered, next: 'snapshot', nextAt: at };
	if (finding === 'begun-anew') return { ...answered, hasCursor: true, next: 'events', nextAt: at };
	if (finding === 'missing') return afterMiss(answered, resume, at);
	if (resume.phase === 'idle') {
		return { ...answered, hasCursor: true, next: 'events', nextAt: at + POLL_EVERY_MS };
	}
	const everyMs = (isHidden ? HEAD_EVERY_HIDDEN_MS : HEAD_EVERY_MS) * (0.8 + 0.4 * chance);
	const isSuspect = resume.phase === 'syncing' || question === 'events';
	const live = {
		...answered,
		phase: 'live' as const,
		hasCursor: true,
		next: 'head' as const,
		nextAt: at + (isSuspect ? SOON_MS : everyMs),
	};
	return isSilent && question === 'head' ? withMiss(live) : live;
}

/** A key without its message: it is given a moment, then fetched. */
function afterMiss(answered: Resume, before: Resume, at: number): Resume {
	if (!before.isGrace) return { ...answered, next: 'head', nextAt: at + GRACE_MS, isGrace: true };
	return withMiss({ ...answered, next: 'events', nextAt: at });
}

/** Two of them and nothing heard: the line is deaf. */
function withMiss(resume: Resume): Resume {
	const misses = resume.misses + 1;
	if (misses < MISSES_OF_A_DEAF_LINE * resume.patience) return { ...resume, misses };
	const patience = Math.min(resume.patience * 2, PATIENCE_CAP);
	return { ...resume, misses: 0, patience, deafnesses: resume.deafnesses + 1 };
}
