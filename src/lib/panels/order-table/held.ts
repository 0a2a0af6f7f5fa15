import type { OrderRecord } from '$lib/domain/order.ts';

/** The rows where they stood, each with its latest facts; one that was forgotten stays as it was. */
export function withLatestFacts(
	stood: readonly OrderRecord[],
	byRef: ReadonlyMap<string, OrderRecord>,
): readonly OrderRecord[] {
	return stood.map((row) => byRef.get(row.ref) ?? row);
}

/** Rows that came since the others stood still. */
export function countHeld(stood: readonly OrderRecord[], rows: readonly OrderRecord[]): number {
	const refs = new Set(stood.map(({ ref }) => ref));
	return rows.reduce((held, { ref }) => (refs.has(ref) ? held : held + 1), 0);
}
