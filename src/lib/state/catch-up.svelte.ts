/**
 * Keeps the screen equal to what a recorder wrote down: after a load, a cut line, a night, and while it looks well.
 *
 * What arrives is shown at once and remembered until the recorder is known to have it; its answers are laid under that.
 * When to ask is decided in domain/resume.ts, what an answer does to the state in domain/rebase.ts.
 */
import type { RecorderAnswer, RecorderClient } from '../connection/recorder-client.ts';
import type { Clock } from '../devices/clock.ts';
import { readEventsAnswer, readHeadAnswer, readSnapshotAnswer } from '../domain/answers.ts';
import type { Input } from '../domain/dashboard.ts';
import { createDashboard, type DashboardState, type Rules } from '../domain/dashboard-state.ts';
import { describeDrift } from '../domain/drift.ts';
import { closeGaps, ordersBeyond } from '../domain/recovery.ts';
import { writeCursor, type Cursor, type SnapshotAnswer } from '../domain/history.ts';
import {
	confirm,
	createBase,
	isReplayed,
	messageOf,
	rebase,
	unseen,
	type Rebased,
} from '../domain/rebase.ts';
import {
	catchUpOf,
	createResume,
	dueQuestion,
	isFinding,
	nextResume,
	type Finding,
	type Question,
	type Resume,
	type ResumeInput,
	type ResumeNews,
} from '../domain/resume.ts';
import { adopt } from '../domain/shared-state.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import { Missing } from './missing.ts';
import { Reach } from './reach.ts';

export interface CatchUpDeps {
	readonly recorder: RecorderClient;
	readonly clock: Clock;
	readonly rules: Rules;
	/** Uniform in [0, 1). */
	readonly random: () => number;
	readonly isHidden: () => boolean;
	/** Calls when the page woke or may have. Returns the undo. */
	readonly onWake: (listener: () => void) => () => void;
	/** The broadcaster has newer messages than it delivers here. */
	readonly onDeaf: () => void;
}

/** Inputs kept that the recorder is not known to have. */
export const UNCONFIRMED_LIMIT = 10_000;
/** A flood is looked at sooner: the list of keys must not grow without end. */
const LOOK_AFTER_MESSAGES = 2_000;
/** A message that the recorder still does not have by then it never heard. */
const UNHEARD_AFTER_MS = 60_000;

export class CatchUp {
	#deps: CatchUpDeps;
	#dashboard: Dashboard;
	#resume: Resume = $state.raw(createResume());
	#problem: string | null = $state(null);
	#heardAt: number | null = $state(null);
	#base: DashboardState;
	#cursor: Cursor | null = null;
	#since: Input[] = [];
	/** Messages since the recorder was last asked. */
	#arrived = 0;
	#channels: readonly string[] = [];
	#missing: Missing;
	/** The base holds messages that the recorder has not: their figures cannot be compared. */
	#isAhead = false;
	/** The entries after the cursor cannot be had. */
	#isOutOfReach = false;
	/** A stretch that no answer reaches. */
	#isHoled = false;
	/** When each order came (epoch ms) that was fetched and of which the feed has not told yet. */
	#found: number[] = [];
	#drift: string | null = null;
	/** Keys of which some had no message yet: the same are looked for again, for newer ones would be ahead of theirs too. */
	#held: RecorderAnswer | null = null;
	#socketId: string | null = null;
	#reach = new Reach();
	#cancel: (() => void) | undefined;
	#isStopped = false;

