/**
 * Asks the shop for its own state: once the line stands, while it cannot be had, and when the shop says that its data
 * changed. What arrives while it answers is put on top of the answer.
 */
import type { Refusal } from '../connection/shop.ts';
import type { Clock } from '../devices/clock.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Dashboard } from './dashboard.svelte.ts';
import { describeReason } from './words.ts';

export interface PollingDeps {
	readonly clock: Clock;
	readonly fetchSnapshot: () => Promise<{ readonly ok: true; readonly body: unknown } | Refusal>;
	/** Reads an answer; a text says why it cannot be. */
	readonly read: (body: unknown, at: number) => Promise<Snapshot | string>;
}

export const POLL_EVERY_MS = 30_000;
/** A shorter loss is the link's matter alone. */
const POLL_AFTER_MS = 5_000;

export class Polling {
	#deps: PollingDeps;
	#dashboard: Dashboard;
	#problem: string | null = $state(null);
	#askedAt: number | null = null;
	#closedSince: number | null = null;
	#refreshes = 0;
	/** The socket the latest snapshot was asked on: with a new one something was missed. */
	#caughtUpOn: string | null = null;
	#triedOn: string | null = null;
	#isAsking = false;
	#isStopped = false;

	constructor(dashboard: Dashboard, deps: PollingDeps) {
		this.#dashboard = dashboard;
		this.#deps = deps;
	}

	/** Why the latest answer was none. */
	get problem(): string | null {
		return this.#problem;
	}

	start(): () => void {
		const undo = [
			this.#deps.clock.onSecond((now) => this.#look(now)),
			// A line that has just come to stand is caught up at once.
			this.#dashboard.onStep(({ at }) => this.#look(at)),
		];
		return () => {
			this.#isStopped = true;
			for (const stop of undo) stop();
		};
	}

	#look(now: number): void {
		const { line, state } = this.#dashboard;
		const isOpen = line.socket === 'connected';
		if (isOpen) this.#closedSince = null;
		else this.#closedSince ??= line.socket === 'closed' ? now - POLL_AFTER_MS : now;
		const isDue = this.#askedAt === null || now - this.#askedAt >= POLL_EVERY_MS || now < this.#askedAt;
		// A line that stands since a moment, and one that stands again, has not told what was before.
		const isBehind =
			isOpen && state.lostAt === null && state.isWatching && line.socketId !== this.#caughtUpOn;
		const isAsked =
			state.refreshesAsked !== this.#refreshes || (isBehind && (isDue || line.socketId !== this.#triedOn));
		this.#refreshes = state.refreshesAsked;
		const isCutOff = this.#closedSince !== null && now - this.#closedSince >= POLL_AFTER_MS;
		if ((isCutOff && isDue) || isAsked) void this.#ask();
	}

	async #ask(): Promise<void> {
		if (this.#isAsking) return;
		this.#isAsking = true;
		this.#askedAt = this.#deps.clock.now();
		this.#triedOn = this.#dashboard.line.socketId;
		this.#dashboard.markSnapshot();
		const read = await this.#fetch();
		if (this.#isStopped) return;
		this.#problem = typeof read === 'string' ? read : null;
		if (typeof read === 'string') this.#dashboard.dropMark();
		else {
			this.#caughtUpOn = this.#triedOn;
			this.#dashboard.putSnapshot(read);
		}
		this.#isAsking = false;
	}

	async #fetch(): Promise<Snapshot | string> {
		const answer = await this.#deps.fetchSnapshot();
		if (!answer.ok) return describeReason(answer.reason);
		try {
			return await this.#deps.read(answer.body, this.#deps.clock.now());
		} catch {
			// The reader is fetched when it is first needed; a new release of the page has taken the old one away.
			return 'the part of this page that reads snapshots cannot be fetched: load the page anew';
		}
	}
}
