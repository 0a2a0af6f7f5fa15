/** Loads a page that stays open for weeks anew: a wall each night, and any screen once for a new release. */
import type { Clock } from '../devices/clock.ts';
import type { Deploys } from '../devices/deploys.ts';
import { formatTime } from '../domain/format.ts';
import { isDeployReloadDue, isNightReloadDue, type ReloadFacts } from '../domain/reloads.ts';

export interface ReloadDeps {
	readonly clock: Pick<Clock, 'now' | 'onSecond'>;
	/** What the screen knows of the shop now. */
	readonly facts: () => Pick<ReloadFacts, 'lastEventAt' | 'hasOpenCritical'>;
	readonly deploys: Deploys;
	/** Loads the page anew if it can be had, after `before` has let it; false when it stays. */
	readonly reload: (before: () => boolean) => Promise<boolean>;
	/** Whether this page is a wall now, where nobody works. */
	readonly isWall: () => boolean;
	/** When somebody last touched the page, epoch ms by the same clock. */
	readonly lastInputAt: () => number;
	/** The shop's IANA zone. */
	readonly zone: string;
	/** Somebody works here, and a new release waits. */
	readonly onWaiting: (now: number) => void;
}

/** How often the server is asked for its release. */
export const ASK_EVERY_MS = 60_000;
/** A page that could not be had is tried again this much later. */
export const TRY_AGAIN_MS = 60_000;

export class Reloads {
	#deps: ReloadDeps;
	#loadedAt: number;
	#askedAt: number;
	#triedAt: number | null = null;
	#found: { readonly version: string; readonly at: number } | null = null;
	#isBusy = false;

	constructor(deps: ReloadDeps) {
		this.#deps = deps;
		this.#loadedAt = deps.clock.now();
		this.#askedAt = this.#loadedAt;
	}

	start(): () => void {
		return this.#deps.clock.onSecond((now) => {
			if (!this.#isBusy) void this.#look(now);
		});
	}

	async #look(now: number): Promise<void> {
		this.#isBusy = true;
		if (now - this.#askedAt >= ASK_EVERY_MS || now < this.#askedAt) await this.#ask(now);
		const isRested = this.#triedAt === null || now - this.#triedAt >= TRY_AGAIN_MS || now < this.#triedAt;
		if (isRested && this.#isDue(now)) {
			this.#triedAt = now;
			await this.#deps.reload(() => this.#mark());
		}
		this.#isBusy = false;
	}

	async #ask(now: number): Promise<void> {
		const { deploys, isWall, onWaiting } = this.#deps;
		this.#askedAt = now;
		const version = await deploys.find();
		if (version === null || deploys.wasTried(version)) this.#found = null;
		else if (this.#found?.version !== version) {
			this.#found = { version, at: now };
			if (!isWall()) onWaiting(now);
		}
	}

	#isDue(now: number): boolean {
		const { facts: read, isWall, lastInputAt, zone } = this.#deps;
		const facts = { ...read(), now, loadedAt: this.#loadedAt };
		if (isWall() && isNightReloadDue(facts, formatTime(now, zone))) return true;
		const found = this.#found;
		return found !== null && isDeployReloadDue(facts, found.at, isWall() ? null : lastInputAt());
	}

	/** Kept before the page is gone: a reload that brings the same release is not repeated for it. */
	#mark(): boolean {
		return this.#found === null || this.#deps.deploys.markTried(this.#found.version);
	}
}
