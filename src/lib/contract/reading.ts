/** One payload being read by one mapping: its paths, what was found wrong so far, and what it cannot do without. */
import { readIdentity, readScalar } from './display.ts';
import type { Flaw, Subject } from './events.ts';
import { hideIdentity, hideText } from './mask.ts';
import { compilePaths, find, quote, type CompiledPath, type Found } from './payload.ts';
import type { AmountRule, EventMapping, Source } from './source.ts';

/** The mapping of one kind of event. */
export type MappingOf<As extends EventMapping['as']> = Extract<EventMapping, { as: As }>;

type Fields = EventMapping['fields'];
type KeyWith<Held, Each> = Each extends unknown
	? { [Key in keyof Each]-?: NonNullable<Each[Key]> extends Held ? Key : never }[keyof Each]
	: never;
export type FieldName = Exclude<KeyWith<string | string[], Fields>, 'numberPattern'>;
export type AmountName = KeyWith<AmountRule, Fields>;

interface CompiledAmount {
	readonly rule: AmountRule;
	readonly amount: readonly CompiledPath[];
	readonly currency: readonly CompiledPath[];
}

/** One event mapping with its paths taken apart once. */
export interface Mapping {
	readonly source: Source;
	readonly event: EventMapping;
	readonly paths: ReadonlyMap<string, readonly CompiledPath[]>;
	readonly amounts: ReadonlyMap<string, CompiledAmount>;
	readonly items: Readonly<Record<'path' | 'name' | 'quantity', readonly CompiledPath[]>> | null;
	readonly when: { readonly paths: readonly CompiledPath[]; readonly is: ReadonlySet<string> } | null;
}

export function compileMapping(source: Source, event: EventMapping): Mapping {
	const paths = new Map<string, readonly CompiledPath[]>();
	const amounts = new Map<string, CompiledAmount>();
	for (const [name, field] of Object.entries(event.fields)) {
		if (name === 'numberPattern' || field === undefined) continue;
		if (typeof field === 'string' || Array.isArray(field)) paths.set(name, compilePaths(field));
		else if ('read' in field) {
			const amount = compilePaths(field.path);
			amounts.set(name, { rule: field, amount, currency: compilePaths(field.currency) });
		}
	}
	const items = 'items' in event.fields ? event.fields.items : undefined;
	return {
		source,
		event,
		paths,
		amounts,
		items:
			items === undefined
				? null
				: {
						path: compilePaths(items.path),
						name: compilePaths(items.name),
						quantity: compilePaths(items.quantity),
					},
		when:
			event.when === undefined
				? null
				: { paths: compilePaths(event.when.path), is: new Set(event.when.is.map(String)) },
	};
}

/** Whether a mapping that reads only some payloads reads this one. */
export function holds({ when }: Mapping, payload: unknown): boolean {
	if (when === null) return true;
	return when.paths.some((path) => {
		const value = find(payload, [path])?.value;
		return value !== undefined && typeof value !== 'object' && when.is.has(String(value));
	});
}

/** A payload being read, and what was found wrong so far. */
export interface Reading {
	readonly mapping: Mapping;
	readonly payload: unknown;
	/** The event's name on the wire. */
	readonly name: string;
	readonly subject: Subject | null;
	readonly shopCurrency: string;
	readonly flaws: Flaw[];
}

/** Why a payload is rejected, in one sentence. */
export class Unreadable extends Error {}

const NO_PATHS: readonly CompiledPath[] = [];

export function pathsOf({ mapping }: Reading, field: FieldName): readonly CompiledPath[] {
	return mapping.paths.get(field) ?? NO_PATHS;
}

export function locate(reading: Reading, field: FieldName): Found | undefined {
	return find(reading.payload, pathsOf(reading, field));
}

/** One path may serve two fields, time and version say; what is wrong there is said once. */
export function flaw({ flaws }: Reading, field: string, found: Found, expected: string): void {
	if (flaws.some((held) => held.path === found.path)) return;
	flaws.push({ field, path: found.path, reason: `is ${quoteFound(found)}, ${expected}` });
}

function quoteFound({ value, isSecret }: Found): string {
	return quote(isSecret && typeof value === 'string' ? hideText(value) : value);
}

/** The id that an event is about; without one it is rejected. */
export function requireId(reading: Reading, field: FieldName, what: string): string {
	const found = locate(reading, field);
	const id = asIdentity(reading, field, found);
	if (id !== null) return id;
	throw missing(reading, [field], what, found);
}

/** An id that may be absent. */
export function readId(reading: Reading, field: FieldName): string | null {
	const found = locate(reading, field);
	const id = asIdentity(reading, field, found);
	if (found !== undefined && id === null) flaw(reading, field, found, 'expected a short text or a number');
	return id;
}

export function asIdentity(reading: Reading, field: FieldName, found: Found | undefined): string | null {
	const value = found?.value;
	if (found !== undefined && typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		flaw(reading, field, found, 'beyond the numbers that arrive exactly');
	}
	// Under a secret name a short id is as secret as one that shows it.
	return found?.isSecret === true && typeof value === 'string' ? hideIdentity(value) : readIdentity(value);
}

/** A text that an event is nothing without. */
export function requireText(reading: Reading, field: FieldName, what: string): string {
	for (const path of pathsOf(reading, field)) {
		const text = readScalar(find(reading.payload, [path])?.value);
		if (text !== null) return path.isSecret ? hideText(text) : text;
	}
	throw missing(reading, [field], what, locate(reading, field));
}

/** The sentence for a field that is not there, or is no such thing. */
export function missing(
	reading: Reading,
	fields: readonly FieldName[],
	what: string,
	found?: Found,
	expected = 'a short text or a number',
): Unreadable {
	if (found !== undefined) {
		return new Unreadable(`The ${what} at ${found.path} is ${quoteFound(found)}, expected ${expected}.`);
	}
	const paths = fields.flatMap((field) => pathsOf(reading, field).map(({ text }) => text));
	return new Unreadable(`There is no ${what}${paths.length > 0 ? ` at ${inShort(paths)}` : ''}.`);
}

/** A sentence names three places at most; the source has them all. */
function inShort(paths: readonly string[]): string {
	return paths.length <= 3
		? paths.join(' or ')
		: `${paths.slice(0, 3).join(', ')} or ${paths.length - 3} more`;
}
