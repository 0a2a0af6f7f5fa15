/**
 * What `npm start` is told by `.env` and the environment, in Laravel's own names.
 *
 * Without an app key the server brings its own broadcaster and a simulated shop. With one (Reverb's or Pusher's lines
 * of the shop's `.env`, copied as they are) it only hands out the page, pointed at that broadcaster.
 */
export interface Settings {
	readonly host: string;
	readonly port: number;
	/** Whether this server is the broadcaster too. */
	readonly isEmbedded: boolean;
	readonly isDemo: boolean;
	readonly seed: number;
	readonly app: { readonly id: string; readonly key: string; readonly secret: string };
	/** For watchfloor.json; the page checks it. Never holds a secret. */
	readonly page: Readonly<Record<string, unknown>>;
}

export type SettingsResult = { ok: true; settings: Settings } | { ok: false; problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The app that Laravel's docs give for a local Pusher-compatible server. */
export const LOCAL_APP = { id: 'local', key: 'local', secret: 'local' };
export const DEFAULT_PORT = 6001;

/** Reads the settings, or names the first variable that is wrong. */
export function readSettings(environment: Environment): SettingsResult {
	// Laravel's .env refers to itself: VITE_REVERB_HOST="${REVERB_HOST}".
	const given = (name: string) =>
		environment[name]?.replace(/\$\{(\w+)\}/g, (_, other: string) => environment[other] ?? '').trim() ||
		undefined;
	const port = readPort(given('PORT') ?? String(DEFAULT_PORT));
	if (port === undefined) return wrong('PORT', 'a number from 0 to 65535', given('PORT'));
	const demo = given('DEMO') ?? 'on';
	if (demo !== 'on' && demo !== 'off') return wrong('DEMO', 'on or off', demo);
	const seed = Number(given('DEMO_SEED') ?? '1');
	if (!Number.isSafeInteger(seed)) return wrong('DEMO_SEED', 'a whole number', given('DEMO_SEED'));

	const connection = given('BROADCAST_CONNECTION') ?? given('BROADCAST_DRIVER') ?? guessConnection(given);
	if (connection !== undefined && connection !== 'reverb' && connection !== 'pusher') {
		return wrong('BROADCAST_CONNECTION', 'reverb or pusher', connection);
	}
	const page: Record<string, unknown> = dropAbsent({
		authEndpoint: given('VITE_AUTH_ENDPOINT'),
		shopName: given('APP_NAME'),
		zone: given('SHOP_ZONE'),
		currency: given('SHOP_CURRENCY'),
		sources: given('SHOP_SOURCES')
			?.split(',')
			.map((name) => name.trim()),
	});
	const key = connection && given(`${connection.toUpperCase()}_APP_KEY`);
	if (connection === undefined || key === undefined) {
		if (connection !== undefined)
			return wrong(`${connection.toUpperCase()}_APP_KEY`, 'the app key of your broadcaster', undefined);
		const demoPage = {
			shopName: demo === 'on' ? 'Demo shop' : 'Local shop',
			zone: 'Asia/Kuala_Lumpur',
			currency: 'MYR',
			...page,
		};
		return {
			ok: true,
			settings: {
				host: given('HOST') ?? '127.0.0.1',
				port,
				isEmbedded: true,
				isDemo: demo === 'on',
				seed,
				app: LOCAL_APP,
				page: demoPage,
			},
		};
	}
	const broadcaster = readBroadcaster(connection, given);
	if (typeof broadcaster === 'string') return { ok: false, problem: broadcaster };
	return {
		ok: true,
		settings: {
			host: given('HOST') ?? '127.0.0.1',
			port,
			isEmbedded: false,
			isDemo: false,
			seed,
			app: LOCAL_APP,
			page: { ...page, key, ...broadcaster },
		},
	};
}

/** How a browser reaches the broadcaster: the `VITE_` name where it differs from what the shop's server uses. */
function readBroadcaster(
	connection: 'reverb' | 'pusher',
	given: (name: string) => string | undefined,
): Record<string, unknown> | string {
	const prefix = connection.toUpperCase();
	const of = (name: string) => given(`VITE_${prefix}_${name}`) ?? given(`${prefix}_${name}`);
	const host = of('HOST');
	const cluster = connection === 'pusher' ? of('APP_CLUSTER') : undefined;
	if (host === undefined && cluster === undefined) {
		const names = connection === 'pusher' ? 'PUSHER_APP_CLUSTER or PUSHER_HOST' : 'REVERB_HOST';
		return `${names} is missing: where browsers reach the broadcaster.`;
	}
	if (host === undefined) return dropAbsent({ cluster });
	return dropAbsent({ host, port: of('PORT'), scheme: of('SCHEME') });
}

function guessConnection(given: (name: string) => string | undefined): 'reverb' | 'pusher' | undefined {
	if (given('REVERB_APP_KEY') !== undefined) return 'reverb';
	return given('PUSHER_APP_KEY') === undefined ? undefined : 'pusher';
}

function readPort(text: string): number | undefined {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
	return port <= 65_535 ? port : undefined;
}

function dropAbsent(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function wrong(name: string, wanted: string, got: string | undefined): SettingsResult {
	return {
		ok: false,
		problem: `${name} must be ${wanted}${got === undefined ? ', and it is not set' : `, got “${got}”`}.`,
	};
}
