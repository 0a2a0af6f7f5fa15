/**
 * The port to what is written down: entries in order, a little about the journal itself, and one checkpoint.
 *
 * A batch is on disk as a whole or not at all, and nothing that was handed out is ever taken back. Implemented by
 * journal-level.ts and, for tests, by memory-journal.ts.
 */
import type { HistoryEntry } from '../lib/domain/history.ts';

/** The state after everything up to `seq`, as text. */
export interface Checkpoint {
	readonly seq: number;
	readonly text: string;
}

/** What is written with each batch. */
export interface Alive {
	/** Up to when nothing is missing, epoch ms: a recorder that ends here was cut off from then on. */
	readonly aliveAt: number;
	/** Since when it has been listening, epoch ms; null before it ever did. */
	readonly since: number | null;
}

export interface Retention {
	readonly days: number;
	readonly bytes: number;
}

export interface Journal {
	readonly epoch: string;
	/** When this epoch began, epoch ms. */
	readonly createdAt: number;
	/** As the process before left it; null in a new epoch. */
	readonly alive: Alive | null;
	/** The latest entry on disk; 0 before the first. */
	readonly head: number;
	/** The oldest entry still kept; head + 1 when none is. */
	readonly firstSeq: number;
	/** What the kept entries are long, in bytes as written. */
	readonly bytes: number;
	/** Resolves once all of them are on disk; their numbers follow `head` without a hole. One call at a time. */
	append(entries: readonly HistoryEntry[], alive: Alive): Promise<void>;
	/** After seq, oldest first, at most limit. */
	read(after: number, limit: number): Promise<readonly HistoryEntry[]>;
	/** After which entry each seed was asked for, of the seeds after seq, oldest first. */
	asks(after: number): Promise<readonly number[]>;
	readCheckpoint(): Promise<Checkpoint | null>;
	writeCheckpoint(checkpoint: Checkpoint): Promise<void>;
	/** Forgets the oldest entries as far as the checkpoint makes them dispensable. `now`: epoch ms. */
	prune(retention: Retention, now: number): Promise<void>;
	close(): Promise<void>;
}

/** At most so many entries are forgotten in one go. */
export const PRUNE_BATCH = 500;

const EPOCH_LENGTH = 20;
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A name for a new journal, of bytes that chance gives. */
export function createEpoch(bytes: (count: number) => Uint8Array): string {
	return Array.from(bytes(EPOCH_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
}
