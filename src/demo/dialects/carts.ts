/** The shop whose carts tell their owners when a promotion is gone: one queued message for each customer. */
import type { PromotionFact } from '../facts.ts';
import { isoOffset, type Message } from './wire.ts';

export function sayAsCarts(fact: PromotionFact): Message[] {
	return fact.carts.map(({ customer, subtotal, savings }) => ({
		channels: [`private-App.Models.User.${customer.id}`],
		name: 'cart.conditions.changed',
		data: {
			message: 'Your cart was updated due to a promotion change',
			changes: {
				condition_removed: fact.condition,
				new_subtotal: ringgit(subtotal),
				new_total: ringgit(subtotal - savings),
				savings: ringgit(savings),
			},
			timestamp: isoOffset(fact.at),
		},
	}));
}

/** `Money::format()`: text with its symbol. */
function ringgit(minor: number): string {
	const whole = String(Math.floor(minor / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
	return `RM${whole}.${String(minor % 100).padStart(2, '0')}`;
}
