/** Payments: one that went through, or did not. */
import { displayText, MESSAGE_LIMIT } from '../display.ts';
import type { PaymentProcessed } from '../events.ts';
import { NO_AMOUNT, readAmount, readText, readWord } from '../fields.ts';
import { locate, missing, readId, requireId, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readPayment(
	reading: Reading,
	mapping: MappingOf<'payment.processed'>,
): Body<PaymentProcessed> {
	const id = requireId(reading, 'id', 'payment id');
	const told = readWord(reading, 'outcome', reading.mapping.source.outcomes);
	// The name is what the shop decided by; the payment's own column may lag behind.
	const outcome = mapping.outcome ?? (told === null ? null : (told.meaning ?? 'unknown'));
	if (outcome === null) throw missing(reading, ['outcome'], 'outcome', locate(reading, 'outcome'), 'a word');
	const payment = {
		id,
		outcome,
		word: told?.word ?? displayText(reading.name),
		method: readText(reading, 'method'),
		amount: readAmount(reading, 'amount') ?? NO_AMOUNT,
		reason: readText(reading, 'reason', MESSAGE_LIMIT),
		orderId: readId(reading, 'orderId'),
		orderNumber: readText(reading, 'orderNumber'),
		customer: readText(reading, 'customer'),
	};
	return { entity: id, isEvent: false, told: { type: 'payment.processed', payment } };
}
