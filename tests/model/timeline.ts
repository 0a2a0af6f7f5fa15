/** Time that passes only when it is told to: whatever is due runs in its order, and what it sets off ends before the next. */
export interface Timeline {
	/** Epoch ms. */
	readonly now: () => number;
	/** Runs something once, later. Returns the undo. */
	readonly after: (delayMs: number, run: () => void) => () => void;
	/** Lets time pass up to a moment, epoch ms. */
	passUntil(until: number): Promise<void>;
}

interface Due {
	readonly at: number;
	readonly order: number;
	run: (() => void) | null;
}

export function createTimeline(start: number): Timeline {
	let time = start;
	let order = 0;
	/** A binary heap, the next one first. */
	const heap: Due[] = [];

	const isBefore = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);

	function push(due: Due): void {
		let index = heap.push(due) - 1;
		while (index > 0) {
			const parent = (index - 1) >> 1;
			if (!isBefore(due, heap[parent]!)) break;
			heap[index] = heap[parent]!;
			index = parent;
		}
		heap[index] = due;
	}

	function pop(): Due | undefined {
		const first = heap[0];
		const last = heap.pop();
		if (first === undefined || last === undefined || heap.length === 0) return first;
		let index = 0;
		for (;;) {
			let child = 2 * index + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
			if (!isBefore(heap[child]!, last)) break;
			heap[index] = heap[child]!;
			index = child;
		}
		heap[index] = last;
		return first;
	}

	return {
		now: () => time,
		after(delayMs, run) {
			order += 1;
			// Whole milliseconds, as a computer's clock has them.
			const due: Due = { at: Math.ceil(time + Math.max(0, delayMs)), order, run };
			push(due);
			return () => (due.run = null);
		},
		async passUntil(until) {
			await settle();
			while (heap[0] !== undefined && heap[0].at <= until) {
				const due = pop()!;
				if (due.run === null) continue;
				time = due.at;
				due.run();
				await settle();
			}
			time = until;
		},
	};
}

/** Every promise that can go on has gone on. */
function settle(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
