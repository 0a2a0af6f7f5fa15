/**
 * Who takes an alert on, told to the other open browsers by a client event on the admins' presence channel.
 *
 * Nobody keeps it: a browser opened later does not know, and the screen says so. Whose word it is
 * comes from the server and the members it names, never from the message.
 */
import * as v from 'valibot';
import type { Connection, Whisper } from '../connection/connection.ts';
import type { Clock } from '../devices/clock.ts';
import { createAcknowledgement, type Acknowledgement } from '../domain/system.ts';
import type { Dashboard } from './dashboard.svelte.ts';

export const ANSWER_EVENT = 'client-watchfloor.answered';

export interface AlertDeskDeps {
	readonly connection: Connection;
	readonly clock: Clock;
	/** Where admins hear each other; null where the shop has no such channel. */
	readonly channel: string | null;
	/** False when the configuration leaves alerts to somebody else. */
	readonly isOn: boolean;
}

export type Sharing =
	{ readonly kind: 'shared'; readonly people: number } | { readonly kind: 'alone'; readonly why: string };

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
const moment = v.pipe(v.number(), v.finite());
const Answer = v.object({
	ref: text,
	openedAt: moment,
	severity: v.picklist(['low', 'medium', 'high', 'critical']),
	kind: v.picklist(['acknowledged', 'snoozed']),
	at: moment,
	until: v.nullable(moment),
});
/** Another browser's clock may be ahead, but no answer is of tomorrow. */
const AHEAD_MS = 120_000;
/** The longest snooze there is. */
const SNOOZE_LIMIT_MS = 3_600_000;
const NOBODY = { id: 'this-browser', name: 'this browser' };

export class AlertDesk {
	#deps: AlertDeskDeps;
	#dashboard: Dashboard;

	/** Who else hears an answer. */
	readonly sharing: Sharing = $derived.by(() => {
		const { channel } = this.#deps;
		const { people, line } = this.#dashboard;
		if (channel === null) return { kind: 'alone', why: 'the shop names no presence channel for its admins' };
		const held = line.channels.find((each) => each.channel === channel);
		if (line.socket !== 'connected' || held?.state !== 'subscribed') {
			return { kind: 'alone', why: `${channel} is not open` };
		}
		return { kind: 'shared', people: people.admins?.length ?? 1 };
	});

	constructor(dashboard: Dashboard, deps: AlertDeskDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
	}

	/** As whom this browser answers; null when that is not known. */
	get selfName(): string | null {
		return this.#dashboard.people.admins?.find(({ isSelf }) => isSelf)?.name ?? null;
	}

	get isOn(): boolean {
		return this.#deps.isOn;
	}

	start(): () => void {
		return this.#deps.connection.onWhisper((whisper) => this.#hear(whisper));
	}

	acknowledge(ref: string): void {
		this.#answer(ref, null);
	}

	snooze(ref: string, minutes: number): void {
		this.#answer(ref, minutes);
	}

	#answer(ref: string, minutes: number | null): void {
		const { connection, clock, channel } = this.#deps;
		const { system, people } = this.#dashboard;
		const alert = [...system.open, ...system.snoozed].find((each) => each.ref === ref);
		if (alert === undefined) return;
		const self = people.admins?.find(({ isSelf }) => isSelf);
		const by = self === undefined ? NOBODY : { id: self.id, name: self.name };
		const answer = createAcknowledgement(alert, by, clock.now(), minutes);
		this.#dashboard.put({ type: 'alert.answered', answer });
		if (channel !== null) connection.whisper(channel, ANSWER_EVENT, answer);
	}

	#hear({ channel, name, payload, sender }: Whisper): void {
		if (channel !== this.#deps.channel || name !== ANSWER_EVENT || sender === null) return;
		const member = this.#dashboard.people.admins?.find(({ id }) => id === sender);
		const read = v.safeParse(Answer, payload);
		const now = this.#deps.clock.now();
		if (member === undefined || !read.success || read.output.at > now + AHEAD_MS) return;
		const { until, at } = read.output;
		if (until !== null && until - at > SNOOZE_LIMIT_MS) return;
		const answer: Acknowledgement = { ...read.output, by: { id: member.id, name: member.name } };
		this.#dashboard.put({ type: 'alert.answered', answer });
	}
}
