/** A recorder that holds what it is given, for tests of what is handed out. */
import type { Acknowledgement } from '../lib/domain/acknowledgement.ts';
import { reduce } from '../lib/domain/dashboard.ts';
import { createDashboard, type DashboardState } from '../lib/domain/dashboard-state.ts';
import { DEFAULT_STATUS_GROUPS } from '../lib/domain/figures.ts';
import { markOf, type HistoryEntry } from '../lib/domain/history.ts';
import { createDecoder } from '../lib/contract/decode.ts';
import type { ShopMessage } from '../lib/contract/events.ts';
import { monitoring } from '../lib/contract/sources/monitoring.ts';
import type { Recorder } from './recorder-port.ts';

export interface HeldRecorder extends Recorder {
	/** One more entry, visible at once. */
	add(content: Content): HistoryEntry;
	/** Forgets everything before this number. */
	forgetBefore(seq: number): void;
	hasBegun: boolean;
	heardAt: number | null;
	cutSince: number | null;
	beatAt: number | null;
	/** Set: nothing can be written down. */
	isFull: boolean;
	/** How often the state was asked for. */
	readonly stateReads: number;
}

type Content = HistoryEntry extends infer Entry
	? Entry extends HistoryEntry
		? Omit<Entry, 'seq' | 'at'>
		: never
	: never;

export const RECORDED = monitoring.channels;
export const START = Date.UTC(2026, 0, 24, 4);
const RULES = { zone: 'Asia/Kuala_Lumpur', groups: DEFAULT_STATUS_GROUPS };
const decode = createDecoder([monitoring], { currency: 'MYR' });

/** A message as it would be recorded. */
export function messageOn(channel: string, name: string, payload: unknown): Content {
	const message = decode({ channel, name, payload, receivedAt: START }) as ShopMessage;
	return { kind: 'message', message };
}

/** A recorder of the monitoring source. */
export function createHeldRecorder(epoch = 'e1'): HeldRecorder {
	let entries: HistoryEntry[] = [];
	let head = 0;
	let state: DashboardState = createDashboard(START, RULES);
	let stateReads = 0;

	const held: HeldRecorder = {
		epoch,
		channels: RECORDED,
		hasBegun: true,
		heardAt: START,
		cutSince: null,
		beatAt: START,
		isFull: false,
		get head() {
			return head;
		},
		get firstSeq() {
			return entries[0]?.seq ?? head + 1;
		},
		get state() {
			stateReads += 1;
			return state;
		},
		get stateReads() {
			return stateReads;
		},
		stats: {
			since: START,
			messages: { accepted: 7, rejected: 1, unmapped: 2, heartbeat: 3, answered: 0 },
			perSecond: 4,
			lagMs: { median: 1, p95: 20, worst: 250 },
			entries: 10,
			cuts: 1,
			seeds: 0,
			bytes: 12_345,
			heartbeats: { sent: 3, returned: 2 },
			missingChannels: [],
			writeProblem: null,
		},
		entriesAfter: async (seq, limit) => entries.filter((entry) => entry.seq > seq).slice(0, limit),
		marksAfter: (seq) =>
			seq + 1 < held.firstSeq ? null : entries.filter((entry) => entry.seq > seq).map(markOf),
		async keepAnswer(answer: Acknowledgement) {
			if (held.isFull) throw new Error('no space left on /var/secret');
			held.add({ kind: 'answer', answer });
		},
		onEntry: () => () => {},
		start: async () => {},
		stop: async () => {},
		add(content) {
			head += 1;
			const entry = { seq: head, at: START + head, ...content } as HistoryEntry;
			entries.push(entry);
			if (entry.kind === 'message' && entry.message.verdict === 'accepted') {
				const { event, payload } = entry.message;
				state = reduce(state, [{ type: 'accepted', event, payload }], RULES);
			}
			return entry;
		},
		forgetBefore(seq) {
			entries = entries.filter((entry) => entry.seq >= seq);
		},
	};
	return held;
}
