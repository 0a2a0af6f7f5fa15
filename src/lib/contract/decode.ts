/**
 * Turns raw frames into canonical events by the sources' data. Total: it never throws, whatever arrives.
 *
 * A frame is accepted when what its event cannot do without can be read; another field that cannot is a flaw of the
 * event, so that an order with an odd total still rings. What no source maps is unmapped, never dropped. Nothing leaves
 * here unmasked.
 */
import { readIdentity } from './display.ts';
import type { Decoded, EventBase, ShopEvent } from './events.ts';
import { readMoment } from './fields.ts';
import { contentKey } from './key.ts';
import { mask } from './mask.ts';
import { quote } from './payload.ts';
import { readAlert } from './read/alert.ts';
import type { Body } from './read/body.ts';
import { readCart } from './read/cart.ts';
import { readNotification } from './read/notification.ts';
import { readOrderChanged, readOrderCreated } from './read/order.ts';
import { readPayment } from './read/payment.ts';
import { readActivity, readVisitor } from './read/people.ts';
import { readStock } from './read/stock.ts';
import { readTrade } from './read/trade.ts';
import { holds, locate, Unreadable, type Mapping, type Reading } from './reading.ts';
import { ANSWERED, HEARTBEAT, readHeartbeat } from './reserved.ts';
import { createRoutes, type Route } from './routes.ts';
import type { Source } from './source.ts';

export interface RawFrame {
	/** Wire names, prefix included. */
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** Epoch ms. */
	readonly receivedAt: number;
}

/** A decoder for these sources; `defaults.currency` is the shop's. Where sources share a channel the first that maps the name reads it. */
export function createDecoder(
	sources: readonly Source[],
	defaults: { readonly currency: string },
): (frame: RawFrame) => Decoded {
	const routesOf = createRoutes(sources);
	return (frame) => {
		const { channel, name, receivedAt } = frame;
		if (name === HEARTBEAT) return { verdict: 'heartbeat', heartbeat: readHeartbeat(frame) };
		if (name === ANSWERED) return { verdict: 'answered', payload: frame.payload };
		const payload = mask(frame.payload);
		const key = () => contentKey('', name, '', payload);
		for (const { subject, byName } of routesOf(channel)) {
			for (const mapping of byName.get(name) ?? []) {
				try {
					if (!holds(mapping, frame.payload)) continue;
					const event = readEvent(frame, mapping, subject, defaults.currency);
					return { verdict: 'accepted', event, payload };
				} catch (error) {
					// Not JSON, then: a getter that throws, a cycle of proxies.
					const reason = error instanceof Unreadable ? error.message : 'The payload cannot be read at all.';
					const source = mapping.source.name;
					return {
						verdict: 'rejected',
						rejection: { source, channel, name, receivedAt, reason, payload, key: key() },
					};
				}
			}
		}
		return { verdict: 'unmapped', unmapped: { channel, name, receivedAt, payload, key: key() } };
	};
}

function readEvent(
	frame: RawFrame,
	mapping: Mapping,
	subject: Route['subject'],
	shopCurrency: string,
): ShopEvent {
	const { channel, name, payload, receivedAt } = frame;
	if (mapping.event.as !== 'refresh.asked' && (typeof payload !== 'object' || payload === null)) {
		throw new Unreadable(`The payload is ${quote(payload)}, expected an object.`);
	}
	const reading: Reading = { mapping, payload, name, subject, shopCurrency, flaws: [] };
	const body = readBody(reading);
	const occurredAt = readMoment(reading, 'time');
	const version = readMoment(reading, 'version');
	const source = mapping.source.name;
	const ownId = readIdentity(locate(reading, 'event')?.value);
	const base: EventBase = {
		key: ownId === null ? keyOf(source, name, body.entity, payload) : `${source}#${ownId}`,
		source,
		channel,
		name,
		receivedAt,
		occurredAt,
		version,
		hasIdentity: ownId !== null || body.isEvent || occurredAt !== null || version !== null,
		subject,
		flaws: reading.flaws,
	};
	return { ...body.told, ...base };
}

/** What the payload tells, by what the source says that it is. */
function readBody(reading: Reading): Body<ShopEvent> {
	const { event } = reading.mapping;
	switch (event.as) {
		case 'order.created':
			return readOrderCreated(reading, event);
		case 'order.status.changed':
			return readOrderChanged(reading, event);
		case 'payment.processed':
			return readPayment(reading, event);
		case 'stock.changed':
			return readStock(reading, event);
		case 'system.alerted':
			return readAlert(reading, event);
		case 'visitor.came':
		case 'visitor.left':
			return readVisitor(reading, event);
		case 'activity.recorded':
			return readActivity(reading, event);
		case 'notification.received':
			return readNotification(reading, event);
		case 'cart.changed':
			return readCart(reading, event);
		case 'trade.matched':
			return readTrade(reading, event);
		case 'refresh.asked':
			return { entity: '', isEvent: false, told: { type: 'refresh.asked' } };
	}
}

function keyOf(source: string, name: string, entity: string, payload: unknown): string {
	const key = contentKey(source, name, entity, payload);
	if (key === null) throw new Unreadable('The payload is nested deeper than 12 levels.');
	return key;
}
