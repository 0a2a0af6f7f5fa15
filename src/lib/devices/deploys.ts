/** Which release of the page its server hands out now, and which one this tab was loaded anew for. */
export interface Deploys {
	/** The release that would come with a reload, when it is another one than this; null when it is not, or not known. */
	find(): Promise<string | null>;
	/** Whether this tab was loaded anew for that release already: it came back as it was. */
	wasTried(version: string): boolean;
	/** Keeps over the reload that it is tried. False when nothing can be kept: it might be tried for ever. */
	markTried(version: string): boolean;
}

export interface DeployParts {
	/** The release that runs here. */
	readonly version: string;
	/** Where the server names its own. */
	readonly url: string;
	readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
	/** Of this tab; null where it is forbidden. */
	readonly storage: () => Pick<globalThis.Storage, 'getItem' | 'setItem'>;
}

const TRIED_KEY = 'watchfloor.reloaded-for.1';

export function createDeploys({ version, url, fetch, storage }: DeployParts): Deploys {
	return {
		async find() {
			try {
				const response = await fetch(url, { cache: 'no-store' });
				if (!response.ok) return null;
				const { version: served } = (await response.json()) as { version?: unknown };
				return typeof served === 'string' && served !== version ? served : null;
			} catch {
				// Away, or something else answers in its place.
				return null;
			}
		},
		wasTried(version) {
			try {
				return storage().getItem(TRIED_KEY) === version;
			} catch {
				return true;
			}
		},
		markTried(version) {
			try {
				storage().setItem(TRIED_KEY, version);
				return storage().getItem(TRIED_KEY) === version;
			} catch {
				return false;
			}
		},
	};
}
