/**
 * Puts what a recorder wrote down under what this screen saw live: nothing is lost, nothing counted twice.
 *
 * The screen keeps its state as of the last entry it knows of (the base) and every message since. What the recorder tells
 * is laid on the base in the recorder's order, each message in the screen's own words where it saw it; what is left of the
 * screen's messages goes on top. So the base equals the recorder's own state at that entry, and their figures can be compared.
 */
import type { ShopMessage } from '../contract/events.ts';
import { reduce } from './dashboard.ts';
import type { Input } from './input.ts';
import { latestByTopic, type DashboardState, type Rules } from './dashboard-state.ts';
import { describeEvent } from './describe-event.ts';
import { describeDrift } from './drift.ts';
import { isSighted } from './duplicates.ts';
import { identify, type HistoryEntry, type Mark } from './history.ts';
import { createInspector, noteFrames, type NewEntry } from './inspector.ts';
import type { Gap } from './rate.ts';

/** What a base is built from besides messages: facts about the line, answers, the turn of the day. */
const KEPT: readonly Input['type'][] = ['line.lost', 'line.restored', 'alert.answered', 'gap.closed'];

/** Whether an input has to be laid on a base again; the rest is the screen's alone and never leaves it. */
export function isReplayed(input: Input): boolean {
	return messageOf(input) !== null || KEPT.includes(input.type);
}

export interface Rebased {
	/** Everything up to the last entry. */
	readonly base: DashboardState;
	/** Messages after it, in arrival order. */
	readonly rest: readonly Input[];
	/** What is shown: the rest on the base, with what is the screen's alone. */
	readonly state: DashboardState;
	/** Messages that had not arrived here. */
	readonly recovered: readonly ShopMessage[];
	/** Stretches in which the recorder itself heard nothing. */
	readonly cuts: readonly Gap[];
	/** Figures hold messages that were given up on: the recorder never heard them. */
	readonly isAhead: boolean;
	/** From the first to the last of those, as they came; null without one. */
	readonly unheard: Gap | null;
}

export interface Screen {
	/** What is shown now. */
	readonly shown: DashboardState;
	/** Inputs since the base, in arrival order. */
	readonly since: readonly Input[];
	/** Channels that the recorder writes down and this screen may read. */
	readonly channels: readonly string[];
	/** Nothing was shown before: what is told then was not missed. */
	readonly isFirst?: boolean;
	/** Messages that arrived before this moment (epoch ms) and are still not written down never will be. */
	readonly unheardBefore: number;
}

/** A base without what is the screen's alone: that is not kept twice. */
export function createBase(state: DashboardState): DashboardState {
	return { ...state, inspector: createInspector(), unread: [] };
}

/** Lays entries after the base on it, and the screen's own messages on top. */
export function rebase(
	base: DashboardState,
	entries: readonly HistoryEntry[],
	screen: Screen,
	rules: Rules,
): Rebased {
	const match = matcher(screen.since);
	const order = new Sequence(screen.since);
	const recovered: ShopMessage[] = [];
	const cuts: Gap[] = [];
	const told = new Set<string>();
	for (const entry of entries) {
		if (entry.kind === 'message') {
			const mark = identify(entry.message);
			const index = match({ ...mark, at: entry.at });
			if (index !== null) order.take(index);
			else {
				order.put(toInput(entry.message, screen.isFirst !== true));
				const isTold = mark.key !== null && told.has(mark.key);
				// A copy on another channel is no news either.
				const isNew = !isTold && !holds(base, { ...mark, channel: null, at: entry.at });
				if (isNew) recovered.push(entry.message);
			}
			if (mark.key !== null) told.add(mark.key);
		} else if (entry.kind === 'answer') order.put({ type: 'alert.answered', answer: entry.answer });
		else if (entry.kind === 'cut') cuts.push({ from: entry.from, until: entry.until });
	}
	return { ...finish(base, order, screen, rules, recovered), recovered, cuts };
}

