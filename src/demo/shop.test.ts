import { describe, expect, test } from 'vitest';
import { createDecoder } from '../lib/contract/decode.ts';
import { parseSource, type Source } from '../lib/contract/source.ts';
import { presets } from '../lib/contract/sources/index.ts';
import { sayFact } from './dialects/dialects.ts';
import { phpJson } from './dialects/php-json.ts';
import { DIALECTS, type Dialect, type Fact } from './facts.ts';
import { totalOf } from './orders.ts';
import { createRandom } from './random.ts';
import { Shop } from './shop.ts';

const OPENED = new Date('2026-11-21T01:00:00Z');
const CURRENCY = { orders: 'MYR', bookings: 'IDR', monitoring: 'USD' };
const STEP_MS = 1_400;

const sources = Object.values(presets).map((preset): Source => {
	const parsed = parseSource(preset);
	if (!parsed.ok) throw new Error(parsed.errors.join());
	return parsed.source;
});

function play(count: number, dialects: readonly Dialect[], seed = 7): Fact[] {
	const shop = new Shop(createRandom(seed), OPENED, dialects);
	return Array.from({ length: count }, (_, index) =>
		shop.happen(new Date(OPENED.getTime() + index * STEP_MS)),
	);
}

describe('the demo shop', () => {
	test('says of orders nothing that its own dialects’ sources cannot read, to the cent', () => {
		const decode = createDecoder(sources, { currency: 'MYR' });
		const told = new Set<string>();
		for (const fact of play(1_500, DIALECTS)) {
			if (fact.kind !== 'created' && fact.kind !== 'status-changed') continue;
			const { order } = fact;
			const [{ channels, name, data } = { channels: [], name: '', data: {} }] = sayFact(fact);
			const [channel = ''] = channels;
			const payload: unknown = JSON.parse(phpJson(data));
			const decoded = decode({ channel, name, payload, receivedAt: fact.at.getTime() });
			if (decoded.verdict !== 'accepted')
				throw new Error(`${name} on ${channel}: ${JSON.stringify(decoded)}`);
			const { event } = decoded;
			expect(event).toMatchObject({
				type: fact.kind === 'created' ? 'order.created' : 'order.status.changed',
				source: order.dialect,
				flaws: [],
				order: { id: String(order.id), customer: order.customer.name, status: { word: order.status } },
			});
			if ('order' in event && event.order.total)
				expect(event.order.total).toEqual({ currency: CURRENCY[order.dialect], minor: totalOf(order) });
			told.add(order.dialect);
		}
		expect(told).toEqual(new Set(['orders', 'bookings', 'monitoring']));
	});

	test('says nothing at all that its sources cannot read, on whatever channel', () => {
		const decode = createDecoder(sources, { currency: 'MYR' });
		const types = new Set<string>();
		for (const fact of play(2_500, DIALECTS)) {
			for (const { channels, name, data } of sayFact(fact)) {
				const payload: unknown = JSON.parse(phpJson(data));
				for (const channel of channels) {
					const decoded = decode({ channel, name, payload, receivedAt: fact.at.getTime() });
					if (decoded.verdict !== 'accepted')
						throw new Error(`${name} on ${channel}: ${JSON.stringify(decoded)}`);
					const { event } = decoded;
					// A count of -1 is meant not to be believed.
					if (!(fact.kind === 'visit' && fact.claimed < 0)) expect(event.flaws, name).toEqual([]);
					types.add(event.type);
					if (event.type === 'system.alerted' && fact.kind === 'alert')
						expect(event.alert).toMatchObject({
							id: fact.alert.id,
							severity: fact.alert.severity,
							component: fact.alert.component,
							isResolved: fact.isResolved,
						});
					if (event.type === 'payment.processed' && fact.kind === 'payment')
						expect(event.payment).toMatchObject({
							outcome: fact.payment.reason === null ? 'succeeded' : 'failed',
							method: fact.payment.method,
							reason: fact.payment.reason,
						});
				}
			}
		}
		expect(types.size).toBe(11);
	});

	test('plays the same day for the same seed', () => {
		const say = (seed: number) => play(300, DIALECTS, seed).flatMap(sayFact);
		expect(say(3)).toEqual(say(3));
		expect(say(3)).not.toEqual(say(4));
	});

	test('plays only the back ends it has', () => {
		for (const dialect of DIALECTS) {
			const channels = play(200, [dialect]).flatMap((fact) => sayFact(fact).flatMap((said) => said.channels));
			const own = {
				monitoring: /^private-admin-/,
				orders: /^private-(admin\.orders|user\.\d+\.orders)$/,
				bookings: /^(admin\.orders|order\.\d+)$/,
				carts: /^private-App\.Models\.User\.\d+$/,
				trades: /^private-user\.\d+$/,
			}[dialect];
			expect(channels.filter((channel) => !own.test(channel))).toEqual([]);
		}
	});

	test.each([1, 2, 3])('alarms no more than once in ten minutes on day %d', (seed) => {
		const serious = play(8_000, ['monitoring', 'orders'], seed).filter(
			(fact) =>
				(fact.kind === 'stock' && fact.type === 'out_of_stock') ||
				(fact.kind === 'alert' && fact.alert.severity === 'critical' && !fact.isResolved),
		);
		expect(serious.length).toBeGreaterThan(3);
		const gaps = serious.slice(1).map(({ at }, index) => at.getTime() - (serious[index]?.at.getTime() ?? 0));
		// The word of an empty shelf leaves one event after the order that emptied it.
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10 * 60_000 - 10 * STEP_MS);
	});

	test('has a gateway that fails, declines a run of payments by its method, and recovers', () => {
		const facts = play(4_000, ['monitoring']);
		const from = facts.findIndex((fact) => fact.kind === 'alert' && fact.alert.title.includes('are failing'));
		const alert = facts[from];
		if (alert?.kind !== 'alert') throw new Error('No gateway failed');
		expect(alert.alert).toMatchObject({ severity: 'high', type: 'system_error' });
		const payments = facts.slice(from).flatMap((fact) => (fact.kind === 'payment' ? [fact.payment] : []));
		const run = payments.slice(0, 4);
		expect(run.every(({ reason }) => reason === alert.alert.message)).toBe(true);
		expect(new Set(run.map(({ method }) => method)).size).toBe(1);
		const end = facts.findIndex(
			(fact) => fact.kind === 'alert' && fact.isResolved && fact.alert.id === alert.alert.id,
		);
		const lastDecline = facts.findLastIndex(
			(fact, index) => index < end && fact.kind === 'payment' && fact.payment.reason === alert.alert.message,
		);
		expect(lastDecline).toBeGreaterThan(from);
		expect(end).toBeGreaterThan(lastDecline);
	});

	test('runs low, runs out and is restocked, and never has less than nothing', () => {
		const stock = play(6_000, ['monitoring']).flatMap((fact) => (fact.kind === 'stock' ? [fact] : []));
		expect(new Set(stock.map(({ type }) => type))).toEqual(new Set(['low_stock', 'out_of_stock', 'restock']));
		expect(Math.min(...stock.map(({ product }) => product.stock))).toBe(0);
		for (const { type, product } of stock) expect(product.stock > product.threshold).toBe(type === 'restock');
	});

	test('keeps to few people, each once', () => {
		const shop = new Shop(createRandom(5), OPENED, ['monitoring']);
		for (let index = 0; index < 3_000; index += 1) {
			shop.happen(new Date(OPENED.getTime() + index * STEP_MS));
			const { staff, customers, active } = shop.people;
			expect(staff.length + customers.length).toBeLessThanOrEqual(20);
			expect(customers.length).toBeGreaterThanOrEqual(10);
			expect(staff.length).toBeGreaterThanOrEqual(2);
			expect(new Set(customers.map(({ id }) => id)).size).toBe(customers.length);
			expect(active).toBeLessThanOrEqual(36);
		}
	});
});
