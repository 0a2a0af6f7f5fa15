/** The simulated shop at work: publishes over the HTTP API, as a Laravel would, and answers what it knows of itself. */
import Pusher from 'pusher';
import { REGULARS } from './catalogue.ts';
import { DayBook, type Snapshot } from './day-book.ts';
import { sayFact } from './dialects/dialects.ts';
import { phpJson } from './dialects/php-json.ts';
import type { Dialect, Fact } from './facts.ts';
import { DemoPresence } from './presence.ts';
import { createRandom } from './random.ts';
import { Shop } from './shop.ts';

export interface DemoOptions {
	readonly app: { readonly id: string; readonly key: string; readonly secret: string };
	readonly seed: number;
	readonly dialects: readonly Dialect[];
	/** Called with what the broadcaster answered when it refused an event. */
	readonly onError: (error: unknown) => void;
	/** Called with each event that was published. */
	readonly onEvent?: (name: string, channels: readonly string[]) => void;
}

export interface Demo {
	/** Begins to publish to the broadcaster at this address. */
	open(host: string, port: number): void;
	snapshot(): Snapshot;
	/** Customers worth watching, where no channel is about everybody. */
	readonly watched: readonly string[];
	close(): void;
}

const SHORTEST_MS = 600;
const LONGEST_MS = 2_200;
/** What happened before anybody watched, so that the first snapshot is of a shop in the middle of its day. */
const PAST_FACTS = 300;
const PAST_STEP_MS = 30_000;

/** Prepares the shop, with its past; it says nothing before it is opened. */
export function createDemo(options: DemoOptions): Demo {
	const { app, dialects } = options;
	const random = createRandom(options.seed);
	const book = new DayBook();
	const began = Date.now() - PAST_FACTS * PAST_STEP_MS;
	const shop = new Shop(random, new Date(began), dialects);
	for (let index = 0; index < PAST_FACTS; index += 1)
		book.record(shop.happen(new Date(began + index * PAST_STEP_MS)));
	let pusher: Pusher | null = null;
	let presence: DemoPresence | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOpen = true;

	async function publish(fact: Fact): Promise<void> {
		for (const { channels, name, data } of sayFact(fact)) {
			if (!isOpen) return;
			try {
				await pusher?.trigger([...channels], name, phpJson(data));
				options.onEvent?.(name, channels);
			} catch (error) {
				if (isOpen) options.onError(error);
			}
		}
	}

	async function play(): Promise<void> {
		const fact = shop.happen(new Date());
		book.record(fact);
		presence?.show(shop.people);
		await publish(fact);
		if (isOpen) timer = setTimeout(() => void play(), random.between(SHORTEST_MS, LONGEST_MS));
	}

	return {
		open(host, port) {
			const { id: appId, key, secret } = app;
			pusher = new Pusher({ appId, key, secret, host, port: String(port), useTLS: false });
			if (dialects.includes('monitoring'))
				presence = new DemoPresence({ app, host, port, now: () => new Date() });
			void play();
		},
		snapshot: () => book.read(new Date()),
		watched: dialects.some((dialect) => dialect === 'carts' || dialect === 'trades')
			? REGULARS.map(({ id }) => String(id))
			: [],
		close() {
			isOpen = false;
			clearTimeout(timer);
			presence?.close();
		},
	};
}
