/**
 * Turns raw frames into canonical events by the sources' data. Total: it never throws, whatever arrives.
 *
 * A frame is accepted when its identity and status can be read; another field that cannot is a flaw of the event, so
 * that an order with an odd total still rings. What no source maps is unmapped, never dropped.
 */
import type { Decoded, Flaw, Item, Order, OrderPatch, Rejection, ShopEvent, Status, Stay } from './events.ts';
import { contentKey } from './key.ts';
import { readMoney } from './money.ts';
import { asList, compilePaths, find, quote, type CompiledPath } from './payload.ts';
import type { EventMapping, Source } from './source.ts';
import { cleanText } from './text.ts';
import { readTime } from './time.ts';

export interface RawFrame {
	/** Wire names, prefix included. */
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** Epoch ms. */
	readonly receivedAt: number;
}

const ITEMS_SHOWN = 3;
const NO_FLAWS: readonly Flaw[] = [];

type FieldName = Exclude<keyof EventMapping['fields'], 'total' | 'items' | 'numberPattern'>;

/** One event mapping with its paths taken apart once. */
interface Mapping {
	readonly source: Source;
	readonly as: EventMapping['as'];
	readonly fields: EventMapping['fields'];
	readonly paths: ReadonlyMap<FieldName, readonly CompiledPath[]>;
	readonly total: { readonly amount: readonly CompiledPath[]; readonly currency: readonly CompiledPath[] };
	readonly items: Readonly<Record<'path' | 'name' | 'quantity', readonly CompiledPath[]>>;
}

/** A reading in progress: what was found wrong so far. */
interface Reading {
	readonly mapping: Mapping;
	readonly payload: unknown;
	readonly shopCurrency: string;
	flaws: Flaw[];
}

/** Why a frame is rejected; thrown within this file only. */
class Unreadable extends Error {}

/** A decoder for these sources; `defaults.currency` is the shop's. Where sources share a channel the first that maps the name reads it. */
export function createDecoder(
	sources: readonly Source[],
	defaults: { readonly currency: string },
): (frame: RawFrame) => Decoded {
	const mappings = new Map<string, Mapping>();
	for (const source of sources) {
		for (const event of source.events) {
			const mapping = compile(source, event);
			for (const channel of source.channels) {
				for (const name of event.on) {
					const at = `${channel}\u0000${name}`;
					if (!mappings.has(at)) mappings.set(at, mapping);
				}
			}
		}
	}
	return (frame) => {
		const { channel, name, receivedAt, payload } = frame;
		const mapping = mappings.get(`${channel}\u0000${name}`);
		if (mapping === undefined)
			return { verdict: 'unmapped', unmapped: { channel, name, receivedAt, payload } };
		try {
			return { verdict: 'accepted', event: readEvent(frame, mapping, defaults.currency) };
		} catch (error) {
			const reason = error instanceof Unreadable ? error.message : 'The payload cannot be read at all.';
			const rejection: Rejection = {
				source: mapping.source.name,
				channel,
				name,
				receivedAt,
				reason,
				payload,
			};
			return { verdict: 'rejected', rejection };
		}
	};
}

function compile(source: Source, { as, fields }: EventMapping): Mapping {
	const { total, items, numberPattern: _, ...plain } = fields;
	const currency = total !== undefined && 'currency' in total ? total.currency : undefined;
	return {
		source,
		as,
		fields,
		paths: new Map(Object.entries(plain).map(([name, paths]) => [name as FieldName, compilePaths(paths)])),
		total: { amount: compilePaths(total?.path), currency: compilePaths(currency) },
		items: {
			path: compilePaths(items?.path),
			name: compilePaths(items?.name),
			quantity: compilePaths(items?.quantity),
		},
	};
}

function readEvent(frame: RawFrame, mapping: Mapping, shopCurrency: string): ShopEvent {
	const { channel, name, payload, receivedAt } = frame;
	if (typeof payload !== 'object' || payload === null) {
		throw new Unreadable(`The payload is ${quote(payload)} where an object was expected.`);
	}
	const reading: Reading = { mapping, payload, shopCurrency, flaws: [] };
	const id = readId(reading);
	const status = readStatus(reading, 'status', true);
	const time = locate(reading, 'time');
	const version = readTime(locate(reading, 'version')?.value, mapping.source.zone);
	const occurredAt = readTime(time?.value, mapping.source.zone);
	const ownKey = readScalar(locate(reading, 'event')?.value);
	const patch = readPatch(reading, id, status);
	const base = {
		key: ownKey ?? contentKey(name, id, payload),
		source: mapping.source.name,
		channel,
		name,
		receivedAt,
		occurredAt,
		version,
		hasIdentity: ownKey !== null || time !== undefined || version !== null,
	};
	if (mapping.as === 'order.created') {
		const ordersToday = readCount(reading, 'ordersToday');
		return {
			type: 'order.created',
			...base,
			flaws: settle(reading),
			order: complete(reading, patch),
			ordersToday,
		};
	}
	const previous = readStatus(reading, 'previous', false);
	const changedBy = readText(reading, 'by');
	return { type: 'order.status.changed', ...base, flaws: settle(reading), order: patch, previous, changedBy };
}

function settle(reading: Reading): readonly Flaw[] {
	return reading.flaws.length === 0 ? NO_FLAWS : reading.flaws;
}

function locate(reading: Reading, field: FieldName) {
	const paths = reading.mapping.paths.get(field);
	return paths === undefined ? undefined : find(reading.payload, paths);
}

function pathOf(reading: Reading, field: FieldName): string {
	return (
		reading.mapping.paths
			.get(field)
			?.map(({ text }) => text)
			.join(' or ') ?? field
	);
}

