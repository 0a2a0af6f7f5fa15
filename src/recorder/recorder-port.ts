/** What a recorder is to whoever starts it and to whoever hands out what it knows. */
import type { Connection, Frame } from '../lib/connection/connection.ts';
import type { Decoded } from '../lib/contract/events.ts';
import type { Snapshot } from '../lib/contract/snapshot.ts';
import type { Acknowledgement } from '../lib/domain/acknowledgement.ts';
import type { DashboardState, Rules } from '../lib/domain/dashboard-state.ts';
import type { HistoryEntry, Mark } from '../lib/domain/history.ts';
import type { Journal, Retention } from './journal.ts';

/** Counts since the start, for whoever watches the recorder. */
export interface RecorderStats {
	/** When it started, epoch ms. */
	readonly since: number;
	readonly messages: Readonly<Record<Decoded['verdict'], number>>;
	/** Frames in the last full second. */
	readonly perSecond: number;
	/** From the arrival of a frame until it was visible, milliseconds, over the latest 1,000 entries. */
	readonly lagMs: { readonly median: number; readonly p95: number; readonly worst: number };
	/** Entries that became visible. */
	readonly entries: number;
	readonly cuts: number;
	readonly seeds: number;
	/** What the kept entries are long, as written. */
	readonly bytes: number;
	readonly heartbeats: { readonly sent: number; readonly returned: number };
	/** Recorded channels that cannot be had now. */
	readonly missingChannels: readonly string[];
	/** Why nothing can be written now; null when it can. */
	readonly writeProblem: string | null;
}

export interface Recorder {
	readonly epoch: string;
	/** The latest entry that is on disk. */
	readonly head: number;
	/** The oldest entry still kept; head + 1 when none is. */
	readonly firstSeq: number;
	/** Recorded channels, wire names. */
	readonly channels: readonly string[];
	/** Whether it ever heard the broadcaster: before that it knows of nothing, not even since when. */
	readonly hasBegun: boolean;
	/** Reduced from everything up to head. */
	readonly state: DashboardState;
	/** When the broadcaster was last heard, epoch ms; null while the line is down. */
	readonly heardAt: number | null;
	/** Since when not everything is heard, epoch ms; null while it is, and before it first was. */
	readonly cutSince: number | null;
	/** When a heartbeat last came back, epoch ms; null when none did yet. */
	readonly beatAt: number | null;
	readonly stats: RecorderStats;
	/** After seq, oldest first, at most limit. */
	entriesAfter(seq: number, limit: number): Promise<readonly HistoryEntry[]>;
	/** After seq, from memory; null when that does not reach back so far. */
	marksAfter(seq: number): readonly Mark[] | null;
	/** Keeps an acknowledgement; resolves once it is on disk, and tells it to all open screens. */
	keepAnswer(answer: Acknowledgement): Promise<void>;
	/** Told of every entry that has become visible. Returns the undo. */
	onEntry(listener: (entry: HistoryEntry) => void): () => void;
	/** Reads back what was written down, and opens the line. */
	start(): Promise<void>;
	/** Leaves the journal closed and whole. */
	stop(): Promise<void>;
}

/** Sends an event to channels; rejects with a text for people when it could not be sent. */
export type Publish = (name: string, channels: readonly string[], data: unknown) => Promise<void>;

export interface RecorderOptions {
	readonly connection: Connection;
	/** Keeps the line until the result is called: `keepLink`, bound to the connection. */
	readonly keepLine: () => () => void;
	/** Open; the recorder closes it. */
	readonly journal: Journal;
	readonly decode: (frame: Frame) => Decoded;
	/** Wire names. */
	readonly channels: readonly string[];
	/** Where answers are told; the guarded ones of `channels` without it. */
	readonly answerChannels?: readonly string[];
	readonly rules: Rules;
	/** Epoch ms. */
	readonly now: () => number;
	/** Runs something once, later. Returns the undo. */
	readonly after: (delayMs: number, run: () => void) => () => void;
	readonly publish?: Publish;
	/** 10 s without it; null for none. */
	readonly heartbeatEveryMs?: number | null;
	/** The shop's own totals, or why they cannot be had. */
	readonly fetchSnapshot?: () => Promise<Snapshot | string>;
	readonly retention?: Retention;
	/** A problem that somebody should know of: one sentence. */
	readonly report: (problem: string) => void;
}
