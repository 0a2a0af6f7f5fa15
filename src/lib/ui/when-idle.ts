/** At the latest then: a page that never rests still gets what it waits for. */
const LIMIT_MS = 1_000;

/** Calls once when the page has nothing better to do. Returns cancel. */
export function whenIdle(run: () => void): () => void {
	if (typeof requestIdleCallback === 'undefined') {
		const timer = setTimeout(run, LIMIT_MS);
		return () => clearTimeout(timer);
	}
	const handle = requestIdleCallback(run, { timeout: LIMIT_MS });
	return () => cancelIdleCallback(handle);
}
