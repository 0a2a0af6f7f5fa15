import type { AmountRule, Source } from '../source.ts';
import { laravelNotification } from './laravel-notification.ts';

/** `Money::format()` of the shop's currency: text with a symbol before it. */
const formatted = (path: string | string[]): AmountRule => ({
	path,
	read: 'grouped',
	group: ',',
	decimal: '.',
	symbols: { RM: 'MYR', S$: 'SGD', US$: 'USD', $: 'USD', '€': 'EUR', '£': 'GBP' },
});

/** A shop that tells each customer on their own channel when a promotion was taken out of their cart. */
export const carts: Source = {
	name: 'carts',
	label: 'Carts and their promotions',
	channels: [],
	watched: { customer: ['private-App.Models.User.{id}'] },
	currency: 'MYR',
	statuses: {},
	severities: { low: 'low', medium: 'medium', high: 'high', critical: 'critical' },
	events: [
		{
			on: ['cart.conditions.changed', 'App\\Events\\CartConditionsChanged'],
			as: 'cart.changed',
			fields: {
				customerId: ['user_id', 'userId', 'customer.id'],
				condition: ['changes.condition_removed', 'changes.conditionRemoved', 'condition_removed'],
				message: 'message',
				subtotal: formatted(['changes.new_subtotal', 'changes.newSubtotal']),
				total: formatted(['changes.new_total', 'changes.newTotal']),
				savings: formatted('changes.savings'),
				time: 'timestamp',
			},
		},
		laravelNotification,
	],
};
