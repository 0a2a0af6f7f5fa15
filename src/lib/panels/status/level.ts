/** On which level this screen stands: how much of what the shop does it can know, in words. */
import { formatAge, formatMoment, formatTimeOrDay } from '$lib/domain/format.ts';

export interface LevelFacts {
	/** Since when totals are counted, by this screen or by the recorder, epoch ms. */
	readonly since: number;
	/** The shop's own snapshot: when the latest was made, epoch ms, null before the first; absent where it has none. */
	readonly snapshot?: { readonly at: number | null } | undefined;
	/** Absent where there is none. */
	readonly recorder?:
		| {
				readonly state: 'syncing' | 'done' | 'failed';
				/** Why its latest answer was none. */
				readonly problem: string | null;
				/** When it last heard the broadcaster, epoch ms; null when that is not known. */
				readonly heardAt: number | null;
		  }
		| undefined;
	/** Whose heartbeats arrive. */
	readonly heartbeats: readonly ('shop' | 'recorder')[];
}

/** It is asked every 20 s when it last heard anything, and hears at least its own heartbeats: longer ago, it is deaf. */
export const DEAF_AFTER_MS = 60_000;

/** `Level 2: recorder with history since Mon 3 Nov 14:10, heard 2 s ago; heartbeats from the recorder`. */
export function describeLevel(facts: LevelFacts, now: number, zone: string): string {
	const since = formatTimeOrDay(facts.since, now, zone);
	const { snapshot, recorder } = facts;
	if (recorder !== undefined) return describeRecorder(recorder, since, facts, now, zone);
	const proof = describeProof(facts);
	if (snapshot === undefined) return `Level 0: events only; totals since ${since}, ${proof}`;
	if (snapshot.at === null)
		return `Level 1: the shop’s snapshot is not there yet; totals since ${since}, ${proof}`;
	return `Level 1: the shop’s snapshot of ${formatMoment(snapshot.at, now, zone)}, and events since; ${proof}`;
}

function describeRecorder(
	{ state, problem, heardAt }: NonNullable<LevelFacts['recorder']>,
	since: string,
	facts: LevelFacts,
	now: number,
	zone: string,
): string {
	if (state === 'failed') {
		const why = problem ?? 'the recorder does not answer';
		return `Level 0 instead of 2: ${why}; totals since ${since}, what is missed cannot be fetched`;
	}
	if (state === 'syncing') return 'Level 2: the recorder is asked for what was missed';
	const proof = describeProof(facts);
	if (heardAt === null) return `Level 2: recorder with history since ${since}; ${proof}`;
	if (now - heardAt >= DEAF_AFTER_MS) {
		return `Level 2 with a gap: the recorder has not heard the broadcaster since ${formatMoment(heardAt, now, zone)}`;
	}
	return `Level 2: recorder with history since ${since}, heard the broadcaster ${formatAge(now - heardAt)} ago; ${proof}`;
}

function describeProof({ heartbeats }: LevelFacts): string {
	// The recorder's own never went through the shop's queue.
	if (heartbeats.includes('shop')) return 'heartbeats from the shop';
	return heartbeats.includes('recorder')
		? 'heartbeats from the recorder, not through the shop’s queue'
		: 'delivery not proven';
}

/** `Level 2`, `Level 2 with a gap`: where there is no room for the rest. */
export function nameLevel(level: string): string {
	return level.split(':')[0] ?? level;
}
