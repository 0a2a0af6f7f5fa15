/**
 * Which events were held up on their way: nobody wants to hear at ten what happened at nine.
 *
 * A shop's clock may be wrong by minutes or, for want of a zone, by hours. So an event is late by comparison with the most
 * punctual one of its shop in the last half hour or two, and a clock that is put right is believed after as long.
 */

/** Held up longer than this, an event is no news. */
export const LATE_AFTER_MS = 60_000;
/** A time further back than this tells of something else than the way here: an import, an old order. */
export const LATE_UNTIL_MS = 86_400_000;
/** How long the most punctual event stands for its shop’s clock, at least; at most about twice as long. */
export const PUNCTUAL_FOR_MS = 1_800_000;

/** The shortest ways so far, arrival minus occurrence, of the running stretch and of the one before. */
interface Shortest {
	readonly since: number;
	readonly now: number;
	readonly before: number;
}

/** By source. */
export type Punctuality = ReadonlyMap<string, Shortest>;

interface Told {
	readonly source: string;
	/** Epoch ms. */
	readonly receivedAt: number;
	readonly occurredAt: number | null;
}

/** What is known after one event more. */
export function notePunctuality(known: Punctuality, { source, receivedAt, occurredAt }: Told): Punctuality {
	if (occurredAt === null) return known;
	const way = receivedAt - occurredAt;
	const held = known.get(source);
	if (held === undefined)
		return new Map(known).set(source, { since: receivedAt, now: way, before: Infinity });
	if (receivedAt - held.since >= PUNCTUAL_FOR_MS)
		return new Map(known).set(source, { since: receivedAt, now: way, before: held.now });
	return way < held.now ? new Map(known).set(source, { ...held, now: way }) : known;
}

/** Whether an event is no news any more, by its shop's own clock. */
export function isLate(known: Punctuality, { source, receivedAt, occurredAt }: Told): boolean {
	const held = known.get(source);
	if (occurredAt === null || held === undefined) return false;
	const lateMs = receivedAt - occurredAt - Math.min(held.now, held.before);
	return lateMs > LATE_AFTER_MS && lateMs < LATE_UNTIL_MS;
}
