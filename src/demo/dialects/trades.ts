/** The exchange: PHP floats as JSON numbers, the same message to buyer and seller, and no time at all. */
import type { TradeFact } from '../facts.ts';
import type { Message } from './wire.ts';

export function sayAsTrades(fact: TradeFact): Message {
	return {
		channels: [`private-user.${fact.buyer.id}`, `private-user.${fact.seller.id}`],
		name: 'order.matched',
		data: {
			buyer_id: fact.buyer.id,
			seller_id: fact.seller.id,
			symbol: fact.symbol,
			price: fact.price,
			amount: fact.amount,
			buy_order_id: fact.buyOrderId,
			sell_order_id: fact.sellOrderId,
			trade_id: fact.id,
		},
	};
}
