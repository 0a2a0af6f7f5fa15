/** The words of a signal about one thing. */
import { formatMoney } from './format.ts';
import type { OrderRecord } from './order.ts';
import type { Occasion } from './signals.ts';
import type { StockLine } from './stock.ts';
import type { OpenAlert } from './system.ts';

export function occasionOfOrder({ number, customer, total, ref }: OrderRecord): Occasion {
	const money = total === null ? null : formatMoney(total);
	const about = [customer, money && `${money.currency} ${money.amount}`].filter(Boolean);
	return { title: `New order ${number}`, body: about.join(' · ') || null, ref };
}

export function occasionOfStock({ name, level, stock, ref }: StockLine): Occasion {
	const title = `${name}: ${level === 'out' ? 'out of stock' : 'low'}`;
	return { title, body: stock === null ? null : `${stock} left`, ref };
}

export function occasionOfAlert({ title, message, ref }: OpenAlert): Occasion {
	return { title, body: message, ref };
}
