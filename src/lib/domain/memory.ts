/**
 * A bounded memory by key: two generations, of which the older is forgotten whole when the younger is full.
 *
 * Holds the latest `capacity` to `2 × capacity` keys without a list of ages, and copying it for a new snapshot copies
 * the young generation only.
 */
export interface Memory<Value> {
	readonly young: ReadonlyMap<string, Value>;
	readonly old: ReadonlyMap<string, Value>;
	/** Keys dropped so far for want of room. */
	readonly forgotten: number;
}

export interface MemoryDraft<Value> {
	young: Map<string, Value>;
	old: ReadonlyMap<string, Value>;
	forgotten: number;
}

export function createMemory<Value>(): Memory<Value> {
	return { young: new Map(), old: new Map(), forgotten: 0 };
}

/** A copy that the caller may change. */
export function draftMemory<Value>(memory: Memory<Value>): MemoryDraft<Value> {
	return { young: new Map(memory.young), old: memory.old, forgotten: memory.forgotten };
}

export function recall<Value>(memory: Memory<Value>, key: string): Value | undefined {
	return memory.young.get(key) ?? memory.old.get(key);
}

export function remember<Value>(
	draft: MemoryDraft<Value>,
	key: string,
	value: Value,
	capacity: number,
): void {
	if (draft.young.size >= capacity && !draft.young.has(key)) {
		for (const held of draft.old.keys()) if (!draft.young.has(held)) draft.forgotten += 1;
		draft.old = draft.young;
		draft.young = new Map();
	}
	draft.young.set(key, value);
}
