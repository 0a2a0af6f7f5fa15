/**
 * What this screen is pointed at: `watchfloor.json` beside the page, over the `VITE_` values of the build.
 *
 * The only reader of the environment. Nothing is guessed: what is wrong or missing is a problem with a name, and no
 * connection is made. The page's own files are all that is fetched before the configuration stands.
 */
import * as v from 'valibot';
import { ConfigFile, FEATURES, type Feature } from './config-file.ts';

export { FEATURES, type Feature };

export interface StatusGroupsConfig {
	readonly pending?: readonly string[] | undefined;
	readonly confirmed?: readonly string[] | undefined;
	readonly unearned?: readonly string[] | undefined;
}

export interface Config {
	readonly key: string;
	/** Null with a cluster: Pusher's own hosts. */
	readonly host: string | null;
	readonly port: number;
	readonly scheme: 'http' | 'https';
	readonly cluster: string | null;
	readonly authEndpoint: string;
	readonly authMode: 'session' | 'bearer';
	/** Each null where the shop has none, or where it is not to be used. */
	readonly csrfEndpoint: string | null;
	readonly signInEndpoint: string | null;
	readonly signOutEndpoint: string | null;
	readonly snapshotEndpoint: string | null;
	/** Where a recorder answers; null where none runs. */
	readonly recorderUrl: string | null;
	/** An order's page in the shop's own admin: `https://shop.example/admin/orders/{id}`. */
	readonly orderUrl: string | null;
	/** False when the shop broadcasts nothing for now: no socket is opened. */
	readonly isLive: boolean;
	/** Each event into the browser's console. */
	readonly isDebug: boolean;
	readonly features: Readonly<Record<Feature, boolean>>;
	/** What every screen of the shop watches from the start. */
	readonly watch: { readonly orders: readonly string[]; readonly customers: readonly string[] };
	/** Accounts of a simulated shop that the sign-in page offers. Never those of a real one. */
	readonly accounts: readonly { readonly name: string; readonly email: string; readonly password: string }[];
	/** Names of presets, addresses of JSON files, or sources written out. */
	readonly sources: readonly (string | Readonly<Record<string, unknown>>)[];
	readonly shopName: string;
	readonly zone: string;
	readonly currency: string;
	readonly statusGroups: StatusGroupsConfig;
	/** Minutes after which an order that still waits is late; null: none ever is. */
	readonly pendingLimitMinutes: number | null;
	readonly isSimulation: boolean;
}

export interface Problem {
	/** The name in watchfloor.json, or the variable. */
	readonly name: string;
	readonly problem: string;
	readonly where: string;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: readonly Problem[] };

/** Where the page itself was loaded from. */
export interface PageAddress {
	readonly protocol: string;
	readonly hostname: string;
}

const FILE = 'watchfloor.json';

/** How the build names what points at a broadcaster, with one of Laravel's two prefixes. */
const ADDRESS = {
	key: 'APP_KEY',
	host: 'HOST',
	port: 'PORT',
	scheme: 'SCHEME',
	cluster: 'APP_CLUSTER',
} as const;
const SHOP = {
	authEndpoint: 'VITE_AUTH_ENDPOINT',
	authMode: 'VITE_AUTH_MODE',
	csrfEndpoint: 'VITE_CSRF_ENDPOINT',
	signInEndpoint: 'VITE_SIGN_IN_ENDPOINT',
	signOutEndpoint: 'VITE_SIGN_OUT_ENDPOINT',
	snapshotEndpoint: 'VITE_SNAPSHOT_ENDPOINT',
	recorderUrl: 'VITE_RECORDER_URL',
	orderUrl: 'VITE_ORDER_URL',
	shopName: 'VITE_APP_NAME',
	zone: 'VITE_SHOP_ZONE',
	currency: 'VITE_SHOP_CURRENCY',
	pendingLimitMinutes: 'VITE_PENDING_LIMIT_MINUTES',
} as const;

/**
 * Reads the configuration from the file's content (`undefined` when there is no file) over the build's variables.
 *
 * @returns every problem at once, each with the name it is about.
 */
