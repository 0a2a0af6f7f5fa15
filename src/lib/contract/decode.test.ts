import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createDecoder, type RawFrame } from './decode.ts';
import type { Decoded, ShopEvent } from './events.ts';
import { parseSource, type Source } from './source.ts';
import { presets } from './sources/index.ts';

interface Sample {
	readonly file: string;
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** The event without what its frame gives it, or why there is none. */
	readonly expect: 'unmapped' | { readonly rejected: string } | Readonly<Record<string, unknown>>;
}

const folder = new URL('./samples/', import.meta.url);
const samples = ['orders', 'monitoring', 'bookings'].flatMap((source) =>
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

const keyOf = (file: string) => accepted(decode(sampled(file))).key;

describe('every sample', () => {
	test.each(samples)('$file', ({ file, channel, name, payload, expect: expected }) => {
		const decoded = decode({ channel, name, payload, receivedAt: RECEIVED_AT });
		const frame = { channel, name, receivedAt: RECEIVED_AT };
		const source = file.slice(0, file.indexOf('/'));
		if (expected === 'unmapped') {
			expect(decoded).toStrictEqual({ verdict: 'unmapped', unmapped: { ...frame, payload } });
		} else if ('rejected' in expected) {
			const rejection = { ...frame, source, payload, reason: expected.rejected };
			expect(decoded).toStrictEqual({ verdict: 'rejected', rejection });
		} else {
			const key = expect.stringMatching(/^[0-9a-z]{1,11}$/) as unknown;
			expect(decoded).toStrictEqual({ verdict: 'accepted', event: { ...expected, ...frame, source, key } });
		}
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
		expect(event.order).toEqual({
			id: '12',
			number: '#12',
			status: { kind: 'pending', word: 'pending', label: 'Pending' },
			customer: 'Sari',
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
		const contents = keys.map(({ name, payload }) => `${name} ${JSON.stringify(payload)}`);
		expect(new Set(keys.map((frame) => accepted(decode(frame)).key)).size).toBe(new Set(contents).size);
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
			events: [{ ...mapping, fields: { ...mapping.fields, event: 'event_id' } }],
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
