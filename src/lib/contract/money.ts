/** Amounts by rule, in exact text arithmetic: `"1.500.000"` is 1.5 to a parser that guesses. */
import { decimalsOf } from './currency.ts';
import type { Money } from './events.ts';
import type { AmountRule } from './mapping.ts';

/** Larger than any order; beyond it sums would lose their last digits. */
export const MINOR_LIMIT = 1e12;

/** What a source says besides the amount: the currency if no symbol says otherwise, and its own minor units. */
export interface MoneyContext {
	readonly currency: string;
	readonly decimals?: Readonly<Record<string, number>> | undefined;
}

/** Reads a present amount by its rule, or gives the reason why not. */
export function readMoney(value: unknown, rule: AmountRule, context: MoneyContext): Money | string {
	if (typeof value !== 'number' && typeof value !== 'string') return 'expected a number or a text';
	const { text, currency } = takeSymbol(String(value).trim(), rule, context.currency);
	const decimals = decimalsOf(currency);
	const digits = typeof value === 'string' && rule.read === 'grouped' ? ungroup(text, rule, decimals) : text;
	const isMinor = rule.read === 'minor';
	const minor = toMinor(digits, isMinor, isMinor ? decimals - unitOf(currency, context) : decimals);
	if (minor === null) return `expected an amount by the rule “${rule.read}”`;
	return Math.abs(minor) > MINOR_LIMIT ? 'larger than any order' : { currency, minor };
}

/** Decimals of the minor unit on the wire, where a shop's differs from the usual. */
function unitOf(currency: string, { decimals }: MoneyContext): number {
	const own = decimals !== undefined && Object.hasOwn(decimals, currency) ? decimals[currency] : undefined;
	return own ?? decimalsOf(currency);
}

function takeSymbol(
	text: string,
	{ symbols }: AmountRule,
	currency: string,
): { text: string; currency: string } {
	if (symbols === undefined) return { text, currency };
	// The longest first: `R` is a part of `RM`.
	for (const [symbol, code] of Object.entries(symbols).sort(([one], [other]) => other.length - one.length)) {
		if (text.startsWith(symbol)) return { text: text.slice(symbol.length).trim(), currency: code };
		if (text.endsWith(symbol)) return { text: text.slice(0, -symbol.length).trim(), currency: code };
	}
	return { text, currency };
}

/** The text without what stands between thousands, its decimal mark a point; unreadable text for broken groups. */
function ungroup(text: string, rule: AmountRule, decimals: number): string {
	const group = rule.group ?? '.';
	const decimal = rule.decimal ?? (group === ',' ? '.' : ',');
	const [whole = '', ...fractions] = text.replace(/[\u00A0\u202F]/g, ' ').split(decimal);
	const [first = '', ...others] = group === '' ? [whole] : whole.split(group);
	const isWhole = others.length === 0 || /^-?\d{1,3}$/.test(first);
	if (!isWhole || others.some((part) => !/^\d{3}$/.test(part))) return '';
	// `1,500` where the comma is said to stand before decimals: thousands by another rule than the one named.
	if (fractions[0]?.length === 3 && decimals !== 3) return '';
	return [first + others.join(''), ...fractions].join('.');
}

/** Decimal digits, with an exponent or not, times ten to the `shift`, rounded half away from zero; null for anything else. */
function toMinor(text: string, isWhole: boolean, shift: number): number | null {
	const match = /^(-?)(\d{1,40})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
	if (match === null) return null;
	const [, sign, whole = '', fraction = '', exponent = '0'] = match;
	if (isWhole && fraction !== '') return null;
	const digits = whole + fraction;
	const point = whole.length + Number(exponent) + shift;
	const kept = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
	const minor = Number(kept) + (point >= 0 && digits.charAt(point) >= '5' ? 1 : 0);
	return sign === '-' && minor !== 0 ? -minor : minor;
}
