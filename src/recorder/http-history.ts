/**
 * What was recorded, written for one reader: the state, what came after a cursor, or only by which keys it would be known.
 *
 * The state is written once a second at most for all who may read the same: after a restart every screen asks at once.
 * What came since is written behind it, so that no answer is older than its question.
 */
import {
	FORMAT,
	type Cursor,
	type EventsAnswer,
	type HeadAnswer,
	type HistoryEntry,
	type Mark,
} from '../lib/domain/history.ts';
import { writeJson } from '../lib/domain/json.ts';
import { createBeginning, type Beginning } from './http-exchange.ts';
import { createTurns } from './http-turns.ts';
import { mayRead, shareWith, tellTo, type ReadingRights } from './reading-rights.ts';
import type { Recorder } from './recorder-port.ts';

export interface History {
	/** A `SnapshotAnswer` in two pieces. */
	snapshot(rights: ReadingRights): Promise<{ readonly beginning: Beginning; readonly rest: string }>;
	/** An `EventsAnswer`. */
	events(rights: ReadingRights, after: Cursor): Promise<string>;
	/** A `HeadAnswer`; without a cursor it holds no marks. */
	head(rights: ReadingRights, after: Cursor | null): Promise<string>;
}

/** More is no catching up: the state is shorter. */
export const ENTRIES_LIMIT = 5_000;
export const BYTES_LIMIT = 8_000_000;
/** Entries looked through for one answer, whoever may read them. */
const LOOKED_THROUGH_LIMIT = 50_000;
const BATCH = 500;
/** How old the written state may be. */
const WRITTEN_LASTS_MS = 1_000;
/** Sets of channels for which a state is held written. */
const WRITTEN_LIMIT = 16;
/** Marks without a key that are looked up for one answer. */
const LOOKED_UP_LIMIT = 50;
/** Answers of up to `BYTES_LIMIT` that are put together at a time: after an outage every screen asks at once. */
const WRITTEN_AT_ONCE = 4;

type Incomplete = NonNullable<EventsAnswer['incomplete']>;

interface Written extends Beginning {
	readonly seq: number;
	readonly at: number;
}

export function createHistory(recorder: Recorder, now: () => number): History {
	const written = new Map<string, Written>();
	const turns = createTurns(WRITTEN_AT_ONCE);
	const nameOf = (rights: ReadingRights) => [...rights.channels].sort().join(' ');

	function write(rights: ReadingRights, isFresh: boolean): Written {
		const at = now();
		const key = nameOf(rights);
		const held = written.get(key);
		if (held !== undefined && !isFresh && at - held.at < WRITTEN_LASTS_MS) return held;
		for (const [old, { at: writtenAt }] of written) {
			if (at - writtenAt >= WRITTEN_LASTS_MS || written.size >= WRITTEN_LIMIT) written.delete(old);
		}
		const state = writeJson(shareWith(recorder.state, rights));
		const made = { ...createBeginning(`{"state":${state}`), seq: recorder.head, at };
		written.set(key, made);
		return made;
	}

	/** What lies between, each entry as text, or why that is not all that this reader would have to know. */
	async function collect(
		after: number,
		head: number,
		rights: ReadingRights,
		stopsAt: (entry: HistoryEntry) => boolean,
	): Promise<readonly string[] | Incomplete> {
		if (head - after > LOOKED_THROUGH_LIMIT) return 'too-many';
		const texts: string[] = [];
		let length = 0;
		for (let seq = after; seq < head;) {
			const batch = await recorder.entriesAfter(seq, Math.min(BATCH, head - seq));
			for (const entry of batch) {
				// Forgotten meanwhile.
				if (entry.seq !== seq + 1 || stopsAt(entry)) return 'retention';
				seq = entry.seq;
				if (!mayRead(entry, rights)) continue;
				const text = writeJson(tellTo(entry, rights));
				length += text.length;
				if (texts.length === ENTRIES_LIMIT || length > BYTES_LIMIT) return 'too-many';
				texts.push(text);
			}
			if (batch.length === 0) return 'retention';
		}
		return texts;
	}

	/** Of marks that only their entry explains, those of answers are for whoever may read alerts. */
	async function marksFor(
		rights: ReadingRights,
		marks: readonly Mark[] | null,
	): Promise<readonly Mark[] | null> {
		const own = marks?.filter(({ channel }) => channel === null || rights.channels.has(channel)) ?? null;
		if (own === null || rights.topics.has('system')) return own;
		const kept: Mark[] = [];
		let lookedUp = 0;
		for (const mark of own) {
			if (mark.channel === null) {
				lookedUp += 1;
				if (lookedUp > LOOKED_UP_LIMIT) return null;
				const [entry] = await recorder.entriesAfter(mark.seq - 1, 1);
				if (entry?.seq === mark.seq && entry.kind === 'answer') continue;
			}
			kept.push(mark);
		}
		return kept;
	}

	return {
		async snapshot(rights) {
			let beginning = write(rights, false);
			let head = recorder.head;
			// The shop's own totals change the state itself; they cannot be told behind it.
			let entries = await collect(beginning.seq, head, rights, ({ kind }) => kind === 'seed');
			if (typeof entries === 'string') {
				beginning = write(rights, true);
				head = beginning.seq;
				entries = [];
			}
			const { epoch } = recorder;
			const about = { format: FORMAT, now: now(), epoch, seq: beginning.seq, head };
			const channels = recorder.channels.filter((channel) => rights.channels.has(channel));
			const rest = JSON.stringify({ ...about, channels }).slice(1, -1);
			return { beginning, rest: `,${rest},"entries":[${entries.join(',')}]}` };
		},
		events(rights, after) {
			const { epoch, head } = recorder;
			const asked = `${after.epoch}:${after.seq} ${head} ${nameOf(rights)}`;
			return turns.take(asked, async () => {
				// What only readers of everything are told stands in nobody else's way: they begin again with the state.
				const isKept = ({ kind }: HistoryEntry) => kind === 'seed' && !rights.isWhole;
				const found = isOther(recorder, after) ? 'epoch' : await collect(after.seq, head, rights, isKept);
				const incomplete = typeof found === 'string' ? found : null;
				const about = { format: FORMAT, now: now(), epoch, incomplete, head };
				const entries = typeof found === 'string' ? '' : found.join(',');
				return `${JSON.stringify(about).slice(0, -1)},"entries":[${entries}]}`;
			});
		},
		async head(rights, after) {
			const { epoch, head: seq, heardAt, cutSince, beatAt, state } = recorder;
			const isUsable = after !== null && !isOther(recorder, after);
			const marks = isUsable ? recorder.marksAfter(after.seq) : null;
			const figures = rights.topics.has('orders') ? state.figures : null;
			const own = await marksFor(rights, marks);
			const hearing = { heardAt, cutSince, beatAt };
			const answer: HeadAnswer = { format: FORMAT, now: now(), epoch, seq, marks: own, figures, ...hearing };
			return writeJson(answer);
		},
	};
}

/** Of another journal, or of a later state of this one that was lost with its disk. */
function isOther({ epoch, head }: Recorder, after: Cursor): boolean {
	return after.epoch !== epoch || after.seq > head;
}
