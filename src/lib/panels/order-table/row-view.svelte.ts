import { tick } from 'svelte';
import type { OrderRecord } from '$lib/domain/order.ts';
import { scrollTo, windowOf } from '$lib/ui/virtual-rows.ts';

/** What is scrolled, read anew when it is needed. */
interface Shown {
	readonly rows: readonly OrderRecord[];
	readonly rowPx: number;
	readonly headPx: number;
}

const STEPS: ReadonlyMap<string, number> = new Map([
	['ArrowDown', 1],
	['ArrowUp', -1],
	['Home', -Infinity],
	['End', Infinity],
]);

/** Which rows of a long table are drawn, and which one the keys stand on, drawn or not. */
export class RowView {
	/** The element that scrolls, and its height as the browser measures it. */
	element: HTMLElement | undefined = $state.raw();
	heightPx = $state(0);
	#scrolledPx = $state.raw(0);
	#cursor = $state.raw<string | null>(null);
	#shown: () => Shown;

	constructor(shown: () => Shown) {
		this.#shown = shown;
	}

	readonly #viewPx = $derived.by(() => Math.max(0, this.heightPx - this.#shown().headPx));
	readonly isLaidOut = $derived.by(() => this.#viewPx > 0);
	readonly range = $derived.by(() => this.#windowAt(this.#scrolledPx));

	/** The ref of the row that Tab goes to: the cursor's while it is drawn, else the first that is seen. */
	readonly tabbed = $derived.by(() => {
		const { rows } = this.#shown();
		const isDrawn = rows.slice(this.range.first, this.range.end).some(({ ref }) => ref === this.#cursor);
		return isDrawn ? this.#cursor : (rows[this.range.firstSeen]?.ref ?? null);
	});

	/** Follows a scroll; a row that leaves does not take the focus with it. */
	scrolled(): number {
		if (this.element === undefined) return 0;
		const top = this.element.scrollTop;
		const row = document.activeElement?.closest('tbody tr');
		if (row && this.element.contains(row)) {
			const { first, end } = this.#windowAt(top);
			const index = Number(row.getAttribute('aria-rowindex')) - 2;
			if (index < first || index >= end) this.focus();
		}
		this.#scrolledPx = top;
		return top;
	}

	toTop(): void {
		this.#scroll(0);
	}

	focus(): void {
		this.element?.focus({ preventScroll: true });
	}

	/** Puts the cursor on a row and brings it into view. */
	goTo(ref: string): void {
		this.#cursor = ref;
		const { rows, rowPx } = this.#shown();
		const index = rows.findIndex((row) => row.ref === ref);
		if (index >= 0) this.#scroll(scrollTo(index, rowPx, this.#scrolledPx, this.#viewPx));
	}

	/** The row that a key goes to; null for a key that goes nowhere. */
	rowAfter(key: string): OrderRecord | null {
		const step = STEPS.get(key);
		if (step === undefined) return null;
		const { rows } = this.#shown();
		const at = rows.findIndex(({ ref }) => ref === this.#cursor);
		const to = at < 0 && Number.isFinite(step) ? this.range.firstSeen : at + step;
		return rows[Math.max(0, Math.min(rows.length - 1, to))] ?? null;
	}

	/** Goes to a row and focuses what opens it, once it is drawn. */
	async focusOn(ref: string): Promise<void> {
		this.goTo(ref);
		await tick();
		const index = this.#shown().rows.findIndex((row) => row.ref === ref);
		const opener = this.element?.querySelector<HTMLElement>(`tr[aria-rowindex="${index + 2}"] button`);
		opener?.focus({ preventScroll: true });
	}

	#scroll(top: number): void {
		if (this.element === undefined || this.element.scrollTop === top) return;
		this.element.scrollTop = top;
		// The browser may allow less, and tells of it a frame later.
		this.#scrolledPx = this.element.scrollTop;
	}

	#windowAt(top: number) {
		const { rows, rowPx } = this.#shown();
		return windowOf(rows.length, rowPx, top, this.#viewPx);
	}
}
