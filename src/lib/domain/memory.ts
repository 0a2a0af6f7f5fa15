/**
 * A bounded memory by key, made of three generations: what is fresh, what is young, and what is old.
 *
 * A full generation moves up whole and the old one is forgotten whole, so that no list of ages is kept. A new snapshot
 * copies the fresh generation only, a few hundred keys, however much is remembered.
 */
export interface Memory<Value> {
	readonly fresh: ReadonlyMap<string, Value>;
	readonly young: ReadonlyMap<string, Value>;
	readonly old: ReadonlyMap<string, Value>;
	/** Whether keys were dropped for want of room. */
	readonly hasForgotten: boolean;
}

export interface MemoryDraft<Value> {
	fresh: Map<string, Value>;
	young: ReadonlyMap<string, Value>;
	old: ReadonlyMap<string, Value>;
	hasForgotten: boolean;
}

const FRESH_KEYS = 256;

export function createMemory<Value>(): Memory<Value> {
	return { fresh: new Map(), young: new Map(), old: new Map(), hasForgotten: false };
}

/** A copy that the caller may change. */
export function draftMemory<Value>(memory: Memory<Value>): MemoryDraft<Value> {
	return { ...memory, fresh: new Map(memory.fresh) };
}

export function recall<Value>(memory: Memory<Value>, key: string): Value | undefined {
	return memory.fresh.get(key) ?? memory.young.get(key) ?? memory.old.get(key);
}

/** Keeps the latest `capacity` keys at least, and about twice as many at most. */
export function remember<Value>(
	draft: MemoryDraft<Value>,
	key: string,
	value: Value,
	capacity: number,
): void {
	draft.fresh.set(key, value);
	if (draft.fresh.size < FRESH_KEYS) return;
	if (draft.young.size >= capacity) {
		draft.hasForgotten ||= draft.old.size > 0;
		draft.old = draft.young;
		draft.young = draft.fresh;
	} else draft.young = new Map([...draft.young, ...draft.fresh]);
	draft.fresh = new Map();
}

/** Everything remembered by key; of a key in several generations the freshest value. */
export function entriesOf<Value>({ fresh, young, old }: Memory<Value>): ReadonlyMap<string, Value> {
	const entries = new Map(old);
	for (const [key, value] of young) entries.set(key, value);
	for (const [key, value] of fresh) entries.set(key, value);
	return entries;
}
