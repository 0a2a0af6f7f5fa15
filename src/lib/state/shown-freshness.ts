/** What the screen and each topic's panels say of themselves: worse at once, better after two seconds of it. */
import type { ConnectionStatus } from '../connection/connection.ts';
import type { Tries } from '../connection/link.ts';
import type { Topic } from '../contract/events.ts';
import type { DashboardState } from '../domain/dashboard-state.ts';
import { selectFreshness, type Freshness, type Proof, type TopicView } from '../domain/freshness.ts';
import { POLL_EVERY_MS } from '../domain/resume.ts';
import { steady, type Held } from '../domain/steady.ts';
import { selectTopic, type ChannelsByTopic } from '../domain/topic.ts';
import { describeRefusal, isSame } from './channel-lines.ts';

/** What is told beside a state. */
export interface Beside {
	/** The number of the try to get the line back; null while there is none. */
	readonly attempt: number | null;
	/** Since when alone totals are counted, epoch ms; null where the shop told the rest. */
	readonly onlySince: number | null;
	/** How long the latest loss was, ms; null for none. */
	readonly lostMs: number | null;
}

export class ShownFreshness {
	#held = new Map<Topic | 'screen', Held>();
	#views = new Map<Topic, TopicView>();
	#lookAgain: (at: number) => void;

	/** `lookAgain` is called with the moment (epoch ms) at which a better state may be said. */
	constructor(lookAgain: (at: number) => void) {
		this.#lookAgain = lookAgain;
	}

	screen(line: ConnectionStatus, proof: Proof, beside: Beside, now: number): Freshness {
		return tell(this.#steady('screen', selectFreshness(line, proof, now), now), beside);
	}

	/** The same view while nothing of it changes, so that no panel is drawn anew for another one's event. */
	topic(
		topic: Topic,
		line: ConnectionStatus,
		byTopic: ChannelsByTopic,
		proof: Proof & Parameters<typeof selectTopic>[3],
		beside: Beside,
		now: number,
	): TopicView {
		const next = selectTopic(topic, line, byTopic, proof, now);
		const freshness = tell(this.#steady(topic, next.freshness, now), beside);
		const refused = next.refused.map(describeRefusal);
		const held = this.#views.get(topic);
		if (held !== undefined && isSame(held, freshness, refused)) return held;
		const view = { freshness, refused };
		this.#views.set(topic, view);
		return view;
	}

	#steady(of: Topic | 'screen', next: Freshness, now: number): Freshness {
		const held = steady(this.#held.get(of) ?? null, next, now);
		this.#held.set(of, held);
		if (held.dueAt !== null) this.#lookAgain(held.dueAt);
		return held.shown;
	}
}

/** `isUntold`: nobody tells what was before this page, unless a snapshot did. */
export function besideOf(
	{ since, snapshotAt, missing }: DashboardState,
	isUntold: boolean,
	tries: Tries | null,
): Beside {
	return {
		attempt: tries?.attempt ?? null,
		onlySince: isUntold && snapshotAt === null ? since : null,
		lostMs: missing === null || missing.until === null ? null : missing.until - missing.from,
	};
}

function tell(freshness: Freshness, { attempt, onlySince, lostMs }: Beside): Freshness {
	switch (freshness.state) {
		case 'reconnecting':
			return { ...freshness, attempt };
		case 'polling':
			return { ...freshness, everyMs: POLL_EVERY_MS };
		case 'live':
			return { ...freshness, onlySince };
		case 'gap':
			return { ...freshness, lostMs };
		default:
			return freshness;
	}
}
