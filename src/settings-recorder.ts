/** What the recorder is told by the environment, in `npm start` and alone. */
import type { BroadcasterAddress, RecorderSettings } from './recorder/create.ts';
import { check, choose, readAddressBy, readNumber, Wrong, type Given } from './settings-reading.ts';

/** The settings, or why there is no recorder: a line for whoever starts it, or null when it was switched off. */
export type RecorderChoice =
	| { readonly settings: RecorderSettings; readonly why: null }
	| { readonly settings: null; readonly why: string | null };

/** Which shop is recorded. */
export interface RecordedShop {
	/** Whose variables hold key, id, secret and address; null for the broadcaster of `npm start` itself. */
	readonly connection: 'REVERB' | 'PUSHER' | null;
	readonly app: RecorderSettings['app'];
	/** Names the folder of the embedded one. */
	readonly name: string;
	readonly page: Readonly<Record<string, unknown>>;
}

export const DEFAULT_RECORDER_PATH = '.watchfloor/recorder';
const DEFAULT_HEARTBEAT_SECONDS = 10;
const DEFAULT_DAYS = 7;
const DEFAULT_MEGABYTES = 512;
/** As the page's, when nothing is said. */
const DEFAULT_CURRENCY = 'USD';

/** Reads the recorder's settings, or throws for the first variable that is wrong. */
export function readRecorder(given: Given, { connection, app, name, page }: RecordedShop): RecorderChoice {
	const common = {
		sources: Array.isArray(page.sources) ? (page.sources as unknown[]) : null,
		// The page must turn the day when the recorder does.
		zone: text(page.zone) ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
		currency: text(page.currency) ?? DEFAULT_CURRENCY,
		path: given('RECORDER_PATH') ?? DEFAULT_RECORDER_PATH,
		heartbeatEveryMs: readHeartbeat(given),
		days: readNumber(given, 'RECORDER_DAYS', 1, 3_650) ?? DEFAULT_DAYS,
		megabytes: readNumber(given, 'RECORDER_MB', 16, 1_000_000) ?? DEFAULT_MEGABYTES,
		snapshot: readSnapshot(given),
		trustsProxy: choose(given, 'RECORDER_TRUST_PROXY', ['on', 'off']) === 'on',
		hasOpenMetrics: choose(given, 'RECORDER_METRICS', ['open', 'local']) === 'open',
	};
	if (choose(given, 'RECORDER', ['on', 'off']) === 'off') return { settings: null, why: null };
	if (connection === null)
		return { settings: { ...common, app, broadcaster: null, shop: folderOf(name) }, why: null };
	const [id, key, secret] = ['ID', 'KEY', 'SECRET'].map((part) => given(`${connection}_APP_${part}`));
	if (id === undefined || key === undefined || secret === undefined) {
		const needs = `${connection}_APP_ID and ${connection}_APP_SECRET`;
		return { settings: null, why: `No recorder: it needs ${needs} of the shop beside the key.` };
	}
	const broadcaster = readBroadcaster(given, connection);
	const shop = folderOf(`${key}-${broadcaster.host ?? broadcaster.cluster ?? ''}`);
	return { settings: { ...common, app: { id, key, secret }, broadcaster, shop }, why: null };
}

/** As the shop's own server reaches it, and as browsers do where nothing else is said. */
function readBroadcaster(given: Given, prefix: 'REVERB' | 'PUSHER'): BroadcasterAddress {
	const own = given(`${prefix}_HOST`) === undefined ? `VITE_${prefix}` : prefix;
	const { host, port, scheme = 'https' } = readAddressBy(given, (part) => `${own}_${part}`);
	const cluster =
		prefix === 'PUSHER' && host === undefined
			? (given('PUSHER_APP_CLUSTER') ?? given('VITE_PUSHER_APP_CLUSTER') ?? null)
			: null;
	return { host: host ?? null, port: port ?? (scheme === 'https' ? 443 : 80), scheme, cluster };
}

function readHeartbeat(given: Given): number | null {
	// A screen calls a line silent after 25 s: it has to be two that did not come, not one that is not due yet.
	const wanted = 'off, or seconds from 1 to 10';
	const text = check(given, 'RECORDER_HEARTBEAT', /^(off|[1-9]|10)$/, wanted);
	return text === 'off' ? null : Number(text ?? DEFAULT_HEARTBEAT_SECONDS) * 1_000;
}

function readSnapshot(given: Given): RecorderSettings['snapshot'] {
	const url = check(
		given,
		'RECORDER_SNAPSHOT_URL',
		/^https?:\/\/\S+$/,
		'a full URL such as https://shop.example/api/watchfloor/snapshot',
	);
	const token = given('RECORDER_SNAPSHOT_TOKEN') ?? null;
	if (url === undefined && token !== null)
		throw new Wrong('RECORDER_SNAPSHOT_URL', 'set where there is a token for it', undefined);
	return url === undefined ? null : { url, token };
}

function folderOf(name: string): string {
	return name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^\.+/, '');
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
