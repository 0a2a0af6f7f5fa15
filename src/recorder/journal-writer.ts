/** Numbers the entries and writes them in groups: while one group is being written the next one gathers. */
import type { HistoryEntry } from '../lib/domain/history.ts';
import { writeJson } from '../lib/domain/json.ts';
import type { Alive, Journal } from './journal.ts';

/** An entry without its number. */
export type Content = HistoryEntry extends infer Entry
	? Entry extends HistoryEntry
		? Omit<Entry, 'seq' | 'at'>
		: never
	: never;

export interface WriterOptions {
	readonly journal: Journal;
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
	readonly alive: () => Alive;
	/** Called with each group once it is on disk. */
	readonly onWritten: (entries: readonly HistoryEntry[]) => void;
	readonly report: (problem: string) => void;
}

export interface Writer {
	/** Of the latest entry, on disk or not. */
	readonly lastSeq: number;
	/** Why nothing can be written now; null when it can. */
	readonly problem: string | null;
	/** The entry that will be written; null when there is no room for it. */
	add(content: Content): HistoryEntry | null;
	/** Writes that it is alive, where nothing else is written. */
	touch(): void;
	/** Resolves once everything is on disk, or could not be written; nothing is added after that. */
	end(): Promise<void>;
}

/** Entries that wait for a disk that does not take them; later ones are dropped, which is a cut. */
export const GATHERED_LIMIT = 20_000;
/** What they may be long together, as written. */
export const GATHERED_LENGTH_LIMIT = 32_000_000;
const RETRY_MS = 1_000;
const TOUCH_EVERY_MS = 1_500;

/** A writer for a journal that nobody else writes. */
export function createWriter({ journal, now, after, alive, onWritten, report }: WriterOptions): Writer {
	let lastSeq = journal.head;
	let gathered: HistoryEntry[] = [];
	/** Measured only while the disk takes nothing. */
	let gatheredLength = 0;
	/** What is being written, or is to be tried again. */
	let group: readonly HistoryEntry[] | null = null;
	let problem: string | null = null;
	let isWriting = false;
	let writtenAt = 0;
	let isEnded = false;
	let cancelRetry = () => {};
	const waiting: (() => void)[] = [];

	function write(): void {
		if (group === null) {
			group = gathered;
			gathered = [];
			gatheredLength = 0;
		}
		isWriting = true;
		void journal.append(group, alive()).then(succeed, fail);
	}

	function succeed(): void {
		const written = group ?? [];
		isWriting = false;
		group = null;
		writtenAt = now();
		if (problem !== null) report('The journal is written again.');
		problem = null;
		if (written.length > 0) onWritten(written);
		if (gathered.length > 0) write();
		else for (const resolve of waiting.splice(0)) resolve();
	}

	function fail(error: unknown): void {
		isWriting = false;
		const text = error instanceof Error ? error.message : String(error);
		if (problem === null) report(`The journal cannot be written: ${text}`);
		problem = text;
		if (isEnded) for (const resolve of waiting.splice(0)) resolve();
		else cancelRetry = after(RETRY_MS, write);
	}

	return {
		get lastSeq() {
			return lastSeq;
		},
		get problem() {
			return problem;
		},
		add(content) {
			if (isEnded || gathered.length >= GATHERED_LIMIT) return null;
			const entry = { seq: lastSeq + 1, at: now(), ...content } as HistoryEntry;
			if (problem !== null) {
				const length = writeJson(entry).length;
				if (gatheredLength + length > GATHERED_LENGTH_LIMIT) return null;
				gatheredLength += length;
			}
			lastSeq += 1;
			gathered.push(entry);
			if (group === null) write();
			return entry;
		},
		touch() {
			if (group === null && now() - writtenAt >= TOUCH_EVERY_MS) write();
		},
		async end() {
			isEnded = true;
			cancelRetry();
			const done = new Promise<void>((resolve) => waiting.push(resolve));
			if (!isWriting) write();
			await done;
		},
	};
}
