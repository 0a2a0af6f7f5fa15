import { untrack } from 'svelte';
import type { OrderList } from '$lib/domain/order-list.ts';
import type { OrderQuery } from '$lib/domain/order-query.ts';
import type { OrderRecord } from '$lib/domain/order.ts';
import { countHeld, withLatestFacts } from './held.ts';

/** A pointer that rests this long reads no more. */
const POINTER_RESTS_MS = 10_000;

/** What the table is asked to show, and what tells that somebody reads it; each read anew when it is needed. */
interface Shown {
	readonly list: OrderList;
	readonly query: OrderQuery;
	/** Whether an order of it is open beside it. */
	readonly isOpen: boolean;
	readonly now: number;
}

/**
 * Whether somebody reads the table, and the rows they see meanwhile: in the places where they stood, each with its latest
 * facts. What is new waits and is counted. Another query is answered at once.
 */
export class Reading {
	#isScrolled = $state.raw(false);
	#isFocused = $state.raw(false);
	#pointedAt = $state.raw<number | null>(null);
	#shows = $state.raw(0);
	#shown: () => Shown;

	constructor(shown: () => Shown) {
		this.#shown = shown;
	}

	readonly isReading = $derived.by(() => {
		const { isOpen, now } = this.#shown();
		const isPointed = this.#pointedAt !== null && now - this.#pointedAt < POINTER_RESTS_MS;
		return this.#isScrolled || this.#isFocused || isPointed || isOpen;
	});

	readonly #query = $derived.by(() => Object.values(this.#shown().query).join('\n'));

	/** The rows as they stood when reading began; where there was none, there is nothing to hold still. */
	readonly #stood = $derived.by(() => {
		void this.#query;
		void this.#shows;
		if (!this.isReading) return null;
		const { rows } = untrack(() => this.#shown().list);
		return rows.length === 0 ? null : rows;
	});

	readonly rows = $derived.by((): readonly OrderRecord[] => {
		const { rows, byRef } = this.#shown().list;
		return this.#stood === null ? rows : withLatestFacts(this.#stood, byRef);
	});

	/** Rows that wait. */
	readonly held = $derived.by(() => {
		return this.#stood === null ? 0 : countHeld(this.#stood, this.#shown().list.rows);
	});

	scrolledTo(top: number): void {
		this.#isScrolled = top > 8;
	}

	/** A click focuses too; only focus that shows comes from somebody who reads by keyboard. */
	focusedOn(target: EventTarget | null): void {
		this.#isFocused = target instanceof Element && target.matches(':focus-visible');
	}

	pointed(isWithin: boolean): void {
		this.#pointedAt = isWithin ? untrack(() => this.#shown().now) : null;
	}

	/** Lets in what waits, also while somebody goes on reading. */
	showHeld(): void {
		this.#isScrolled = false;
		this.#isFocused = false;
		this.#pointedAt = null;
		this.#shows += 1;
	}
}
