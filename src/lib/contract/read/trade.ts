/** Trades: two orders that met, in exact numbers. */
import { decimalText, multiply, readDecimal } from '../decimal.ts';
import type { TradeMatched } from '../events.ts';
import {
	flaw,
	locate,
	missing,
	readId,
	requireId,
	requireText,
	type MappingOf,
	type Reading,
} from '../reading.ts';
import type { Body } from './body.ts';

export function readTrade(reading: Reading, _: MappingOf<'trade.matched'>): Body<TradeMatched> {
	const id = requireId(reading, 'id', 'trade id');
	const symbol = requireText(reading, 'symbol', 'symbol');
	const price = requireDecimal(reading, 'price');
	const amount = requireDecimal(reading, 'amount');
	const trade = {
		id,
		symbol,
		price: decimalText(price),
		amount: decimalText(amount),
		worth: decimalText(multiply(price, amount)),
		buyerId: readId(reading, 'buyerId'),
		sellerId: readId(reading, 'sellerId'),
		buyOrderId: readId(reading, 'buyOrderId'),
		sellOrderId: readId(reading, 'sellOrderId'),
	};
	return { entity: id, isEvent: true, told: { type: 'trade.matched', trade } };
}

function requireDecimal(reading: Reading, field: 'price' | 'amount') {
	const found = locate(reading, field);
	const decimal = readDecimal(found?.value);
	if (decimal === null || found === undefined) {
		throw missing(reading, [field], field, found, 'a number that is not negative');
	}
	const { value } = found;
	if (typeof value === 'number' && Number.isInteger(value) && value > Number.MAX_SAFE_INTEGER) {
		flaw(reading, field, found, 'beyond the numbers that arrive exactly');
	}
	return decimal;
}
