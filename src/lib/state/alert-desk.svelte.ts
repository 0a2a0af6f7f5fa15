/**
 * Who takes an alert or a product on: shown here at once, told to the open browsers by a client event on the admins' presence
 * channel, and kept by the recorder where there is one.
 *
 * Without a recorder nobody keeps it: a browser opened later does not know, and the screen says so. Whose word it is comes
 * from the server and the members it names, or from the recorder, never from what another browser claims.
 */
import * as v from 'valibot';
import type { Connection, Whisper } from '../connection/connection.ts';
import type { RecorderAnswer } from '../connection/recorder-client.ts';
import type { Clock } from '../devices/clock.ts';
import { selectStockAnswers } from '../domain/acknowledgement-stock.ts';
import { createAcknowledgement, type Acknowledgement } from '../domain/system.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import { say } from '../words/words.ts';

export const ANSWER_EVENT = 'client-watchfloor.answered';

export interface AlertDeskDeps {
	readonly connection: Connection;
	readonly clock: Clock;
	/** Where admins hear each other; null where the shop has no such channel. */
	readonly channel: string | null;
	/** False when the configuration leaves alerts to somebody else. */
	readonly isOn: boolean;
	/** Keeps answers for browsers that are opened later. */
	readonly recorder?: { answer(body: unknown): Promise<RecorderAnswer> } | null;
}

export type Sharing =
	/** `problem`: what is not kept yet, and why, in words. */
	| { readonly kind: 'kept'; readonly problem: string | null }
	| { readonly kind: 'shared'; readonly people: number }
	| { readonly kind: 'alone'; readonly why: string };

/** Answers that the recorder has not kept, tried again; the oldest are given up on first. */
export const UNKEPT_LIMIT = 50;
/** When an answer is tried again that was not kept. After the last only once the recorder is heard of. */
export const RETRY_AFTER_MS = [5_000, 15_000, 30_000, 60_000, 120_000, 300_000] as const;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const moment = v.pipe(v.number(), v.finite());
const Answer = v.object({
	ref: text,
	openedAt: moment,
	severity: v.picklist(['low', 'medium', 'high', 'critical']),
	kind: v.picklist(['acknowledged', 'snoozed']),
	at: moment,
	until: v.nullable(moment),
});
const KeptAnswer = v.object({ ...Answer.entries, by: v.object({ id: text, name: text }) });
/** Another browser's clock may be ahead, but no answer is of tomorrow. */
const AHEAD_MS = 120_000;
/** The longest snooze there is. */
const SNOOZE_LIMIT_MS = 3_600_000;
const NOBODY = { id: 'this-browser', name: 'this browser' };

export class AlertDesk {
	#deps: AlertDeskDeps;
	#dashboard: Dashboard;
	/** Oldest first. */
	#unkept: readonly Acknowledgement[] = $state.raw([]);
	#why = $state('');
	#tries = 0;
	#isTrying = false;
	#isStopped = false;
	#cancelRetry: (() => void) | undefined;

	/** Who else hears an answer, and whether one opened later does. */
	readonly sharing: Sharing = $derived.by(() => {
		const { channel, recorder = null } = this.#deps;
		const { people, line } = this.#dashboard;
		if (recorder !== null) return { kind: 'kept', problem: this.#describeUnkept() };
		if (channel === null) return { kind: 'alone', why: say().system.sharing.noChannel };
		const held = line.channels.find((each) => each.channel === channel);
		if (line.socket !== 'connected' || held?.state !== 'subscribed') {
			return { kind: 'alone', why: say().system.sharing.notOpen(channel) };
		}
		return { kind: 'shared', people: people.admins?.length ?? 1 };
	});

	readonly #acknowledgements = $derived.by(() => this.#dashboard.state.system.acknowledgements);
	readonly #selfId = $derived.by(() => this.#self?.id ?? null);

	/** By the ref of each product that is low or out, who has taken it on. */
	readonly stock = $derived.by(() => {
		const { stock, now } = this.#dashboard;
		return selectStockAnswers(stock.lines, this.#acknowledgements, now, this.#selfId);
	});

	/** What panels call when somebody answers, by the ref of an alert or a product; null where others answer. */
	readonly handlers: {
		readonly onacknowledge: ((ref: string) => void) | null;
		readonly onsnooze: ((ref: string, minutes: number) => void) | null;
	};

	constructor(dashboard: Dashboard, deps: AlertDeskDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
		this.handlers = {
			onacknowledge: deps.isOn ? (ref) => this.acknowledge(ref) : null,
			onsnooze: deps.isOn ? (ref, minutes) => this.snooze(ref, minutes) : null,
		};
	}

	/** As whom this browser answers; null when that is not known. */
	get selfName(): string | null {
		return this.#self?.name ?? null;
	}

	get #self() {
		return this.#dashboard.people.admins?.find(({ isSelf }) => isSelf);
	}

	start(): () => void {
		const undo = [
			this.#deps.connection.onWhisper((whisper) => this.#hear(whisper)),
			this.#dashboard.onAnswer((payload) => this.#hearKept(payload)),
			// The recorder was just heard of.
			this.#dashboard.onStep(({ recovered }) => recovered !== null && this.#retryIn(0)),
		];
		return () => {
			this.#isStopped = true;
			this.#cancelRetry?.();
			for (const stop of undo) stop();
		};
	}

	/** Takes on what has this ref, an alert's or a product's. */
	acknowledge(ref: string): void {
		this.#answer(ref, null);
	}

	snooze(ref: string, minutes: number): void {
		this.#answer(ref, minutes);
	}

	#answer(ref: string, minutes: number | null): void {
		const { connection, clock, channel, recorder = null } = this.#deps;
		const { system } = this.#dashboard;
		const products = [...this.stock.values()].filter(
			({ acknowledgement }) => acknowledgement?.kind !== 'acknowledged',
		);
		const opening = [...system.open, ...system.snoozed, ...products].find((each) => each.ref === ref);
		if (opening === undefined) return;
		const self = this.#self;
		const by = self === undefined ? NOBODY : { id: self.id, name: self.name };
		const answer = createAcknowledgement(opening, by, clock.now(), minutes);
		this.#dashboard.put({ type: 'alert.answered', answer });
		if (channel !== null) connection.whisper(channel, ANSWER_EVENT, answer);
		if (recorder !== null) void this.#keep(answer);
	}

