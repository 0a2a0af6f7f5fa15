import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDecoder, type RawFrame } from './decode.ts';
import type { Decoded, ShopEvent } from './events.ts';
import { mask } from './mask.ts';
import { parseSource, type EventMapping, type Source } from './source.ts';
import { presets } from './sources/index.ts';

interface Sample {
	readonly file: string;
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** The event without what its frame gives it, its subject only where it has one; or why there is none. */
	readonly expect: 'unmapped' | { readonly rejected: string } | Readonly<Record<string, unknown>>;
}

const folder = new URL('./samples/', import.meta.url);
const sourceNames = Object.keys(presets) as (keyof typeof presets)[];
const samples = sourceNames.flatMap((source) =>
	readdirSync(new URL(source, folder)).map((name) => readSample(`${source}/${name}`)),
);
const decode = createDecoder(Object.values(presets), { currency: 'MYR' });
const RECEIVED_AT = 1_795_226_646_000;

function readSample(file: string): Sample {
	return { file, ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Sample, 'file'>) };
}

function sampled(file: string): RawFrame {
	const { channel, name, payload } = readSample(`${file}.json`);
	return { channel, name, payload, receivedAt: RECEIVED_AT };
}

function accepted(decoded: Decoded): ShopEvent {
	if (decoded.verdict !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(decoded)}`);
	return decoded.event;
}

function withPayloadAsText(decoded: Decoded): unknown {
	if (decoded.verdict === 'accepted') return { ...decoded, payload: JSON.stringify(decoded.payload) };
	if (decoded.verdict === 'unmapped') {
		const { key: _, ...unmapped } = decoded.unmapped;
		return { ...decoded, unmapped: { ...unmapped, payload: JSON.stringify(unmapped.payload) } };
	}
	if (decoded.verdict !== 'rejected') return decoded;
	const { key: _, ...rejection } = decoded.rejection;
	return { ...decoded, rejection: { ...rejection, payload: JSON.stringify(rejection.payload) } };
}

const keyOf = (file: string) => accepted(decode(sampled(file))).key;

describe('every sample', () => {
	test.each(samples)('$file', ({ file, channel, name, payload: sent, expect: expected }) => {
		const source = file.slice(0, file.indexOf('/')) as keyof typeof presets;
		const read = createDecoder([presets[source], ...Object.values(presets)], { currency: 'MYR' });
		const decoded = read({ channel, name, payload: sent, receivedAt: RECEIVED_AT });
		const frame = { channel, name, receivedAt: RECEIVED_AT };
		// As text: a matcher asks a payload with a key `constructor` what it is made by.
		const payload = JSON.stringify(mask(sent));
		if (expected === 'unmapped') {
			expect(withPayloadAsText(decoded)).toStrictEqual({
				verdict: 'unmapped',
				unmapped: { ...frame, payload },
			});
		} else if ('rejected' in expected) {
			const rejection = { ...frame, source, payload, reason: expected.rejected };
			expect(withPayloadAsText(decoded)).toStrictEqual({ verdict: 'rejected', rejection });
		} else {
			const key = expect.stringMatching(/^[0-9a-z]{1,11}$/) as unknown;
			const event = { subject: null, ...expected, ...frame, source, key };
			expect(withPayloadAsText(decoded)).toStrictEqual({ verdict: 'accepted', event, payload });
		}
	});

	test('is one of every kind of event that a preset reads', () => {
		const told = new Set(
			samples.flatMap(({ expect: expected }) =>
				typeof expected === 'object' && 'type' in expected ? [expected['type']] : [],
			),
		);
		expect([...told].sort()).toEqual(
			[...new Set(Object.values(presets).flatMap(({ events }) => events.map((event) => event.as)))].sort(),
		);
		expect(told.size).toBe(12);
	});

	test('is read by the preset as it comes out of the check for sources of a shop’s own', () => {
		for (const preset of Object.values(presets))
			expect(parseSource(preset)).toEqual({ ok: true, source: preset });
	});
});

describe('one fact', () => {
	const currency = 'IDR';
	const inRupiah = createDecoder(Object.values(presets), { currency });
	const at = '2026-01-24T03:11:12.000000Z';
	const timestamp = '2026-01-24T03:11:12+00:00';
	const customer = { id: 7, name: 'Sari', email: 'sari@example.com' };
	const dialects: Record<string, Omit<RawFrame, 'receivedAt'>> = {
		orders: {
			channel: 'private-admin.orders',
			name: 'order.created',
			payload: {
				order_id: 12,
				order_number: '#12',
				current_status: 'pending',
				total: '1500000.00',
				updated_at: at,
				user: customer,
				items_summary: [{ product_name: 'Villa A', quantity: 1 }],
			},
		},
		monitoring: {
			channel: 'private-admin-orders',
			name: 'App\\Events\\NewOrderEvent',
			payload: {
				order: {
					id: 12,
					order_number: '#12',
					status: 'pending',
					total: 1_500_000,
					created_at: at,
					items: { 1: { product: { name: 'Villa A' }, quantity: '1' } },
					user: customer,
				},
			},
		},
		bookings: {
			channel: 'admin.orders',
			name: 'order.created',
			payload: {
				id: 12,
				guest_name: 'Sari',
				villa_name: 'Villa A',
				total_price: '1.500.000',
				status: 'pending',
				timestamp,
			},
		},
	};

	test.each(Object.entries(dialects))('is the same order in the dialect of %s', (_, frame) => {
		const event = accepted(inRupiah({ ...frame, receivedAt: RECEIVED_AT }));
		expect(event).toMatchObject({ type: 'order.created', occurredAt: Date.parse(timestamp), flaws: [] });
		expect('order' in event && { ...event.order, customerId: null }).toEqual({
			id: '12',
			number: '#12',
			status: { kind: 'pending', word: 'pending', label: 'Pending' },
			customer: 'Sari',
			customerId: null,
			items: [{ name: 'Villa A', quantity: 1 }],
			itemsCount: null,
			total: { currency, minor: 1_500_000 },
			totalText: null,
			stay: null,
		});
	});
});

describe('the key', () => {
	test('is one for the copies of an event on two channels, recorded or not', () => {
		expect(keyOf('monitoring/new')).toBe(keyOf('monitoring/new-on-its-own-channel'));
		expect(keyOf('monitoring/recorded-new')).toBe(keyOf('monitoring/recorded-new-on-its-own-channel'));
	});

	test('is another for each other payload, and for the same under another name', () => {
		const keys = samples
			.filter(({ expect: expected }) => typeof expected === 'object' && 'type' in expected)
			.map(({ name, payload, channel }) => ({ name, payload, channel, receivedAt: 0 }));
		const whose = (channel: string) => (channel.startsWith('private-App.Models') ? channel : '');
		const contents = keys.map(
			({ name, payload, channel }) => `${name} ${JSON.stringify(payload)} ${whose(channel)}`,
		);
		expect(new Set(keys.map((frame) => accepted(decode(frame)).key)).size).toBe(new Set(contents).size);
	});

	test('is one for each customer whose cart changed in the same words', () => {
		expect(keyOf('carts/condition-removed')).not.toBe(keyOf('carts/condition-removed-of-another-customer'));
	});

	test('is one for both parties of a trade, and for an order’s change in the customer’s own channel', () => {
		expect(keyOf('trades/matched')).toBe(keyOf('trades/matched-for-the-seller'));
		expect(keyOf('orders/on-the-customers-own-channel')).toBe(keyOf('orders/status-updated'));
	});

	test('depends on neither the order of the payload’s keys nor on when it came', () => {
		const frame = sampled('orders/status-updated');
		const payload = Object.fromEntries(Object.entries(frame.payload as object).reverse());
		expect(accepted(decode({ ...frame, payload, receivedAt: 1 })).key).toBe(keyOf('orders/status-updated'));
	});

	test('is the shop’s own id of the event where the source maps one, and is the event’s identity', () => {
		const { orders } = presets;
		const [mapping] = orders.events;
		if (mapping === undefined) throw new Error('no event');
		const source: Source = {
			...orders,
			events: [{ ...mapping, fields: { ...mapping.fields, event: 'event_id' } } as EventMapping],
		};
		const decodeOwn = createDecoder([source], { currency: 'MYR' });
		const payload = { event_id: 'evt-1', order_id: 1, current_status: 'paid' };
		const frame = { ...sampled('orders/status-updated'), payload };
		expect(accepted(decodeOwn(frame))).toMatchObject({ key: 'orders#evt-1', hasIdentity: true });
	});

	test('tells a hundred thousand near copies apart', () => {
		const frame = sampled('orders/status-updated');
		const seen = new Set<string>();
		for (let id = 0; id < 100_000; id += 1) {
			const payload = { order_id: id, current_status: 'paid', total: `${id % 100}.00` };
			seen.add(accepted(decode({ ...frame, payload })).key);
		}
		expect(seen.size).toBe(100_000);
	});
});

describe('sources that share a channel', () => {
	const mine: Source = {
		name: 'mine',
		label: 'Mine',
		channels: ['private-admin.orders'],
		statuses: {},
		events: [
			{ on: ['order.created', 'order.lost'], as: 'order.created', fields: { id: 'id', status: 'status' } },
		],
	};
	const name = 'order.created';
	const frame = { channel: 'private-admin.orders', payload: { id: 1, status: 'new' }, receivedAt: 0 };

	test('are asked in their order, and the first that maps the name reads it', () => {
		const inOrder = createDecoder([presets.orders, mine], { currency: 'MYR' });
		expect(accepted(inOrder({ ...frame, name })).source).toBe('orders');
		expect(accepted(inOrder({ ...frame, name: 'order.lost' })).source).toBe('mine');
		const turned = createDecoder([mine, presets.orders], { currency: 'MYR' });
		expect(accepted(turned({ ...frame, name })).source).toBe('mine');
	});
});

describe('one name with several meanings', () => {
	const shop: Source = {
		name: 'shop',
		label: 'Shop',
		channels: ['private-orders'],
		watched: { order: ['order.{id}'], customer: ['private-user.{id}', 'private-user.{id}.orders'] },
		statuses: { paid: 'paid', gone: 'cancelled' },
		outcomes: { true: 'succeeded' },
		events: [
			{
				on: ['order.updated'],
				as: 'order.created',
				when: { path: ['update_type', 'type'], is: ['created', 1] },
				fields: { id: 'id', status: 'status' },
			},
			{
				on: ['order.updated'],
				as: 'payment.processed',
				when: { path: 'update_type', is: ['payment'] },
				fields: { id: 'payment_id', outcome: 'is_paid' },
			},
			{
				on: ['order.updated'],
				as: 'order.status.changed',
				when: { path: 'has_changed', is: [true] },
				fields: { id: 'id', status: 'status' },
			},
			{ on: ['order.voided'], as: 'order.status.changed', status: 'gone', fields: { id: 'id' } },
		],
	};
	const read = createDecoder([shop], { currency: 'MYR' });
	const frame = { channel: 'private-orders', name: 'order.updated', receivedAt: 0 };
	const typeOf = (payload: unknown) => accepted(read({ ...frame, payload })).type;

	test('is told apart by what the payload says, texts, numbers and truths alike', () => {
		expect(typeOf({ update_type: 'created', id: 1, status: 'paid' })).toBe('order.created');
		expect(typeOf({ type: '1', id: 1, status: 'paid' })).toBe('order.created');
		expect(typeOf({ update_type: 'payment', payment_id: 1, is_paid: true })).toBe('payment.processed');
		expect(typeOf({ update_type: 'status', has_changed: true, id: 1, status: 'paid' })).toBe(
			'order.status.changed',
		);
	});

	test('is unmapped when it has none of them', () => {
		for (const payload of [{ update_type: 'note' }, { update_type: ['created'] }, [], null, 'created'])
			expect(read({ ...frame, payload }).verdict).toBe('unmapped');
	});

	test('may be a status by itself', () => {
		expect(accepted(read({ ...frame, name: 'order.voided', payload: { id: 1 } }))).toMatchObject({
			order: { status: { kind: 'cancelled', word: 'gone', label: 'Gone' } },
		});
	});

	test('is about whom its channel is about, the closest pattern first', () => {
		const subjectOf = (channel: string) => {
			const payload = { type: 1, id: 1, status: 'paid' };
			const decoded = read({ ...frame, channel, payload });
			return decoded.verdict === 'accepted' ? decoded.event.subject : decoded.verdict;
		};
		expect(subjectOf('private-orders')).toBeNull();
		expect(subjectOf('order.15')).toEqual({ kind: 'order', id: '15' });
		expect(subjectOf('private-user.7')).toEqual({ kind: 'customer', id: '7' });
		expect(subjectOf('private-user.7.orders')).toEqual({ kind: 'customer', id: '7' });
		for (const channel of ['order.', 'my-order.15', 'order.1 5', 'private-user', 'order.15\n'])
			expect(subjectOf(channel)).toBe('unmapped');
	});
});

test('a channel is known however many there were before it', () => {
	const payload = { order_id: 15, current_status: 'paid' };
	for (let id = 0; id < 2_000; id += 1) {
		const channel = `private-user.${id}.orders`;
		const event = accepted(decode({ channel, name: 'order.created', payload, receivedAt: 0 }));
		expect(event.subject).toEqual({ kind: 'customer', id: String(id) });
	}
});

describe('a level of stock that the source tells by the figures', () => {
	const shop: Source = {
		name: 'shop',
		label: 'Shop',
		channels: ['stock'],
		statuses: {},
		levels: { true: 'low' },
		events: [
			{
				on: ['moved'],
				as: 'stock.changed',
				levelByStock: true,
				fields: { id: 'id', level: 'is_low', stock: 'stock', threshold: 'least' },
			},
			{ on: ['gone'], as: 'stock.changed', level: 'out', fields: { name: 'name' } },
		],
	};
	const read = createDecoder([shop], { currency: 'MYR' });
	const levelOf = (payload: object, name = 'moved') => {
		const event = accepted(read({ channel: 'stock', name, receivedAt: 0, payload: { id: 1, ...payload } }));
		return event.type === 'stock.changed' ? event.product.level : event.type;
	};

	test.each([
		[{ stock: -3, least: 5 }, 'out'],
		[{ stock: 0 }, 'out'],
		[{ stock: 5, least: 5 }, 'low'],
		[{ stock: '0.5', least: 1 }, 'low'],
		[{ stock: 6, least: 5 }, 'restocked'],
		[{ stock: 6 }, 'unknown'],
		[{ stock: 6, least: 5, is_low: true }, 'low'],
		[{ stock: 6, least: 5, is_low: false }, 'restocked'],
	])('%j is %s', (payload, level) => {
		expect(levelOf(payload)).toBe(level);
	});

	test('is the name’s where the name tells it', () => {
		expect(levelOf({ name: 'Mug', stock: 7 }, 'gone')).toBe('out');
	});
});
