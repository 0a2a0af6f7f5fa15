/** Orders as files for other programs: amounts as plain decimals, times in UTC, text as it was told. */
import { writeMoney } from './format.ts';
import type { OrderRecord } from './order.ts';

/** One order as a file has it. */
interface Exported {
	readonly number: string;
	readonly id: string;
	readonly source: string;
	readonly status: string;
	readonly statusLabel: string;
	readonly customer: string | null;
	readonly items: readonly { readonly name: string; readonly quantity: number }[];
	/** Kinds of items, also those that were not told by name. */
	readonly itemsCount: number | null;
	readonly checkIn: string | null;
	readonly checkOut: string | null;
	/** A decimal text, so that no program rounds it. */
	readonly total: string | null;
	readonly currency: string | null;
	readonly totalAsSent: string | null;
	readonly placedAt: string | null;
	readonly changedAt: string | null;
}

const HEADINGS = [
	'number',
	'id',
	'source',
	'status',
	'status label',
	'customer',
	'items',
	'check-in',
	'check-out',
	'total',
	'currency',
	'total as sent',
	'placed at',
	'changed at',
];

/** The rows as RFC 4180 text, headings first; without the byte order mark that a file for a spreadsheet begins with. */
export function toCsv(rows: readonly OrderRecord[]): string {
	const lines = rows.map(exported).map((row) =>
		[
			textCell(row.number),
			textCell(row.id),
			textCell(row.source),
			textCell(row.status),
			textCell(row.statusLabel),
			textCell(row.customer),
			textCell(itemsOf(row)),
			textCell(row.checkIn),
			textCell(row.checkOut),
			// Our own digits: a minus before them begins no formula.
			quoted(row.total ?? ''),
			textCell(row.currency),
			textCell(row.totalAsSent),
			quoted(row.placedAt ?? ''),
			quoted(row.changedAt ?? ''),
		].join(','),
	);
	return [HEADINGS.join(','), ...lines, ''].join('\r\n');
}

/** The rows as a JSON array. */
export function toJson(rows: readonly OrderRecord[]): string {
	return `${JSON.stringify(rows.map(exported), null, '\t')}\n`;
}

function exported(order: OrderRecord): Exported {
	return {
		number: order.number,
		id: order.id,
		source: order.source,
		status: order.status.word,
		statusLabel: order.status.label,
		customer: order.customer,
		items: order.items.map(({ name, quantity }) => ({ name, quantity })),
		itemsCount: order.itemsCount,
		checkIn: order.stay?.from ?? null,
		checkOut: order.stay?.until ?? null,
		total: order.total === null ? null : writeMoney(order.total),
		currency: order.total?.currency ?? null,
		totalAsSent: order.totalText,
		placedAt: order.placedAt === null ? null : isoOf(order.placedAt),
		changedAt: isoOf(order.changedAt),
	};
}

function itemsOf({ items, itemsCount }: Exported): string {
	const more = (itemsCount ?? 0) - items.length;
	const named = items.map(({ name, quantity }) => `${quantity} × ${name}`);
	if (more <= 0) return named.join('; ');
	return [...named, named.length === 0 ? `${more} items` : `and ${more} more`].join('; ');
}

const LATEST_MS = 8.64e15;

function isoOf(at: number): string | null {
	return Math.abs(at) <= LATEST_MS ? new Date(at).toISOString() : null;
}

/** What a spreadsheet takes for the beginning of a formula, in either width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function textCell(text: string | null): string {
	if (text === null) return '';
	return quoted(FORMULA.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