/** Which of these marks stand for messages that the screen has not seen. A mark without a key has to be fetched. */
export function unseen(
	marks: readonly Mark[],
	{ shown, since }: Pick<Screen, 'shown' | 'since'>,
): readonly Mark[] {
	const match = matcher(since);
	// Of words that were said again without an id only the latest is remembered; each of them arrived all the same.
	return marks.filter((mark) => mark.key === null || (match(mark) === null && !holds(shown, mark)));
}

function holds({ sightings }: DashboardState, { key, channel, at, hasIdentity }: Omit<Mark, 'seq'>): boolean {
	return key !== null && isSighted(sightings, { key, channel, at }, hasIdentity);
}

/** The base after marks that the screen has seen every one of. */
export function confirm(base: DashboardState, marks: readonly Mark[], screen: Screen, rules: Rules): Rebased {
	const match = matcher(screen.since);
	const order = new Sequence(screen.since);
	for (const mark of marks) {
		const index = match(mark);
		if (index !== null) order.take(index);
	}
	return { ...finish(base, order, screen, rules, []), recovered: [], cuts: [] };
}

function finish(
	base: DashboardState,
	order: Sequence,
	screen: Screen,
	rules: Rules,
	recovered: readonly ShopMessage[],
): Pick<Rebased, 'base' | 'rest' | 'state' | 'isAhead' | 'unheard'> {
	const { inputs, left } = order.end(({ channel }) => screen.channels.includes(channel));
	const told = reduce(base, inputs, rules);
	// What the recorder holds already is not laid on it again.
	const unknown = left.filter((input) => !holds(told, markOfInput(input)));
	const isUnheard = (input: Input) => markOfInput(input).at < screen.unheardBefore;
	const unheard = unknown.filter(isUnheard);
	const nextBase = createBase(reduce(told, unheard, rules));
	const rest = unknown.filter((input) => !isUnheard(input));
	const laid = reduce(nextBase, rest, rules);
	// Nothing was told since the day turned here: it has turned all the same.
	const { from } = screen.shown.day;
	const current = from > laid.day.from ? reduce(laid, [{ type: 'time.passed', at: from }], rules) : laid;
	const state = withOwn(current, screen.shown, recovered);
	const isAhead = describeDrift(told.figures, nextBase.figures) !== null;
	return { base: nextBase, rest, state, isAhead, unheard: stretchOf(unheard) };
}

/** From the first to the last of these messages, as they came, epoch ms; null without one. */
export function stretchOf(inputs: readonly Input[]): Gap | null {
	const times = inputs.map(messageOf).flatMap((message) => (message === null ? [] : [receivedAt(message)]));
	return times.length === 0 ? null : { from: Math.min(...times), until: Math.max(...times) };
}

/** Finds, once each, the input that is the message of a mark: on its channel if there is one, else a copy. */
function matcher(since: readonly Input[]): (mark: Omit<Mark, 'seq'>) => number | null {
	const byKey = new Map<string, number[]>();
	for (const [index, input] of since.entries()) {
		const message = messageOf(input);
		const key = message === null ? null : identify(message).key;
		if (key === null) continue;
		const held = byKey.get(key);
		if (held === undefined) byKey.set(key, [index]);
		else held.push(index);
	}
	return ({ key, channel }) => {
		const held = key === null ? undefined : byKey.get(key);
		if (held === undefined || held.length === 0) return null;
		const own = held.findIndex((index) => markOfInput(since[index]!).channel === channel);
		return held.splice(Math.max(own, 0), 1)[0] ?? null;
	};
}

/** Inputs in the recorder's order; a fact about the line keeps its place before the live message that followed it. */
class Sequence {
	#since: readonly Input[];
	#inputs: Input[] = [];
	#taken = new Set<number>();
	#facts = 0;

	constructor(since: readonly Input[]) {
		this.#since = since;
	}

	put(input: Input): void {
		this.#inputs.push(input);
	}

	take(index: number): void {
		this.#putFacts(index);
		this.#taken.add(index);
		this.#inputs.push(this.#since[index]!);
	}

