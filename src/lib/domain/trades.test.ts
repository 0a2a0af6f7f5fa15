import { expect, test } from 'vitest';
import type { TradeMatched } from '../contract/events.ts';
import { createTrades, noteTrade, selectTrades, sideOf, TRADES_LIMIT } from './trades.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');

function trade(
	id: string,
	{
		source = 'engine',
		at = NOON,
		...change
	}: Partial<TradeMatched['trade']> & { source?: string; at?: number } = {},
): TradeMatched {
	return {
		type: 'trade.matched',
		key: id,
		source,
		channel: 'private-user.1',
		name: 'order.matched',
		receivedAt: at,
		occurredAt: null,
		version: null,
		hasIdentity: true,
		subject: null,
		flaws: [],
		trade: {
			id,
			symbol: 'BTC',
			price: '50000',
			amount: '0.1',
			worth: '5000',
			buyerId: '1',
			sellerId: '2',
			buyOrderId: '10',
			sellOrderId: '11',
			...change,
		},
	};
}

const run = (...events: readonly TradeMatched[]) => selectTrades(events.reduce(noteTrade, createTrades()));

test('a trade that both parties are told of is one trade, of the moment it was first told', () => {
	const trades = run(trade('5'), trade('6'), trade('5', { at: NOON + 1 }));
	expect(trades.map(({ id }) => id)).toEqual(['6', '5']);
	expect(trades[1]?.at).toBe(NOON);
});

test('what one party is told completes what the other was', () => {
	const [only] = run(trade('5', { sellerId: null, sellOrderId: null }), trade('5', { buyerId: null }));
	expect(only).toMatchObject({ buyerId: '1', sellerId: '2', sellOrderId: '11' });
});

test('the same id of another source is another trade', () => {
	expect(run(trade('5'), trade('5', { source: 'other' }))).toHaveLength(2);
});

test('a trade with oneself is marked, one between unknown parties is not', () => {
	expect(run(trade('5', { sellerId: '1' }))[0]?.isSelfTrade).toBe(true);
	expect(run(trade('5', { buyerId: null, sellerId: null }))[0]?.isSelfTrade).toBe(false);
	expect(run(trade('5', { sellerId: null }), trade('5', { sellerId: '1' }))[0]?.isSelfTrade).toBe(true);
});

test('trades past the cap leave, the oldest first', () => {
	const trades = run(...Array.from({ length: TRADES_LIMIT + 1 }, (_, index) => trade(`${index}`)));
	expect(trades).toHaveLength(TRADES_LIMIT);
	expect(trades.at(-1)?.id).toBe('1');
});

test('everybody stands on a side of a trade, on both, or on none', () => {
	const [mine] = run(trade('5', { sellerId: '1' }));
	const [theirs] = run(trade('6'));
	expect(mine && sideOf(mine, '1')).toBe('both');
	expect(theirs && ['1', '2', '3'].map((id) => sideOf(theirs, id))).toEqual(['bought', 'sold', null]);
});
