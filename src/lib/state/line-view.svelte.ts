/** What the status bar tells of the line besides its state. Read once a second and no more often, whatever arrives. */
import { untrack } from 'svelte';
import type { ConnectionStatus } from '../connection/connection.ts';
import type { Tries } from '../connection/link.ts';
import { noteChannel, selectChannels, type ChannelPulses } from '../domain/channel-pulse.ts';
import type { Input } from '../domain/input.ts';
import { noteInputs, notePoll, selectTrace, type Mark, type TraceView } from '../domain/trace.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import type { Step } from './dashboard-deps.ts';

export interface LineViewDeps {
	/** The facts as they are this moment: some move without a word. */
	readonly connection: { readonly status: ConnectionStatus };
}

/** What is measured or planned of the line. */
export interface LineFacts {
	/** How long a word to the server and back takes, ms; null while that is not known. */
	readonly roundTripMs: number | null;
	/** When the server was last heard, epoch ms. */
	readonly heardAt: number | null;
	/** Null while the line stands. */
	readonly tries: Tries | null;
}

/** How long it is said that a loss was made up for. */
export const RECOVERED_SHOWN_MS = 120_000;

export class LineView {
	#dashboard: Dashboard;
	#connection: LineViewDeps['connection'];
	#tries: Tries | null = $state.raw(null);
	#marks: readonly Mark[] = [];
	#pulses: ChannelPulses = new Map();
	#queue: Input[] = [];

	readonly facts: LineFacts = $derived.by(() => {
		void this.#dashboard.now;
		const isUp = this.#dashboard.line.socket === 'connected';
		const { roundTripMs, heardAt } = this.#connection.status;
		return { roundTripMs: isUp ? roundTripMs : null, heardAt, tries: isUp ? null : this.#tries };
	});

	/** The last minute. */
	readonly trace: TraceView = $derived.by(() => {
		const { now } = this.#dashboard;
		return selectTrace(
			this.#marks,
			untrack(() => this.#dashboard.state.gaps),
			now,
		);
	});

	/** What came on each channel. */
	readonly channels = $derived.by(() => selectChannels(this.#pulses, this.#dashboard.now));

	/** How many orders a loss of a moment ago had missed, and that are here now; null when there is nothing to say. */
	readonly recovered: number | null = $derived.by(() => {
		const { now } = this.#dashboard;
		const row = untrack(() => this.#dashboard.state.feed).find(({ kind }) => kind === 'gap');
		if (row?.kind !== 'gap' || row.until === null || now - row.until >= RECOVERED_SHOWN_MS) return null;
		return row.recovered === undefined || row.recovered === 0 ? null : row.recovered;
	});

	constructor(dashboard: Dashboard, { connection }: LineViewDeps) {
		this.#dashboard = dashboard;
		this.#connection = connection;
	}

	/** The try that runs or comes next; null before the first loss. */
	get tries(): Tries | null {
		return this.#tries;
	}

	noteTry(tries: Tries): void {
		this.#tries = tries;
	}

	/** Notes what arrives. Returns stop. */
	start(): () => void {
		const undo = [
			this.#dashboard.onInput((input) => this.#queue.push(input)),
			this.#dashboard.onStep((step) => this.#follow(step)),
		];
		return () => {
			for (const stop of undo) stop();
		};
	}

	#follow({ before, after, at }: Step): void {
		const queue = this.#queue;
		this.#queue = [];
		this.#marks = noteInputs(this.#marks, queue, before.sightings, at);
		if (after.polledAt !== null && after.polledAt !== before.polledAt) {
			this.#marks = notePoll(this.#marks, after.polledAt);
		}
		for (const input of queue) noteChannel(this.#pulses, input);
	}
}
