import type { Source } from '../source.ts';
import { laravelNotification } from './laravel-notification.ts';

const on = ['order.matched', 'OrderMatched', 'App\\Events\\OrderMatched'];

/**
 * A trading engine that tells both parties of a match: at the top of the payload or under `trade`, as numbers or as
 * text, on a channel of their own. Statuses are numbers.
 */
export const trades: Source = {
	name: 'trades',
	label: 'Trades of an exchange',
	channels: [],
	watched: {
		customer: ['private-user.{id}', 'private-private-user.{id}', 'private-App.Models.User.{id}'],
	},
	statuses: {
		1: { kind: 'pending', label: 'Open' },
		2: { kind: 'delivered', label: 'Filled' },
		3: { kind: 'cancelled', label: 'Cancelled' },
		open: 'pending',
		filled: 'delivered',
		cancelled: 'cancelled',
		canceled: { kind: 'cancelled', label: 'Cancelled' },
	},
	severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
	events: [
		{
			// Some send the party's order in place of the trade.
			on,
			as: 'order.status.changed',
			when: { path: 'order.status', is: [1, 2, 3, 'open', 'filled', 'cancelled', 'canceled'] },
			fields: {
				id: 'order.id',
				status: 'order.status',
				customerId: 'order.user_id',
				items: { name: 'order.symbol', quantity: 'order.amount' },
				time: ['order.updated_at', 'order.created_at'],
				version: 'order.updated_at',
			},
		},
		{
			on,
			as: 'trade.matched',
			fields: {
				// Where a match fills both orders and has no id, the buyer's order stands for it.
				id: ['trade_id', 'tradeId', 'trade.id', 'trade.trade_id', 'id', 'buyOrder.id'],
				symbol: ['symbol', 'trade.symbol', 'buyOrder.symbol', 'sellOrder.symbol'],
				price: ['price', 'trade.price', 'buyOrder.price'],
				amount: ['amount', 'trade.amount', 'trade.quantity', 'buyOrder.amount'],
				buyerId: ['buyer_id', 'buyerId', 'trade.buyer_id', 'trade.buyer.id', 'buyOrder.user_id'],
				sellerId: ['seller_id', 'sellerId', 'trade.seller_id', 'trade.seller.id', 'sellOrder.user_id'],
				buyOrderId: ['buy_order_id', 'buyOrderId', 'trade.buy_order_id', 'buyOrder.id'],
				sellOrderId: ['sell_order_id', 'sellOrderId', 'trade.sell_order_id', 'sellOrder.id'],
				time: ['trade.created_at', 'trade.executed_at', 'created_at', 'timestamp'],
			},
		},
		laravelNotification,
	],
};
