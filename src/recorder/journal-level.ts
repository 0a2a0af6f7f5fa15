/**
 * The journal in a folder, kept by LevelDB: one key per entry, sorted by number; every batch synced before it counts.
 *
 * What cannot be read, or was written in another format, is put aside whole and never written again: nothing in it is
 * worth a wrong figure, and somebody may still want to look into it.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { FORMAT, type HistoryEntry } from '../lib/domain/history.ts';
import { readJson, writeJson } from '../lib/domain/json.ts';
import { createEpoch, PRUNE_BATCH, type Alive, type Checkpoint, type Journal } from './journal.ts';

export interface LevelJournalOptions {
	/** Epoch ms. */
	readonly now: () => number;
	readonly report: (problem: string) => void;
}

type Database = ClassicLevel<string, string>;

/** What never changes within an epoch. */
interface About {
	readonly format: number;
	readonly epoch: string;
	readonly createdAt: number;
}

/** Written with each batch, so that it is right after any end. */
interface Standing {
	readonly head: number;
	/** Of everything that was ever written. */
	readonly bytes: number;
	readonly alive: Alive | null;
}

const ABOUT = 'about';
const STANDING = 'standing';
const CHECKPOINT = 'checkpoint';
/** What was forgotten, in bytes: written with it, and apart from what is written meanwhile. */
const FORGOTTEN = 'forgotten';
const NOTHING: Standing = { head: 0, bytes: 0, alive: null };
const DAY_MS = 86_400_000;
const VERIFY_BATCH = 1_000;

const digits = (seq: number) => String(seq).padStart(16, '0');
const entryKey = (seq: number) => `entry:${digits(seq)}`;
/** Beside each seed, so that what was asked when is known before the seed is met. */
const askKey = (seq: number) => `ask:${digits(seq)}`;
const readEntry = (text: string) => readJson(text) as HistoryEntry;

/** Opens the journal in a folder, or begins one. Rejects when another process has it, or the disk cannot be used. */
export async function openLevelJournal(folder: string, options: LevelJournalOptions): Promise<Journal> {
	const found = await tryOpen(folder);
	if ('database' in found) return createJournal(found.database, found.about, found.standing);
	if (found.unusable !== null) {
		const aside = `${folder}.${found.unusable}-${stampOf(options.now())}`;
		await rename(folder, aside);
		options.report(`The journal in ${folder} is ${WORDS[found.unusable]}: put aside as ${aside}.`);
	}
	const database = await open(folder);
	const about: About = { format: FORMAT, epoch: createEpoch(randomBytes), createdAt: options.now() };
	await database.put(ABOUT, JSON.stringify(about), { sync: true });
	return createJournal(database, about, NOTHING);
}

const WORDS = { 'other-format': 'of another format', damaged: 'damaged' } as const;

type Found =
	| { readonly database: Database; readonly about: About; readonly standing: Standing }
	/** Null where there is no journal yet. */
	| { readonly unusable: keyof typeof WORDS | null };

async function tryOpen(folder: string): Promise<Found> {
	let database: Database | undefined;
	try {
		database = await open(folder);
		const about = await readRecord<About>(database, ABOUT);
		if (about === undefined && (await database.keys({ limit: 1 }).all()).length === 0) {
			await database.close();
			return { unusable: null };
		}
		const standing = (await readRecord<Standing>(database, STANDING)) ?? NOTHING;
		const unusable = about?.format !== FORMAT ? 'other-format' : await findDamage(database, standing);
		if (about !== undefined && unusable === null) return { database, about, standing };
		await database.close();
		return { unusable };
	} catch (error) {
		await database?.close();
		if (isDamage(error)) return { unusable: 'damaged' };
		throw error;
	}
}

async function open(folder: string): Promise<Database> {
	await mkdir(dirname(folder), { recursive: true });
	const database: Database = new ClassicLevel(folder);
	try {
		await database.open();
	} catch (error) {
		if (isDamage(error)) throw error;
		const { code, message } = causeOf(error);
		const isLocked = code === 'LEVEL_LOCKED';
		const problem = isLocked ? 'is in use by another recorder' : `cannot be opened: ${message}`;
		throw new Error(`${folder} ${problem}`, { cause: error });
	}
	return database;
}

async function readRecord<Record>(database: Database, key: string): Promise<Record | undefined> {
	const text = await database.get(key);
	return text === undefined ? undefined : (JSON.parse(text) as Record);
}

/** Whether what a start needs is there and whole: the checkpoint, and every entry after it. */
async function findDamage(database: Database, { head }: Standing): Promise<'damaged' | null> {
	const [firstKey] = await database.keys({ gte: entryKey(0), lte: entryKey(head), limit: 1 }).all();
	const first = firstKey === undefined ? head + 1 : Number(firstKey.slice('entry:'.length));
	const checkpoint = await database.get(CHECKPOINT);
	const checkpointSeq = checkpoint === undefined ? 0 : readCheckpoint(checkpoint).seq;
	if (first > checkpointSeq + 1 || checkpointSeq > head) return 'damaged';
	for (let seq = Math.max(checkpointSeq, first - 1); seq < head;) {
		const range = { gt: entryKey(seq), lte: entryKey(head), limit: VERIFY_BATCH };
		const texts = await database.values(range).all();
		if (texts.length === 0) return 'damaged';
		for (const text of texts) if (readEntry(text).seq !== (seq += 1)) return 'damaged';
	}
	return null;
}

