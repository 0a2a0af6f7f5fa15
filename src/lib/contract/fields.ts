/**
 * Reads the fields of one payload by a source's paths and rules, and notes what is there but cannot be read.
 *
 * A field that is not told, null or blank is no flaw. Which fields an event cannot do without is the matter of read/.
 */
import { readScalar } from './display.ts';
import type { Amount, Severity } from './events.ts';
import { hideText } from './mask.ts';
import { readMoney } from './money.ts';
import { find, valueAt, type Found } from './payload.ts';
import { flaw, locate, pathsOf, type AmountName, type FieldName, type Reading } from './reading.ts';
import { cleanText } from './text.ts';
import { readTime } from './time.ts';

/** More pieces or orders than any shop has; beyond it a number means something else. */
const COUNT_LIMIT = 1e9;

/** The first of the field's paths that leads to a text to show. */
export function readText(reading: Reading, field: FieldName, limit?: number): string | null {
	let unreadable: Found | undefined;
	for (const path of pathsOf(reading, field)) {
		const value = valueAt(reading.payload, path);
		if (value === undefined) continue;
		const text = readScalar(value, limit);
		if (text !== null) return path.isSecret ? hideText(text) : text;
		if (typeof value !== 'string') unreadable ??= { value, path: path.text, isSecret: path.isSecret };
	}
	if (unreadable !== undefined) flaw(reading, field, unreadable, 'expected a text');
	return null;
}

/** A word as sent, to be looked up, and what the source says that it means. */
export interface Word<Meaning> {
	/** Cleaned and masked. */
	readonly word: string;
	readonly meaning: Meaning | undefined;
}

/** The first of the field's words that the source knows, else the first word at all. True and false are words. */
export function readWord<Meaning>(
	reading: Reading,
	field: FieldName,
	meanings: Readonly<Record<string, Meaning>> | undefined,
): Word<Meaning> | null {
	let first: Word<Meaning> | null = null;
	let unreadable: Found | undefined;
	for (const path of pathsOf(reading, field)) {
		const value = valueAt(reading.payload, path);
		if (value === undefined) continue;
		const word = asWord(value);
		if (word === null) {
			unreadable ??= { value, path: path.text, isSecret: path.isSecret };
			continue;
		}
		const meaning = meaningOf(meanings, word);
		if (meaning !== undefined) return { word, meaning };
		first ??= { word: path.isSecret ? hideText(word) : word, meaning };
	}
	if (first === null && unreadable !== undefined) flaw(reading, field, unreadable, 'expected a word');
	return first;
}

/** A word of the payload: a text, a number, true or false. */
export function asWord(value: unknown): string | null {
	return typeof value === 'boolean' ? String(value) : readScalar(value);
}

/** What a source says that a word means; case counts only where the source makes it count. */
export function meaningOf<Meaning>(
	meanings: Readonly<Record<string, Meaning>> | undefined,
	word: string,
): Meaning | undefined {
	if (meanings === undefined) return undefined;
	if (Object.hasOwn(meanings, word)) return meanings[word];
	const lower = word.toLowerCase();
	return Object.hasOwn(meanings, lower) ? meanings[lower] : undefined;
}

/** A word such as `order_created` for people: `Order created`. */
export function prettify(word: string): string {
	const spaced = word.replace(/[_-]+/g, ' ').trim() || word;
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** How grave it is, where it is told: a word that the source does not know tells nothing. */
export function readSeverity(reading: Reading): Severity | null {
	return readWord(reading, 'severity', reading.mapping.source.severities)?.meaning ?? null;
}

export function readCount(reading: Reading, field: FieldName): number | null {
	const found = locate(reading, field);
	if (found === undefined) return null;
	const count = asNumber(found.value);
	if (Number.isInteger(count) && count >= 0) return count;
	flaw(reading, field, found, 'expected a count');
	return null;
}

/** Pieces or a measure, also below zero. */
export function readNumber(reading: Reading, field: FieldName): number | null {
	const found = locate(reading, field);
	if (found === undefined) return null;
	const number = asNumber(found.value);
	if (!Number.isNaN(number)) return number;
	flaw(reading, field, found, 'expected a number');
	return null;
}

/** NaN for what is no plain number of a size that can be counted. */
export function asNumber(value: unknown): number {
	const number = typeof value === 'string' && /^-?\d{1,12}(\.\d{1,12})?$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Math.abs(number) <= COUNT_LIMIT ? number : NaN;
}

/** The first of the field's times that can be trusted. */
export function readMoment(reading: Reading, field: 'time' | 'version'): number | null {
	const { times, zone } = reading.mapping.source;
	let unreadable: Found | undefined;
	for (const path of pathsOf(reading, field)) {
		const value = valueAt(reading.payload, path);
		const at = value === undefined ? null : readTime(value, times, zone);
		if (at !== null) return at;
		if (value !== undefined) unreadable ??= { value, path: path.text };
	}
	if (unreadable !== undefined) flaw(reading, field, unreadable, 'expected a time with a date and a zone');
	return null;
}

export const NO_AMOUNT: Amount = { money: null, text: null };

/** Undefined when nothing was told; a text where no rule could read it. */
export function readAmount(reading: Reading, field: AmountName): Amount | undefined {
	const { mapping, payload, shopCurrency } = reading;
	const { source } = mapping;
	const compiled = mapping.amounts.get(field);
	const found = compiled && find(payload, compiled.amount);
	if (compiled === undefined || found === undefined) return undefined;
	const named = find(payload, compiled.currency);
	const isNamed = typeof named?.value === 'string';
	if (named !== undefined && !isNamed) flaw(reading, field, named, 'expected a currency');
	else {
		const currency = isNamed ? asCurrency(String(named?.value)) : (source.currency ?? shopCurrency);
		const money = readMoney(found.value, compiled.rule, { currency, decimals: source.decimals });
		if (typeof money !== 'string') return { money, text: null };
		flaw(reading, field, found, money);
	}
	return { money: null, text: readScalar(found.value) };
}

function asCurrency(text: string): string {
	const clean = cleanText(text);
	return /^[a-z]{3}$/i.test(clean) ? clean.toUpperCase() : (readScalar(text) ?? clean);
}
