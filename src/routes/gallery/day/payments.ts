/** The 142 attempts of the last hour: five of them failed, three of those by card. */
import { at, createChance, GENERAL_CHANNEL, type Told } from './told.ts';

const SUCCEEDED = {
	FPX: 57,
	'Card, Stripe': 38,
	GrabPay: 18,
	QRIS: 14,
	'BCA VA': 6,
	PayPal: 4,
};

interface Failure {
	readonly order: number;
	readonly method: string;
	readonly reason: string;
	readonly amount: string;
	readonly currency: string;
	readonly at: number;
}

const FAILURES: readonly Failure[] = [
	['13:18:40', 10399, 'FPX', 'Bank timed out', '120.00', 'MYR'] as const,
	['13:41:09', 10431, 'PayPal', 'Payer cancelled', '45.00', 'USD'] as const,
	['13:57:02', 10459, 'Card, Stripe', 'Card: do not honour', '88.90', 'MYR'] as const,
	['14:01:08', 10466, 'Card, Stripe', '3-D Secure timed out', '64.00', 'USD'] as const,
	['14:03:55', 10470, 'Card, Stripe', 'Card: insufficient funds', '312.00', 'MYR'] as const,
].map(([time, order, method, reason, amount, currency]) => ({
	at: at(time),
	order,
	method,
	reason,
	amount,
	currency,
}));

/** The newest attempt of all. */
const LATEST = at('14:06:11');

/** Every attempt since 13:07, oldest first, none while the line was lost. */
export function tellPayments(): Told[] {
	const chance = createChance(42);
	const paid = Object.entries(SUCCEEDED).flatMap(([method, count]) =>
		Array.from({ length: count }, () => method),
	);
	const from = at('13:07:05');
	const succeeded = paid.map((method, index) => {
		const time = index === 0 ? LATEST : from + Math.floor(chance() * 3_280) * 1_000;
		return payment({ method, amount: (40 + Math.floor(chance() * 900) / 2).toFixed(2) }, time);
	});
	return [...succeeded, ...FAILURES.map(failure)].sort((a, b) => a.at - b.at);
}

function payment(told: { readonly method: string; readonly amount: string }, time: number): Told {
	const payload = {
		payment: {
			// Its time is as good a number as any: no two are alike.
			id: `p-${time}-${told.method}-${told.amount}`,
			amount: told.amount,
			currency: 'MYR',
			status: 'success',
			payment_method: told.method,
			processed_at: new Date(time).toISOString(),
		},
		is_successful: true,
		timestamp: new Date(time).toISOString(),
	};
	return { at: time, channel: GENERAL_CHANNEL, name: 'payment.success', payload };
}

function failure({ order, method, reason, amount, currency, at: time }: Failure): Told {
	const payload = {
		payment: {
			id: `p-${order}`,
			amount,
			currency,
			status: 'failed',
			payment_method: method,
			processed_at: new Date(time).toISOString(),
			failure_reason: reason,
		},
		order: { id: order, order_number: String(order) },
		is_successful: false,
		timestamp: new Date(time).toISOString(),
	};
	return { at: time, channel: GENERAL_CHANNEL, name: 'payment.failed', payload };
}
