/**
 * Listens to everything the shop broadcasts, writes it down, and knows the state it leads to.
 *
 * An entry becomes visible once it is on disk and not before, so that nothing handed out can be lost. What the recorder
 * itself did not hear is an entry as well. Whom it tells, and how, is not known here.
 */
import type { Frame } from '../lib/connection/connection.ts';
import { ANSWERED } from '../lib/contract/reserved.ts';
import type { HistoryEntry } from '../lib/domain/history.ts';
import { CHECKPOINT_ENTRIES, CHECKPOINT_EVERY_MS, replay, writeCheckpoint } from './checkpoint.ts';
import { createHeart, type Heart } from './heartbeat.ts';
import type { Retention } from './journal.ts';
import { createWriter, type Content, type Writer } from './journal-writer.ts';
import { createLine, isRecordable, type Line } from './recorder-line.ts';
import { createMarks, MARKS_REMEMBERED, type Marks } from './recorder-marks.ts';
import type { Recorder, RecorderOptions } from './recorder-port.ts';
import { createReduction, createStart, type Reduction } from './recorder-state.ts';
import { createCounter } from './recorder-stats.ts';
import { createSeeder, type Seeder } from './seed.ts';

export type { Publish, Recorder, RecorderOptions, RecorderStats } from './recorder-port.ts';

export const DEFAULT_RETENTION: Retention = { days: 7, bytes: 512 * 1024 * 1024 };

const HEARTBEAT_EVERY_MS = 10_000;
const SECOND_MS = 1_000;
/** Whoever asks for something to be kept waits no longer for the disk. */
export const ANSWER_KEPT_WITHIN_MS = 5_000;
/** What was on its way to a process when it ended is missing as well. */
const ON_ITS_WAY_MS = 1_000;

interface Parts {
	readonly writer: Writer;
	readonly line: Line;
	readonly heart: Heart | null;
	readonly seeder: Seeder | null;
}

