import type { Shop } from '../connection/shop.ts';
import type { Storage } from '../devices/storage.ts';
import { forgetEverything } from './settings.svelte.ts';
import { describeReason } from './words.ts';

export interface SessionDeps {
	readonly shop: Shop;
	readonly storage: Storage;
	/** Whether this screen can sign somebody in by itself. */
	readonly canSignIn: boolean;
}

/** Who this browser is to the shop: it may sign in, and leaves nothing behind when it signs out. */
export class Session {
	#deps: SessionDeps;
	#problem: string | null = $state(null);
	#isBusy = $state(false);

	constructor(deps: SessionDeps) {
		this.#deps = deps;
	}

	get canSignIn(): boolean {
		return this.#deps.canSignIn;
	}

	/** Why signing in failed, in words. */
	get problem(): string | null {
		return this.#problem;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** True when the shop let this browser in. */
	async signIn(email: string, password: string): Promise<boolean> {
		this.#isBusy = true;
		const answer = await this.#deps.shop.signIn(email, password);
		this.#isBusy = false;
		this.#problem = answer.ok ? null : describeReason(answer.reason);
		return answer.ok;
	}

	/** Ends the session and forgets everything this browser kept; the caller leaves the page, and with it what it shows. */
	async signOut(): Promise<void> {
		// The request takes the token along as it is made; whatever the shop answers, it is forgotten at once.
		const answered = this.#deps.shop.signOut();
		forgetEverything(this.#deps.storage);
		await answered;
		forgetEverything(this.#deps.storage);
	}
}
