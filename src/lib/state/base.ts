/**
 * What a screen knows for certain, and what came since: answers of a recorder are laid under the latter.
 *
 * What an answer does to the state is decided in domain/rebase.ts, and what nobody knows in missing.ts.
 */
import type { Clock } from '../devices/clock.ts';
import { readEventsAnswer, readHeadAnswer, readSnapshotAnswer } from '../domain/answers.ts';
import { join } from '../domain/blind.ts';
import { reduce } from '../domain/dashboard.ts';
import { createDashboard, type DashboardState, type Rules } from '../domain/dashboard-state.ts';
import { describeDrift } from '../domain/drift.ts';
import type { Cursor, HeadAnswer, SnapshotAnswer } from '../domain/history.ts';
import type { Input } from '../domain/input.ts';
import { confirm, createBase, rebase, stretchOf, unseen, type Rebased } from '../domain/rebase.ts';
import type { Gap } from '../domain/rate.ts';
import { closeGaps, ordersBeyond } from '../domain/recovery.ts';
import type { Finding, Question } from '../domain/resume.ts';
import { adopt } from '../domain/shared-state.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import type { Missing } from './missing.ts';

/** A message that the recorder still does not have by then it never heard. */
const UNHEARD_AFTER_MS = 60_000;

export interface BaseDeps {
	readonly dashboard: Dashboard;
	readonly missing: Missing;
	readonly clock: Clock;
	readonly rules: Rules;
	/** Called with each head, before it is compared. */
	readonly onHead: (head: HeadAnswer) => void;
}

export class Base {
	#dashboard: Dashboard;
	#missing: Missing;
	#clock: Clock;
	#rules: Rules;
	#onHead: (head: HeadAnswer) => void;
	/** Everything up to the cursor. */
	#state: DashboardState;
	#cursor: Cursor | null = null;
	#isFirst = true;
	#since: Input[] = [];
	#channels: readonly string[] = [];
	/** It holds messages that the recorder has not: their figures cannot be compared. */
	#isAhead = false;
	/** When messages came that it holds and the recorder may not. */
	#unheard: Gap | null = null;
	/** The entries after the cursor cannot be had. */
	#isOutOfReach = false;
	/** A stretch that no answer reaches. */
	#isHoled = false;
	/** When each order came (epoch ms) that was fetched and of which the feed has not told yet. */
	#found: number[] = [];
	#drift: string | null = null;

	constructor({ dashboard, missing, clock, rules, onHead }: BaseDeps) {
		this.#dashboard = dashboard;
		this.#missing = missing;
		this.#clock = clock;
		this.#rules = rules;
		this.#onHead = onHead;
		this.#state = createDashboard(clock.now(), rules);
	}

	/** Up to where the recorder’s entries are known; null before anything was taken over. */
	get cursor(): Cursor | null {
		return this.#cursor;
	}

	/** What the latest snapshot was about; null before the first. */
	get channels(): readonly string[] | null {
		return this.#cursor === null ? null : this.#channels;
	}

	/** Inputs kept that the recorder is not known to have. */
	get unconfirmed(): number {
		return this.#since.length;
	}

	/** An input that has to be laid on whatever an answer brings: `isReplayed` says which. */
	keep(input: Input): void {
		this.#since.push(input);
	}

	/** What is shown before anything was taken over. */
	begin(): void {
		this.#state = createBase(this.#dashboard.settle());
	}

	/** Too much is kept: the older half is taken for certain, and everything has to be asked for. */
	fold(): void {
		const older = this.#since.splice(0, Math.ceil(this.#since.length / 2));
		this.#state = createBase(reduce(this.#state, older, this.#rules));
		this.#unheard = join(this.#unheard, stretchOf(older));
		this.#cursor = null;
	}

