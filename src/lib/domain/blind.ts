/**
 * What nobody heard: the recorder was cut off, and this screen had no line either.
 *
 * Either may come to be known later than the other: a line is found to have delivered nothing for a while, or a recorder
 * that is back tells since when it was away. So both are kept, and compared whenever one of them grows.
 */
import type { Gap } from './rate.ts';

export interface Blind {
	/** Stretches in which nothing surely arrived here, oldest first. */
	readonly away: readonly Gap[];
	/** Stretches that the recorder does not know, in the order they were told. */
	readonly cuts: readonly Gap[];
	/** Since when it does not hear everything, epoch ms; null while it does. */
	readonly cutSince: number | null;
}

/** Of each kind; the oldest are forgotten. */
export const STRETCHES_REMEMBERED = 60;
/** What was on its way when a line ended is lost with it, and the two clocks may differ by so much. */
export const SLACK_MS = 2_000;

/** Before its line first stands a screen hears nothing. */
export function createBlind(): Blind {
	return { away: [{ from: -Infinity, until: null }], cuts: [], cutSince: null };
}

/** Nothing arrived since (epoch ms), as is known now. */
export function noteAway(blind: Blind, from: number): Blind {
	if (blind.away.at(-1)?.until === null) return blind;
	return { ...blind, away: [...blind.away, { from, until: null }].slice(-STRETCHES_REMEMBERED) };
}

/** Everything arrives again. */
export function noteBack(blind: Blind, at: number): Blind {
	if (blind.away.at(-1)?.until !== null) return blind;
	return { ...blind, away: blind.away.map((gap) => (gap.until === null ? { ...gap, until: at } : gap)) };
}

/** What had arrived in this stretch is known here no more. */
export function noteLost(blind: Blind, { from, until }: Gap): Blind {
	const open = blind.away.filter((gap) => gap.until === null);
	const over = blind.away.filter((gap) => gap.until !== null);
	return { ...blind, away: [...over, { from, until }, ...open].slice(-STRETCHES_REMEMBERED) };
}

/** The recorder does not know these. */
export function noteCuts(blind: Blind, cuts: readonly Gap[]): Blind {
	return cuts.length === 0
		? blind
		: { ...blind, cuts: [...blind.cuts, ...cuts].slice(-STRETCHES_REMEMBERED) };
}

/** The recorder hears nothing since then (epoch ms); null: it hears. Which stretch that was it tells later. */
export function noteHearing(blind: Blind, cutSince: number | null): Blind {
	return cutSince === blind.cutSince ? blind : { ...blind, cutSince };
}

/** A state was taken over that says itself what the recorder does not know. */
export function forgetCuts(blind: Blind): Blind {
	return { ...blind, cuts: [], cutSince: null };
}

/** From the first to the last moment that neither knows, or null. What was before counting began (epoch ms) is not missing. */
export function unknownStretch({ away, cuts, cutSince }: Blind, since = -Infinity): Gap | null {
	let whole: Gap | null = null;
	for (const cut of cutSince === null ? cuts : [...cuts, { from: cutSince, until: null }]) {
		const cutUntil = cut.until ?? Infinity;
		for (const gap of away) {
			const until = gap.until ?? Infinity;
			if (cut.from - SLACK_MS > until || gap.from > cutUntil + SLACK_MS) continue;
			// Where the two only nearly meet it is what lies between them.
			const ends = [Math.max(cut.from, gap.from), Math.min(cutUntil, until)];
			const last = Math.max(...ends);
			if (last <= since) continue;
			whole = join(whole, { from: Math.max(since, Math.min(...ends)), until: finite(last) });
		}
	}
	return whole;
}

/** The stretch that holds both. */
export function join(a: Gap | null, b: Gap | null): Gap | null {
	if (a === null || b === null) return a ?? b;
	const until = a.until === null || b.until === null ? null : Math.max(a.until, b.until);
	const from = Math.min(a.from, b.from);
	// The same one stays the same object, so that nothing is drawn anew.
	return from === a.from && until === a.until ? a : { from, until };
}

export function isSame(a: Gap | null, b: Gap | null): boolean {
	return a === b || (a !== null && b !== null && a.from === b.from && a.until === b.until);
}

function finite(at: number): number | null {
	return Number.isFinite(at) ? at : null;
}
