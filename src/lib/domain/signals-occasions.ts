/** The words of a signal about one thing. */
import { say } from '../words/words.ts';
import { formatMoney, formatQuantity } from './format.ts';
import type { OrderRecord } from './order.ts';
import type { Occasion } from './signals.ts';
import type { StockLine } from './stock.ts';
import type { OpenAlert } from './system.ts';

export function occasionOfOrder({ number, customer, total, ref }: OrderRecord): Occasion {
	const money = total === null ? null : formatMoney(total);
	const about = [customer, money && `${money.currency} ${money.amount}`].filter(Boolean);
	return { title: say().signals.newOrder(number), body: about.join(' · ') || null, ref };
}

export function occasionOfStock({ name, level, stock, ref }: StockLine): Occasion {
	const { outOfStock, low, left } = say().signals;
	const title = level === 'out' ? outOfStock(name) : low(name);
	return { title, body: stock === null ? null : left(formatQuantity(stock)), ref };
}

export function occasionOfAlert({ title, message, ref }: OpenAlert): Occasion {
	return { title, body: message, ref };
}
