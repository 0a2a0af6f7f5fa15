/**
 * The format of a source: how one Laravel back end says things, as data.
 *
 * The presets and a shop's own JSON file are the same format, checked by the same schema, so that nothing in the code
 * ever asks which source it is.
 */
import * as v from 'valibot';
import { STATUS_KINDS } from './events.ts';
import { isZone } from './time.ts';

const UNKNOWN = 'expected an object';
const text = v.pipe(v.string('expected a text'), v.nonEmpty('expected a text that is not empty'));

function listOf<Entry extends v.GenericSchema>(entry: Entry, what: string) {
	const message = `expected a list of ${what}`;
	return v.pipe(v.array(entry, message), v.minLength(1, message));
}

const path = v.pipe(text, v.regex(/^[^.]+(\.[^.]+){0,11}$/, 'expected a path such as order.user.name'));
/** A path into the payload such as `order.user.name`, or several of which the first that leads to something counts. */
const paths = v.lazy((input) =>
	Array.isArray(input) ? listOf(path, 'paths') : v.pipe(v.string('expected a path or a list of paths'), path),
) as v.GenericSchema<string | string[]>;

const KINDS = `expected one of ${STATUS_KINDS.join(', ')}`;
const kind = v.picklist(STATUS_KINDS, KINDS);
const statusMeaning = v.union(
	[kind, v.strictObject({ kind, label: text })],
	`${KINDS}, or { "kind": …, "label": … }`,
);

const READS = ['decimal', 'minor', 'grouped'] as const;

/** How an amount is written. Never guessed: a text that breaks its rule is shown as sent and summed nowhere. */
const totalRule = v.pipe(
	v.strictObject(
		{
			path: paths,
			/** `decimal`: 129.90 as text or number. `minor`: whole minor units. `grouped`: text with separators. */
			read: v.picklist(READS, `expected one of ${READS.join(', ')}`),
			/** For `grouped`: what stands between thousands (a point unless told), and before the decimals. */
			group: v.optional(v.picklist(['.', ',', ' ', "'", ''], "expected one of . , ' space, nothing")),
			decimal: v.optional(v.picklist(['.', ','], 'expected . or ,')),
			/** Text before or after the number and the currency it stands for: `{ "RM": "MYR" }`. */
			symbols: v.optional(v.record(v.string(), text, 'expected { "RM": "MYR" }')),
			/** Where the payload names the currency. */
			currency: v.optional(paths),
		},
		UNKNOWN,
	),
	v.check(({ group = '.', decimal }) => group !== decimal, 'expected group and decimal to differ'),
);
type TotalShape = v.InferOutput<typeof totalRule>;

/** A path alone is read as `decimal`. */
const total = v.lazy((input) =>
	typeof input === 'string' || Array.isArray(input)
		? v.pipe(
				paths,
				v.transform((path) => ({ path, read: 'decimal' as const })),
			)
		: totalRule,
) as v.GenericSchema<TotalShape | string | string[], TotalShape>;

const items = v.strictObject(
	{
		/** A list of items; without it the payload itself is the only one. */
		path: v.optional(paths),
		name: paths,
		quantity: v.optional(paths),
	},
	UNKNOWN,
);

const fields = v.strictObject(
	{
		id: paths,
		status: paths,
		/** The shop's own id of the event, when it sends one. */
		event: v.optional(paths),
		number: v.optional(paths),
		/** For orders without a number: `ORD-{id:6}` is the id with six places. */
		numberPattern: v.optional(v.pipe(text, v.regex(/\{id(:\d)?\}/, 'expected a text with {id} or {id:6}'))),
		label: v.optional(paths),
		previous: v.optional(paths),
		by: v.optional(paths),
		customer: v.optional(paths),
		total: v.optional(total),
		items: v.optional(items),
		itemsCount: v.optional(paths),
		from: v.optional(paths),
		until: v.optional(paths),
		/** When it happened. */
		time: v.optional(paths),
		/** When the order was last changed: an older one never overwrites a newer one. */
		version: v.optional(paths),
		ordersToday: v.optional(paths),
	},
	UNKNOWN,
);

const AS = ['order.created', 'order.status.changed'] as const;
const TIME_FORMATS = ['iso', 'seconds', 'milliseconds'] as const;

const eventMapping = v.strictObject(
	{
		/** Names on the wire: what broadcastAs() says, or the class name `App\Events\NewOrderEvent`. */
		on: listOf(text, 'event names'),
		as: v.picklist(AS, `expected one of ${AS.join(', ')}`),
		fields,
	},
	UNKNOWN,
);

const channel = v.pipe(
	text,
	v.regex(/^[A-Za-z0-9_\-=@,.;]{1,164}$/, 'expected a channel name as on the wire'),
);
const wholeDecimals = v.picklist([0, 1, 2, 3, 4], 'expected 0 to 4');

export const SourceSchema = v.strictObject(
	{
		name: v.pipe(text, v.regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits and hyphens')),
		label: text,
		/** Names on the wire, prefix included: `private-admin.orders`. */
		channels: listOf(channel, 'channel names'),
		/** The currency of amounts that come without one. */
		currency: v.optional(v.pipe(text, v.regex(/^[A-Z]{3}$/, 'expected an ISO currency code'))),
		/** How times are written: text with a date (the usual), or a count since 1970. */
		times: v.optional(v.picklist(TIME_FORMATS, `expected one of ${TIME_FORMATS.join(', ')}`)),
		/** The zone of times that have a date but no zone: IANA, or an offset. Without it they are not trusted. */
		zone: v.optional(v.pipe(text, v.check(isZone, 'expected a zone such as Asia/Jakarta or +07:00'))),
		/** For `minor`: decimals of the unit that amounts are counted in, where it is not the currency's own. */
		decimals: v.optional(v.record(v.string(), wholeDecimals, 'expected { "IDR": 2 }')),
		/** What the shop's status words mean. A word that is missing here shows as it is. */
		statuses: v.optional(v.record(v.string(), statusMeaning, 'expected { "paid": "paid" }'), {}),
		events: listOf(eventMapping, 'events'),
	},
	UNKNOWN,
);

export type Source = v.InferOutput<typeof SourceSchema>;
export type EventMapping = Source['events'][number];
export type TotalRule = TotalShape;

export type SourceResult = { ok: true; source: Source } | { ok: false; errors: string[] };

/** Checks unknown content; every error names its JSON path, what was expected and what was found. */
export function parseSource(input: unknown): SourceResult {
	const parsed = v.safeParse(SourceSchema, input, { abortPipeEarly: true });
	if (parsed.success) return { ok: true, source: parsed.output };
	return { ok: false, errors: parsed.issues.map(describe) };
}

function describe(issue: v.BaseIssue<unknown>): string {
	const steps = (issue.path ?? []).map(({ key }) =>
		typeof key === 'number' ? `[${key}]` : `.${String(key)}`,
	);
	const where = steps.join('').replace(/^\./, '') || 'source';
	if (issue.expected === 'never') return `${where}: is not a name that a source knows`;
	// A key that is not there is an issue of its object, with the key's name for what was expected.
	if (issue.message === UNKNOWN && issue.received === 'undefined') return `${where}: is missing`;
	return `${where}: ${issue.message}, got ${(JSON.stringify(issue.input) ?? 'nothing').slice(0, 60)}`;
}
