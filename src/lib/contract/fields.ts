/**
 * Reads the fields of one payload by a source's paths and rules, and notes what is there but cannot be read.
 *
 * A field that is not told, null or blank is no flaw. Which fields an event cannot do without is decode.ts' matter.
 */
import type { Flaw, Item, Money, Status, Stay } from './events.ts';
import { readMoney } from './money.ts';
import { asList, compilePaths, find, quote, valueAt, type CompiledPath, type Found } from './payload.ts';
import type { EventMapping, Source } from './source.ts';
import { cleanText, TEXT_LIMIT } from './text.ts';
import { readTime } from './time.ts';

const ITEMS_SHOWN = 3;
/** More pieces or orders than any shop has; beyond it a number means something else. */
const COUNT_LIMIT = 1e9;

type FieldName = Exclude<keyof EventMapping['fields'], 'total' | 'items' | 'numberPattern'>;

/** One event mapping with its paths taken apart once. */
export interface Mapping {
	readonly source: Source;
	readonly as: EventMapping['as'];
	readonly fields: EventMapping['fields'];
	readonly paths: { readonly [Name in FieldName]?: readonly CompiledPath[] };
	readonly total: { readonly amount: readonly CompiledPath[]; readonly currency: readonly CompiledPath[] };
	readonly items: Readonly<Record<'path' | 'name' | 'quantity', readonly CompiledPath[]>>;
}

export function compileMapping(source: Source, { as, fields }: EventMapping): Mapping {
	const { total, items, numberPattern: _, ...plain } = fields;
	return {
		source,
		as,
		fields,
		paths: Object.fromEntries(Object.entries(plain).map(([name, paths]) => [name, compilePaths(paths)])),
		total: { amount: compilePaths(total?.path), currency: compilePaths(total?.currency) },
		items: {
			path: compilePaths(items?.path),
			name: compilePaths(items?.name),
			quantity: compilePaths(items?.quantity),
		},
	};
}

/** A payload being read, and what was found wrong so far. */
export interface Reading {
	readonly mapping: Mapping;
	readonly payload: unknown;
	readonly shopCurrency: string;
	readonly flaws: Flaw[];
}

const NO_PATHS: readonly CompiledPath[] = [];

export function pathsOf({ mapping }: Reading, field: FieldName): readonly CompiledPath[] {
	return mapping.paths[field] ?? NO_PATHS;
}

export function locate(reading: Reading, field: FieldName): Found | undefined {
	return find(reading.payload, pathsOf(reading, field));
}

/** One path may serve two fields, time and version say; what is wrong there is said once. */
export function flaw({ flaws }: Reading, field: string, { path, value }: Found, expected: string): void {
	if (flaws.some((held) => held.path === path)) return;
	flaws.push({ field, path, reason: `is ${quote(value)}, ${expected}` });
}

/** An id or a word: a text or a number, cleaned; null for anything else and for nothing. */
export function readScalar(value: unknown): string | null {
	if (typeof value === 'string') return cleanText(value) || null;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** What tells things apart, whole: of two that were cut to the same beginning one would swallow the other. */
export function readIdentity(value: unknown): string | null {
	return typeof value === 'string' && value.length > TEXT_LIMIT ? null : readScalar(value);
}

/** The first of the field's paths that leads to a text to show. */
export function readText(reading: Reading, field: FieldName): string | null {
	let unreadable: Found | undefined;
	for (const path of pathsOf(reading, field)) {
		const value = valueAt(reading.payload, path);
		if (value === undefined) continue;
		const text = readScalar(value);
		if (text !== null) return text;
		if (typeof value !== 'string') unreadable ??= { value, path: path.text };
	}
	if (unreadable !== undefined) flaw(reading, field, unreadable, 'expected a text');
	return null;
}

/** Status words in their own meaning, else as they are; case counts only where the source makes it count. */
export function asStatus({ mapping }: Reading, word: string, sentLabel: string | null): Status {
	const { statuses } = mapping.source;
	const known = [word, word.toLowerCase()].find((each) => Object.hasOwn(statuses, each));
	const meaning = known === undefined ? undefined : statuses[known];
	const { kind = 'unknown' as const, label = prettify(word) } =
		typeof meaning === 'string' ? { kind: meaning } : (meaning ?? {});
	return { kind, word, label: sentLabel ?? label };
}

function prettify(word: string): string {
	const spaced = word.replace(/[_-]+/g, ' ').trim() || word;
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function readPrevious(reading: Reading): Status | null {
	const found = locate(reading, 'previous');
	const word = readScalar(found?.value);
	if (word !== null) return asStatus(reading, word, null);
	if (found !== undefined) flaw(reading, 'previous', found, 'expected a status');
	return null;
}

export function readCount(reading: Reading, field: FieldName): number | null {
	const found = locate(reading, field);
	if (found === undefined) return null;
	const count = asNumber(found.value);
	if (Number.isInteger(count) && count >= 0) return count;
	flaw(reading, field, found, 'expected a count');
	return null;
}

/** NaN for what is no plain number of a size that can be counted. */
function asNumber(value: unknown): number {
	const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
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

/** Both absent when nothing was told. */
export function readTotal(reading: Reading): { total?: Money | null; totalText?: string | null } {
	const { mapping, payload } = reading;
	const { source, fields, total: paths } = mapping;
	const found = find(payload, paths.amount);
	if (fields.total === undefined || found === undefined) return {};
	const named = find(payload, paths.currency);
	const isNamed = typeof named?.value === 'string';
	if (named !== undefined && !isNamed) flaw(reading, 'total', named, 'expected a currency');
	else {
		const currency = isNamed ? asCurrency(String(named?.value)) : (source.currency ?? reading.shopCurrency);
		const read = readMoney(found.value, fields.total, { currency, decimals: source.decimals });
		if (typeof read !== 'string') return { total: read, totalText: null };
		flaw(reading, 'total', found, read);
	}
	return { total: null, totalText: readScalar(found.value) };
}

function asCurrency(text: string): string {
	const clean = cleanText(text);
	return /^[a-z]{3}$/i.test(clean) ? clean.toUpperCase() : clean;
}

export function readStay(reading: Reading): Stay | null {
	const from = readText(reading, 'from');
	const until = readText(reading, 'until');
	return from === null || until === null ? null : { from, until };
}

export function readItems(reading: Reading): readonly Item[] {
	const { fields, items: paths } = reading.mapping;
	if (fields.items === undefined) return [];
	if (fields.items.path === undefined) return readItem(reading, reading.payload, '');
	const found = find(reading.payload, paths.path);
	if (found === undefined) return [];
	const list = asList(found.value);
	if (list === undefined) {
		flaw(reading, 'items', found, 'expected a list');
		return [];
	}
	return list
		.slice(0, ITEMS_SHOWN)
		.flatMap((item, index) => readItem(reading, item, `${found.path}.${index}.`));
}

/** The item, or none: a name with a wrong quantity would be a false statement. */
function readItem(reading: Reading, item: unknown, prefix: string): readonly Item[] {
	const { name: namePaths, quantity: quantityPaths } = reading.mapping.items;
	const name = find(item, namePaths);
	if (name === undefined) return [];
	const text = readScalar(name.value);
	const quantity = find(item, quantityPaths);
	const pieces = quantity === undefined ? 1 : asNumber(quantity.value);
	const at = (found: Found) => ({ value: found.value, path: prefix + found.path });
	if (text === null) flaw(reading, 'items', at(name), 'expected a text');
	else if (Number.isNaN(pieces)) flaw(reading, 'items', at(quantity ?? name), 'expected a quantity');
	else return [{ name: text, quantity: pieces }];
	return [];
}
