/**
 * Keeps the screen equal to what a recorder wrote down: after a load, a cut line, a night, and while it looks well.
 *
 * What arrives is shown at once and remembered until the recorder is known to have it; its answers are laid under that.
 * When to ask is decided in domain/resume.ts, what an answer comes to in base.ts.
 */
import type { RecorderAnswer, RecorderClient } from '../connection/recorder-client.ts';
import type { Clock } from '../devices/clock.ts';
import type { Input } from '../domain/input.ts';
import type { Rules } from '../domain/dashboard-state.ts';
import { writeCursor } from '../domain/history.ts';
import { isReplayed, messageOf } from '../domain/rebase.ts';
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
import { Base } from './base.ts';
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
	/** Inputs kept that the recorder is not known to have; `UNCONFIRMED_LIMIT` without it. */
	readonly unconfirmedLimit?: number;
}

export const UNCONFIRMED_LIMIT = 10_000;
/** A flood is looked at sooner: the list of keys must not grow without end. */
const LOOK_AFTER_MESSAGES = 2_000;

export class CatchUp {
	#deps: CatchUpDeps;
	#dashboard: Dashboard;
	#resume: Resume = $state.raw(createResume());
	#problem: string | null = $state(null);
	#heardAt: number | null = $state(null);
	#isBeating = $state(false);
	#base: Base;
	/** Messages since the recorder was last asked. */
	#arrived = 0;
	#missing: Missing;
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
		this.#base = new Base({
			dashboard,
			missing: this.#missing,
			clock: deps.clock,
			rules: deps.rules,
			onHead: ({ heardAt, beatAt }) => {
				this.#heardAt = heardAt ?? this.#heardAt;
				this.#isBeating ||= beatAt !== null;
			},
		});
	}

	/** Why the latest answer was none. */
	get problem(): string | null {
		return this.#problem;
	}

	/** When the recorder last heard the broadcaster, epoch ms, as it said itself; null before it did. */
	get recorderHeardAt(): number | null {
		return this.#heardAt;
	}

	/** Whether heartbeats of the recorder come back to it, and so have to arrive here too. */
	get isBeating(): boolean {
		return this.#isBeating;
	}

	start(): () => void {
		this.#base.begin();
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
		this.#base.keep(input);
		if (messageOf(input) === null) return;
		this.#arrived += 1;
		this.#tell({ type: 'heard' });
		if (this.#arrived === LOOK_AFTER_MESSAGES && this.#resume.phase === 'live') this.#tell({ type: 'woken' });
		if (this.#base.unconfirmed <= (this.#deps.unconfirmedLimit ?? UNCONFIRMED_LIMIT)) return;
		this.#base.fold();
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
		if (!this.#reach.grows(this.#dashboard.line.channels, this.#base.channels)) return;
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
		const { cursor } = this.#base;
		if (question === 'snapshot' || cursor === null) return recorder.snapshot();
		const after = writeCursor(cursor);
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
		const finding = this.#base.take(question, body);
		if (finding === 'whole') this.#missing.noteWhole(Number(now));
		return finding;
	}
}
