/** The state as text now and then, so that a start reads back the tail of the journal only. */
import type { Rules, DashboardState } from '../lib/domain/dashboard-state.ts';
import { readJson, writeJson } from '../lib/domain/json.ts';
import type { Journal } from './journal.ts';
import { createReduction, createStart, type Reduction, type Start } from './recorder-state.ts';

/** After so many entries: a start reads back no more than about a second's work. */
export const CHECKPOINT_ENTRIES = 5_000;
/** A quiet shop's state is not written over and over for a few entries. */
export const CHECKPOINT_EVERY_MS = 600_000;
const REPLAY_BATCH = 1_000;

interface Kept {
	readonly rules: Rules;
	readonly state: DashboardState;
}

/** The state of everything the journal holds. */
export async function replay(
	journal: Journal,
	rules: Rules,
	report: (problem: string) => void = () => {},
): Promise<Reduction> {
	const start = (await readCheckpoint(journal, rules)) ?? (await readStart(journal, rules));
	const reduction = createReduction(start, rules, report);
	if (journal.alive !== null && journal.alive.since !== null) reduction.begin(journal.alive.since);
	const asks = [...(await journal.asks(reduction.seq))];
	while (reduction.seq < journal.head) {
		while (asks[0] !== undefined && asks[0] <= reduction.seq) {
			if (asks[0] === reduction.seq) reduction.mark(asks[0]);
			asks.shift();
		}
		const limit = Math.min(REPLAY_BATCH, (asks[0] ?? Infinity) - reduction.seq);
		const entries = await journal.read(reduction.seq, limit);
		if (entries[0]?.seq !== reduction.seq + 1) throw new Error(`entry ${reduction.seq + 1} is not there`);
		reduction.take(entries);
	}
	reduction.dropMark();
	return reduction;
}

/** Writes the state down; not while a seed is awaited, which goes under what came before. */
export async function writeCheckpoint(journal: Journal, reduction: Reduction, rules: Rules): Promise<void> {
	const kept: Kept = { rules, state: reduction.state };
	await journal.writeCheckpoint({ seq: reduction.seq, text: writeJson(kept) });
}

/** Null without one, and where the day or the groups are counted by other rules now: then all is counted again. */
async function readCheckpoint(journal: Journal, rules: Rules): Promise<Start | null> {
	const checkpoint = await journal.readCheckpoint();
	if (checkpoint === null) return null;
	const kept = readJson(checkpoint.text) as Kept;
	return writeJson(kept.rules) === writeJson(rules) ? { state: kept.state, seq: checkpoint.seq } : null;
}

async function readStart(journal: Journal, rules: Rules): Promise<Start> {
	const { firstSeq, createdAt, alive } = journal;
	if (firstSeq === 1) return createStart(createdAt, alive?.since ?? null, rules);
	// What came before the oldest entry is not known any more.
	const [first] = await journal.read(firstSeq - 1, 1);
	const at = first?.at ?? alive?.aliveAt ?? createdAt;
	return createStart(at, at, rules, firstSeq - 1);
}
