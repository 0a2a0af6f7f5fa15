import { describe, expect, test } from 'vitest';
import { createDecoder } from '../lib/contract/decode.ts';
import type { ShopEvent } from '../lib/contract/events.ts';
import { createSnapshotReader } from '../lib/contract/snapshot.ts';
import { presets } from '../lib/contract/sources/index.ts';
import { DayBook } from './day-book.ts';
import { sayFact } from './dialects/dialects.ts';
import type { Fact } from './facts.ts';
import { createRandom } from './random.ts';
import { Shop } from './shop.ts';

const OPENED = new Date('2026-11-21T02:00:00Z');

function play(count: number, stepMs: number, opened = OPENED) {
	const shop = new Shop(createRandom(9), opened, ['monitoring', 'orders', 'bookings']);
	const book = new DayBook();
	const facts: Fact[] = [];
	for (let index = 0; index < count; index += 1) {
		const fact = shop.happen(new Date(opened.getTime() + index * stepMs));
		book.record(fact);
		facts.push(fact);
	}
	const end = new Date(opened.getTime() + count * stepMs);
	return { facts, snapshot: book.read(end), shop };
}

interface Told {
	status: string;
	currency: string;
	total: string | null;
}

/** What somebody who heard every message from the first on knows of each order. */
function listen(facts: readonly Fact[]): Map<string, Told> {
	const orders = new Map<string, Told>();
	for (const { name, data } of facts.flatMap(sayFact)) {
		if (name === 'order.new') {
			const { id, status, total_amount: total } = data.order as Record<string, unknown>;
			orders.set(`m${String(id)}`, {
				status: String(status),
				currency: 'USD',
				total: total as string | null,
			});
		} else if ('order_id' in data) {
			const { order_id: id, current_status: status, total } = data;
			orders.set(`o${String(id)}`, { status: String(status), currency: 'MYR', total: String(total) });
		} else if (name === 'order.created') {
			const total = String(data.total_price).replaceAll('.', '');
			orders.set(`b${String(data.id)}`, { status: String(data.status), currency: 'IDR', total });
		} else if (name === 'order.status.changed') {
			const held = orders.get(`b${String(data.id)}`);
			if (held) held.status = String(data.new_status);
		}
	}
	return orders;
}

function identityOf(event: ShopEvent): string {
	switch (event.type) {
		case 'order.created':
		case 'order.status.changed':
			return `${event.source} order ${event.order.id} ${event.order.number ?? ''}`;
		case 'payment.processed':
			return `${event.source} payment ${event.payment.id}`;
		case 'stock.changed':
			return `${event.source} stock ${event.product.id}`;
		case 'system.alerted':
			return `${event.source} alert ${event.alert.id} ${event.alert.kind}`;
		default:
			return event.type;
	}
}

describe('the snapshot of the demo shop', () => {
	test('states the figures of somebody who heard everything', () => {
		const { facts, snapshot, shop } = play(2_000, 1_400);
		const orders = [...listen(facts).values()];
		const cents = (text: string | undefined) => Math.round(Number(text ?? 0) * 100);
		const revenue = (currency: string) =>
			orders
				.filter((order) => order.currency === currency && order.status !== 'cancelled')
				.reduce((sum, { total }) => sum + cents(total ?? '0'), 0);
		const count = (...statuses: string[]) => orders.filter(({ status }) => statuses.includes(status)).length;
		const { figures } = snapshot;
		expect(figures).toMatchObject({
			ordersToday: orders.length,
			total: orders.length,
			pending: count('pending'),
			confirmed: count('paid', 'processing', 'confirmed', 'checked_in'),
			activeVisitors: shop.people.active,
		});
		for (const currency of ['MYR', 'USD', 'IDR'])
			expect(cents(figures.revenueToday[currency])).toBe(revenue(currency));
		expect(figures.revenueToday.MYR).toMatch(/^\d+\.\d\d$/);
	});

	test('lists the newest 200 orders, newest first, as they are now', () => {
		const { facts, snapshot } = play(2_000, 1_400);
		expect(snapshot.orders).toHaveLength(200);
		const placed = snapshot.orders.map(({ placedAt }) => String(placedAt));
		expect(placed).toEqual([...placed].sort().reverse());
		const told = listen(facts);
		const letter = { monitoring: 'm', orders: 'o', bookings: 'b' };
		for (const { source, id, status } of snapshot.orders)
			expect(told.get(`${letter[source as keyof typeof letter]}${String(id)}`)?.status).toBe(status);
	});

	test('lists the alerts that are not over and the last word on each product', () => {
		const { facts, snapshot } = play(2_000, 1_400);
		const open = new Set<unknown>();
		const stock = new Map<string, number>();
		for (const fact of facts) {
			if (fact.kind === 'alert')
				if (fact.isResolved) open.delete(fact.alert.id);
				else open.add(fact.alert.id);
			if (fact.kind === 'stock') stock.set(String(fact.product.id), fact.product.stock);
		}
		expect(new Set(snapshot.alerts.map(({ id }) => id))).toEqual(open);
		expect(new Map(snapshot.stock.map((line) => [line.id, line.stock]))).toEqual(stock);
	});

	test('is read by the page without a remainder, by the ids that its events carry', () => {
		const { facts, snapshot } = play(2_000, 1_400);
		const read = createSnapshotReader([presets.monitoring, presets.orders, presets.bookings], {
			currency: 'MYR',
		});
		const told = read(JSON.parse(JSON.stringify(snapshot)), Date.now());
		if (typeof told === 'string') throw new Error(told);
		const { figures } = snapshot;
		const { ordersToday, pending, confirmed, total, activeVisitors } = figures;
		expect(told).toMatchObject({ unreadable: 0, ordersToday, pending, confirmed, total, activeVisitors });
		expect(told.events.flatMap(({ flaws }) => flaws)).toEqual([]);
		const decode = createDecoder([presets.monitoring, presets.orders, presets.bookings], { currency: 'MYR' });
		const live = facts.flatMap(sayFact).flatMap(({ channels: [channel = ''], name, data }) => {
			const decoded = decode({ channel, name, payload: data, receivedAt: 0 });
			return decoded.verdict === 'accepted' ? [identityOf(decoded.event)] : [];
		});
		expect(told.events.map(identityOf).filter((identity) => !live.includes(identity))).toEqual([]);
	});

	test('starts today’s figures again at the shop’s midnight, and keeps what is open', () => {
		const book = new DayBook();
		const shop = new Shop(createRandom(9), OPENED, ['orders']);
		for (let index = 0; index < 50; index += 1) book.record(shop.happen(new Date('2026-11-21T15:59:00Z')));
		const before = book.read(new Date('2026-11-21T15:59:59Z')).figures;
		const after = book.read(new Date('2026-11-21T16:00:00Z')).figures;
		expect(before.ordersToday).toBeGreaterThan(0);
		expect(after).toMatchObject({
			ordersToday: 0,
			revenueToday: {},
			pending: before.pending,
			total: before.total,
		});
	});

	test('keeps no more than 100 payments', () => {
		expect(play(3_000, 1_400).snapshot.payments).toHaveLength(100);
	});
});
