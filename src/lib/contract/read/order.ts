/** Orders: what is told of one, whole or in part. */
import { readScalar } from '../display.ts';
import type { Item, OrderCreated, OrderPatch, OrderStatusChanged, Status, Stay } from '../events.ts';
import { asNumber, meaningOf, prettify, readAmount, readCount, readText } from '../fields.ts';
import { asList, find, type Found } from '../payload.ts';
import { asIdentity, flaw, locate, missing, readId, type MappingOf, type Reading } from '../reading.ts';
import { cleanText } from '../text.ts';
import type { Body } from './body.ts';

const ITEMS_SHOWN = 3;

type OrderMapping = MappingOf<'order.created' | 'order.status.changed'>;

const NOT_TOLD = {
	customer: null,
	customerId: null,
	items: [],
	itemsCount: null,
	total: null,
	totalText: null,
	stay: null,
} as const;

export function readOrderCreated(reading: Reading, mapping: OrderMapping): Body<OrderCreated> {
	const order = readPatch(reading, mapping);
	const number = order.number ?? cleanText(`#${order.id}`);
	const ordersToday = readCount(reading, 'ordersToday');
	return {
		entity: order.id,
		isEvent: false,
		told: { type: 'order.created', order: { ...NOT_TOLD, ...order, number }, ordersToday },
	};
}

export function readOrderChanged(reading: Reading, mapping: OrderMapping): Body<OrderStatusChanged> {
	const order = readPatch(reading, mapping);
	const previous = readPrevious(reading);
	const changedBy = readText(reading, 'by');
	return {
		entity: order.id,
		isEvent: false,
		told: { type: 'order.status.changed', order, previous, changedBy },
	};
}

/** What the payload tells of the order; a field it does not tell is absent. */
function readPatch(reading: Reading, { status, fields }: OrderMapping): OrderPatch {
	const sentNumber = readText(reading, 'number');
	const id = readOrderId(reading, sentNumber);
	const number = sentNumber ?? fillNumber(fields.numberPattern, id);
	const customer = readText(reading, 'customer');
	const customerId = readId(reading, 'customerId') ?? subjectOf(reading);
	const items = readItems(reading, fields.items);
	const itemsCount = readCount(reading, 'itemsCount');
	const total = readAmount(reading, 'total');
	const stay = readStay(reading);
	return {
		id,
		status: readStatus(reading, status),
		...(number !== null && { number }),
		...(customer !== null && { customer }),
		...(customerId !== null && { customerId }),
		...(items.length > 0 && { items }),
		...(itemsCount !== null && { itemsCount }),
		...(stay !== null && { stay }),
		...(total !== undefined && { total: total.money, totalText: total.text }),
	};
}

/** On a customer's own channel every order is theirs. */
function subjectOf({ subject }: Reading): string | null {
	return subject?.kind === 'customer' ? subject.id : null;
}

/** Where there is no id, the number is one. */
function readOrderId(reading: Reading, number: string | null): string {
	const found = locate(reading, 'id');
	const id = found === undefined ? number : asIdentity(reading, 'id', found);
	if (id !== null) return id;
	throw missing(reading, ['id'], 'order id', found);
}

function readStatus(reading: Reading, constant: string | undefined): Status {
	const found = locate(reading, 'status');
	const word = constant ?? readScalar(found?.value);
	if (word !== null) return asStatus(reading, word, readText(reading, 'label'));
	throw missing(reading, ['status'], 'status', found);
}

function readPrevious(reading: Reading): Status | null {
	const found = locate(reading, 'previous');
	const word = readScalar(found?.value);
	if (word !== null) return asStatus(reading, word, null);
	if (found !== undefined) flaw(reading, 'previous', found, 'expected a status');
	return null;
}

/** Status words in their own meaning, else as they are. */
function asStatus({ mapping }: Reading, word: string, sentLabel: string | null): Status {
	const meaning = meaningOf(mapping.source.statuses, word);
	const { kind = 'unknown' as const, label = prettify(word) } =
		typeof meaning === 'string' ? { kind: meaning } : (meaning ?? {});
	return { kind, word, label: sentLabel ?? label };
}

function fillNumber(pattern: string | undefined, id: string): string | null {
	if (pattern === undefined) return null;
	const fill = (_: string, places?: string) => id.padStart(Number(places ?? 0), '0');
	return cleanText(pattern.replace(/\{id(?::(\d))?\}/g, fill));
}

function readStay(reading: Reading): Stay | null {
	const from = readText(reading, 'from');
	const until = readText(reading, 'until');
	return from === null || until === null ? null : { from, until };
}

function readItems(reading: Reading, rule: OrderMapping['fields']['items']): readonly Item[] {
	const paths = reading.mapping.items;
	if (rule === undefined || paths === null) return [];
	if (rule.path === undefined) return readItem(reading, reading.payload, '');
	const found = find(reading.payload, paths.path);
	if (found === undefined) return [];
	const list = asList(found.value);
	if (list === undefined) {
		flaw(reading, 'items', found, 'expected a list');
		return [];
	}
	return list
		.slice(0, ITEMS_SHOWN)
		.flatMap((item, index) => readItem(reading, item, `${found.path}.${index}.`));
}

/** The item, or none: a name with a wrong quantity would be a false statement. */
function readItem(reading: Reading, item: unknown, prefix: string): readonly Item[] {
	const paths = reading.mapping.items;
	const name = paths === null ? undefined : find(item, paths.name);
	if (paths === null || name === undefined) return [];
	const text = readScalar(name.value);
	const quantity = find(item, paths.quantity);
	const pieces = quantity === undefined ? 1 : asNumber(quantity.value);
	const at = (found: Found) => ({ ...found, path: prefix + found.path });
	if (text === null) flaw(reading, 'items', at(name), 'expected a text');
	else if (Number.isNaN(pieces)) flaw(reading, 'items', at(quantity ?? name), 'expected a quantity');
	else return [{ name: text, quantity: pieces }];
	return [];
}
