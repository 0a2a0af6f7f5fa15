/** A recorder that is killed again and again while the shop is busy: `RECORDER_KILLS=100` for the long run. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startBroadcaster, type StandaloneBroadcaster } from '../../src/broadcaster/broadcaster.ts';
import { markOf, type HistoryEntry } from '../../src/lib/domain/history.ts';
import { writeJson } from '../../src/lib/domain/json.ts';
import { replay } from '../../src/recorder/checkpoint.ts';
import { openLevelJournal } from '../../src/recorder/journal-level.ts';
import { createPublish } from '../../src/recorder/publish.ts';
import { APP, CHANNELS, RULES } from './recorder-crash/recording.ts';

const KILLS = Number(process.env['RECORDER_KILLS'] ?? 3);
const PER_KILL_MS = 10_000;
/** Two frames each: one per channel. */
const EVENTS_PER_TICK = 3;
const TICK_MS = 20;
/** A cut reaches no further beyond the absence than this, on a busy machine. */
const LONGEST_MS = 10_000;

let folder: string;
let broadcaster: StandaloneBroadcaster;
let stopLoad: () => Promise<void>;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'recorder-'));
	broadcaster = await startBroadcaster({ apps: [APP] });
	stopLoad = startLoad(broadcaster.port);
});

afterEach(async () => {
	await stopLoad();
	await broadcaster.close();
	await rm(folder, { recursive: true, force: true });
});

/** A busy shop: 150 orders a second on two channels each. */
function startLoad(port: number): () => Promise<void> {
	const publish = createPublish({
		scheme: 'http',
		host: '127.0.0.1',
		port,
		appId: APP.id,
		key: APP.key,
		secret: APP.secret,
		now: () => Date.now(),
	});
	const underWay = new Set<Promise<void>>();
	let id = 0;
	const timer = setInterval(() => {
		for (let index = 0; index < EVENTS_PER_TICK && underWay.size < 200; index += 1) {
			id += 1;
			const order = { order_id: id, current_status: 'pending', total: '10.00' };
			const call = publish('order.created', CHANNELS, order)
				.catch(() => {})
				.finally(() => underWay.delete(call));
			underWay.add(call);
		}
	}, TICK_MS);
	return async () => {
		clearInterval(timer);
		await Promise.all(underWay);
	};
}

interface Life {
	epoch: string;
	headAtStart: number;
	openedInMs: number;
	readonly seen: { readonly seq: number; readonly kind: string; readonly key: string }[];
	readonly errors: string[];
	/** Ends the process as nothing else would; resolves once it is gone. */
	kill(): Promise<void>;
}

function live(): Life {
	const script = join(import.meta.dirname, 'recorder-crash', 'child.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(broadcaster.port)]);
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const life: Life = {
		epoch: '',
		headAtStart: -1,
		openedInMs: -1,
		seen: [],
		errors: [],
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
	};
	child.stderr.on('data', (text) => life.errors.push(String(text)));
	createInterface(child.stdout).on('line', (line) => {
		const [word, first = '', second = '', third = ''] = line.split(' ');
		if (word === 'entry' && third !== '') life.seen.push({ seq: Number(first), kind: second, key: third });
		else if (word === 'entry') life.seen.push({ seq: Number(first), kind: second, key: '' });
		else if (word === 'started') [life.epoch, life.headAtStart] = [first, Number(second)];
		else if (word === 'open') life.openedInMs = Number(first);
	});
	return life;
}

async function readAll(): Promise<{
	epoch: string;
	firstSeq: number;
	entries: HistoryEntry[];
	state: string[];
}> {
	const journal = await openLevelJournal(folder, {
		now: () => Date.now(),
		report: (problem) => expect.fail(problem),
	});
	const entries = [...(await journal.read(0, 10_000_000))];
	const state = [
		writeJson((await replay(journal, RULES)).state),
		writeJson((await replay(withoutCheckpoint(journal), RULES)).state),
	];
	const { epoch, firstSeq } = journal;
	await journal.close();
	return { epoch, firstSeq, entries, state };
}

function withoutCheckpoint(journal: Awaited<ReturnType<typeof openLevelJournal>>) {
	return Object.create(journal, { readCheckpoint: { value: async () => null } }) as typeof journal;
}

test(
	`a recorder killed ${KILLS} times under load has lost nothing that anybody saw`,
	{ timeout: 60_000 + KILLS * PER_KILL_MS },
	async () => {
		const visible = new Map<number, string>();
		/** From one process's end until the next one began. */
		const absences: { readonly from: number; until: number }[] = [];
		const opened: number[] = [];
		let epoch: string | undefined;
		for (let kill = 0; kill < KILLS; kill += 1) {
			const last = absences.at(-1);
			if (last !== undefined) last.until = Date.now();
			const life = live();
			const least = 40 + ((kill * 37) % 160);
			await vi.waitFor(
				() => {
					expect(life.openedInMs, life.errors.join('')).toBeGreaterThan(0);
					expect(life.seen.length).toBeGreaterThan(least);
				},
				{ timeout: 30_000, interval: 5 },
			);
			absences.push({ from: Date.now(), until: Infinity });
			await life.kill();
			opened.push(life.openedInMs);
			expect(life.epoch).toBe((epoch ??= life.epoch));
			expect(life.headAtStart).toBeGreaterThanOrEqual(Math.max(0, ...visible.keys()));
			for (const { seq, kind, key } of life.seen) {
				expect(visible.has(seq)).toBe(false);
				visible.set(seq, `${kind} ${key}`);
			}
		}
		const { entries, state, ...journal } = await readAll();
		expect(journal).toEqual({ epoch, firstSeq: 1 });
		expect(entries.findIndex(({ seq }, index) => seq !== index + 1)).toBe(-1);
		const kept = new Map(entries.map((entry) => [entry.seq, `${entry.kind} ${markOf(entry).key ?? ''}`]));
		const lost = [...visible].filter(([seq, what]) => kept.get(seq) !== what);
		expect(lost).toEqual([]);
		expect(state[1]).toBe(state[0]);
		const cuts = entries.filter((entry) => entry.kind === 'cut');
		for (const { from, until } of absences.slice(0, -1)) {
			expect(cuts.some((cut) => cut.from <= from && cut.until >= until)).toBe(true);
			expect(cuts.some((cut) => cut.from > from - LONGEST_MS && cut.until < until + LONGEST_MS)).toBe(true);
		}
		expect(cuts).toHaveLength(KILLS - 1);
		const sorted = opened.sort((a, b) => a - b);
		console.log(
			`kills ${KILLS}, entries ${entries.length}, seen ${visible.size}, lost ${lost.length}; ` +
				`start to subscribed: median ${sorted[sorted.length >> 1]} ms, worst ${sorted.at(-1)} ms`,
		);
	},
);
