/**
 * Payment attempts of the last hour, and how many of them succeeded.
 *
 * Counts are kept by minute and method, so they stay exact however many come. The attempts themselves are remembered
 * only to move a count when the same payment comes again with another outcome.
 */
import type { Amount, PaymentProcessed } from '../contract/events.ts';
import { say } from '../words/words.ts';
import { createMemory, draftMemory, recall, remember, type Memory } from './memory.ts';
import { isNewer } from './order.ts';

/** Below this share of succeeded attempts a method is worth a look. */
export const PAYMENT_TARGET = 0.95;
/** Under this many tries a rate says more about chance than about the method. */
export const TRIES_TO_RATE = 10;
/** Attempts remembered at least, so that a retry replaces its first outcome. */
export const ATTEMPTS_REMEMBERED = 2_000;
/** Failures kept for reading; the counts go on. */
export const FAILURES_LIMIT = 50;
/** Methods told apart, in a minute and in the view; what is beyond counts together. */
export const METHODS_LIMIT = 24;
export const METHOD_NOT_TOLD = 'method not told';
export const OTHER_METHODS = 'other methods';

const MINUTE_MS = 60_000;
const WINDOW_MINUTES = 60;
/** Of the small line under the figure. */
const PAYMENT_STEP_MINUTES = 5;
/** In five minutes too few are tried: one that failed would send the line to the ground. */
const PAYMENT_STEPS_RATED = 3;

interface Tally {
	readonly succeeded: number;
	readonly failed: number;
}

const NO_TRIES: Tally = { succeeded: 0, failed: 0 };

type Rated = keyof Tally;

export interface PaymentFailure {
	/** `source:id` of the payment. */
	readonly ref: string;
	readonly orderNumber: string | null;
	readonly method: string | null;
	readonly reason: string | null;
	readonly amount: Amount;
	readonly customer: string | null;
	/** Epoch ms. */
	readonly at: number;
}

/** One payment, as its latest outcome left it. */
interface Attempt extends PaymentFailure {
	/** Null while no outcome is known. */
	readonly outcome: Rated | null;
	/** The method it is counted under. */
	readonly tallied: string;
	readonly version: number | null;
}

type Minutes = ReadonlyMap<number, ReadonlyMap<string, Tally>>;

export interface PaymentsState {
	readonly attempts: Memory<Attempt>;
	/** By epoch minute, then by method. */
	readonly minutes: Minutes;
	/** Newest first. */
	readonly failures: readonly PaymentFailure[];
	/** When the newest attempt that was forgotten had come, epoch ms. */
	readonly forgottenAt: number | null;
}

export interface MethodRate {
	readonly method: string;
	/** As it is shown. */
	readonly name: string;
	readonly succeeded: number;
	readonly tried: number;
	/** Null under ten tries. */
	readonly rate: number | null;
	readonly isBelowTarget: boolean;
}

export interface PaymentsView {
	/** Payments with an outcome: a pending one cannot be rated yet. */
	readonly attempts: number;
	readonly succeeded: number;
	readonly failed: number;
	/** Null under ten attempts, as for each method. */
	readonly rate: number | null;
	readonly target: number;
	/** Most tried first. */
	readonly methods: readonly MethodRate[];
	/** Newest first. */
	readonly failures: readonly PaymentFailure[];
	readonly windowMs: number;
	/** Epoch ms from which attempts count: the running minute and the 59 before it. */
	readonly since: number;
	/** Attempts of this hour were forgotten for want of room: their retries count again. */
	readonly isCapped: boolean;
}

export function createPayments(): PaymentsState {
	return { attempts: createMemory(), minutes: new Map(), failures: [], forgottenAt: null };
}

