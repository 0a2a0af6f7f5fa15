/** Asks a shop for its own totals, at the endpoint that docs/backend.md describes. */
import { createSnapshotReader, type Snapshot } from '../lib/contract/snapshot.ts';
import type { Source } from '../lib/contract/source.ts';

export interface ShopEndpoint {
	readonly url: string;
	/** Sent as a bearer; null for none. */
	readonly token: string | null;
}

const TIME_LIMIT_MS = 10_000;

export interface SnapshotOptions {
	readonly sources: readonly Source[];
	readonly currency: string;
	/** Epoch ms. */
	readonly now: () => number;
	/** The body, or why there is none. */
	readonly ask: () => Promise<{ readonly body: unknown } | string>;
}

/** Asks, and reads the answer; a text says why there is none. */
export function createSnapshotFetch(options: SnapshotOptions): () => Promise<Snapshot | string> {
	const read = createSnapshotReader(options.sources, { currency: options.currency });
	return async () => {
		const answer = await options.ask();
		return typeof answer === 'string' ? answer : read(answer.body, options.now());
	};
}

/** The question to an endpoint of the shop. What went wrong is told without the token. */
export function askEndpoint({ url, token }: ShopEndpoint): SnapshotOptions['ask'] {
	return async () => {
		const headers = {
			Accept: 'application/json',
			...(token === null ? {} : { Authorization: `Bearer ${token}` }),
		};
		const limits = { redirect: 'manual' as const, signal: AbortSignal.timeout(TIME_LIMIT_MS) };
		try {
			const response = await fetch(url, { headers, ...limits });
			if (!response.ok) return `it is answered with status ${response.status}`;
			return { body: await response.json() };
		} catch (error) {
			return error instanceof SyntaxError ? 'its answer is not JSON' : 'the shop does not answer';
		}
	};
}