function causeOf(error: unknown): { readonly code: unknown; readonly message: string } {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	const { code, message } = Object(cause) as { code?: unknown; message?: string };
	return { code, message: message ?? String(cause) };
}

/** By its code alone: what the message says holds the folder's own name. */
function isDamage(error: unknown): boolean {
	const { code, message } = causeOf(error);
	// A file that the index names is gone; the folder itself is there.
	const isFileGone = code === 'LEVEL_IO_ERROR' && message.endsWith(': No such file or directory');
	return error instanceof SyntaxError || code === 'LEVEL_CORRUPTION' || isFileGone;
}

function stampOf(now: number): string {
	return new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
}

/** The number stands before the text, so that it is known without reading the text. */
const writeCheckpoint = ({ seq, text }: Checkpoint) => `${seq} ${text}`;

function readCheckpoint(text: string): Checkpoint {
	const end = text.indexOf(' ');
	const seq = Number(text.slice(0, Math.max(end, 0)));
	if (end < 1 || !Number.isSafeInteger(seq)) throw new SyntaxError('no checkpoint');
	return { seq, text: text.slice(end + 1) };
}

async function createJournal(database: Database, about: About, found: Standing): Promise<Journal> {
	let { head, bytes: written } = found;
	let forgotten = Number((await database.get(FORGOTTEN)) ?? 0);
	const [firstKey] = await database.keys({ gte: entryKey(0), lte: entryKey(head), limit: 1 }).all();
	let firstSeq = firstKey === undefined ? head + 1 : Number(firstKey.slice('entry:'.length));
	const checkpoint = await database.get(CHECKPOINT);
	let checkpointSeq = checkpoint === undefined ? 0 : readCheckpoint(checkpoint).seq;

	/** The oldest entries that may go, or none. */
	async function findOld(oldestAt: number, maxBytes: number) {
		const range = { gte: entryKey(firstSeq), lte: entryKey(checkpointSeq), limit: PRUNE_BATCH };
		const texts = await database.values(range).all();
		const some = texts.map((text) => ({ entry: readEntry(text), length: Buffer.byteLength(text) }));
		if (written - forgotten > maxBytes) return some;
		// What stands before an old one is older still, whatever a clock that was wrong says of it.
		return some.slice(0, some.findLastIndex(({ entry }) => entry.at < oldestAt) + 1);
	}

	return {
		epoch: about.epoch,
		createdAt: about.createdAt,
		alive: found.alive,
		get head() {
			return head;
		},
		get firstSeq() {
			return firstSeq;
		},
		get bytes() {
			return written - forgotten;
		},
		async append(entries, nowAlive) {
			const texts = entries.map((entry) => writeJson(entry));
			const length = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
			const next: Standing = { head: entries.at(-1)?.seq ?? head, bytes: written + length, alive: nowAlive };
			const put = (key: string, value: string) => ({ type: 'put' as const, key, value });
			const asks = entries.flatMap((entry) =>
				entry.kind === 'seed' ? [put(askKey(entry.seq), String(entry.asked))] : [],
			);
			const puts = entries.map(({ seq }, index) => put(entryKey(seq), texts[index]!));
			await database.batch([...puts, ...asks, put(STANDING, JSON.stringify(next))], { sync: true });
			({ head, bytes: written } = next);
		},
		async read(after, limit) {
			const range = { gt: entryKey(after), lte: entryKey(head), limit };
			return (await database.values(range).all()).map(readEntry);
		},
		async asks(after) {
			return (await database.values({ gt: askKey(after), lte: askKey(head) }).all()).map(Number);
		},
		async readCheckpoint() {
			const text = await database.get(CHECKPOINT);
			return text === undefined ? null : readCheckpoint(text);
		},
		async writeCheckpoint(checkpoint) {
			await database.put(CHECKPOINT, writeCheckpoint(checkpoint), { sync: true });
			checkpointSeq = checkpoint.seq;
		},
		async prune(retention, now) {
			const from = firstSeq;
			for (;;) {
				const gone = await findOld(now - retention.days * DAY_MS, retention.bytes);
				if (gone.length === 0) break;
				const keys = gone.flatMap(({ entry: { seq, kind } }) => [
					entryKey(seq),
					...(kind === 'seed' ? [askKey(seq)] : []),
				]);
				const sum = gone.reduce((total, { length }) => total + length, forgotten);
				// Not synced: what is synced next takes it along, and what a power cut brings back is forgotten again.
				await database.batch([
					...keys.map((key) => ({ type: 'del' as const, key })),
					{ type: 'put' as const, key: FORGOTTEN, value: String(sum) },
				]);
				forgotten = sum;
				firstSeq = gone.at(-1)!.entry.seq + 1;
			}
			// Deleted keys take room until the range is compacted.
			if (firstSeq > from) await database.compactRange(entryKey(from), entryKey(firstSeq));
		},
		async close() {
			await database.close();
		},
	};
}
