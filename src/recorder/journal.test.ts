import { mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HistoryEntry } from '../lib/domain/history.ts';
import { writeJson } from '../lib/domain/json.ts';
import { createEpoch, PRUNE_BATCH, type Journal } from './journal.ts';
import { openLevelJournal } from './journal-level.ts';
import { createMemoryJournal } from './memory-journal.ts';

const NOW = Date.parse('2026-01-24T10:00:00Z');
const DAY_MS = 86_400_000;
const ALIVE = { aliveAt: NOW, since: NOW - 1 };

let root: string;
let folder: string;
let problems: string[];

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'journal-'));
	folder = join(root, 'journal');
	problems = [];
});

afterEach(() => rm(root, { recursive: true, force: true }));

const open = () => openLevelJournal(folder, { now: () => NOW, report: (problem) => problems.push(problem) });

function entriesOf(from: number, until: number, at = NOW): HistoryEntry[] {
	return Array.from({ length: until - from + 1 }, (_, index) => ({
		seq: from + index,
		at,
		kind: 'message',
		message: {
			verdict: 'unmapped',
			unmapped: { channel: 'a', name: 'b', receivedAt: at, payload: { text: 'é{"$map":[]}' }, key: 'k' },
		},
	}));
}

function seedOf(seq: number, asked: number): HistoryEntry {
	const nothing = { ordersToday: null, pending: null, confirmed: null, total: null, activeVisitors: null };
	const snapshot = { asOf: NOW, ...nothing, revenue: new Map([['EUR', 1]]), events: [], unreadable: 0 };
	return { seq, at: NOW, kind: 'seed', snapshot, asked };
}

/** The same journal, opened by the next process. */
const JOURNALS: [string, () => Promise<Journal>, (journal: Journal) => Promise<Journal>][] = [
	[
		'on disk',
		open,
		async (journal) => {
			await journal.close();
			return open();
		},
	],
	[
		'in memory',
		async () => createMemoryJournal({ createdAt: NOW }),
		async (journal) => (journal as ReturnType<typeof createMemoryJournal>).kill(),
	],
];

