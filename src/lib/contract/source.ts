/**
 * The format of a source: how one Laravel back end says things, as data.
 *
 * The presets and a shop's own JSON file are the same format, checked by the same schema, so that nothing in the code
 * ever asks which source it is.
 */
import * as v from 'valibot';
import { STATUS_KINDS } from './events.ts';

const text = v.pipe(v.string('expected a text'), v.nonEmpty('expected a text that is not empty'));
const texts = v.pipe(v.array(text, 'expected a list of texts'), v.minLength(1, 'expected at least one'));

/** A path into the payload such as `order.user.name`, or several of which the first that is present counts. */
const paths = v.union([text, texts], 'expected a path or a list of paths');

const kind = v.picklist(STATUS_KINDS, `expected one of ${STATUS_KINDS.join(', ')}`);
const statusMeaning = v.union(
	[kind, v.strictObject({ kind, label: text })],
	`expected one of ${STATUS_KINDS.join(', ')}, or { kind, label }`,
);

/** How an amount is written. Never guessed: a text that breaks its rule is shown as sent and summed nowhere. */
const total = v.strictObject({
	path: paths,
	/** `decimal`: 129.90 as text or number. `minor`: whole minor units. `grouped`: text with separators. */
	read: v.picklist(['decimal', 'minor', 'grouped'], 'expected one of decimal, minor, grouped'),
	/** For `grouped`: what stands between thousands, and before the decimals. */
	group: v.optional(v.picklist(['.', ',', ' ', "'", ''], "expected one of . , space ' or nothing")),
	decimal: v.optional(v.picklist(['.', ','], 'expected . or ,')),
	/** Text before or after the number and the currency it stands for: `{ "RM": "MYR" }`. */
	symbols: v.optional(v.record(v.string(), text)),
	currency: v.optional(paths),
});

const items = v.strictObject({
	/** A list of items; without it the payload itself is the only one. */
	path: v.optional(paths),
	name: paths,
	quantity: v.optional(paths),
});

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
		/** A path alone is read as `decimal`. */
		total: v.optional(
			v.union([
				v.pipe(
					paths,
					v.transform((path) => ({ path, read: 'decimal' as const })),
				),
				total,
			]),
		),
		items: v.optional(items),
		itemsCount: v.optional(paths),
		from: v.optional(paths),
		until: v.optional(paths),
		/** When it happened. Times without a date are no times. */
		time: v.optional(paths),
		/** When the order was last changed: an older one never overwrites a newer one. */
		version: v.optional(paths),
		ordersToday: v.optional(paths),
	},
	'is not a field that a source knows',
);

const eventMapping = v.strictObject({
	/** Names on the wire: what broadcastAs() says, or the class name `App\Events\NewOrderEvent`. */
	on: texts,
	as: v.picklist(
		['order.created', 'order.status.changed'],
		'expected one of order.created, order.status.changed',
	),
	fields,
});

export const SourceSchema = v.strictObject(
	{
		name: v.pipe(text, v.regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits and hyphens')),
		label: text,
		/** Names on the wire, prefix included: `private-admin.orders`. */
		channels: v.pipe(
			v.array(
				v.pipe(text, v.regex(/^[A-Za-z0-9_\-=@,.;]{1,164}$/, 'expected a channel name as on the wire')),
				'expected a list of channel names',
			),
			v.minLength(1, 'expected at least one'),
		),
		/** The currency of amounts that come without one. */
		currency: v.optional(v.pipe(text, v.regex(/^[A-Z]{3}$/, 'expected an ISO currency code'))),
		/** The IANA zone of times that have a date but no zone. */
		zone: v.optional(v.pipe(text, v.check(isZone, 'expected an IANA time zone'))),
		/** Decimals of a currency where the shop differs from the usual. */
		decimals: v.optional(
			v.record(
				v.string(),
				v.pipe(
					v.number('expected a number'),
					v.integer('expected a whole number'),
					v.minValue(0),
					v.maxValue(4),
				),
			),
		),
		/** What the shop's status words mean. A word that is missing here shows as it is. */
		statuses: v.optional(v.record(v.string(), statusMeaning), {}),
		events: v.pipe(
			v.array(eventMapping, 'expected a list of events'),
			v.minLength(1, 'expected at least one'),
		),
	},
	'is not a name that a source knows',
);

export type Source = v.InferOutput<typeof SourceSchema>;
export type SourceInput = v.InferInput<typeof SourceSchema>;
export type EventMapping = Source['events'][number];
export type TotalRule = v.InferOutput<typeof total>;
export type Paths = v.InferOutput<typeof paths>;

export type SourceResult = { ok: true; source: Source } | { ok: false; errors: string[] };

/** Checks unknown content; every error names its JSON path, what was expected and what was found. */
export function parseSource(input: unknown): SourceResult {
	const parsed = v.safeParse(SourceSchema, input);
	if (parsed.success) return { ok: true, source: parsed.output };
	return { ok: false, errors: parsed.issues.map(describe) };
}

function describe(issue: v.BaseIssue<unknown>): string {
	const path = (issue.path ?? [])
		.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
		.join('');
	const found = (JSON.stringify(issue.input) ?? 'nothing').slice(0, 60);
	return `${path.replace(/^\./, '') || 'source'}: ${issue.message}, got ${found}`;
}

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
