/**
 * What `npm start` is told by `.env`, the environment and its arguments, in Laravel's own names.
 *
 * Without an app key the server brings its own broadcaster and a simulated shop. With one (Reverb's or Pusher's lines
 * of the shop's `.env`, copied as they are) it only hands out the page, pointed at that broadcaster.
 */
import { DIALECTS, type Dialect } from './demo/facts.ts';
import type { RecorderSettings } from './recorder/create.ts';
import { check, choose, readAddressBy, readPort, Wrong, type Given } from './settings-reading.ts';
import { readRecorder, type RecorderChoice } from './settings-recorder.ts';

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
	/** What the demo shop plays. Absent: DEFAULT_DIALECTS. */
	readonly sources?: readonly Dialect[];
	/** How one signs in to the embedded demo: by cookie, or by a token. Absent: session. */
	readonly authMode?: AuthMode;
	/** Whether each event of the demo shop is logged, by name and channel. */
	readonly logsEvents?: boolean;
}

export type AuthMode = 'session' | 'bearer';
export type SettingsResult =
	| {
			ok: true;
			settings: Settings;
			/** Null where none runs; `noRecorder` then says what it would take, unless it is meant so. */
			recorder: RecorderSettings | null;
			noRecorder: string | null;
			/** Of a recorder that runs alone. */
			recorderPort: number | null;
	  }
	| { ok: false; problem: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The app that Laravel's docs give for a local Pusher-compatible server. */
export const LOCAL_APP = { id: 'local', key: 'local', secret: 'local' };
export const DEFAULT_PORT = 6001;
/**
 * Two back ends of one shop. Not the bookings one: its admin channel is public, so the page would rightly warn, on the
 * first screen anybody sees, that everybody may read it.
 */
export const DEFAULT_DIALECTS: readonly Dialect[] = ['monitoring', 'orders'];

const CONNECTIONS = ['reverb', 'pusher', 'log', 'null'] as const;
type Connection = (typeof CONNECTIONS)[number];
const LOG_LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
const ENDPOINTS = {
	authEndpoint: 'VITE_AUTH_ENDPOINT',
	signInEndpoint: 'VITE_SIGN_IN_ENDPOINT',
	signOutEndpoint: 'VITE_SIGN_OUT_ENDPOINT',
	csrfEndpoint: 'VITE_CSRF_ENDPOINT',
	snapshotEndpoint: 'VITE_SNAPSHOT_ENDPOINT',
	recorderUrl: 'VITE_RECORDER_URL',
} as const;

/** Reads the settings, or names the first variable or argument that is wrong. */
export function readSettings(environment: Environment, args: readonly string[] = []): SettingsResult {
	// Laravel's .env refers to itself: VITE_REVERB_HOST="${REVERB_HOST}".
	const given: Given = (name) =>
		environment[name]?.replace(/\$\{(\w+)\}/g, (_, other: string) => environment[other] ?? '').trim() ||
		undefined;
	try {
		const settings = read(given, readArguments(args));
		const { settings: recorder, why: noRecorder } = chooseRecorder(given, settings);
		const recorderPort = readPort(given, 'RECORDER_PORT', 0) ?? null;
		return { ok: true, settings, recorder, noRecorder, recorderPort };
	} catch (error) {
		if (error instanceof Wrong) return { ok: false, problem: error.message };
		throw error;
	}
}

function read(given: Given, asked: readonly Dialect[] | undefined): Settings {
	const demo = choose(given, 'DEMO', ['on', 'off']) ?? 'on';
	const seed = Number(given('DEMO_SEED') ?? '1');
	if (!Number.isSafeInteger(seed)) throw new Wrong('DEMO_SEED', 'a whole number', given('DEMO_SEED'));
	const common = {
		host: given('HOST') ?? '127.0.0.1',
		port: readPort(given, 'PORT', 0) ?? DEFAULT_PORT,
		seed,
		app: LOCAL_APP,
		logsEvents: choose(given, 'LOG_LEVEL', LOG_LEVELS) === 'debug',
	};
	const sources = asked ?? readList(given('SHOP_SOURCES'));
	const page = dropAbsent({ ...readPage(given), sources });
	const connection = readConnection(given);
	if (connection === 'log' || connection === 'null')
		return { ...common, isEmbedded: false, isDemo: false, page: { ...page, isLive: false } };
	if (connection !== undefined) {
		const key = given(`${connection.toUpperCase()}_APP_KEY`);
		if (key === undefined)
			throw new Wrong(`${connection.toUpperCase()}_APP_KEY`, 'the app key of your broadcaster', undefined);
		const address = readBroadcaster(connection, given);
		return { ...common, isEmbedded: false, isDemo: false, page: { ...page, key, ...address } };
	}
	// A wrong address is wrong even while no key is set yet: it was meant for something.
	for (const prefix of ['REVERB', 'PUSHER']) readAddress(prefix, given);
	const dialects = sources?.filter(isDialect) ?? DEFAULT_DIALECTS;
	const isDemo = demo === 'on' && dialects.length > 0;
	return {
		...common,
		isEmbedded: true,
		isDemo,
		sources: dialects,
		authMode: page.authMode === 'bearer' ? 'bearer' : 'session',
		page: {
			shopName: isDemo ? 'Demo shop' : 'Local shop',
			zone: 'Asia/Kuala_Lumpur',
			currency: 'MYR',
			...(isDemo ? { sources: dialects } : {}),
			...page,
		},
	};
}

/** The recorder beside this server: of its own broadcaster, or of the shop's. */
function chooseRecorder(
	given: Given,
	{ isEmbedded, isDemo, app, page, sources = [] }: Settings,
): RecorderChoice {
	const connection = isEmbedded ? undefined : readConnection(given);
	const name = isDemo ? ['demo', ...sources].join('-') : 'local';
	const prefix = connection === 'pusher' ? 'PUSHER' : 'REVERB';
	if (page.isLive === false) return { settings: null, why: null };
	return readRecorder(given, { connection: isEmbedded ? null : prefix, app, name, page });
}

/** The arguments after `npm start --`: `--source bookings`, `--source=carts,trades`. */
function readArguments(args: readonly string[]): readonly Dialect[] | undefined {
	const wanted = `one of ${DIALECTS.join(', ')}`;
	const names: string[] = [];
	const left = [...args];
	for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
		const [option, value = left.shift()] = arg.split('=');
		if (option !== '--source') throw new Wrong('An argument of npm start', `--source with ${wanted}`, option);
		const list = readList(value);
		const stranger = list?.find((name) => !isDialect(name));
		if (list === undefined || stranger !== undefined) throw new Wrong('--source', wanted, stranger);
		names.push(...list);
	}
	return names.length > 0 ? [...new Set(names.filter(isDialect))] : undefined;
}

