/**
 * The format of a source: how one Laravel back end says things, as data.
 *
 * The presets and a shop's own JSON file are the same format, checked by the same schema, so that nothing in the code
 * ever asks which source it is.
 */
import * as v from 'valibot';
import { OUTCOMES, SEVERITIES, STATUS_KINDS, STOCK_LEVELS } from './events.ts';
import { eventMapping, listOf, oneOf, paths, text, UNKNOWN } from './mapping.ts';
import { isZone } from './time.ts';

const KINDS = `expected one of ${STATUS_KINDS.join(', ')}`;
const kind = v.picklist(STATUS_KINDS, KINDS);
const statusMeaning = v.union(
	[kind, v.strictObject({ kind, label: text })],
	`${KINDS}, or { "kind": …, "label": … }`,
);

const TIME_FORMATS = ['iso', 'seconds', 'milliseconds'] as const;

const channel = v.pipe(
	text,
	v.regex(/^[A-Za-z0-9_\-=@,.;]{1,164}$/, 'expected a channel name as on the wire'),
);
const channelPattern = v.pipe(
	text,
	v.regex(
		/^[A-Za-z0-9_\-=@,.;]*\{id\}[A-Za-z0-9_\-=@,.;]*$/,
		'expected a channel name as on the wire with one {id}',
	),
	v.maxLength(164, 'expected a channel name of at most 164 characters'),
);
const presenceChannel = v.pipe(
	channel,
	v.startsWith('presence-', 'expected a channel that begins with presence-'),
);
const wholeDecimals = v.picklist([0, 1, 2, 3, 4], 'expected 0 to 4');

/** Where a presence channel's members tell their names: `name` and `role` unless told. */
const roll = v.strictObject(
	{ channel: presenceChannel, name: v.optional(paths), role: v.optional(paths) },
	UNKNOWN,
);

function wordsFor<const Meanings extends readonly string[]>(meanings: Meanings) {
	return v.optional(v.record(v.string(), oneOf(meanings), `expected { "${meanings[0]}": "${meanings[0]}" }`));
}

const NO_EVENTS = 'expected a list of events';

const shape = v.strictObject(
	{
		name: v.pipe(text, v.regex(/^[a-z0-9-]+$/, 'expected lower-case letters, digits and hyphens')),
		label: text,
		/** Names on the wire, prefix included: `private-admin.orders`. Empty only where `watched` or `presence` has some. */
		channels: v.array(channel, 'expected a list of channel names'),
		/** Channels of one order or one customer, subscribed to only while somebody looks: `order.{id}`. */
		watched: v.optional(
			v.strictObject(
				{
					order: v.optional(listOf(channelPattern, 'channel names with {id}')),
					customer: v.optional(listOf(channelPattern, 'channel names with {id}')),
				},
				UNKNOWN,
			),
		),
		/** Channels that tell who is there. */
		presence: v.optional(v.strictObject({ admins: v.optional(roll), shoppers: v.optional(roll) }, UNKNOWN)),
		/** The currency of amounts that come without one. */
		currency: v.optional(v.pipe(text, v.regex(/^[A-Z]{3}$/, 'expected an ISO currency code'))),
		/** How times are written: text with a date (the usual), or a count since 1970. */
		times: v.optional(oneOf(TIME_FORMATS)),
		/** The zone of times that have a date but no zone: IANA, or an offset. Without it they are not trusted. */
		zone: v.optional(v.pipe(text, v.check(isZone, 'expected a zone such as Asia/Jakarta or +07:00'))),
		/** For `minor`: decimals of the unit that amounts are counted in, where it is not the currency's own. */
		decimals: v.optional(v.record(v.string(), wholeDecimals, 'expected { "IDR": 2 }')),
		/** What the shop's status words mean. A word that is missing here shows as it is. */
		statuses: v.optional(v.record(v.string(), statusMeaning, 'expected { "paid": "paid" }'), {}),
		/** The same for payments, stock, and the severity of alerts, activities and notifications. True and false are words. */
		outcomes: wordsFor(OUTCOMES),
		levels: wordsFor(STOCK_LEVELS),
		severities: wordsFor(SEVERITIES),
		/** Empty only where `presence` tells something all the same. */
		events: v.array(eventMapping, NO_EVENTS),
	},
	UNKNOWN,
);

type Channels = Pick<v.InferOutput<typeof shape>, 'channels' | 'watched' | 'presence'>;

const patternsOf = ({ watched }: Channels) => [...(watched?.order ?? []), ...(watched?.customer ?? [])];
const rollsOf = ({ presence }: Channels) =>
	[presence?.admins, presence?.shoppers].flatMap((roll) => roll?.channel ?? []);

export const SourceSchema = v.pipe(
	shape,
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const source = dataset.value;
		const own = [...source.channels, ...patternsOf(source), ...rollsOf(source)];
		if (own.length === 0) {
			const message = 'expected a list of channel names, or some in watched or presence';
			addIssue({ message, input: source.channels, path: pathTo(source, 'channels') });
		}
		if (source.events.length === 0 && rollsOf(source).length === 0) {
			addIssue({ message: NO_EVENTS, input: source.events, path: pathTo(source, 'events') });
		}
		for (const [index, { channels = [] }] of source.events.entries()) {
			const at = channels.findIndex((name) => !own.includes(name));
			const message = 'expected one of the source’s channels';
			if (at >= 0)
				addIssue({ message, input: channels[at], path: pathTo(source, 'events', index, 'channels', at) });
		}
	}),
);

/** The steps to a place in a value, as an issue names them. */
function pathTo(
	root: unknown,
	...keys: readonly (string | number)[]
): [v.IssuePathItem, ...v.IssuePathItem[]] {
	let value = root;
	const steps = keys.map((key): v.IssuePathItem => {
		const input = value;
		value = (input as Record<string | number, unknown>)[key];
		return { type: 'unknown', origin: 'value', input, key, value };
	});
	return steps as [v.IssuePathItem, ...v.IssuePathItem[]];
}

export type Source = v.InferOutput<typeof shape>;
export type { AmountRule, EventMapping } from './mapping.ts';

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
