import { untrack } from 'svelte';
import type { FeedEntry, FeedFilter } from '$lib/domain/feed.ts';
import { countHeld, withLatestFacts, type Held } from './held.ts';

/** A pointer that rests this long reads no more: a forgotten mouse must not hold the floor's orders back. */
const POINTER_RESTS_MS = 10_000;

/**
 * Whether somebody reads the list, and what they see meanwhile: the rows in the order in which they stood, each with its
 * latest facts. What is new waits and is counted.
 */
export class Reading {
	#isScrolled = $state.raw(false);
	#isFocused = $state.raw(false);
	#pointedAt = $state.raw<number | null>(null);
	#now: () => number;
	#entries: () => readonly FeedEntry[];
	#filter: () => FeedFilter;

	constructor(entries: () => readonly FeedEntry[], now: () => number, filter: () => FeedFilter) {
		this.#entries = entries;
		this.#now = now;
		this.#filter = filter;
	}

	/** Which rows are asked for. */
	get filter(): FeedFilter {
		return this.#filter();
	}

	readonly isReading = $derived.by(
		() =>
			this.#isScrolled ||
			this.#isFocused ||
			(this.#pointedAt !== null && this.#now() - this.#pointedAt < POINTER_RESTS_MS),
	);

	/** The rows as they stood when reading began. */
	readonly #stood = $derived.by(() => {
		// Another filter is answered at once.
		void this.#filter();
		return this.isReading ? untrack(this.#entries) : null;
	});

	readonly rows = $derived.by((): readonly FeedEntry[] => {
		const entries = this.#entries();
		if (this.#stood === null) return entries;
		return withLatestFacts(this.#stood, entries);
	});

	/** Orders that wait. */
	readonly held = $derived.by((): Held => {
		return this.#stood === null ? { arrived: 0, recovered: 0 } : countHeld(this.#stood, this.#entries());
	});

	scrolledTo(top: number): void {
		this.#isScrolled = top > 8;
	}

	/** A click focuses too; only focus that shows comes from somebody who reads by keyboard. */
	focusedOn(target: EventTarget | null): void {
		this.#isFocused = target instanceof Element && target.matches(':focus-visible');
	}

	pointed(isWithin: boolean): void {
		this.#pointedAt = isWithin ? this.#now() : null;
	}

	stop(): void {
		this.#isScrolled = false;
		this.#isFocused = false;
		this.#pointedAt = null;
	}
}
