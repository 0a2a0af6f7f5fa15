/**
 * What a recorder has written down, entry by entry, and how a reader says where it stands in it.
 *
 * Every frame is an entry of its own, copies on other channels included: who may read a channel may read its entries.
 */
import type { ShopMessage } from '../contract/events.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { Figures } from './figures.ts';
import type { SharedState } from './shared-state.ts';

/** Changes whenever an entry or the shared state is written differently; a reader of another format reads nothing. */
export const FORMAT = 1;

/** Everything up to and including `seq` is known. A new journal is a new epoch. */
export interface Cursor {
	readonly epoch: string;
	readonly seq: number;
}

export type HistoryEntry = {
	readonly seq: number;
	/** Epoch ms, by the recorder's clock. */
	readonly at: number;
} & (
	| { readonly kind: 'message'; readonly message: ShopMessage }
	| { readonly kind: 'answer'; readonly answer: Acknowledgement }
	/** The recorder itself heard nothing in between, epoch ms. */
	| { readonly kind: 'cut'; readonly from: number; readonly until: number; readonly why: string | null }
	/** The shop's own totals were put in place of the recorder's, under whatever came after entry `asked`. */
	| { readonly kind: 'seed'; readonly snapshot: Snapshot; readonly asked: number }
);

/** An entry without its content. `key` is null where only the entry itself tells what it is. */
export interface Mark {
	readonly seq: number;
	readonly at: number;
	readonly key: string | null;
	readonly channel: string | null;
	/** The key alone says that it is the same message. */
	readonly hasIdentity: boolean;
}

/** `GET snapshot`: the state at `seq`, and what was written down since. */
export interface SnapshotAnswer {
	readonly format: typeof FORMAT;
	/** The recorder's clock, epoch ms. */
	readonly now: number;
	readonly epoch: string;
	/** Of `state`. */
	readonly seq: number;
	readonly state: SharedState;
	/** After `seq`, oldest first. */
	readonly entries: readonly HistoryEntry[];
	/** Up to where `entries` reach. */
	readonly head: number;
	/** What this reader is told of. */
	readonly channels: readonly string[];
}

/** `GET events?after=epoch:seq`. */
export interface EventsAnswer {
	readonly format: typeof FORMAT;
	readonly now: number;
	readonly epoch: string;
	/** Why entries after the cursor are not all here; null when they are. `entries` is empty then. */
	readonly incomplete: 'epoch' | 'retention' | 'too-many' | null;
	readonly entries: readonly HistoryEntry[];
	readonly head: number;
}

/** `GET head?after=epoch:seq`. */
export interface HeadAnswer {
	readonly format: typeof FORMAT;
	readonly now: number;
	readonly epoch: string;
	readonly seq: number;
	/** After the cursor, oldest first; null when the cursor is of another epoch, pruned, or too far back. */
	readonly marks: readonly Mark[] | null;
	/** At `seq`; null for a reader who may not read orders. */
	readonly figures: Figures | null;
	/** When the recorder last heard the broadcaster, epoch ms; null when it hears nothing now. */
	readonly heardAt: number | null;
	/** Since when it does not hear everything, epoch ms; null while it does, and before it first did. */
	readonly cutSince: number | null;
	/** When a heartbeat of its own last came back to it, epoch ms; null when none did since it runs. */
	readonly beatAt: number | null;
}

/** `epoch:seq`, as it stands in an address. */
export function writeCursor({ epoch, seq }: Cursor): string {
	return `${epoch}:${seq}`;
}

/** The cursor a text holds, or null. */
export function readCursor(text: string): Cursor | null {
	const [, epoch, seq] = /^([0-9a-z]{1,40}):(\d{1,15})$/.exec(text) ?? [];
	return epoch === undefined ? null : { epoch, seq: Number(seq) };
}

/** The entry without its content. */
export function markOf(entry: HistoryEntry): Mark {
	const { seq, at } = entry;
	if (entry.kind !== 'message') return { seq, at, key: null, channel: null, hasIdentity: false };
	return { seq, at, ...identify(entry.message) };
}

/** By what a message is told from others. */
export function identify(message: ShopMessage): Pick<Mark, 'key' | 'channel' | 'hasIdentity'> {
	switch (message.verdict) {
		case 'accepted': {
			const { key, channel, hasIdentity } = message.event;
			return { key, channel, hasIdentity };
		}
		case 'rejected':
			return { key: message.rejection.key, channel: message.rejection.channel, hasIdentity: false };
		case 'unmapped':
			return { key: message.unmapped.key, channel: message.unmapped.channel, hasIdentity: false };
	}
}
