/** What one thing leads to later: a payment after an order, a restock after a shortage, the end of an outage. */
export class Agenda<Entry> {
	#entries: { readonly after: number; readonly entry: Entry }[] = [];

	/** Takes note of an entry that is due `delayMs` after `at`. */
	add(at: Date, delayMs: number, entry: Entry): void {
		const after = at.getTime() + delayMs;
		const index = this.#entries.findIndex((other) => other.after > after);
		this.#entries.splice(index < 0 ? this.#entries.length : index, 0, { after, entry });
	}

	/** Gives back the entry that has been due longest, once. */
	takeDue(at: Date): Entry | undefined {
		const [first] = this.#entries;
		if (first === undefined || first.after > at.getTime()) return undefined;
		this.#entries.shift();
		return first.entry;
	}
}