	/** All that belongs to the base, and the messages that the recorder may still tell of. */
	end(isRecorded: (message: { readonly channel: string }) => boolean): {
		readonly inputs: readonly Input[];
		readonly left: readonly Input[];
	} {
		this.#putFacts(this.#since.length);
		const left: Input[] = [];
		for (const [index, input] of this.#since.entries()) {
			if (messageOf(input) === null || this.#taken.has(index)) continue;
			const { channel } = markOfInput(input);
			if (channel !== null && isRecorded({ channel })) left.push(input);
			else this.#inputs.push(input);
		}
		return { inputs: this.#inputs, left };
	}

	#putFacts(until: number): void {
		for (; this.#facts < until; this.#facts += 1) {
			const input = this.#since[this.#facts]!;
			if (messageOf(input) === null) this.#inputs.push(input);
		}
	}
}

/** The message that an input is, or null. */
export function messageOf(input: Input): ShopMessage | null {
	switch (input.type) {
		case 'accepted':
			return { verdict: 'accepted', event: input.event, payload: input.payload };
		case 'rejected':
			return { verdict: 'rejected', rejection: input.rejection };
		case 'unmapped':
			return { verdict: 'unmapped', unmapped: input.unmapped };
		default:
			return null;
	}
}

/** The input that a message is. */
export function toInput(message: ShopMessage, isRecovered = false): Input {
	switch (message.verdict) {
		case 'accepted': {
			const { event, payload } = message;
			return { type: 'accepted', event, payload, ...(isRecovered && { isRecovered }) };
		}
		case 'rejected':
			return { type: 'rejected', rejection: message.rejection };
		case 'unmapped':
			return { type: 'unmapped', unmapped: message.unmapped };
	}
}

function markOfInput(input: Input): Omit<Mark, 'seq'> {
	const message = messageOf(input);
	if (message === null) return { key: null, channel: null, at: 0, hasIdentity: false };
	return { ...identify(message), at: receivedAt(message) };
}

function receivedAt(message: ShopMessage): number {
	switch (message.verdict) {
		case 'accepted':
			return message.event.receivedAt;
		case 'rejected':
			return message.rejection.receivedAt;
		case 'unmapped':
			return message.unmapped.receivedAt;
	}
}

/** What only the screen knows stays as it was, whatever its figures are laid on. */
function withOwn(
	next: DashboardState,
	shown: DashboardState,
	recovered: readonly ShopMessage[],
): DashboardState {
	return {
		...next,
		people: { ...shown.people, stated: next.people.stated, visits: next.people.visits },
		notices: { ...next.notices, seenAt: shown.notices.seenAt },
		carts: shown.carts,
		trades: shown.trades,
		inspector: noteFrames(shown.inspector, recovered.map(inspected)),
		unread: shown.unread,
		rejected: shown.rejected + recovered.filter(({ verdict }) => verdict === 'rejected').length,
		unmapped: shown.unmapped + recovered.filter(({ verdict }) => verdict === 'unmapped').length,
		duplicates: shown.duplicates,
		created: shown.created,
		failedPayments: shown.failedPayments,
		recovered: Math.max(next.recovered, shown.recovered),
		refreshesAsked: shown.refreshesAsked,
		lastEventAt: shown.lastEventAt,
		lastByTopic: shown.lastByTopic,
		toldByTopic: latestByTopic(shown.toldByTopic, next.toldByTopic),
		heartbeats: shown.heartbeats,
		polledAt: shown.polledAt,
		lostAt: shown.lostAt,
		lossNoticedAt: shown.lossNoticedAt,
	};
}

function inspected(message: ShopMessage): NewEntry {
	const verdict = 'recovered' as const;
	switch (message.verdict) {
		case 'accepted': {
			const { channel, name, receivedAt: at, source, flaws } = message.event;
			const reading = describeEvent(message.event);
			return { verdict, at, channel, name, source, reading, reason: null, flaws, payload: message.payload };
		}
		case 'rejected': {
			const { channel, name, receivedAt: at, source, reason, payload } = message.rejection;
			return { verdict, at, channel, name, source, reading: '', reason, flaws: [], payload };
		}
		case 'unmapped': {
			const { channel, name, receivedAt: at, payload } = message.unmapped;
			return { verdict, at, channel, name, source: null, reading: '', reason: null, flaws: [], payload };
		}
	}
}
