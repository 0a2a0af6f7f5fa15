/** When the shop is asked for its own totals: after the line was opened anew, and when it says that it has news. */
import type { Snapshot } from '../lib/contract/snapshot.ts';

export interface SeedOptions {
	readonly fetchSnapshot: () => Promise<Snapshot | string>;
	/** Remembers where the entries stand; that entry's number. */
	readonly mark: () => number;
	readonly dropMark: () => void;
	/** False when it cannot be written. */
	readonly put: (snapshot: Snapshot, asked: number) => boolean;
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
	readonly report: (problem: string) => void;
}

export interface Seeder {
	/** Asks now, or as soon as the running answer is dealt with. */
	ask(): void;
	/** Asks, but not more than once a minute. */
	askSoon(): void;
	/** What was put is visible. */
	done(): void;
	stop(): void;
}

export const SEED_EVERY_MS = 60_000;
/** An answer that takes longer is too old to be worth what has to be held back for it. */
const ANSWER_LIMIT_MS = 15_000;

/** Nothing is asked yet. */
export function createSeeder(options: SeedOptions): Seeder {
	const { now, after } = options;
	/** Each question's own number, so that a late answer is known as such. */
	let question = 0;
	let isBusy = false;
	let isWantedAgain = false;
	let askedAt = -Infinity;
	let problem: string | null = null;
	let cancelLater: (() => void) | null = null;
	let cancelLimit = () => {};
	let isStopped = false;

	function ask(): void {
		if (isStopped) return;
		if (isBusy) {
			isWantedAgain = true;
			return;
		}
		cancelLater?.();
		cancelLater = null;
		isBusy = true;
		isWantedAgain = false;
		askedAt = now();
		question += 1;
		const own = question;
		const asked = options.mark();
		const end = (answer: Snapshot | string) => own === question && take(answer, asked);
		cancelLimit = after(ANSWER_LIMIT_MS, () => end('no answer in 15 s'));
		void options.fetchSnapshot().then(end, (error: unknown) => {
			end(error instanceof Error ? error.message : String(error));
		});
	}

	function take(answer: Snapshot | string, asked: number): void {
		question += 1;
		cancelLimit();
		if (typeof answer !== 'string') {
			problem = null;
			if (options.put(answer, asked)) return;
		} else if (answer !== problem) {
			options.report(`The shop's own totals cannot be had: ${answer}`);
			problem = answer;
		}
		options.dropMark();
		isBusy = false;
		askSoon();
	}

	function askSoon(): void {
		const dueInMs = askedAt + SEED_EVERY_MS - now();
		if (dueInMs <= 0) ask();
		else if (!isStopped) cancelLater ??= after(dueInMs, ask);
	}

	return {
		ask,
		askSoon,
		done() {
			isBusy = false;
			if (isWantedAgain) ask();
		},
		stop() {
			isStopped = true;
			question += 1;
			cancelLimit();
			cancelLater?.();
		},
	};
}