/** The state after one payment message; of the same payment the latest outcome counts, once. */
export function notePayment(state: PaymentsState, event: PaymentProcessed): PaymentsState {
	const ref = `${event.source}:${event.payment.id}`;
	const held = recall(state.attempts, ref);
	if (held !== undefined && isNewer(held.version, event.version)) return state;
	// Nobody knows when a payment that was never seen here was tried.
	if (held === undefined && event.payment.outcome === 'refunded') return state;
	const minutes = held === undefined ? state.minutes : tally(state.minutes, held, -1);
	const merged = merge(ref, held, event);
	const attempt = { ...merged, tallied: talliedAs(minutes, merged) };
	const attempts = draftMemory(state.attempts);
	remember(attempts, ref, attempt, ATTEMPTS_REMEMBERED);
	const forgotten = attempts.old === state.attempts.old ? [] : [...state.attempts.old.values()];
	return {
		attempts,
		minutes: tally(minutes, attempt, 1),
		failures: listFailure(state.failures, held, attempt),
		forgottenAt: forgotten.at(-1)?.at ?? state.forgottenAt,
	};
}

/** What the message did not tell stays as it was held. */
function merge(
	ref: string,
	held: Attempt | undefined,
	{ payment, receivedAt, version }: PaymentProcessed,
): Omit<Attempt, 'tallied'> {
	const isRated = payment.outcome === 'succeeded' || payment.outcome === 'failed';
	const isAmountTold = payment.amount.money !== null || payment.amount.text !== null;
	return {
		ref,
		orderNumber: payment.orderNumber ?? held?.orderNumber ?? null,
		method: payment.method ?? held?.method ?? null,
		reason: payment.reason ?? held?.reason ?? null,
		amount: isAmountTold ? payment.amount : (held?.amount ?? payment.amount),
		customer: payment.customer ?? held?.customer ?? null,
		at: isRated ? receivedAt : (held?.at ?? receivedAt),
		outcome: outcomeOf(held, payment.outcome),
		version: version ?? held?.version ?? null,
	};
}

function outcomeOf(
	held: Attempt | undefined,
	outcome: PaymentProcessed['payment']['outcome'],
): Attempt['outcome'] {
	if (outcome === 'succeeded' || outcome === 'failed') return outcome;
	// Only what was paid can be given back.
	if (outcome === 'refunded') return 'succeeded';
	// A retry under way does not undo what is known.
	return held?.outcome ?? null;
}

function minuteOf(at: number): number {
	return Math.floor(at / MINUTE_MS);
}

function talliedAs(minutes: Minutes, { at, method }: Pick<Attempt, 'at' | 'method'>): string {
	const name = method ?? METHOD_NOT_TOLD;
	const methods = minutes.get(minuteOf(at));
	if (methods === undefined || methods.has(name) || methods.size < METHODS_LIMIT) return name;
	return OTHER_METHODS;
}

function tally(minutes: Minutes, { at, outcome, tallied }: Attempt, sign: 1 | -1): Minutes {
	if (outcome === null) return minutes;
	const minute = minuteOf(at);
	const methods = minutes.get(minute);
	if (methods === undefined && (sign === -1 || hasLeft(minutes, minute))) return minutes;
	const counted = methods?.get(tallied) ?? NO_TRIES;
	const after = { ...counted, [outcome]: counted[outcome] + sign };
	const next = new Map(minutes).set(minute, new Map(methods).set(tallied, after));
	if (methods === undefined)
		for (const old of minutes.keys()) if (old <= minute - WINDOW_MINUTES) next.delete(old);
	return next;
}

/** Whether the hour that is counted has moved on beyond this minute. */
function hasLeft(minutes: Minutes, minute: number): boolean {
	return minute <= Math.max(...minutes.keys()) - WINDOW_MINUTES;
}

function listFailure(
	failures: readonly PaymentFailure[],
	held: Attempt | undefined,
	{ outcome, tallied: _tallied, version: _version, ...failure }: Attempt,
): readonly PaymentFailure[] {
	const others = held?.outcome === 'failed' ? failures.filter(({ ref }) => ref !== failure.ref) : failures;
	if (outcome !== 'failed') return others;
	// A retry under way tells more of an older failure; that does not make it the newest.
	return [failure, ...others].sort((a, b) => b.at - a.at).slice(0, FAILURES_LIMIT);
}

