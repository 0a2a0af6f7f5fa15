/** A clock that a test moves: nothing happens in between. */
import type { Clock } from '../../../src/broadcaster/broadcaster.ts';

export class DrivenClock implements Clock {
	#nowMs: number;
	#ticks: { everyMs: number; nextMs: number; tick: () => void }[] = [];

	constructor(nowMs: number) {
		this.#nowMs = nowMs;
	}

	now(): number {
		return this.#nowMs;
	}

	every(everyMs: number, tick: () => void): () => void {
		const entry = { everyMs, nextMs: this.#nowMs + everyMs, tick };
		this.#ticks.push(entry);
		return () => void this.#ticks.splice(this.#ticks.indexOf(entry), 1);
	}

	advanceTo(nowMs: number): void {
		for (const entry of this.#ticks) {
			for (; entry.nextMs <= nowMs; entry.nextMs += entry.everyMs) {
				this.#nowMs = entry.nextMs;
				entry.tick();
			}
		}
		this.#nowMs = Math.max(nowMs, this.#nowMs);
	}
}
