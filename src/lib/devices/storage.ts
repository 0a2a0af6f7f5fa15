/** Text kept by this browser for this screen. Absent, forbidden and full storage all behave: nothing is kept. */
export interface Storage {
	read(key: string): string | null;
	write(key: string, text: string): void;
	/** Forgets everything kept under a key that begins with this. */
	forget(prefix: string): void;
	/** Called with what another tab keeps under this key, null when it forgot it. Returns the undo. */
	onKept?(key: string, listener: (text: string | null) => void): () => void;
}

export function createStorage(): Storage {
	return {
		read(key) {
			try {
				return localStorage.getItem(key);
			} catch {
				// Private windows and policies forbid the mere access; preferences then last as long as the page.
				return null;
			}
		},
		write(key, text) {
			try {
				localStorage.setItem(key, text);
			} catch {
				// Full or forbidden: see read().
			}
		},
		forget(prefix) {
			try {
				for (const key of Object.keys(localStorage)) {
					if (key.startsWith(prefix)) localStorage.removeItem(key);
				}
			} catch {
				// Forbidden: then nothing was kept either.
			}
		},
		onKept(key, listener) {
			const onStorage = (event: StorageEvent) => {
				// All is cleared at once under no key.
				if (event.key === key || event.key === null) listener(event.newValue);
			};
			addEventListener('storage', onStorage);
			return () => removeEventListener('storage', onStorage);
		},
	};
}