	/** Has it kept; true when it is. */
	async #keep(answer: Acknowledgement): Promise<boolean> {
		const { by: _by, ...body } = answer;
		const told = await this.#deps.recorder!.answer(body);
		const others = this.#unkept.filter((each) => each !== answer);
		if (told.ok) {
			this.#unkept = others;
			// In the name that the recorder knows, which may be better than this browser's.
			this.#hearKept(Reflect.get(Object(told.body) as object, 'answer'));
		} else {
			this.#why = told.why;
			this.#unkept = [...others, answer].sort((a, b) => a.at - b.at).slice(-UNKEPT_LIMIT);
			if (!this.#isTrying) this.#retryLater();
		}
		return told.ok;
	}

	#retryLater(): void {
		const delayMs = RETRY_AFTER_MS[this.#tries];
		if (delayMs === undefined) return;
		this.#tries += 1;
		this.#retryIn(delayMs);
	}

	#retryIn(delayMs: number): void {
		if (this.#unkept.length === 0 || this.#isStopped) return;
		this.#cancelRetry?.();
		this.#cancelRetry = this.#deps.clock.after(delayMs, () => void this.#retry());
	}

	/** All that was not kept, one by one; stops at the first that is not kept again. */
	async #retry(): Promise<void> {
		if (this.#isTrying) return;
		this.#isTrying = true;
		this.#unkept = this.#unkept.filter((answer) => this.#isNeeded(answer));
		for (const answer of this.#unkept) {
			// What the recorder told meanwhile may have been laid in its place.
			this.#dashboard.put({ type: 'alert.answered', answer });
			if (!(await this.#keep(answer))) break;
		}
		this.#isTrying = false;
		if (this.#unkept.length === 0) this.#tries = 0;
		else this.#retryLater();
	}

	#describeUnkept(): string | null {
		const count = this.#unkept.filter((answer) => this.#isNeeded(answer)).length;
		if (count === 0) return null;
		return `${count === 1 ? 'Not kept' : `${count} answers not kept`}: ${this.#why}; only open browsers know`;
	}

	/** Whether it still says anything: of what is over nobody asks who had it. */
	#isNeeded({ ref, until }: Acknowledgement): boolean {
		const { system, now } = this.#dashboard;
		if (until !== null && until <= now) return false;
		const isHere = [...system.open, ...system.acknowledged, ...system.snoozed].some(
			(each) => each.ref === ref,
		);
		return isHere || [...this.stock.values()].some((each) => each.ref === ref);
	}

	#hear({ channel, name, payload, sender }: Whisper): void {
		if (channel !== this.#deps.channel || name !== ANSWER_EVENT || sender === null) return;
		const member = this.#dashboard.people.admins?.find(({ id }) => id === sender);
		const read = v.safeParse(Answer, payload);
		if (member === undefined || !read.success) return;
		this.#take({ ...read.output, by: { id: member.id, name: member.name } });
	}

	#hearKept(payload: unknown): void {
		const read = v.safeParse(KeptAnswer, payload);
		if (read.success) this.#take(read.output);
	}

	#take(answer: Acknowledgement): void {
		const { at, until } = answer;
		if (at > this.#deps.clock.now() + AHEAD_MS) return;
		if (until !== null && until - at > SNOOZE_LIMIT_MS) return;
		this.#dashboard.put({ type: 'alert.answered', answer });
	}
}