	/** Whether what was missed is known. */
	readonly state = $derived.by(() => catchUpOf(this.#resume, this.#dashboard.now));

	constructor(dashboard: Dashboard, deps: CatchUpDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
		this.#missing = new Missing(deps.clock.now);
		this.#base = createDashboard(deps.clock.now(), deps.rules);
	}

	/** Why the latest answer was none. */
	get problem(): string | null {
		return this.#problem;
	}

	/** When the recorder last heard the broadcaster, epoch ms, as it said itself; null before it did. */
	get recorderHeardAt(): number | null {
		return this.#heardAt;
	}

	start(): () => void {
		this.#base = createBase(this.#dashboard.settle());
		const undo = [
			this.#dashboard.onInput((input) => this.#keep(input)),
			this.#dashboard.onStep(() => this.#followLine()),
			this.#deps.onWake(() => this.#tell({ type: 'woken' })),
			this.#deps.clock.onSecond(() => this.#askWhenDue()),
		];
		return () => {
			this.#isStopped = true;
			this.#cancel?.();
			for (const stop of undo) stop();
		};
	}

	#keep(input: Input): void {
		this.#missing.noteInput(input);
		if (input.type === 'heartbeat.heard') this.#tell({ type: 'heard' });
		if (!isReplayed(input)) return;
		this.#since.push(input);
		if (messageOf(input) === null) return;
		this.#arrived += 1;
		this.#tell({ type: 'heard' });
		if (this.#arrived === LOOK_AFTER_MESSAGES && this.#resume.phase === 'live') this.#tell({ type: 'woken' });
		if (this.#since.length > UNCONFIRMED_LIMIT) this.#overflow();
	}

	/** Too much to keep: what is shown becomes the base, and everything is asked for. */
	#overflow(): void {
		this.#since = [];
		this.#base = createBase(this.#dashboard.settle());
		this.#cursor = null;
		this.#tell({ type: 'overflowed' });
	}

	#followLine(): void {
		const { line } = this.#dashboard;
		if (line.socket !== 'connected') {
			// A line that was only doubted comes back on the same socket.
			this.#socketId = null;
			if (this.#resume.phase !== 'idle' || this.#resume.nextAt === null) this.#tell({ type: 'lost' });
			return;
		}
		// A line that was doubted wrongly comes back on the same socket.
		if (line.socketId !== this.#socketId || this.#resume.phase === 'idle') {
			this.#socketId = line.socketId;
			this.#missing.noteSocket();
			this.#reach.noteSocket();
			this.#tell({ type: 'opened' });
		}
		if (!line.channels.some(({ state }) => state === 'subscribed')) return;
		if (line.channels.some(({ state }) => state === 'subscribing')) return;
		if (this.#resume.phase === 'subscribing') this.#tell({ type: 'settled' });
		this.#askForMore();
	}

	/** What came on a channel that was refused until now was kept from this reader too. */
	#askForMore(): void {
		if (!this.#reach.grows(this.#dashboard.line.channels, this.#cursor === null ? null : this.#channels))
			return;
		this.#deps.recorder.forget();
		this.#tell({ type: 'overflowed' });
	}

	#tell(input: ResumeNews): void {
		const { clock, random, isHidden, onDeaf } = this.#deps;
		const before = this.#resume;
		const told = { ...input, at: clock.now(), chance: random() } as ResumeInput;
		this.#resume = nextResume(before, told, isHidden());
		if (this.#resume === before) return;
		if (this.#resume.deafnesses > before.deafnesses) {
			this.#missing.noteDeaf();
			onDeaf();
		}
		this.#plan();
	}

	#plan(): void {
		this.#cancel?.();
		const { nextAt, asked } = this.#resume;
		if (nextAt === null || asked !== null || this.#isStopped) return;
		const delayMs = Math.max(0, nextAt - this.#deps.clock.now());
		this.#cancel = this.#deps.clock.after(delayMs, () => this.#askWhenDue());
	}

	#askWhenDue(): void {
		const question = dueQuestion(this.#resume, this.#deps.clock.now());
		if (question !== null && !this.#isStopped) void this.#ask(question);
	}

	async #ask(question: Question): Promise<void> {
		const { generation } = this.#resume;
		this.#tell({ type: 'asked' });
		this.#arrived = 0;
		const answer = await this.#send(question);
		// Of an older socket, or of none: what it says is not about what is shown now.
		if (this.#isStopped || generation !== this.#resume.generation) return;
		const finding = answer.ok ? this.#take(question, answer) : answer.why;
		this.#problem = isFinding(finding) ? null : finding;
		this.#held = answer.ok && finding === 'missing' ? { ...answer, tookMs: Infinity } : null;
		if (!isFinding(finding)) return this.#tell({ type: 'failed', generation });
		if (finding === 'whole' && this.#resume.phase === 'idle') {
			this.#dashboard.put({ type: 'recorder.polled', at: this.#deps.clock.now() });
		}
		this.#tell({ type: 'answered', generation, finding, isSilent: this.#missing.isSilent });
		if (question === 'snapshot') this.#askForMore();
	}

	#send(question: Question): Promise<RecorderAnswer> {
		const { recorder } = this.#deps;
		if (question === 'head' && this.#resume.isGrace && this.#held !== null)
			return Promise.resolve(this.#held);
		if (question === 'snapshot' || this.#cursor === null) return recorder.snapshot();
		const after = writeCursor(this.#cursor);
		return question === 'events' ? recorder.events(after) : recorder.head(after);
	}

	/** What an answer came to, or in words why it is none. */
	#take(question: Question, { body, tookMs }: Extract<RecorderAnswer, { ok: true }>): Finding | string {
		const now = Reflect.get(Object(body) as object, 'now') as unknown;
		if (typeof now === 'number' && this.#deps.clock.agree(now, tookMs)) {
			// Everything that was dated by the wrong time begins again.
			this.#dashboard.reconnect();
			return 'this computer’s clock was wrong and is put right';
		}
		const finding = this.#takeBody(question, body);
		if (finding === 'whole') this.#missing.noteWhole(Number(now));
		return finding;
	}

	#takeBody(question: Question, body: unknown): Finding | string {
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
		const isFirst = this.#cursor === null;
		// A recorder that was set up anew knows less than this screen, unless the shop told it the rest.
		if (!isFirst && state.since > this.#base.since && state.snapshotAt === null) {
			return this.#standOnOwn(answer);
		}
		// Without the orders nobody knows what happened to them since the last answer, other than on this line.
		if (state.orders !== null) this.#missing.takeOver(state.missing);
		else if (!isFirst) this.#missing.noteSkipped(answer.now);
		this.#isAhead = false;
		const screen = { ...this.#screen(answer.now), isFirst };
		const rebased = rebase(adopt(this.#base, state), answer.entries, screen, this.#deps.rules);
		if (!isFirst) this.#found.push(...ordersBeyond(rebased.state.orders, screen.shown.orders));
		this.#show(rebased);
		this.#cursor = { epoch, seq: answer.head };
		this.#closeGaps(state.orders !== null);
		if (drift !== null) {
			this.#dashboard.put({ type: 'drift.repaired', at: this.#deps.clock.now(), what: drift });
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
		this.#base = createBase(this.#dashboard.settle());
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
		const rebased = rebase(this.#base, answer.entries, this.#screen(answer.now), this.#deps.rules);
		this.#found.push(...ordersBeyond(rebased.state.orders, this.#dashboard.state.orders));
		this.#show(rebased);
		this.#cursor = { ...cursor, seq: answer.head };
		this.#closeGaps(true);
		return 'whole';
	}

	#takeHead(body: unknown, cursor: Cursor): Finding | string {
		const answer = readHeadAnswer(body);
		if (typeof answer === 'string') return answer;
		this.#heardAt = answer.heardAt ?? this.#heardAt;
		this.#missing.noteHead(answer, cursor.epoch);
		if (answer.marks === null || answer.epoch !== cursor.epoch) return 'not-enough';
		const shown = this.#dashboard.settle();
		if (unseen(answer.marks, { shown, since: this.#since }).length > 0) return 'missing';
		const confirmed = confirm(this.#base, answer.marks, this.#screen(answer.now), this.#deps.rules);
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

	#keepBase({ base, rest, isAhead, cuts }: Rebased): void {
		this.#base = base;
		this.#missing.noteCuts(cuts);
		this.#since = [...rest];
		if (isAhead) this.#isAhead = true;
	}

	/** Says of each stretch without a line how many orders were missed in it, where that can be known. */
	#closeGaps(isKnown: boolean): void {
		const { state } = this.#dashboard;
		if (state.lostAt !== null) return;
		const { missing, hasGrown } = this.#missing.look();
		if (hasGrown) this.#isHoled = true;
		const recovered = this.#isHoled || !isKnown ? null : this.#found;
		this.#found = [];
		const closing = closeGaps(state, recovered, missing, this.#deps.clock.now());
		if (closing === null) return;
		this.#isHoled = false;
		this.#dashboard.put(closing);
	}
}