export function parseConfig(
	file: unknown,
	variables: Readonly<Record<string, unknown>>,
	page: PageAddress,
): ConfigResult {
	const { values, origins } = mergeDefaults(file ?? {}, variables);
	const parsed = v.safeParse(ConfigFile, values);
	if (!parsed.success) {
		return { ok: false, problems: parsed.issues.map((issue) => describeIssue(issue, origins)) };
	}
	const given = parsed.output;
	const isLive = given.isLive ?? true;
	const isHosted = given.host === undefined && given.cluster !== undefined;
	const schemeUsed = given.scheme ?? 'https';
	const problems: Problem[] = [];
	if (given.key === undefined && isLive)
		problems.push(missing('key', 'the broadcaster’s app key', 'VITE_REVERB_APP_KEY'));
	if (given.host === undefined && !isHosted && isLive) {
		problems.push(missing('host', 'the broadcaster’s host, or Pusher’s cluster', 'VITE_REVERB_HOST'));
	}
	const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(page.hostname);
	if (page.protocol === 'https:' && schemeUsed === 'http' && !isLocal) {
		problems.push({
			name: 'scheme',
			problem: 'is http, but this page was loaded over https: browsers refuse such a socket. Use https.',
			where: origins.get('scheme') ?? FILE,
		});
	}
	if (given.authMode === 'bearer' && given.signInEndpoint === undefined) {
		problems.push(
			missing('signInEndpoint', 'where a token is had, such as /api/login', 'VITE_SIGN_IN_ENDPOINT'),
		);
	}
	if (problems.length > 0) return { ok: false, problems };
	return {
		ok: true,
		config: {
			key: given.key ?? '',
			host: given.host ?? null,
			port: given.port ?? (schemeUsed === 'https' ? 443 : 80),
			scheme: schemeUsed,
			cluster: given.cluster ?? null,
			authEndpoint: given.authEndpoint ?? '/broadcasting/auth',
			authMode: given.authMode ?? 'session',
			csrfEndpoint: given.csrfEndpoint ?? null,
			signInEndpoint: given.signInEndpoint ?? null,
			signOutEndpoint: given.signOutEndpoint ?? null,
			snapshotEndpoint: given.snapshotEndpoint ?? null,
			recorderUrl: given.recorderUrl?.replace(/\/+$/, '') ?? null,
			orderUrl: given.orderUrl ?? null,
			isLive,
			isDebug: given.isDebug ?? false,
			features: readFeatures(given.features),
			watch: { orders: given.watch?.orders ?? [], customers: given.watch?.customers ?? [] },
			sources: given.sources ?? ['orders', 'monitoring', 'bookings'],
			shopName: given.shopName ?? 'Watchfloor',
			zone: given.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
			currency: given.currency ?? 'USD',
			statusGroups: given.statusGroups ?? {},
			// 0 and null both switch it off.
			pendingLimitMinutes: given.pendingLimitMinutes || null,
			isSimulation: given.isSimulation ?? false,
			accounts: given.accounts ?? [],
		},
	};
}

function readFeatures(given: Partial<Record<Feature, boolean | undefined>> | undefined): Config['features'] {
	const features = FEATURES.map((feature) => [feature, given?.[feature] ?? true] as const);
	return Object.fromEntries(features) as Config['features'];
}

/** Fetches `watchfloor.json` from beside the page; without one the build's values stand alone. */
export async function loadConfig(
	base: string,
	page: PageAddress,
	fetcher: typeof fetch,
): Promise<ConfigResult> {
	const unreadable = (problem: string): ConfigResult => ({
		ok: false,
		problems: [{ name: FILE, problem, where: `${base}/${FILE}` }],
	});
	let response: Response;
	try {
		response = await fetcher(`${base}/${FILE}`, { cache: 'no-store' });
	} catch {
		return unreadable('could not be fetched: is the server that hands out this page running?');
	}
	// A static host without the file answers 404, or its fallback page.
	const isPage = (response.headers.get('content-type') ?? '').includes('text/html');
	const isAbsent = response.status === 404 || (response.ok && isPage);
	if (isAbsent) return parseConfig(undefined, import.meta.env, page);
	if (!response.ok) return unreadable(`was answered with status ${response.status}`);
	try {
		return parseConfig(await response.json(), import.meta.env, page);
	} catch (error) {
		return unreadable(`is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
	}
}

function mergeDefaults(file: unknown, variables: Readonly<Record<string, unknown>>) {
	const origins = new Map<string, string>();
	if (typeof file !== 'object' || file === null || Array.isArray(file)) return { values: null, origins };
	const isSet = (variable: string) => typeof variables[variable] === 'string' && variables[variable] !== '';
	// Reverb's and Pusher's lines may both be there; half of each would point nowhere.
	const prefix = isSet('VITE_REVERB_APP_KEY') || isSet('VITE_REVERB_HOST') ? 'VITE_REVERB' : 'VITE_PUSHER';
	const isElsewhere = Object.hasOwn(file, 'host') || Object.hasOwn(file, 'cluster');
	const candidates = [
		...Object.entries(ADDRESS)
			.filter(([name]) => name === 'key' || !isElsewhere)
			.map(([name, suffix]) => [name, `${prefix}_${suffix}`] as const),
		...Object.entries(SHOP),
	];
	const values: Record<string, unknown> = {};
	for (const [name, variable] of candidates) {
		if (!isSet(variable) || Object.hasOwn(file, name)) continue;
		values[name] = variables[variable];
		origins.set(name, variable);
	}
	return { values: { ...values, ...file }, origins };
}

function describeIssue(issue: v.BaseIssue<unknown>, origins: ReadonlyMap<string, string>): Problem {
	const path =
		issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('') ?? '';
	const name = path.replace(/^\./, '') || FILE;
	const problem = name === FILE ? 'must hold a JSON object' : issue.message;
	return {
		name,
		problem: `${problem}, got ${quote(issue.input)}`,
		where: origins.get(name.split(/[.[]/)[0] ?? '') ?? FILE,
	};
}

function quote(value: unknown): string {
	return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}

function missing(name: string, what: string, variable: string): Problem {
	return { name, problem: `is missing: ${what}`, where: `${FILE}, or ${variable} at build time` };
}