/** The last 60 minutes as they stand at `now`, epoch ms. */
export function selectPayments(state: PaymentsState, now: number): PaymentsView {
	const first = minuteOf(now) - WINDOW_MINUTES + 1;
	const since = first * MINUTE_MS;
	const sums = new Map<string, Tally>();
	for (const [minute, methods] of state.minutes) {
		if (minute < first) continue;
		for (const [method, counted] of methods) sums.set(method, add(sums.get(method) ?? NO_TRIES, counted));
	}
	const total = [...sums.values()].reduce(add, NO_TRIES);
	return {
		attempts: total.succeeded + total.failed,
		...total,
		rate: rateOf(total),
		target: PAYMENT_TARGET,
		methods: rateMethods(sums),
		failures: state.failures.filter(({ at }) => at >= since),
		windowMs: WINDOW_MINUTES * MINUTE_MS,
		since,
		isCapped: state.forgottenAt !== null && state.forgottenAt >= since,
	};
}

/** The share that succeeded in a quarter of an hour, at each five minutes of the last hour; null where none was tried. */
export function selectPaymentSteps(state: PaymentsState, now: number): readonly (number | null)[] {
	const first = minuteOf(now) - WINDOW_MINUTES + 1;
	const steps = Array.from({ length: WINDOW_MINUTES / PAYMENT_STEP_MINUTES }, () => NO_TRIES);
	for (const [minute, methods] of state.minutes) {
		const step = Math.floor((minute - first) / PAYMENT_STEP_MINUTES);
		const held = steps[step];
		if (held !== undefined) steps[step] = [...methods.values()].reduce(add, held);
	}
	return steps.map((_, step) => {
		const counted = steps.slice(Math.max(0, step + 1 - PAYMENT_STEPS_RATED), step + 1).reduce(add, NO_TRIES);
		return triesOf(counted) === 0 ? null : counted.succeeded / triesOf(counted);
	});
}

function add(left: Tally, right: Tally): Tally {
	return { succeeded: left.succeeded + right.succeeded, failed: left.failed + right.failed };
}

function rateOf({ succeeded, failed }: Tally): number | null {
	const tried = succeeded + failed;
	return tried < TRIES_TO_RATE ? null : succeeded / tried;
}

function rateMethods(sums: ReadonlyMap<string, Tally>): readonly MethodRate[] {
	const byTries = [...sums]
		.filter(([method, counted]) => method !== OTHER_METHODS && triesOf(counted) > 0)
		.sort(([a, left], [b, right]) => triesOf(right) - triesOf(left) || (a < b ? -1 : 1));
	const shown = byTries.slice(0, METHODS_LIMIT);
	const others = byTries
		.slice(METHODS_LIMIT)
		.reduce((sum, [, counted]) => add(sum, counted), sums.get(OTHER_METHODS) ?? NO_TRIES);
	const rows = triesOf(others) > 0 ? [...shown, [OTHER_METHODS, others] as const] : shown;
	return rows.map(([method, counted]) => {
		const rate = rateOf(counted);
		const isBelowTarget = rate !== null && rate < PAYMENT_TARGET;
		return {
			method,
			name: nameOf(method),
			succeeded: counted.succeeded,
			tried: triesOf(counted),
			rate,
			isBelowTarget,
		};
	});
}

/** The shop's own name; what has none is said in the words of the screen. */
function nameOf(method: string): string {
	const { notTold, others } = say().payments;
	return method === METHOD_NOT_TOLD ? notTold : method === OTHER_METHODS ? others : method;
}

function triesOf({ succeeded, failed }: Tally): number {
	return succeeded + failed;
}
