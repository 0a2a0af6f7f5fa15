/** On which level this screen stands: how much of what the shop does it can know, in words. */
import { formatAge, formatMoment, formatTimeOrDay } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

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
	const { level } = say().bar;
	const since = formatTimeOrDay(facts.since, now, zone);
	const proof = describeProof(facts);
	const { snapshot, recorder } = facts;
	if (recorder !== undefined) return describeRecorder(recorder, since, proof, now, zone);
	if (snapshot === undefined) return level.eventsOnly(since, proof);
	if (snapshot.at === null) return level.snapshotMissing(since, proof);
	return level.snapshot(formatMoment(snapshot.at, now, zone), proof);
}

function describeRecorder(
	{ state, problem, heardAt }: NonNullable<LevelFacts['recorder']>,
	since: string,
	proof: string,
	now: number,
	zone: string,
): string {
	const { level } = say().bar;
	if (state === 'failed') return level.failed(problem ?? level.noAnswer, since);
	if (state === 'syncing') return level.syncing;
	if (heardAt === null) return level.recorder(since, proof);
	if (now - heardAt >= DEAF_AFTER_MS) return level.deaf(formatMoment(heardAt, now, zone));
	return level.heard(since, formatAge(now - heardAt), proof);
}

function describeProof({ heartbeats }: LevelFacts): string {
	const { level } = say().bar;
	// The recorder's own never went through the shop's queue.
	if (heartbeats.includes('shop')) return level.provenByShop;
	return heartbeats.includes('recorder') ? level.provenByRecorder : level.unproven;
}

/** `Level 2`, `Level 2 with a gap`: where there is no room for the rest. */
export function nameLevel(level: string): string {
	return level.split(':')[0] ?? level;
}
