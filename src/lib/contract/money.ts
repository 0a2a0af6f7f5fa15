/** Amounts by rule, in exact text arithmetic: `"1.500.000"` is 1.5 to a parser that guesses. */
import type { Money } from './events.ts';
import type { TotalRule } from './source.ts';
import { cleanText } from './text.ts';

/** Larger than any order; beyond it sums would lose their last digits. */
export const MINOR_LIMIT = 1e12;

// ISO 4217, but for rupiah, which nobody writes with sen.
const DECIMALS = new Map([
	...[
		'BIF',
		'CLP',
		'DJF',
		'GNF',
		'IDR',
		'ISK',
		'JPY',
		'KMF',
		'KRW',
		'PYG',
		'RWF',
		'UGX',
		'VND',
		'VUV',
		'XAF',
		'XOF',
		'XPF',
	].map((code): [string, number] => [code, 0]),
	...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code): [string, number] => [code, 3]),
]);

/** Decimals of a currency's minor unit; two for one nobody knows. */
export function decimalsOf(currency: string, overrides?: Readonly<Record<string, number>>): number {
	if (overrides !== undefined && Object.hasOwn(overrides, currency)) return overrides[currency] ?? 2;
	return DECIMALS.get(currency) ?? 2;
}

export type MoneyResult = { ok: true; money: Money } | { ok: false; reason: string };

/** Reads a present amount by its rule; `currency` is what applies unless a symbol in the text says otherwise. */
export function readMoney(
	value: unknown,
	rule: TotalRule,
	currency: string,
	overrides?: Readonly<Record<string, number>>,
): MoneyResult {
	if (typeof value !== 'number' && typeof value !== 'string')
		return { ok: false, reason: 'expected a number or a text' };
	const { text, code } = takeSymbol(typeof value === 'number' ? plain(value) : value.trim(), rule, currency);
	const decimals = decimalsOf(code, overrides);
	const digits = typeof value === 'string' && rule.read === 'grouped' ? ungroup(text, rule) : text;
	const minor = digits === null ? null : toMinor(digits, rule.read === 'minor' ? 0 : decimals);
	if (minor === null) return { ok: false, reason: `is not an amount by the rule “${rule.read}”` };
	if (Math.abs(minor) > MINOR_LIMIT) return { ok: false, reason: 'is larger than any order' };
	return { ok: true, money: { currency: code, minor } };
}

function takeSymbol(text: string, rule: TotalRule, currency: string): { text: string; code: string } {
	for (const [symbol, code] of Object.entries(rule.symbols ?? {})) {
		if (text.startsWith(symbol)) return { text: text.slice(symbol.length).trim(), code };
		if (text.endsWith(symbol)) return { text: text.slice(0, -symbol.length).trim(), code };
	}
	return { text, code: cleanText(currency) };
}

/** A number as decimal digits, exponents written out: 1e-7 is `0.0000001`. Not finite: as it prints. */
function plain(value: number): string {
	const text = String(value);
	const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
	if (match === null) return text;
	const [, sign = '', head = '', tail = '', exponent = '0'] = match;
	const shift = Number(exponent);
	if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${head}${tail}`;
	return `${sign}${head}${tail.padEnd(shift, '0')}`;
}

function ungroup(text: string, rule: TotalRule): string | null {
	const group = rule.group ?? '.';
	const decimal = rule.decimal ?? (group === ',' ? '.' : ',');
	const [whole = '', fraction, ...rest] = text.split(decimal);
	if (rest.length > 0) return null;
	const [sign, digits] = whole.startsWith('-') ? ['-', whole.slice(1)] : ['', whole];
	const groups = group === '' ? [digits] : digits.split(group);
	const isWell =
		groups.length === 1 ||
		(/^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((part) => /^\d{3}$/.test(part)));
	return isWell ? `${sign}${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}` : null;
}

/** Decimal digits as an integer of minor units, rounded half up away from zero; null for anything else. */
function toMinor(text: string, decimals: number): number | null {
	const match = /^(-?)(\d{1,15})(?:\.(\d{1,30}))?$/.exec(text);
	if (match === null) return null;
	const [, sign = '', whole = '', fraction = ''] = match;
	const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
	const carry = Number(fraction.charAt(decimals) || '0') >= 5 ? 1 : 0;
	const minor = Number(whole + kept) + carry;
	if (!Number.isSafeInteger(minor)) return null;
	return sign === '-' && minor !== 0 ? -minor : minor;
}
