/** What may stand in `watchfloor.json`, and in the variables of a build in its place. */
import * as v from 'valibot';

/** What a configuration can switch off without a build. */
export const FEATURES = [
	'sound',
	'notifications',
	'polling',
	'orders',
	'payments',
	'stock',
	'system',
	'acknowledge',
	'people',
	'notices',
	'watch',
	'inspector',
	'export',
] as const;
export type Feature = (typeof FEATURES)[number];

/** An order waits no longer than this before somebody should look. */
const PENDING_LIMIT_MINUTES = 20;
const WEEK_MINUTES = 10_080;
const text = v.pipe(v.string('must be a text'), v.trim(), v.nonEmpty('must not be empty'));
const words = v.array(text, 'must be a list of status words');

const port = v.pipe(
	v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))], 'must be a port number'),
	v.integer('must be a port number'),
	v.minValue(1, 'must be between 1 and 65535'),
	v.maxValue(65_535, 'must be between 1 and 65535'),
);

const zone = v.pipe(text, v.check(isZone, 'must be an IANA time zone such as Asia/Kuala_Lumpur'));
const currency = v.pipe(text, v.regex(/^[A-Z]{3}$/, 'must be an ISO currency code such as MYR'));
const host = v.pipe(
	text,
	v.regex(/^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])$/, 'must be a host name without scheme, port or path'),
);
const endpoint = v.pipe(
	text,
	v.regex(/^(\/(?!\/)|https?:\/\/)\S*$/, 'must be a path such as /broadcasting/auth or a full URL'),
);
const orderUrl = v.pipe(
	text,
	v.regex(/^(\/(?!\/)|https?:\/\/)\S*\{(id|number)\}\S*$/, 'must be a URL with {id} or {number} in it'),
);
const minutes = v.pipe(
	v.union(
		[v.number(), v.pipe(v.string(), v.decimal(), v.transform(Number))],
		'must be a number of minutes, 0 for no limit',
	),
	v.minValue(0, 'must be a number of minutes, 0 for no limit'),
	v.maxValue(WEEK_MINUTES, 'must be a week at most'),
);
const flag = v.boolean('must be true or false');
const ids = v.array(
	v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty('must not be empty')),
	'must be a list of ids',
);
const scheme = v.picklist(['http', 'https'], 'must be http or https');

/** `watchfloor.json` as it may be: whatever it does not say is decided elsewhere. */
export const ConfigFile = v.strictObject(
	{
		key: v.optional(text),
		host: v.optional(host),
		port: v.optional(port),
		scheme: v.optional(scheme),
		cluster: v.optional(text),
		authEndpoint: v.optional(endpoint),
		sources: v.optional(
			v.pipe(
				v.array(
					v.union(
						[text, v.record(v.string(), v.unknown())],
						'must be a preset’s name, a JSON file’s address or a source',
					),
					'must be a list of sources',
				),
				v.minLength(1, 'must name at least one source'),
			),
		),
		shopName: v.optional(text),
		zone: v.optional(zone),
		currency: v.optional(currency),
		statusGroups: v.optional(
			v.strictObject({
				pending: v.optional(words),
				confirmed: v.optional(words),
				unearned: v.optional(words),
			}),
		),
		pendingLimitMinutes: v.optional(v.nullable(minutes), PENDING_LIMIT_MINUTES),
		authMode: v.optional(v.picklist(['session', 'bearer'], 'must be session or bearer')),
		csrfEndpoint: v.optional(endpoint),
		signInEndpoint: v.optional(endpoint),
		signOutEndpoint: v.optional(endpoint),
		snapshotEndpoint: v.optional(endpoint),
		recorderUrl: v.optional(endpoint),
		orderUrl: v.optional(orderUrl),
		isLive: v.optional(flag),
		isDebug: v.optional(flag),
		features: v.optional(
			v.strictObject(v.entriesFromList(FEATURES, v.optional(flag)), `is no feature: ${FEATURES.join(', ')}`),
		),
		watch: v.optional(v.strictObject({ orders: v.optional(ids), customers: v.optional(ids) })),
		isSimulation: v.optional(flag),
		accounts: v.optional(v.array(v.strictObject({ name: text, email: text, password: text }))),
	},
	'is not a name that watchfloor.json knows',
);

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
