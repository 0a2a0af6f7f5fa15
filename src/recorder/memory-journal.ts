/** A journal that lives as long as its disk, which is an object: for tests, which may kill it at any moment. */
import { randomBytes } from 'node:crypto';
import type { HistoryEntry } from '../lib/domain/history.ts';
import { readJson, writeJson } from '../lib/domain/json.ts';
import { createEpoch, PRUNE_BATCH, type Alive, type Checkpoint, type Journal } from './journal.ts';

export interface MemoryJournal extends Journal {
	/** Ends it as a power cut would: what was not committed is gone. The journal that the next process finds. */
	kill(): MemoryJournal;
}

export interface MemoryJournalOptions {
	readonly epoch?: string;
	/** When the epoch began, epoch ms. */
	readonly createdAt?: number;
	/** Resolves when a write reaches the disk; at once without it. Rejects for a write that fails. */
	readonly commit?: () => Promise<void>;
}

interface Disk {
	readonly epoch: string;
	readonly createdAt: number;
	/** As written, so that nothing survives that a real disk would not hold. */
	entries: readonly { readonly seq: number; readonly at: number; readonly text: string }[];
	head: number;
	alive: Alive | null;
	checkpoint: Checkpoint | null;
}

/** A new journal in memory. */
export function createMemoryJournal(options: MemoryJournalOptions = {}): MemoryJournal {
	const { epoch = createEpoch(randomBytes), createdAt = 0, commit = () => Promise.resolve() } = options;
	return open({ epoch, createdAt, entries: [], head: 0, alive: null, checkpoint: null }, commit);
}

function open(disk: Disk, commit: () => Promise<void>): MemoryJournal {
	const { alive } = disk;
	let isEnded = false;

	async function write(change: () => void): Promise<void> {
		if (isEnded) throw new Error('The journal is closed.');
		await commit();
		// A write of a process that was killed meanwhile never happened, and nobody is there to be told.
		if (isEnded) return new Promise(() => {});
		change();
	}

	const read = (text: string) => readJson(text) as HistoryEntry;
	const bytesOf = () => disk.entries.reduce((sum, { text }) => sum + text.length, 0);

	return {
		epoch: disk.epoch,
		createdAt: disk.createdAt,
		alive,
		get head() {
			return disk.head;
		},
		get firstSeq() {
			return disk.entries[0]?.seq ?? disk.head + 1;
		},
		get bytes() {
			return bytesOf();
		},
		append(entries, alive) {
			const written = entries.map((entry) => ({ seq: entry.seq, at: entry.at, text: writeJson(entry) }));
			return write(() => {
				disk.entries = [...disk.entries, ...written];
				disk.head = written.at(-1)?.seq ?? disk.head;
				disk.alive = alive;
			});
		},
		async read(after, limit) {
			const found = disk.entries.filter(({ seq }) => seq > after).slice(0, limit);
			return found.map(({ text }) => read(text));
		},
		async asks(after) {
			return disk.entries.flatMap(({ seq, text }) => {
				const entry = seq > after && text.includes('"seed"') ? read(text) : null;
				return entry?.kind === 'seed' ? [entry.asked] : [];
			});
		},
		async readCheckpoint() {
			return disk.checkpoint;
		},
		writeCheckpoint: (checkpoint) => write(() => void (disk.checkpoint = checkpoint)),
		prune: ({ days, bytes }, now) =>
			write(() => {
				const until = disk.checkpoint?.seq ?? 0;
				const oldestAt = now - days * 86_400_000;
				for (;;) {
					const some = disk.entries.slice(0, PRUNE_BATCH).filter(({ seq }) => seq <= until);
					const old = some.findLastIndex(({ at }) => at < oldestAt) + 1;
					const gone = bytesOf() > bytes ? some.length : old;
					if (gone === 0) return;
					disk.entries = disk.entries.slice(gone);
				}
			}),
		async close() {
			isEnded = true;
		},
		kill() {
			isEnded = true;
			return open({ ...disk }, commit);
		},
	};
}