/** A recorder that is not started yet. */
export function createRecorder(options: RecorderOptions): Recorder {
	const { connection, journal, rules, now, after, report } = options;
	const channels = options.channels.filter(isRecordable);
	const recorded = new Set(channels);
	const counter = createCounter(now());
	const listeners = new Set<(entry: HistoryEntry) => void>();
	/** Who waits for an entry to be visible, by its number. */
	const waiting = new Map<number, { resolve: () => void; reject: () => void }>();
	const undo: (() => void)[] = [];
	let reduction: Reduction = createReduction(createStart(journal.createdAt, null, rules), rules, report);
	let marks: Marks = createMarks(0);
	let since = journal.alive?.since ?? null;
	let parts: Parts | null = null;
	/** Since when there was no room to write anything down. */
	let overflowFrom: number | null = null;
	let checkpointSeq = 0;
	/** The clock when the journal was last tidied. */
	let believedAt = now();
	let isKeeping = false;
	let kept: Promise<unknown> = Promise.resolve();

	function write(content: Content): HistoryEntry | null {
		const entry = parts?.writer.add(content) ?? null;
		if (entry === null) overflowFrom ??= now();
		return entry;
	}

	function take(frame: Frame): void {
		if (parts === null || !recorded.has(frame.channel)) return;
		const message = options.decode(frame);
		counter.noteMessage(message.verdict);
		parts.line.noteFrame();
		parts.heart?.noteFrame(frame);
		if (message.verdict === 'heartbeat' || message.verdict === 'answered') return;
		write({ kind: 'message', message });
		if (message.verdict === 'accepted' && message.event.type === 'refresh.asked') parts.seeder?.askSoon();
	}

	/** What is on disk: from here on anybody may know of it. */
	function show(entries: readonly HistoryEntry[]): void {
		reduction.take(entries);
		marks.note(entries);
		counter.noteVisible(entries, now());
		for (const entry of entries) {
			if (entry.kind === 'seed') parts?.seeder?.done();
			waiting.get(entry.seq)?.resolve();
			waiting.delete(entry.seq);
			for (const listener of listeners) tell(listener, entry);
		}
		if (overflowFrom !== null) endOverflow(overflowFrom);
		if (reduction.seq - checkpointSeq >= CHECKPOINT_ENTRIES) keep();
	}

	/** Resolves once an entry is on disk; rejects when that takes too long, though it may come to it yet. */
	function visible(seq: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const cancel = after(ANSWER_KEPT_WITHIN_MS, () => {
				waiting.delete(seq);
				reject(new Error('The journal does not take it.'));
			});
			const ending = (end: () => void) => () => {
				cancel();
				end();
			};
			waiting.set(seq, {
				resolve: ending(resolve),
				reject: ending(() => reject(new Error('The recorder has ended.'))),
			});
		});
	}

	/** There may be room again for saying that there was none. */
	function endOverflow(from: number): void {
		const why = 'nothing could be written down';
		const until = now();
		const told = parts?.writer.add({ kind: 'cut', from: Math.min(from, until), until, why }) ?? null;
		if (told === null) return;
		overflowFrom = null;
		parts?.seeder?.ask();
	}

	function tell(listener: (entry: HistoryEntry) => void, entry: HistoryEntry): void {
		try {
			listener(entry);
		} catch (error) {
			report(`A listener failed: ${String(error)}`);
		}
	}

	function cut(from: number, until: number, why: string): void {
		// The clock may have been set back in between.
		write({ kind: 'cut', from: Math.min(from, until), until, why });
	}

	/** Writes a checkpoint, and forgets what is too old; one at a time, and none that a seed may yet change. */
	function keep(): void {
		if (isKeeping || reduction.isMarked) return;
		isKeeping = true;
		kept = tidy()
			.catch((error: unknown) => report(`The journal could not be tidied: ${messageOf(error)}`))
			.finally(() => (isKeeping = false));
	}

	async function tidy(): Promise<void> {
		const { seq } = reduction;
		if (seq !== checkpointSeq) await writeCheckpoint(journal, reduction, rules);
		checkpointSeq = seq;
		// A clock that jumped ahead is believed only once it still says so the next time.
		const at = now();
		await journal.prune(options.retention ?? DEFAULT_RETENTION, Math.min(at, believedAt));
		believedAt = at;
	}

	function begin(): void {
		if (since === null) {
			since = now();
			reduction.begin(since);
		}
		parts?.heart?.reset();
		parts?.seeder?.ask();
	}

	/** Runs something again and again until the end. */
	function every(ms: number, run: () => void): () => void {
		let cancel = () => {};
		const plan = () => {
			cancel = after(ms, () => {
				plan();
				run();
			});
		};
		plan();
		return () => cancel();
	}

	function tick(): void {
		counter.tick();
		parts?.writer.touch();
		// While something is under way its own time decides, so that the day turns at the same entry when it is read back.
		if (parts?.writer.lastSeq === reduction.seq) reduction.pass(now());
	}

	function assemble(): Parts {
		const { publish, heartbeatEveryMs = HEARTBEAT_EVERY_MS, fetchSnapshot } = options;
		const { alive } = journal;
		// A start that never heard anything before missed nothing.
		const lostFrom = alive === null || alive.since === null ? null : alive.aliveAt - ON_ITS_WAY_MS;
		const line = createLine({
			connection,
			channels,
			now,
			after,
			lostFrom,
			onCut: cut,
			onOpen: begin,
			report,
		});
		const wholeUntil = () => Math.min(line.wholeUntil, overflowFrom ?? Infinity);
		const writer = createWriter({
			journal,
			now,
			after,
			alive: () => ({ aliveAt: wholeUntil(), since }),
			onWritten: show,
			report,
		});
		const heart =
			publish === undefined || heartbeatEveryMs === null
				? null
				: createHeart({
						publish,
						channels,
						everyMs: heartbeatEveryMs,
						now,
						after,
						isOpen: () => line.isOpen,
						onDeaf: () => line.goDeaf(),
						report,
					});
		const seeder =
			fetchSnapshot === undefined
				? null
				: createSeeder({
						fetchSnapshot,
						mark() {
							reduction.mark(writer.lastSeq);
							return writer.lastSeq;
						},
						dropMark: () => reduction.dropMark(),
						put: (snapshot, asked) => write({ kind: 'seed', snapshot, asked }) !== null,
						now,
						after,
						report,
					});
		return { writer, line, heart, seeder };
	}

	return {
		epoch: journal.epoch,
		get head() {
			return reduction.seq;
		},
		get firstSeq() {
			return journal.firstSeq;
		},
		channels,
		get hasBegun() {
			return since !== null;
		},
		get state() {
			return reduction.state;
		},
		get heardAt() {
			return parts?.line.heardAt ?? null;
		},
		get cutSince() {
			return parts?.line.cutSince ?? null;
		},
		get beatAt() {
			return parts?.heart?.returnedAt ?? null;
		},
		get stats() {
			const { sent = 0, returned = 0 } = parts?.heart ?? {};
			return counter.read({
				bytes: journal.bytes,
				heartbeats: { sent, returned },
				missingChannels: parts?.line.missingChannels ?? channels,
				writeProblem: parts?.writer.problem ?? null,
			});
		},
		async entriesAfter(seq, limit) {
			const { seq: head } = reduction;
			return seq >= head ? [] : journal.read(seq, Math.min(limit, head - seq));
		},
		marksAfter: (seq) => marks.after(seq),
		async keepAnswer(answer) {
			const isFailing = parts?.writer.problem !== null;
			const entry = isFailing ? null : write({ kind: 'answer', answer });
			if (entry === null) throw new Error('The journal cannot be written.');
			await visible(entry.seq);
			const guarded = channels.filter((channel) => channel.startsWith('private-'));
			const told = options.answerChannels ?? guarded;
			if (options.publish === undefined || told.length === 0) return;
			options.publish(ANSWERED, told, answer).catch((error: unknown) => {
				report(`An answer was kept, but could not be told: ${messageOf(error)}`);
			});
		},
		onEntry(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async start() {
			reduction = await replay(journal, rules, report);
			reduction.pass(now());
			const { seq: head } = reduction;
			checkpointSeq = (await journal.readCheckpoint())?.seq ?? 0;
			const remembered = Math.max(journal.firstSeq - 1, head - MARKS_REMEMBERED);
			marks = createMarks(remembered);
			marks.note(await journal.read(remembered, MARKS_REMEMBERED));
			parts = assemble();
			undo.push(
				connection.onFrame(take),
				connection.onStatus(parts.line.follow),
				every(SECOND_MS, tick),
				every(CHECKPOINT_EVERY_MS, keep),
				() => parts?.line.stop(),
				() => parts?.seeder?.stop(),
				parts.heart?.start() ?? (() => {}),
				options.keepLine(),
				connection.start(),
			);
		},
		async stop() {
			for (const each of undo.splice(0).reverse()) each();
			const writer = parts?.writer;
			await writer?.end();
			for (const { reject } of waiting.values()) reject();
			await kept;
			if (parts !== null && writer?.problem === null) {
				reduction.dropMark();
				await writeCheckpoint(journal, reduction, rules);
			}
			await journal.close();
		},
	};
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
