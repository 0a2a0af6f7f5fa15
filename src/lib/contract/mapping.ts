/**
 * The format of one event in a source: which names on the wire it has, what it is to us, and where its fields stand.
 *
 * `as` decides which fields there are; the README lists them in one table. Data only, so that a shop's own JSON file
 * can say all that a preset can.
 */
import * as v from 'valibot';
import { OUTCOMES, SEVERITIES, STOCK_LEVELS } from './events.ts';

export const UNKNOWN = 'expected an object';
export const text = v.pipe(v.string('expected a text'), v.nonEmpty('expected a text that is not empty'));

export function listOf<Entry extends v.GenericSchema>(entry: Entry, what: string) {
	const message = `expected a list of ${what}`;
	return v.pipe(v.array(entry, message), v.minLength(1, message));
}

export function oneOf<const Words extends readonly (string | number)[]>(words: Words) {
	return v.picklist(words, `expected one of ${words.join(', ')}`);
}

const path = v.pipe(text, v.regex(/^[^.]+(\.[^.]+){0,11}$/, 'expected a path such as order.user.name'));
/** A path into the payload such as `order.user.name`, or several of which the first that leads to something counts. */
export const paths = v.lazy((input) =>
	Array.isArray(input) ? listOf(path, 'paths') : v.pipe(v.string('expected a path or a list of paths'), path),
) as v.GenericSchema<string | string[]>;

const READS = ['decimal', 'minor', 'grouped'] as const;

