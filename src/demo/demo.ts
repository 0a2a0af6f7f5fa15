import Pusher from 'pusher';
import { sayFact } from './dialects.ts';
import { createRandom } from './random.ts';
import { Shop } from './shop.ts';

export interface DemoOptions {
	readonly app: { readonly id: string; readonly key: string; readonly secret: string };
	readonly host: string;
	readonly port: number;
	readonly seed: number;
	/** Called with what the broadcaster answered when it refused an event. */
	readonly onError: (error: unknown) => void;
}

const SHORTEST_MS = 600;
const LONGEST_MS = 2_200;

/** Opens the shop: publishes what happens in it over the HTTP API, as a Laravel would. Returns stop. */
export function startDemo(options: DemoOptions): () => void {
	const { app } = options;
	const pusher = new Pusher({
		appId: app.id,
		key: app.key,
		secret: app.secret,
		host: options.host,
		port: String(options.port),
		useTLS: false,
	});
	const random = createRandom(options.seed);
	const shop = new Shop(random, new Date());
	let timer: ReturnType<typeof setTimeout>;
	let isOpen = true;

	async function play(): Promise<void> {
		const { channels, name, data } = sayFact(shop.happen(new Date()));
		try {
			await pusher.trigger([...channels], name, data);
		} catch (error) {
			if (isOpen) options.onError(error);
		}
		if (isOpen) timer = setTimeout(() => void play(), random.between(SHORTEST_MS, LONGEST_MS));
	}

	void play();
	return () => {
		isOpen = false;
		clearTimeout(timer);
	};
}
