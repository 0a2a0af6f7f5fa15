/** Who is told of something. One that throws is reported and starves nobody. */
export interface Listeners<Value> {
	/** Returns the undo. */
	add(listener: (value: Value) => void): () => void;
	tell(value: Value): void;
	clear(): void;
}

/** `report` gets what a listener threw. */
export function createListeners<Value>(report: (error: unknown) => void): Listeners<Value> {
	const listeners = new Set<(value: Value) => void>();
	return {
		add(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		tell(value) {
			for (const listener of listeners) {
				try {
					listener(value);
				} catch (error) {
					report(error);
				}
			}
		},
		clear: () => listeners.clear(),
	};
}
