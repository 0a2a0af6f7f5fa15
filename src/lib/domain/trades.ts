import type { TradeMatched } from '../contract/events.ts';

/** Trades kept; older ones leave. */
export const TRADES_LIMIT = 200;

/** One trade, however many of its parties were told of it. */
export interface Trade {
	/** `source:id`. */
	readonly ref: string;
	readonly id: string;
	readonly source: string;
	readonly symbol: string;
	/** Decimal texts, as exact as they were sent. */
	readonly price: string;
	readonly amount: string;
	readonly worth: string;
	readonly buyerId: string | null;
	readonly sellerId: string | null;
	readonly buyOrderId: string | null;
	readonly sellOrderId: string | null;
	/** Bought from oneself. */
	readonly isSelfTrade: boolean;
	/** Epoch ms of the first message about it. */
	readonly at: number;
}

export interface TradesState {
	/** Newest first. */
	readonly trades: readonly Trade[];
}

export type Side = 'bought' | 'sold' | 'both';

export function createTrades(): TradesState {
	return { trades: [] };
}

/** The next state after one message; the same trade again only completes what is held of it. */
export function noteTrade(state: TradesState, event: TradeMatched): TradesState {
	const { source, trade, receivedAt } = event;
	const ref = `${source}:${trade.id}`;
	const held = state.trades.find((one) => one.ref === ref);
	if (held === undefined) {
		const added = marked({ ...trade, ref, source, at: receivedAt });
		return { trades: [added, ...state.trades].slice(0, TRADES_LIMIT) };
	}
	const completed = marked({
		...held,
		buyerId: held.buyerId ?? trade.buyerId,
		sellerId: held.sellerId ?? trade.sellerId,
		buyOrderId: held.buyOrderId ?? trade.buyOrderId,
		sellOrderId: held.sellOrderId ?? trade.sellOrderId,
	});
	return { trades: state.trades.map((one) => (one === held ? completed : one)) };
}

function marked(trade: Omit<Trade, 'isSelfTrade'>): Trade {
	return { ...trade, isSelfTrade: trade.buyerId !== null && trade.buyerId === trade.sellerId };
}

/** The trades, newest first. */
export function selectTrades(state: TradesState): readonly Trade[] {
	return state.trades;
}

/** On which side of a trade somebody stands; null for a stranger to it. */
export function sideOf({ buyerId, sellerId }: Trade, customerId: string): Side | null {
	const hasBought = buyerId === customerId;
	const hasSold = sellerId === customerId;
	if (hasBought && hasSold) return 'both';
	if (hasBought) return 'bought';
	return hasSold ? 'sold' : null;
}
