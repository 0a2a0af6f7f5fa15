/** Loads the page anew, but only one that would come up again: a server that is away must not leave a white screen. */
export interface ReloadParts {
	readonly location: { readonly href: string; reload(): void };
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	/** Called when it is sure to come up; false holds it back. */
	readonly before: () => boolean;
}

/** What the page begins with; it is named in the page itself. */
const ENTRY = /["'(]([^"'()\s]*\/immutable\/entry\/[^"'()\s]+\.js)["')]/g;

/** Reloads when the page and what it begins with can be had. False when they cannot. */
export async function reloadWhenServed({ location, fetch, before }: ReloadParts): Promise<boolean> {
	try {
		const page = await fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } });
		if (!page.ok) return false;
		const entries = [...(await page.text()).matchAll(ENTRY)].map(([, path = '']) => path);
		if (entries.length === 0) return false;
		const answers = await Promise.all(
			entries.map((path) => fetch(new URL(path, location.href).href, { cache: 'no-store' })),
		);
		if (!answers.every(({ ok }) => ok)) return false;
	} catch {
		return false;
	}
	if (!before()) return false;
	location.reload();
	return true;
}
