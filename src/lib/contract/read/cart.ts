/** Carts: a promotion that was taken out of one, and what that makes of its amounts. */
import { MESSAGE_LIMIT } from '../display.ts';
import type { CartChanged } from '../events.ts';
import { NO_AMOUNT, readAmount, readText } from '../fields.ts';
import { missing, readId, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readCart(reading: Reading, _: MappingOf<'cart.changed'>): Body<CartChanged> {
	const { subject } = reading;
	const customerId = readId(reading, 'customerId') ?? (subject?.kind === 'customer' ? subject.id : null);
	const cart = {
		customerId,
		condition: readText(reading, 'condition'),
		message: readText(reading, 'message', MESSAGE_LIMIT),
		subtotal: readAmount(reading, 'subtotal') ?? NO_AMOUNT,
		total: readAmount(reading, 'total') ?? NO_AMOUNT,
		savings: readAmount(reading, 'savings') ?? NO_AMOUNT,
	};
	const { condition, message, total } = cart;
	if (condition === null && message === null && total.money === null && total.text === null) {
		throw missing(reading, ['condition', 'message'], 'condition, message or total');
	}
	// One removal goes to many customers in the same words: each of their carts has changed.
	return { entity: customerId ?? '', isEvent: false, told: { type: 'cart.changed', cart } };
}
