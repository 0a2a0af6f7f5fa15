/**
 * Every message as it came, with what was made of it: the latest few, newest last in the state, newest first on screen.
 *
 * Rows are appended a batch at a time, for the copy of the list is made once however many came with it.
 */
import type { Flaw } from '../contract/events.ts';

export { describeEvent } from './describe-event.ts';
export { hintFor } from './name-hints.ts';
export type { Flaw };

/** Rows kept; the counts of what is kept go with them. */
export const INSPECTOR_LIMIT = 500;
/** A filter looks this deep into a payload, as deep as one is read. */
const SEARCH_DEPTH = 12;

export type Verdict = 'accepted' | 'recovered' | 'duplicate' | 'late' | 'rejected' | 'unknown' | 'line';

export interface InspectorEntry {
	/** Counts up with every message, kept or not. */
	readonly id: number;
	/** Epoch ms of its arrival. */
	readonly at: number;
	/** `line` is a fact about the connection, not a message. */
	readonly verdict: Verdict;
	readonly channel: string;
	readonly name: string;
	/** How it was read, in one line. */
	readonly reading: string;
	/** Why it is not accepted, or what may be wrong with it, in words. */
	readonly reason: string | null;
	readonly flaws: readonly Flaw[];
	/** Masked. */
	readonly payload: unknown;
	/** Of the payload as it is kept, masked; null for a fact about the line. */
	readonly bytes: number | null;
	readonly source: string | null;
}

export interface InspectorState {
	/** The id of the next entry. */
	readonly next: number;
	/** Oldest first. */
	readonly entries: readonly InspectorEntry[];
}

export interface InspectorFilter {
	readonly verdict: Verdict | null;
	readonly text: string;
	readonly channel: string | null;
}

export interface InspectorView {
	/** Newest first. */
	readonly rows: readonly InspectorEntry[];
	/** Of what text and channel leave, whatever verdict is chosen. */
	readonly counts: Readonly<Record<Verdict, number>>;
	/** Channels of the kept rows, by name. */
	readonly channels: readonly string[];
	/** Kept rows, filtered or not. */
	readonly kept: number;
	/** Messages ever noted; those beyond `kept` have left. */
	readonly noted: number;
	/** Messages that came since the list was held; null while it runs. */
	readonly waiting: number | null;
}

export const NO_FILTER: InspectorFilter = { verdict: null, text: '', channel: null };

export function createInspector(): InspectorState {
	return { next: 1, entries: [] };
}

export type NewEntry = Omit<InspectorEntry, 'id' | 'bytes'>;

/** The next state after a batch in arrival order, at the cost of one copy. */
export function noteFrames(state: InspectorState, batch: readonly NewEntry[]): InspectorState {
	if (batch.length === 0) return state;
	const next = state.next + batch.length;
	const kept = batch.slice(-INSPECTOR_LIMIT);
	// Measured for those alone that are kept: in a flood most of a batch is not.
	const added = kept.map((entry, index) => ({
		...entry,
		id: next - kept.length + index,
		bytes: entry.verdict === 'line' ? null : sizeOf(entry.payload),
	}));
	const room = INSPECTOR_LIMIT - added.length;
	const held = room === 0 ? [] : state.entries.slice(-room);
	return { next, entries: [...held, ...added] };
}

/** Null for what cannot be written as JSON. */
function sizeOf(payload: unknown): number | null {
	try {
		return JSON.stringify(payload)?.length ?? null;
	} catch {
		// Nested without end.
		return null;
	}
}

/**
 * The rows that a filter leaves, with what each verdict would leave. `held` is the state as it was when somebody began
 * to read: its rows are shown, whatever came since.
 */
export function selectInspector(
	state: InspectorState,
	filter: InspectorFilter,
	held: InspectorState | null = null,
): InspectorView {
	const { entries } = held ?? state;
	const counts = { accepted: 0, recovered: 0, duplicate: 0, late: 0, rejected: 0, unknown: 0, line: 0 };
	const channels = new Set<string>();
	const rows: InspectorEntry[] = [];
	const needle = filter.text.trim().toLowerCase();
	for (const entry of entries) {
		if (entry.channel !== '') channels.add(entry.channel);
		if (filter.channel !== null && entry.channel !== filter.channel) continue;
		if (needle !== '' && !mentions(entry, needle)) continue;
		counts[entry.verdict] += 1;
		if (filter.verdict === null || filter.verdict === entry.verdict) rows.push(entry);
	}
	return {
		rows: rows.reverse(),
		counts,
		channels: [...channels].sort(),
		kept: entries.length,
		noted: state.next - 1,
		waiting: held === null ? null : state.next - held.next,
	};
}

function mentions(entry: InspectorEntry, needle: string): boolean {
	const texts = [entry.name, entry.channel, entry.reading, entry.reason ?? '', entry.source ?? ''];
	return (
		texts.some((text) => text.toLowerCase().includes(needle)) || holds(entry.payload, needle, SEARCH_DEPTH)
	);
}

/** Whether a key or a value of a payload contains the text. */
function holds(value: unknown, needle: string, levels: number): boolean {
	if (typeof value !== 'object' || value === null) {
		return value !== null && value !== undefined && String(value).toLowerCase().includes(needle);
	}
	if (levels === 0) return false;
	return Object.entries(value).some(
		([key, inner]) => key.toLowerCase().includes(needle) || holds(inner, needle, levels - 1),
	);
}

/** Rows as newline-delimited JSON, each with its time in ISO; a payload that cannot be written says so. */
export function toNdjson(rows: readonly InspectorEntry[]): string {
	return rows.map((row) => `${line(row)}\n`).join('');
}

function line({ at, ...row }: InspectorEntry): string {
	const head = { ...row, at: isoOf(at) };
	try {
		return JSON.stringify(head);
	} catch {
		// Nested beyond what the stack allows: everything but the payload still stands.
		return JSON.stringify({ ...head, payload: 'This payload cannot be written as JSON.' });
	}
}

function isoOf(at: number): string | null {
	return Number.isFinite(at) && Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null;
}