function readId(reading: Reading): string {
	const found = locate(reading, 'id');
	if (found === undefined) throw new Unreadable(`There is no order id at ${pathOf(reading, 'id')}.`);
	const id = readScalar(found.value);
	if (id === null) throw new Unreadable(`The order id at ${found.path} is ${quote(found.value)}.`);
	return id;
}

function readStatus(reading: Reading, field: 'status', isRequired: true): Status;
function readStatus(reading: Reading, field: 'previous', isRequired: false): Status | null;
function readStatus(reading: Reading, field: 'status' | 'previous', isRequired: boolean): Status | null {
	const found = locate(reading, field);
	const word = readScalar(found?.value);
	if (word === null) {
		if (isRequired && found === undefined)
			throw new Unreadable(`There is no status at ${pathOf(reading, field)}.`);
		if (isRequired) throw new Unreadable(`The status at ${found?.path ?? field} is ${quote(found?.value)}.`);
		if (found !== undefined) flaw(reading, field, found.path, `is ${quote(found.value)}`);
		return null;
	}
	const { statuses } = reading.mapping.source;
	const meaning = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
	const kind = typeof meaning === 'object' ? meaning.kind : (meaning ?? 'unknown');
	const sent = field === 'status' ? readText(reading, 'label') : null;
	return { kind, word, label: sent ?? (typeof meaning === 'object' ? meaning.label : prettify(word)) };
}

function prettify(word: string): string {
	const spaced = word.replace(/[_-]+/g, ' ').trim();
	return spaced === '' ? word : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** An id or a word: a text or a number, cleaned; null for anything else and for nothing. */
function readScalar(value: unknown): string | null {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value === 'bigint') return String(value);
	if (typeof value !== 'string') return null;
	const text = cleanText(value);
	return text === '' ? null : text;
}

function readText(reading: Reading, field: FieldName): string | null {
	const found = locate(reading, field);
	if (found === undefined) return null;
	if (typeof found.value === 'string' || typeof found.value === 'number') return readScalar(found.value);
	flaw(reading, field, found.path, `is ${quote(found.value)} where a text was expected`);
	return null;
}

function readCount(reading: Reading, field: FieldName): number | null {
	const found = locate(reading, field);
	if (found === undefined) return null;
	const count = typeof found.value === 'string' ? Number(found.value) : found.value;
	if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
	flaw(reading, field, found.path, `is ${quote(found.value)} where a count was expected`);
	return null;
}

function readPatch(reading: Reading, id: string, status: Status): OrderPatch {
	const number = readText(reading, 'number') ?? fillPattern(reading.mapping.fields.numberPattern, id);
	const customer = readText(reading, 'customer');
	const items = readItems(reading);
	const itemsCount = readCount(reading, 'itemsCount');
	const stay = readStay(reading);
	return {
		id,
		status,
		...(number === null ? {} : { number }),
		...(customer === null ? {} : { customer }),
		...(items.length === 0 ? {} : { items }),
		...(itemsCount === null ? {} : { itemsCount }),
		...(stay === null ? {} : { stay }),
		...readTotal(reading),
	};
}

function complete(_reading: Reading, patch: OrderPatch): Order {
	return {
		number: `#${patch.id}`,
		customer: null,
		items: [],
		itemsCount: null,
		total: null,
		totalText: null,
		stay: null,
		...patch,
	};
}

function fillPattern(pattern: string | undefined, id: string): string | null {
	return (
		pattern?.replace(/\{id(?::(\d))?\}/, (_, places: string | undefined) =>
			id.padStart(Number(places ?? 0), '0'),
		) ?? null
	);
}

function readTotal(reading: Reading): Pick<OrderPatch, 'total' | 'totalText'> {
	const { mapping, payload, shopCurrency } = reading;
	const rule = mapping.fields.total;
	const found = rule === undefined ? undefined : find(payload, mapping.total.amount);
	if (rule === undefined || found === undefined || found.value === '') return {};
	const named = readScalar(find(payload, mapping.total.currency)?.value);
	const currency = named ?? mapping.source.currency ?? shopCurrency;
	const read = readMoney(found.value, rule, currency, mapping.source.decimals);
	if (read.ok) return { total: read.money, totalText: null };
	flaw(reading, 'total', found.path, `${read.reason}: ${quote(found.value)}`);
	return { total: null, totalText: readScalar(found.value) };
}

function readStay(reading: Reading): Stay | null {
	const from = readText(reading, 'from');
	const until = readText(reading, 'until');
	return from === null || until === null ? null : { from, until };
}

function readItems(reading: Reading): readonly Item[] {
	const { fields, items: paths } = reading.mapping;
	if (fields.items === undefined) return [];
	if (fields.items.path === undefined)
		return [readItem(reading.payload, paths)].filter((item) => item !== null);
	const found = find(reading.payload, paths.path);
	if (found === undefined) return [];
	const list = asList(found.value);
	if (list === undefined)
		flaw(reading, 'items', found.path, `is ${quote(found.value)} where a list was expected`);
	const read = (list ?? []).slice(0, ITEMS_SHOWN).map((item) => readItem(item, paths));
	return read.filter((item) => item !== null);
}

function readItem(item: unknown, paths: Mapping['items']): Item | null {
	const name = readScalar(find(item, paths.name)?.value);
	const quantity = Number(find(item, paths.quantity)?.value ?? 1);
	return name === null
		? null
		: { name, quantity: Number.isFinite(quantity) && Math.abs(quantity) < 1e9 ? quantity : 1 };
}

function flaw(reading: Reading, field: string, path: string, reason: string): void {
	reading.flaws.push({ field, path, reason });
}
