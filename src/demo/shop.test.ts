import { describe, expect, test } from 'vitest';
import { createDecoder } from '../lib/contract/decode.ts';
import { parseSource, type Source } from '../lib/contract/source.ts';
import { presets } from '../lib/contract/sources/index.ts';
import { sayFact } from './dialects.ts';
import { createRandom } from './random.ts';
import { Shop, totalOf } from './shop.ts';

const OPENED = new Date('2026-11-21T01:00:00Z');
const CURRENCY = { orders: 'MYR', bookings: 'IDR', monitoring: 'USD' };

const sources = Object.values(presets).map((preset): Source => {
	const parsed = parseSource(preset);
	if (!parsed.ok) throw new Error(parsed.errors.join());
	return parsed.source;
});

describe('the demo shop', () => {
	test('says nothing that its own dialects’ sources cannot read, to the cent', () => {
		const decode = createDecoder(sources, { currency: 'MYR' });
		const shop = new Shop(createRandom(7), OPENED);
		const counters = new Set<string>();
		for (let index = 0; index < 500; index += 1) {
			const at = new Date(OPENED.getTime() + index * 1_000);
			const fact = shop.happen(at);
			const status = fact.order.status;
			const { channels, name, data } = sayFact(fact);
			const [channel = ''] = channels;
			const decoded = decode({
				channel,
				name,
				payload: JSON.parse(JSON.stringify(data)),
				receivedAt: at.getTime(),
			});
			if (decoded.verdict !== 'accepted')
				throw new Error(`${name} on ${channel}: ${JSON.stringify(decoded)}`);
			const { event } = decoded;
			expect(event).toMatchObject({
				type: fact.kind === 'created' ? 'order.created' : 'order.status.changed',
				source: fact.order.counter,
				flaws: [],
				order: { id: String(fact.order.id), customer: fact.order.customer.name, status: { word: status } },
			});
			if (event.order.total) {
				expect(event.order.total).toEqual({
					currency: CURRENCY[fact.order.counter],
					minor: totalOf(fact.order),
				});
			}
			counters.add(fact.order.counter);
		}
		expect(counters.size).toBe(3);
	});

	test('plays the same day for the same seed', () => {
		const play = (seed: number) => {
			const shop = new Shop(createRandom(seed), OPENED);
			return Array.from({ length: 50 }, () => sayFact(shop.happen(OPENED)));
		};
		expect(play(3)).toEqual(play(3));
		expect(play(3)).not.toEqual(play(4));
	});
});