describe.each(JOURNALS)('a journal %s', (_, create, reopen) => {
	test('begins empty, with an epoch of its own', async () => {
		const journal = await create();
		expect(journal.epoch).toMatch(/^[0-9a-z]{16,40}$/);
		expect(journal).toMatchObject({ head: 0, firstSeq: 1, bytes: 0, alive: null, createdAt: NOW });
		expect(await journal.read(0, 10)).toEqual([]);
		expect(await journal.readCheckpoint()).toBeNull();
		await journal.close();
	});

	test('gives back what was written, in order of number, to the next process as well', async () => {
		let journal = await create();
		const { epoch } = journal;
		const entries = [...entriesOf(1, 12), seedOf(13, 7), ...entriesOf(14, 14)];
		await journal.append(entries.slice(0, 9), ALIVE);
		await journal.append(entries.slice(9), { ...ALIVE, aliveAt: NOW + 5 });
		const { bytes } = journal;
		await journal.writeCheckpoint({ seq: 3, text: '{"a": 1}' });
		journal = await reopen(journal);
		expect(journal).toMatchObject({ epoch, head: 14, firstSeq: 1, bytes, createdAt: NOW });
		expect(journal.alive).toEqual({ aliveAt: NOW + 5, since: NOW - 1 });
		expect(await journal.read(0, 100)).toEqual(entries);
		expect(await journal.read(8, 3)).toEqual(entries.slice(8, 11));
		expect(await journal.asks(0)).toEqual([7]);
		expect(await journal.asks(13)).toEqual([]);
		expect(await journal.readCheckpoint()).toEqual({ seq: 3, text: '{"a": 1}' });
		await journal.close();
	});

	test('forgets what is older than the days it keeps, and nothing that no checkpoint covers', async () => {
		let journal = await create();
		await journal.append(entriesOf(1, 700, NOW - 8 * DAY_MS), ALIVE);
		await journal.append(entriesOf(701, 900), ALIVE);
		const retention = { days: 7, bytes: Infinity };
		await journal.prune(retention, NOW);
		expect(journal.firstSeq).toBe(1);
		await journal.writeCheckpoint({ seq: 650, text: '{}' });
		await journal.prune(retention, NOW);
		expect(journal.firstSeq).toBe(651);
		await journal.writeCheckpoint({ seq: 900, text: '{}' });
		await journal.prune(retention, NOW);
		expect(journal.firstSeq).toBe(701);
		expect((await journal.read(0, 1))[0]?.seq).toBe(701);
		const { bytes } = journal;
		journal = await reopen(journal);
		expect(journal).toMatchObject({ firstSeq: 701, head: 900, bytes });
		await journal.close();
	});

	test('forgets what was written while the clock was ahead with whatever old came after it', async () => {
		const journal = await create();
		await journal.append(entriesOf(1, 3, NOW + 400 * DAY_MS), ALIVE);
		await journal.append(entriesOf(4, 6, NOW - 8 * DAY_MS), ALIVE);
		await journal.append(entriesOf(7, 9), ALIVE);
		await journal.writeCheckpoint({ seq: 9, text: '{}' });
		await journal.prune({ days: 7, bytes: Infinity }, NOW);
		expect(journal).toMatchObject({ firstSeq: 7, head: 9 });
		await journal.close();
	});

	test('forgets the oldest first, in whole batches, when it is longer than it may be', async () => {
		const journal = await create();
		await journal.append(entriesOf(1, 3_000), ALIVE);
		await journal.writeCheckpoint({ seq: 3_000, text: '{}' });
		await journal.prune({ days: 7, bytes: Math.ceil(journal.bytes * 0.51) }, NOW);
		expect(journal.firstSeq).toBe(3 * PRUNE_BATCH + 1);
		await journal.prune({ days: 7, bytes: 0 }, NOW);
		expect(journal).toMatchObject({ firstSeq: 3_001, head: 3_000, bytes: 0 });
		await journal.append(entriesOf(3_001, 3_001), ALIVE);
		expect(await journal.read(0, 5)).toHaveLength(1);
		await journal.close();
	});
});

