/** What leaves the page on somebody's request: a file, or a text into the clipboard. */
export interface Files {
	/** Hands the text to the browser as a download. */
	save(name: string, type: string, text: string): void;
	/** Resolves to whether the text is in the clipboard. */
	copy(text: string): Promise<boolean>;
}

/** Long enough for any browser to have taken the file. */
const RELEASE_AFTER_MS = 60_000;

export function createFiles(): Files {
	return {
		save(name, type, text) {
			const url = URL.createObjectURL(new Blob([text], { type }));
			const link = document.createElement('a');
			link.href = url;
			link.download = name;
			link.click();
			setTimeout(() => URL.revokeObjectURL(url), RELEASE_AFTER_MS);
		},
		async copy(text) {
			try {
				await navigator.clipboard.writeText(text);
				return true;
			} catch {
				// Only secure pages may write to the clipboard, and a user may forbid it.
				return false;
			}
		},
	};
}
