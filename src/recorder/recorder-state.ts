/**
 * The state that the entries lead to, entry by entry. Pure, and the same live as when it is read back: whatever decides
 * about it stands in the entries.
 */
import { reduce } from '../lib/domain/dashboard.ts';
import type { Input } from '../lib/domain/input.ts';
import { createDashboard, type DashboardState, type Rules } from '../lib/domain/dashboard-state.ts';
import type { HistoryEntry } from '../lib/domain/history.ts';
import { createInspector } from '../lib/domain/inspector.ts';

export interface Reduction {
	readonly state: DashboardState;
	/** Of the latest entry in it. */
	readonly seq: number;
	/** Whether a seed is awaited: what comes may have to be reduced again. */
	readonly isMarked: boolean;
	take(entries: readonly HistoryEntry[]): void;
	/** The clock went on without an entry, epoch ms. */
	pass(now: number): void;
	/** It listens from now on, epoch ms. */
	begin(since: number): void;
	/** A seed is asked for after this entry, which may be yet to come. */
	mark(asked: number): void;
	/** No seed came. */
	dropMark(): void;
}

export interface Start {
	readonly state: DashboardState;
	readonly seq: number;
}

/** What is known before the first entry; `since` is when listening began, null when it did not. */
export function createStart(createdAt: number, since: number | null, rules: Rules, seq = 0): Start {
	const state = createDashboard(createdAt, rules);
	return { state: since === null ? state : listening(state, since), seq };
}

/** The state from a start on. `report` is told of an entry that is passed over. */
export function createReduction(
	start: Start,
	rules: Rules,
	report: (problem: string) => void = () => {},
): Reduction {
	let state = slim(start.state);
	let { seq } = start;
	let mark: { readonly asked: number; base: DashboardState | null; readonly since: HistoryEntry[] } | null =
		null;

	/** One entry that cannot be taken stops neither the others nor, being on disk, every start after it. */
	function apply(from: DashboardState, entries: readonly HistoryEntry[]): DashboardState {
		try {
			return slim(reduce(from, entries.flatMap(inputsOf), rules));
		} catch (error) {
			const [only] = entries;
			if (entries.length > 1) return entries.reduce((held, entry) => apply(held, [entry]), from);
			const name = error instanceof Error ? error.name : 'no error';
			report(`Entry ${only?.seq} could not be taken into the state: ${name}.`);
			return from;
		}
	}

	function step(entries: readonly HistoryEntry[]): void {
		const last = entries.at(-1);
		if (last === undefined) return;
		state = apply(state, entries);
		seq = last.seq;
		if (mark === null) return;
		if (mark.base !== null) mark.since.push(...entries);
		else if (mark.asked === seq) mark.base = state;
	}

	/** The totals are of the moment they were asked for, so they go under what came since. */
	function seed(entry: Extract<HistoryEntry, { kind: 'seed' }>): void {
		const { base, since } =
			mark?.asked === entry.asked && mark.base !== null ? mark : { base: state, since: [] };
		const taken: Input = { type: 'snapshot.taken', snapshot: entry.snapshot, at: entry.at };
		state = apply(reduce(base ?? state, [taken], rules), since);
		({ seq } = entry);
		mark = null;
	}

	return {
		get state() {
			return state;
		},
		get seq() {
			return seq;
		},
		get isMarked() {
			return mark !== null;
		},
		take(entries) {
			let run: HistoryEntry[] = [];
			for (const entry of entries) {
				if (entry.kind !== 'seed') run.push(entry);
				if (entry.kind !== 'seed' && entry.seq !== mark?.asked) continue;
				step(run);
				run = [];
				if (entry.kind === 'seed') seed(entry);
			}
			step(run);
		},
		pass(now) {
			state = slim(reduce(state, [{ type: 'time.passed', at: now }], rules));
		},
		begin(since) {
			state = listening(state, since);
			if (mark !== null && mark.base !== null) mark.base = listening(mark.base, since);
		},
		mark(asked) {
			mark = { asked, base: asked === seq ? state : null, since: [] };
		},
		dropMark() {
			mark = null;
		},
	};
}

function listening(state: DashboardState, since: number): DashboardState {
	return state.isWatching ? state : { ...state, isWatching: true, since };
}

const NOTHING_INSPECTED = createInspector();

/** What only a screen shows is not kept: it is long, and never handed out. */
function slim(state: DashboardState): DashboardState {
	if (state.inspector === NOTHING_INSPECTED && state.unread.length === 0) return state;
	return { ...state, inspector: NOTHING_INSPECTED, unread: [] };
}

/** Each entry brings its own time, so that a day that turned before it turns before it again. */
function inputsOf(entry: HistoryEntry): readonly Input[] {
	return [{ type: 'time.passed', at: entry.at }, ...contentOf(entry)];
}

function contentOf(entry: HistoryEntry): readonly Input[] {
	switch (entry.kind) {
		case 'message': {
			const { message } = entry;
			if (message.verdict === 'accepted') {
				return [{ type: 'accepted', event: message.event, payload: message.payload }];
			}
			if (message.verdict === 'rejected') return [{ type: 'rejected', rejection: message.rejection }];
			return [{ type: 'unmapped', unmapped: message.unmapped }];
		}
		case 'answer':
			return [{ type: 'alert.answered', answer: entry.answer }];
		case 'cut':
			return [
				{ type: 'line.lost', at: entry.from, why: entry.why },
				{ type: 'line.restored', at: entry.until, isWhole: true },
				// Nobody can tell what came then.
				{ type: 'gap.closed', at: entry.until, recovered: null },
			];
		case 'seed':
			return [{ type: 'snapshot.taken', snapshot: entry.snapshot, at: entry.at }];
	}
}
