/** The machine the recorder runs on: it starts it, kills it, loses its disk, and answers for it over HTTP. */
import { keepLink } from '../../src/lib/connection/link.ts';
import { createDecoder } from '../../src/lib/contract/decode.ts';
import type { Source } from '../../src/lib/contract/source.ts';
import type { Rules } from '../../src/lib/domain/dashboard-state.ts';
import { readCursor, type HistoryEntry } from '../../src/lib/domain/history.ts';
import { writeCheckpoint } from '../../src/recorder/checkpoint.ts';
import { createHistory, type History } from '../../src/recorder/http-history.ts';
import { createMemoryJournal, type MemoryJournal } from '../../src/recorder/memory-journal.ts';
import { readingRights } from '../../src/recorder/reading-rights.ts';
import { createRecorder, type Recorder } from '../../src/recorder/recorder.ts';
import type { Broadcaster, Line, Published } from './broadcaster.ts';
import type { Chance } from './chance.ts';
import type { Timeline } from './timeline.ts';

export interface HostOptions {
	readonly timeline: Timeline;
	readonly broadcaster: Broadcaster;
	readonly chance: Chance;
	readonly sources: readonly Source[];
	readonly channels: readonly string[];
	readonly rules: Rules;
	readonly report: (what: string) => void;
}

export interface RecorderHost {
	/** Null while it does not run. */
	readonly recorder: Recorder | null;
	readonly line: Line | null;
	start(): Promise<void>;
	/** Ends it as a power cut would. */
	kill(): void;
	/** Its disk is gone: the next start begins a new journal. */
	loseDisk(): void;
	/** Forgets the oldest entries. */
	prune(): Promise<void>;
	/** Everything that was ever written down in the journal there is now. */
	readonly entries: readonly HistoryEntry[];
	/** The text of an answer, or a status. */
	answer(
		path: string,
		init: { readonly body?: string; readonly token?: string | null },
	): Promise<string | number>;
}

export function createRecorderHost(options: HostOptions): RecorderHost {
	const { timeline, broadcaster, chance, sources, channels, rules, report } = options;
	const all: HistoryEntry[] = [];
	let journal: MemoryJournal | null = null;
	let life: { recorder: Recorder; line: Line; history: History; isOver: boolean } | null = null;

	const commit = () =>
		new Promise<void>((resolve) => void timeline.after(chance.between(0.5, 25), () => resolve()));

	return {
		get recorder() {
			return life?.recorder ?? null;
		},
		get line() {
			return life?.line ?? null;
		},
		async start() {
			journal ??= createMemoryJournal({
				epoch: `e${chance.whole(1, 1e9)}`,
				createdAt: timeline.now(),
				commit,
			});
			const line = broadcaster.createLine({
				name: 'recorder',
				channels,
				chance: chance.split(),
				isExact: true,
				loss: 0,
				duplicates: 0,
				mayLose: () => false,
			});
			const random = chance.split();
			const own = { isOver: false };
			const after = (delayMs: number, run: () => void) => timeline.after(delayMs, () => own.isOver || run());
			const recorder = createRecorder({
				connection: line,
				keepLine: () =>
					keepLink(line, { random: () => random.next(), isHidden: () => false, now: timeline.now, after }),
				journal,
				decode: createDecoder(sources, { currency: 'MYR' }),
				channels,
				rules,
				now: timeline.now,
				after,
				publish: (name, to, payload) =>
					new Promise((resolve, reject) => {
						after(chance.between(5, 60), () => {
							if (!broadcaster.isUp) return reject(new Error('nobody answers'));
							const message: Published = { index: null, name, payload };
							broadcaster.publish(message, to);
							resolve();
						});
					}),
				report: (problem) => report(`recorder: ${problem}`),
			});
			recorder.onEntry((entry) => all.push(entry));
			life = Object.assign(own, { recorder, line, history: createHistory(recorder, timeline.now) });
			report(`recorder: starts at ${recorder.epoch}:${journal.head}`);
			await recorder.start();
		},
		kill() {
			if (life === null || journal === null) return;
			report('recorder: killed');
			life.isOver = true;
			life.line.cut();
			life = null;
			journal = journal.kill();
			all.splice(journal.head === 0 ? 0 : all.findLastIndex(({ seq }) => seq <= journal!.head) + 1);
		},
		loseDisk() {
			report('recorder: its disk is gone');
			journal = null;
			all.length = 0;
		},
		async prune() {
			const recorder = life?.recorder;
			if (recorder === undefined || journal === null) return;
			const { state, head: seq } = recorder;
			await writeCheckpoint(journal, { state, seq } as Parameters<typeof writeCheckpoint>[1], rules);
			await journal.prune({ days: 7, bytes: 1 }, timeline.now());
			report(`recorder: forgets what is before ${journal.firstSeq}`);
		},
		entries: all,
		async answer(path, { body = '', token = null }) {
			if (life === null) return 503;
			const { recorder, history } = life;
			const { pathname, searchParams } = new URL(path, 'http://recorder');
			if (pathname === '/challenge') return '{"socketId":"1.1","expiresAt":0}';
			if (pathname === '/session') {
				const granted = Object.keys((JSON.parse(body) as { channels: object }).channels);
				const now = timeline.now();
				return JSON.stringify({ token: granted.join(' '), now, expiresAt: now + 300_000 });
			}
			if (token === null) return 401;
			if (!recorder.hasBegun) return 503;
			const rights = readingRights(token.split(' '), recorder.channels, sources);
			if (pathname === '/snapshot') {
				const { beginning, rest } = await history.snapshot(rights);
				return beginning.plain.toString('utf8') + rest;
			}
			const cursor = readCursor(searchParams.get('after') ?? '');
			if (pathname === '/head') return history.head(rights, cursor);
			return cursor === null ? 400 : history.events(rights, cursor);
		},
	};
}