describe('the journal in a folder', () => {
	test('knows how long it is, whatever is written while it forgets and however it ends', async () => {
		let journal = await open();
		for (let round = 0; round < 5; round += 1) {
			const from = journal.head + 1;
			await journal.append(entriesOf(from, from + 1_499, NOW - 8 * DAY_MS), ALIVE);
			await journal.writeCheckpoint({ seq: journal.head, text: '{}' });
			const forgetting = journal.prune({ days: 7, bytes: Infinity }, NOW);
			for (let seq = from + 1_500; seq < from + 1_510; seq += 1)
				await journal.append(entriesOf(seq, seq), ALIVE);
			await forgetting;
			await journal.close();
			journal = await open();
		}
		const lengths = (await journal.read(0, 10_000)).map((entry) => Buffer.byteLength(writeJson(entry)));
		expect(journal.bytes).toBe(lengths.reduce((sum, length) => sum + length, 0));
		expect(journal.bytes).toBeLessThan(20_000);
		await journal.close();
	});

	test('is refused to a second recorder, and told why', async () => {
		const journal = await open();
		await expect(open()).rejects.toThrow(`${folder} is in use by another recorder`);
		await journal.append(entriesOf(1, 1), ALIVE);
		await journal.close();
		expect(problems).toEqual([]);
		expect(await readdir(root)).toEqual(['journal']);
	});

	test.each(['current', 'corrupt', 'missing files'])(
		'is left to the recorder that has it, also below a folder called “%s”',
		async (name) => {
			folder = join(root, name, 'journal');
			const journal = await open();
			await journal.append(entriesOf(1, 3), ALIVE);
			await expect(open()).rejects.toThrow(`${folder} is in use by another recorder`);
			await journal.close();
			expect(await readdir(join(root, name))).toEqual(['journal']);
			const next = await open();
			expect(next).toMatchObject({ epoch: journal.epoch, head: 3 });
			await next.close();
		},
	);

	test.each(['LOCK', 'CURRENT', ''])('is not put aside where “%s” in it may not be used', async (file) => {
		folder = join(root, 'current', 'journal');
		const first = await open();
		await first.append(entriesOf(1, 3), ALIVE);
		await first.close();
		const path = join(folder, file);
		const kept = `${path}-kept`;
		await rename(path, kept);
		// What whoever may not use a file meets, also where the tests run as root.
		if (file === '') await writeFile(path, '');
		else await mkdir(path);
		await expect(open()).rejects.toThrow('cannot be opened');
		await rm(path, { recursive: true });
		await rename(kept, path);
		const next = await open();
		expect(next).toMatchObject({ epoch: first.epoch, head: 3 });
		await next.close();
		expect(problems).toEqual([]);
	});

	test('is put aside when its checkpoint knows more than was written', async () => {
		const first = await open();
		await first.append(entriesOf(1, 3), ALIVE);
		await first.writeCheckpoint({ seq: 9, text: '{}' });
		await first.close();
		const second = await open();
		expect(second.head).toBe(0);
		expect(problems).toEqual([expect.stringContaining('is damaged')]);
		await second.close();
	});

	test('is put aside under a telling name when it is of another format, and a new epoch begins', async () => {
		const first = await open();
		await first.append(entriesOf(1, 3), ALIVE);
		await first.close();
		const database = new ClassicLevel(folder);
		await database.put('about', JSON.stringify({ format: 0, epoch: 'old', createdAt: 0 }));
		await database.close();
		const second = await open();
		expect(second).toMatchObject({ head: 0, alive: null });
		expect(second.epoch).not.toBe(first.epoch);
		expect((await readdir(root)).sort()).toEqual(['journal', 'journal.other-format-2026-01-24T10-00-00']);
		expect(problems).toEqual([expect.stringContaining('is of another format: put aside as')]);
		await second.close();
	});

	test.each([
		['its list of files is gone', (file: string) => file === 'CURRENT'],
		['its manifest is cut off', (file: string) => file.startsWith('MANIFEST')],
	])('is put aside when %s', async (_, isHit) => {
		const first = await open();
		await first.append(entriesOf(1, 3), ALIVE);
		await first.close();
		for (const file of (await readdir(folder)).filter(isHit)) await writeFile(join(folder, file), 'nonsense');
		const second = await open();
		expect(second.epoch).not.toBe(first.epoch);
		expect(problems).toEqual([expect.stringContaining('is damaged: put aside as')]);
		await second.close();
	});

	test('is put aside when an entry that a start needs is not there', async () => {
		const first = await open();
		await first.append(entriesOf(1, 30), ALIVE);
		await first.close();
		const database = new ClassicLevel(folder);
		await database.del('entry:0000000000000017');
		await database.close();
		const second = await open();
		expect(second.head).toBe(0);
		expect(problems).toEqual([expect.stringContaining('is damaged')]);
		await second.close();
	});

	test('loses nothing that was written when its process ends without closing it', async () => {
		const first = await open();
		await first.append(entriesOf(1, 3), ALIVE);
		// A torn last write, as a power cut leaves it.
		await first.close();
		const log = (await readdir(folder)).find((file) => file.endsWith('.log')) ?? '';
		const { length } = await readFile(join(folder, log));
		const half = await open();
		await half.append(entriesOf(4, 4), ALIVE);
		await half.close();
		const newer = (await readdir(folder)).find((file) => file.endsWith('.log')) ?? '';
		await truncate(join(folder, newer), (await readFile(join(folder, newer))).length - 5);
		const second = await open();
		expect(length).toBeGreaterThan(0);
		expect(second).toMatchObject({ epoch: first.epoch, head: 3 });
		expect(await second.read(0, 10)).toHaveLength(3);
		await second.close();
	});
});

test('an epoch is written in small letters and digits, whatever chance gives', () => {
	expect(createEpoch((count) => new Uint8Array(count).fill(255))).toMatch(/^[0-9a-z]{20}$/);
});
