/** What stands beside the one word for the line: how good it is, and when it was last heard. */
import {
	formatAge,
	formatAgeExact,
	formatClock,
	formatCount,
	formatTimeOrDay,
	NOTHING,
} from '$lib/domain/format.ts';
import type { Freshness } from '$lib/domain/freshness.ts';
import { say } from '$lib/words/words.ts';

/** What is measured or planned of the line; times are epoch ms. */
export interface BarFacts {
	/** Null while it is not known. */
	readonly roundTripMs: number | null;
	/** When the server was last heard. */
	readonly heardAt: number | null;
	/** Null while the line stands. */
	readonly tries: { readonly attempt: number; readonly nextAt: number | null } | null;
	readonly lastEventAt: number | null;
}

export interface Fact {
	readonly value: string;
	readonly caption: string;
}

/** Two or three facts, and the same in one line where there is no room for more. */
export function describeFacts(
	freshness: Freshness,
	facts: BarFacts,
	now: number,
	zone: string,
): { readonly facts: readonly Fact[]; readonly short: string } {
	const { bar } = say();
	const ago = (at: number) => bar.ago(formatAge(now - at));
	const { state, since } = freshness;
	switch (state) {
		case 'offline': {
			const lost: Fact[] =
				since === null ? [] : [{ value: formatAgeExact(now - since), caption: bar.noContact }];
			const from = facts.heardAt === null ? null : (since ?? facts.heardAt);
			const dated: Fact[] =
				from === null ? [] : [{ value: formatClock(from, zone), caption: bar.figuresFrom }];
			const [first] = lost;
			return {
				facts: [...lost, ...dated, ...describeTry(facts, now)],
				short: first === undefined ? '' : `${first.value} ${first.caption}`,
			};
		}
		case 'connecting':
		case 'reconnecting':
		case 'stale': {
			const tries = describeTry(facts, now);
			const [first] = tries;
			const heard = facts.heardAt === null ? [] : [{ value: ago(facts.heardAt), caption: bar.lastContact }];
			return {
				facts: [...tries, ...heard],
				short: first === undefined ? '' : `${first.value} · ${first.caption}`,
			};
		}
		case 'polling': {
			const every = { value: bar.every(formatAge(freshness.everyMs ?? NaN)), caption: bar.noSocket };
			const answer = { value: since === null ? NOTHING : ago(since), caption: bar.lastAnswer };
			return { facts: [every, answer], short: `${every.value} · ${answer.value}` };
		}
		default:
			return describeGood(freshness, facts, now, zone);
	}
}

function describeGood(
	{ state, onlySince = null }: Freshness,
	{ roundTripMs, lastEventAt }: BarFacts,
	now: number,
	zone: string,
) {
	const { bar } = say();
	const age = lastEventAt === null ? null : formatAge(now - lastEventAt);
	const trip = roundTripMs === null ? NOTHING : bar.ms(formatCount(roundTripMs));
	const event = { value: age === null ? bar.noneYet : bar.ago(age), caption: bar.lastEvent };
	const only =
		onlySince === null
			? []
			: [{ value: bar.since(formatTimeOrDay(onlySince, now, zone)), caption: bar.noSnapshot }];
	// Nothing travels where no line is wanted.
	const measured = state === 'off' ? [] : [{ value: trip, caption: bar.roundTrip }];
	const heard = age === null ? bar.noEvent : bar.event(age);
	return {
		facts: [...measured, event, ...only],
		short: roundTripMs === null ? heard : `${trip} · ${heard}`,
	};
}

function describeTry({ tries }: BarFacts, now: number): readonly Fact[] {
	if (tries === null) return [];
	const { bar } = say();
	const { attempt, nextAt } = tries;
	// A wait of less than a second is still one.
	const waitMs = nextAt === null ? 0 : Math.ceil((nextAt - now) / 1_000) * 1_000;
	const caption = waitMs <= 0 ? bar.trying : bar.nextIn(formatAge(waitMs));
	return [{ value: bar.attempt(String(attempt)), caption }];
}
