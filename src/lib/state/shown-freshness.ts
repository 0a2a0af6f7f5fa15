/** What the screen and each topic's panels say of themselves: worse at once, better after two seconds of it. */
import type { ConnectionStatus } from '../connection/connection.ts';
import type { Topic } from '../contract/events.ts';
import { selectFreshness, type Freshness, type Proof, type TopicView } from '../domain/freshness.ts';
import { steady, type Held } from '../domain/steady.ts';
import { selectTopic, type ChannelsByTopic } from '../domain/topic.ts';
import { describeRefusal, isSame } from './channel-lines.ts';

export class ShownFreshness {
	#held = new Map<Topic | 'screen', Held>();
	#views = new Map<Topic, TopicView>();
	#lookAgain: (at: number) => void;

	/** `lookAgain` is called with the moment (epoch ms) at which a better state may be said. */
	constructor(lookAgain: (at: number) => void) {
		this.#lookAgain = lookAgain;
	}

	screen(line: ConnectionStatus, proof: Proof, now: number): Freshness {
		return this.#steady('screen', selectFreshness(line, proof, now), now);
	}

	/** The same view while nothing of it changes, so that no panel is drawn anew for another one's event. */
	topic(
		topic: Topic,
		line: ConnectionStatus,
		byTopic: ChannelsByTopic,
		proof: Proof & Parameters<typeof selectTopic>[3],
		now: number,
	): TopicView {
		const next = selectTopic(topic, line, byTopic, proof, now);
		const freshness = this.#steady(topic, next.freshness, now);
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