/** What goes into watchfloor.json wherever the broadcaster is. */
function readPage(given: Given): Record<string, unknown> {
	const endpoints = Object.entries(ENDPOINTS).map(([name, variable]) => {
		const wanted = 'a path such as /broadcasting/auth or a full URL';
		return [name, check(given, variable, /^(\/(?!\/)|https?:\/\/)\S*$/, wanted)];
	});
	const zone = given('SHOP_ZONE');
	if (zone !== undefined && !isZone(zone))
		throw new Wrong('SHOP_ZONE', 'an IANA time zone such as Asia/Kuala_Lumpur', zone);
	const isDebug = choose(given, 'APP_DEBUG', ['true', 'false', '1', '0']);
	const off = readList(given('SHOP_FEATURES_OFF'));
	return dropAbsent({
		...Object.fromEntries(endpoints),
		authMode: choose(given, 'VITE_AUTH_MODE', ['session', 'bearer']),
		orderUrl: check(
			given,
			'VITE_ORDER_URL',
			/^(\/(?!\/)|https?:\/\/)\S*\{(id|number)\}\S*$/,
			'an address with {id} or {number} in it, such as https://shop.example/admin/orders/{id}',
		),
		shopName: given('APP_NAME'),
		zone,
		currency: check(given, 'SHOP_CURRENCY', /^[A-Z]{3}$/, 'an ISO currency code such as MYR'),
		pendingLimitMinutes: readMinutes(given, 'SHOP_PENDING_LIMIT'),
		features: off && Object.fromEntries(off.map((name) => [name, false])),
		isDebug: isDebug === 'true' || isDebug === '1' ? true : undefined,
	});
}

function readConnection(given: Given): Connection | undefined {
	const name = given('BROADCAST_CONNECTION') === undefined ? 'BROADCAST_DRIVER' : 'BROADCAST_CONNECTION';
	const connection = choose(given, name, CONNECTIONS);
	if (connection !== undefined) return connection;
	if (given('REVERB_APP_KEY') !== undefined) return 'reverb';
	return given('PUSHER_APP_KEY') === undefined ? undefined : 'pusher';
}

/** How a browser reaches the broadcaster. */
function readBroadcaster(connection: 'reverb' | 'pusher', given: Given): Record<string, unknown> {
	const prefix = connection.toUpperCase();
	const { host, port, scheme } = readAddress(prefix, given);
	const cluster =
		connection === 'pusher' ? (given('VITE_PUSHER_APP_CLUSTER') ?? given('PUSHER_APP_CLUSTER')) : undefined;
	if (host !== undefined) return dropAbsent({ host, port, scheme });
	if (cluster !== undefined) return { cluster };
	const names = connection === 'pusher' ? 'PUSHER_APP_CLUSTER or PUSHER_HOST' : 'REVERB_HOST';
	throw new Wrong(names, 'where browsers reach the broadcaster', undefined);
}

/** The `VITE_` name wins where it differs from what the shop's own server uses. */
function readAddress(prefix: string, given: Given) {
	return readAddressBy(given, (name) =>
		given(`VITE_${prefix}_${name}`) === undefined ? `${prefix}_${name}` : `VITE_${prefix}_${name}`,
	);
}

function readList(text: string | undefined): string[] | undefined {
	const names = (text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	return names.length > 0 ? names : undefined;
}

function readMinutes(given: Given, name: string): number | undefined {
	const text = check(given, name, /^\d{1,4}(\.\d+)?$/, 'a number of minutes, 0 for no limit');
	return text === undefined ? undefined : Number(text);
}

function isDialect(name: string): name is Dialect {
	return (DIALECTS as readonly string[]).includes(name);
}

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

function dropAbsent(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