/** How an amount is written. Never guessed: a text that breaks its rule is shown as sent and summed nowhere. */
const amountRule = v.pipe(
	v.strictObject(
		{
			path: paths,
			/** `decimal`: 129.90 as text or number. `minor`: whole minor units. `grouped`: text with separators. */
			read: oneOf(READS),
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
export type AmountRule = v.InferOutput<typeof amountRule>;

/** A path alone is read as `decimal`. */
const amount = v.lazy((input) =>
	typeof input === 'string' || Array.isArray(input)
		? v.pipe(
				paths,
				v.transform((path) => ({ path, read: 'decimal' as const })),
			)
		: amountRule,
) as v.GenericSchema<AmountRule | string | string[], AmountRule>;

const items = v.strictObject(
	{
		/** A list of items; without it the payload itself is the only one. */
		path: v.optional(paths),
		name: paths,
		quantity: v.optional(paths),
	},
	UNKNOWN,
);

/** What every event may tell of itself. */
const ofEvery = {
	/** The shop's own id of the event, when it sends one. */
	event: v.optional(paths),
	/** When it happened. */
	time: v.optional(paths),
	/** When the thing was last changed: an older one never overwrites a newer one. */
	version: v.optional(paths),
};

const orderFields = v.strictObject(
	{
		...ofEvery,
		id: paths,
		status: v.optional(paths),
		number: v.optional(paths),
		/** For orders without a number: `ORD-{id:6}` is the id with six places. */
		numberPattern: v.optional(v.pipe(text, v.regex(/\{id(:\d)?\}/, 'expected a text with {id} or {id:6}'))),
		label: v.optional(paths),
		previous: v.optional(paths),
		by: v.optional(paths),
		customer: v.optional(paths),
		customerId: v.optional(paths),
		total: v.optional(amount),
		items: v.optional(items),
		itemsCount: v.optional(paths),
		from: v.optional(paths),
		until: v.optional(paths),
		ordersToday: v.optional(paths),
	},
	UNKNOWN,
);

const paymentFields = v.strictObject(
	{
		...ofEvery,
		id: paths,
		outcome: v.optional(paths),
		method: v.optional(paths),
		amount: v.optional(amount),
		/** Why it failed. */
		reason: v.optional(paths),
		orderId: v.optional(paths),
		orderNumber: v.optional(paths),
		customer: v.optional(paths),
	},
	UNKNOWN,
);

const stockFields = v.strictObject(
	{
		...ofEvery,
		/** Either of the two is enough. */
		id: v.optional(paths),
		name: v.optional(paths),
		sku: v.optional(paths),
		category: v.optional(paths),
		level: v.optional(paths),
		stock: v.optional(paths),
		threshold: v.optional(paths),
	},
	UNKNOWN,
);

const alertFields = v.strictObject(
	{
		...ofEvery,
		id: v.optional(paths),
		title: paths,
		kind: v.optional(paths),
		severity: v.optional(paths),
		component: v.optional(paths),
		message: v.optional(paths),
		/** Whether it is over: true, or one of the words of `resolved`. */
		resolved: v.optional(paths),
	},
	UNKNOWN,
);

const visitorFields = v.strictObject(
	{
		...ofEvery,
		id: v.optional(paths),
		name: v.optional(paths),
		/** The shop's own count of who is there. */
		active: v.optional(paths),
		lastedSeconds: v.optional(paths),
		lastedMs: v.optional(paths),
	},
	UNKNOWN,
);

const activityFields = v.strictObject(
	{
		...ofEvery,
		id: v.optional(paths),
		action: paths,
		label: v.optional(paths),
		description: v.optional(paths),
		who: v.optional(paths),
		severity: v.optional(paths),
	},
	UNKNOWN,
);

const notificationFields = v.strictObject(
	{
		...ofEvery,
		id: v.optional(paths),
		title: paths,
		kind: v.optional(paths),
		message: v.optional(paths),
		severity: v.optional(paths),
		who: v.optional(paths),
	},
	UNKNOWN,
);

const cartFields = v.strictObject(
	{
		...ofEvery,
		customerId: v.optional(paths),
		condition: v.optional(paths),
		message: v.optional(paths),
		subtotal: v.optional(amount),
		total: v.optional(amount),
		savings: v.optional(amount),
	},
	UNKNOWN,
);

const tradeFields = v.strictObject(
	{
		...ofEvery,
		id: paths,
		symbol: paths,
		price: paths,
		amount: paths,
		buyerId: v.optional(paths),
		sellerId: v.optional(paths),
		buyOrderId: v.optional(paths),
		sellOrderId: v.optional(paths),
	},
	UNKNOWN,
);

const scalar = v.union([v.string(), v.number(), v.boolean()], 'expected a text, a number, true or false');

/** What every mapping says beside `as` and `fields`. */
const mapped = {
	/** Names on the wire: what broadcastAs() says, or the class name `App\Events\NewOrderEvent`. */
	on: listOf(text, 'event names'),
	/** Which of the source's channels carry it, where not all do: what goes stale with them. */
	channels: v.optional(listOf(text, 'channel names')),
	/** For a name that means several things: only where one of the paths holds one of these. */
	when: v.optional(v.strictObject({ path: paths, is: listOf(scalar, 'values') }, UNKNOWN)),
};
const words = v.optional(listOf(text, 'words'));

/** A status is a word of the payload, or the same for every event of this name. */
const forOrders = { ...mapped, status: v.optional(text), fields: orderFields };
type ToldStatus = { readonly status?: string | undefined; readonly fields: { readonly status?: unknown } };
const tellsStatus = ({ status, fields }: ToldStatus) => status !== undefined || fields.status !== undefined;
const NO_STATUS = 'expected a status, or a path at fields.status';

const MAPPINGS = [
	v.pipe(
		v.strictObject({ ...forOrders, as: v.literal('order.created') }, UNKNOWN),
		v.check((mapping) => tellsStatus(mapping), NO_STATUS),
	),
	v.pipe(
		v.strictObject({ ...forOrders, as: v.literal('order.status.changed') }, UNKNOWN),
		v.check((mapping) => tellsStatus(mapping), NO_STATUS),
	),
	v.pipe(
		v.strictObject(
			{
				...mapped,
				as: v.literal('payment.processed'),
				/** Where the event's name tells it. */
				outcome: v.optional(oneOf(OUTCOMES)),
				fields: paymentFields,
			},
			UNKNOWN,
		),
		v.check(
			({ outcome, fields }) => outcome !== undefined || fields.outcome !== undefined,
			'expected an outcome, or a path at fields.outcome',
		),
	),
	v.pipe(
		v.strictObject(
			{
				...mapped,
				as: v.literal('stock.changed'),
				/** Where the event's name tells it. */
				level: v.optional(oneOf(STOCK_LEVELS)),
				/** Without a known word: nothing left is out, up to the threshold is low, above it is restocked. */
				levelByStock: v.optional(v.boolean('expected true or false')),
				fields: stockFields,
			},
			UNKNOWN,
		),
		v.check(({ fields }) => Boolean(fields.id ?? fields.name), 'expected a path at fields.id or fields.name'),
		v.check(
			({ level, levelByStock = false, fields }) =>
				level !== undefined || fields.level !== undefined || (levelByStock && fields.stock !== undefined),
			'expected a level, a path at fields.level, or levelByStock with a path at fields.stock',
		),
	),
	v.strictObject(
		{
			...mapped,
			as: v.literal('system.alerted'),
			severity: v.optional(oneOf(SEVERITIES)),
			/** Words of `kind` that announce work on the shop. */
			maintenance: words,
			/** Words at `fields.resolved` that say it is over, beside true. */
			resolved: words,
			fields: alertFields,
		},
		UNKNOWN,
	),
	v.strictObject(
		{ ...mapped, as: v.literal('visitor.came'), fields: v.optional(visitorFields, {}) },
		UNKNOWN,
	),
	v.strictObject(
		{ ...mapped, as: v.literal('visitor.left'), fields: v.optional(visitorFields, {}) },
		UNKNOWN,
	),
	v.strictObject({ ...mapped, as: v.literal('activity.recorded'), fields: activityFields }, UNKNOWN),
	v.strictObject({ ...mapped, as: v.literal('notification.received'), fields: notificationFields }, UNKNOWN),
	v.pipe(
		v.strictObject({ ...mapped, as: v.literal('cart.changed'), fields: cartFields }, UNKNOWN),
		v.check(
			({ fields }) => Boolean(fields.condition ?? fields.message ?? fields.total),
			'expected a path at fields.condition, fields.message or fields.total',
		),
	),
	v.strictObject({ ...mapped, as: v.literal('trade.matched'), fields: tradeFields }, UNKNOWN),
	v.strictObject(
		{ ...mapped, as: v.literal('refresh.asked'), fields: v.optional(v.strictObject(ofEvery, UNKNOWN), {}) },
		UNKNOWN,
	),
] as const;

const AS = MAPPINGS.map((mapping) => mapping.entries.as.literal);

export const eventMapping = v.variant('as', MAPPINGS, ({ expected }) =>
	expected === 'Object' ? UNKNOWN : `expected one of ${AS.join(', ')}`,
);

export type EventMapping = v.InferOutput<typeof eventMapping>;
