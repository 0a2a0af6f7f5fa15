/**
 * Turns raw frames into canonical events by the sources' data. Total: it never throws, whatever arrives.
 *
 * A frame is accepted when its identity and status can be read; another field that cannot is a flaw of the event, so
 * that an order with an odd total still rings. What no source maps is unmapped, never dropped.
 */
import type { Decoded, OrderPatch, ShopEvent, Status } from './events.ts';
import {
	asStatus,
	compileMapping,
	flaw,
	locate,
	pathsOf,
	readCount,
	readIdentity,
	readItems,
	readMoment,
	readPrevious,
	readScalar,
	readStay,
	readText,
	readTotal,
	type Mapping,
	type Reading,
} from './fields.ts';
import { contentKey } from './key.ts';
import { quote } from './payload.ts';
import type { Source } from './source.ts';
import { cleanText } from './text.ts';

export interface RawFrame {
	/** Wire names, prefix included. */
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** Epoch ms. */
	readonly receivedAt: number;
}

/** Why a frame is rejected; thrown within this file only. */
class Unreadable extends Error {}

/** A decoder for these sources; `defaults.currency` is the shop's. Where sources share a channel the first that maps the name reads it. */
export function createDecoder(
	sources: readonly Source[],
	defaults: { readonly currency: string },
): (frame: RawFrame) => Decoded {
	const mappings = compileSources(sources);
	return (frame) => {
		const { channel, name, receivedAt, payload } = frame;
		const mapping = mappings.get(channel)?.get(name);
		if (mapping === undefined) {
			return { verdict: 'unmapped', unmapped: { channel, name, receivedAt, payload } };
		}
		try {
			return { verdict: 'accepted', event: readEvent(frame, mapping, defaults.currency) };
		} catch (error) {
			// Not JSON, then: a getter that throws, a cycle of proxies.
			const reason = error instanceof Unreadable ? error.message : 'The payload cannot be read at all.';
			const source = mapping.source.name;
			return { verdict: 'rejected', rejection: { source, channel, name, receivedAt, reason, payload } };
		}
	};
}

/** Who reads what: by channel, then by name. */
function compileSources(sources: readonly Source[]): Map<string, Map<string, Mapping>> {
	const mappings = new Map<string, Map<string, Mapping>>();
	for (const source of sources) {
		for (const event of source.events) {
			const mapping = compileMapping(source, event);
			for (const channel of source.channels) {
				const byName = mappings.get(channel) ?? new Map<string, Mapping>();
				mappings.set(channel, byName);
				for (const name of event.on) if (!byName.has(name)) byName.set(name, mapping);
			}
		}
	}
	return mappings;
}

function readEvent(frame: RawFrame, mapping: Mapping, shopCurrency: string): ShopEvent {
	const { channel, name, payload, receivedAt } = frame;
	if (typeof payload !== 'object' || payload === null) {
		throw new Unreadable(`The payload is ${quote(payload)}, expected an object.`);
	}
	const reading: Reading = { mapping, payload, shopCurrency, flaws: [] };
	const order = readPatch(reading);
	const occurredAt = readMoment(reading, 'time');
	const version = readMoment(reading, 'version');
	const source = mapping.source.name;
	const ownId = readIdentity(locate(reading, 'event')?.value);
	const base = {
		key: ownId === null ? keyOf(source, name, order.id, payload) : `${source}#${ownId}`,
		source,
		channel,
		name,
		receivedAt,
		occurredAt,
		version,
		hasIdentity: ownId !== null || occurredAt !== null || version !== null,
		flaws: reading.flaws,
	};
	if (mapping.as === 'order.status.changed') {
		const previous = readPrevious(reading);
		return { type: 'order.status.changed', ...base, order, previous, changedBy: readText(reading, 'by') };
	}
	const number = order.number ?? cleanText(`#${order.id}`);
	const ordersToday = readCount(reading, 'ordersToday');
	return { type: 'order.created', ...base, order: { ...NOT_TOLD, ...order, number }, ordersToday };
}

const NOT_TOLD = {
	customer: null,
	items: [],
	itemsCount: null,
	total: null,
	totalText: null,
	stay: null,
} as const;

function keyOf(source: string, name: string, id: string, payload: unknown): string {
	const key = contentKey(source, name, id, payload);
	if (key === null) throw new Unreadable('The payload is nested deeper than 12 levels.');
	return key;
}

/** What the payload tells of the order; a field it does not tell is absent. */
function readPatch(reading: Reading): OrderPatch {
	const sentNumber = readText(reading, 'number');
	const id = readId(reading, sentNumber);
	const number = sentNumber ?? fillPattern(reading.mapping.fields.numberPattern, id);
	const customer = readText(reading, 'customer');
	const items = readItems(reading);
	const itemsCount = readCount(reading, 'itemsCount');
	const stay = readStay(reading);
	return {
		id,
		status: readStatus(reading),
		...(number !== null && { number }),
		...(customer !== null && { customer }),
		...(items.length > 0 && { items }),
		...(itemsCount !== null && { itemsCount }),
		...(stay !== null && { stay }),
		...readTotal(reading),
	};
}

/** Where there is no id, the number is one. */
function readId(reading: Reading, number: string | null): string {
	const found = locate(reading, 'id');
	const id = found === undefined ? number : readIdentity(found.value);
	if (typeof found?.value === 'number' && Math.abs(found.value) > Number.MAX_SAFE_INTEGER) {
		flaw(reading, 'id', found, 'beyond the numbers that arrive exactly');
	}
	if (id !== null) return id;
	throw new Unreadable(missing(reading, 'id', 'order id', found));
}

function readStatus(reading: Reading): Status {
	const found = locate(reading, 'status');
	const word = readScalar(found?.value);
	if (word !== null) return asStatus(reading, word, readText(reading, 'label'));
	throw new Unreadable(missing(reading, 'status', 'status', found));
}

function missing(
	reading: Reading,
	field: 'id' | 'status',
	what: string,
	found: ReturnType<typeof locate>,
): string {
	if (found !== undefined)
		return `The ${what} at ${found.path} is ${quote(found.value)}, expected a short text or a number.`;
	const paths = pathsOf(reading, field).map(({ text }) => text);
	return `There is no ${what} at ${paths.join(' or ')}.`;
}

function fillPattern(pattern: string | undefined, id: string): string | null {
	if (pattern === undefined) return null;
	const fill = (_: string, places?: string) => id.padStart(Number(places ?? 0), '0');
	return cleanText(pattern.replace(/\{id(?::(\d))?\}/g, fill));
}