	/** What the answer to a question came to, or in words why it is none. */
	take(question: Question, body: unknown): Finding | string {
		if (question === 'snapshot' || this.#cursor === null) return this.#takeSnapshot(body);
		return question === 'events' ? this.#takeEvents(body, this.#cursor) : this.#takeHead(body, this.#cursor);
	}

	#takeSnapshot(body: unknown): Finding | string {
		const answer = readSnapshotAnswer(body);
		if (typeof answer === 'string') return answer;
		const { epoch, state } = answer;
		this.#channels = answer.channels;
		const drift = this.#drift;
		this.#drift = null;
		const isFirst = this.#isFirst;
		this.#isFirst = false;
		// A recorder that was set up anew knows less than this screen, unless the shop told it the rest.
		const since = isFirst ? (stretchOf(this.#since)?.from ?? Infinity) : this.#state.since;
		if (state.since > since && state.snapshotAt === null) return this.#standOnOwn(answer);
		// Without the orders nobody knows what happened to them since the last answer, other than on this line.
		if (state.orders !== null) this.#missing.takeOver(state.missing);
		else if (!isFirst) this.#missing.noteSkipped(answer.now);
		if (state.orders !== null && this.#unheard !== null) {
			this.#missing.noteLost(this.#unheard);
			this.#unheard = null;
		}
		this.#isAhead = false;
		const screen = { ...this.#screen(answer.now), isFirst };
		const rebased = rebase(adopt(this.#state, state), answer.entries, screen, this.#rules);
		if (!isFirst) this.#found.push(...ordersBeyond(rebased.state.orders, screen.shown.orders));
		this.#show(rebased);
		this.#cursor = { epoch, seq: answer.head };
		this.#closeGaps(state.orders !== null);
		if (drift !== null) {
			this.#dashboard.put({ type: 'drift.repaired', at: this.#clock.now(), what: drift });
		}
		return 'whole';
	}

	/** What is shown stays; of a new journal what this screen has not is put under it, once. */
	#standOnOwn({ epoch, head, now, state }: SnapshotAnswer): Finding {
		const isNew = this.#cursor?.epoch !== epoch;
		if (!isNew && !this.#isOutOfReach) {
			// It is told more than before, and what it was not told then it does not have.
			this.#missing.keep(this.#dashboard.state.missing);
			return 'begun-anew';
		}
		this.#state = createBase(this.#dashboard.settle());
		this.#since = [];
		this.#cursor = { epoch, seq: isNew ? 0 : head };
		this.#isAhead = true;
		this.#isHoled = true;
		// What came in between only a line that stood has delivered.
		this.#missing.noteForgotten(isNew ? state.since : now, isNew);
		if (isNew) return 'begun-anew';
		this.#closeGaps(false);
		return 'whole';
	}

	#takeEvents(body: unknown, cursor: Cursor): Finding | string {
		const answer = readEventsAnswer(body);
		if (typeof answer === 'string') return answer;
		this.#isOutOfReach = answer.incomplete !== null;
		if (this.#isOutOfReach || answer.epoch !== cursor.epoch) return 'not-enough';
		// The shop's own totals stand in the recorder's state only.
		if (answer.entries.some(({ kind }) => kind === 'seed')) return 'not-enough';
		const rebased = rebase(this.#state, answer.entries, this.#screen(answer.now), this.#rules);
		this.#found.push(...ordersBeyond(rebased.state.orders, this.#dashboard.state.orders));
		this.#show(rebased);
		this.#cursor = { ...cursor, seq: answer.head };
		this.#closeGaps(true);
		return 'whole';
	}

	#takeHead(body: unknown, cursor: Cursor): Finding | string {
		const answer = readHeadAnswer(body);
		if (typeof answer === 'string') return answer;
		this.#onHead(answer);
		this.#missing.noteHead(answer, cursor.epoch);
		if (answer.marks === null || answer.epoch !== cursor.epoch) return 'not-enough';
		const shown = this.#dashboard.settle();
		if (unseen(answer.marks, { shown, since: this.#since }).length > 0) return 'missing';
		const confirmed = confirm(this.#state, answer.marks, this.#screen(answer.now), this.#rules);
		this.#keepBase(confirmed);
		this.#cursor = { ...cursor, seq: answer.seq };
		if (answer.figures !== null && !this.#isAhead) {
			const drift = describeDrift(confirmed.base.figures, answer.figures);
			if (drift !== null) {
				this.#drift = drift;
				return 'not-enough';
			}
		}
		// In the recorder's order it may come to something else than in the order of arrival.
		if (describeDrift(shown.figures, confirmed.state.figures) !== null)
			this.#dashboard.replace(confirmed.state, []);
		this.#closeGaps(true);
		return 'whole';
	}

	#screen(recorderNow: number) {
		const unheardBefore = recorderNow - UNHEARD_AFTER_MS;
		return { shown: this.#dashboard.settle(), since: this.#since, channels: this.#channels, unheardBefore };
	}

	#show(rebased: Rebased): void {
		this.#keepBase(rebased);
		this.#dashboard.replace(rebased.state, rebased.recovered);
	}

	#keepBase({ base, rest, isAhead, unheard, cuts }: Rebased): void {
		this.#state = base;
		this.#unheard = join(this.#unheard, unheard);
		this.#missing.noteCuts(cuts);
		this.#since = [...rest];
		if (isAhead) this.#isAhead = true;
	}

	/** Says of each stretch without a line how many orders were missed in it, where that can be known. */
	#closeGaps(isKnown: boolean): void {
		const { state } = this.#dashboard;
		if (state.lostAt !== null) return;
		const { missing, hasGrown } = this.#missing.look(state.since);
		if (hasGrown) this.#isHoled = true;
		const recovered = this.#isHoled || !isKnown ? null : this.#found;
		this.#found = [];
		const closing = closeGaps(state, recovered, missing, this.#clock.now());
		if (closing === null) return;
		this.#isHoled = false;
		this.#dashboard.put(closing);
	}
}
