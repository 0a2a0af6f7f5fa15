/**
 * How a message was read, in one short line without people's names, so that an exported log tells what happened and
 * not to whom. In English whatever is spoken: it is a log, kept, searched and taken out as a file.
 */
import type { Amount, Money, OrderPatch, ShopEvent } from '../contract/events.ts';
import { en } from '../words/en.ts';
import { formatCountIn, formatMoneyIn, formatText } from './format.ts';

const WORD_LIMIT = 40;

/** What an event says, in one line: `order #10476 paid`. */
export function describeEvent(event: ShopEvent): string {
	switch (event.type) {
		case 'order.created': {
			const { order, ordersToday } = event;
			const today = ordersToday !== null && `${count(ordersToday)} today`;
			return list(`new order ${numberOf(order)}`, order.status.label, money(order.total), today);
		}
		case 'order.status.changed': {
			const { order, previous } = event;
			const from = previous !== null && `before ${word(previous.label)}`;
			return list(`order ${numberOf(order)} ${word(order.status.label)}`, from, money(order.total ?? null));
		}
		case 'payment.processed': {
			const { payment } = event;
			const of = payment.orderNumber ?? payment.orderId;
			const what = `payment ${word(payment.id)} ${payment.outcome === 'unknown' ? word(payment.word) : payment.outcome}`;
			return list(what, of !== null && `order ${marked(of)}`, amount(payment.amount), payment.method);
		}
		case 'stock.changed': {
			const { name, level, stock, word: asSent } = event.product;
			const told = level === 'unknown' ? word(asSent) : LEVELS[level];
			return list(`${word(name)} ${told}`, stock !== null && `${stock} in stock`);
		}
		case 'system.alerted': {
			const { alert } = event;
			const kind = alert.isResolved ? 'alert over' : alert.isMaintenance ? 'maintenance' : 'alert';
			return list(`${alert.severity} ${kind}: ${word(alert.title)}`, alert.component);
		}
		case 'visitor.came':
		case 'visitor.left': {
			const { activeVisitors } = event;
			const who = event.visitor === null ? 'a guest' : 'a visitor';
			const verb = event.type === 'visitor.came' ? 'came' : 'left';
			return list(`${who} ${verb}`, activeVisitors !== null && `${count(activeVisitors)} active`);
		}
		case 'activity.recorded':
			return list(`activity: ${word(event.activity.label)}`);
		case 'notification.received':
			return list(`notification: ${word(event.notification.title)}`, event.notification.kind);
		case 'cart.changed': {
			const { condition, total, savings } = event.cart;
			const saved = amount(savings);
			const what = condition === null ? 'cart changed' : `condition ${word(condition)} removed from a cart`;
			return list(what, amount(total), saved !== null && `saved ${saved}`);
		}
		case 'trade.matched': {
			const { id, amount: quantity, symbol, price } = event.trade;
			return list(`trade ${word(id)}`, `${word(quantity)} ${word(symbol)} at ${word(price)}`);
		}
		case 'refresh.asked':
			return 'asks for fresh figures';
		default:
			return event satisfies never;
	}
}

const LEVELS = { low: 'low', out: 'out of stock', restocked: 'restocked' };

function list(...parts: readonly (string | null | false)[]): string {
	return parts
		.filter((part) => part !== null && part !== false && part !== '')
		.map((part) => formatText(String(part)))
		.join(', ');
}

function count(value: number): string {
	return formatCountIn(en.locale, value);
}

function word(text: string): string {
	return formatText(text, WORD_LIMIT);
}

function numberOf(order: OrderPatch): string {
	return marked(order.number ?? order.id);
}

/** A bare number is marked as one; `ORD-2026-0028F5` speaks for itself. */
function marked(number: string): string {
	return word(/^\d/.test(number) ? `#${number}` : number);
}

function money(value: Money | null): string | null {
	if (value === null) return null;
	const { currency, amount } = formatMoneyIn(en.locale, value);
	return `${currency} ${amount}`.trim();
}

function amount({ money: value, text }: Amount): string | null {
	return money(value) ?? (text === null ? null : `“${word(text)}”`);
}
