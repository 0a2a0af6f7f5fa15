/** Texts from the wire as they may stand on a screen: cleaned, masked, and of bounded length. */
import { maskIdentity, maskText } from './mask.ts';
import { cleanText, TEXT_LIMIT } from './text.ts';

/** What takes more than a line: messages, descriptions, reasons. */
export const MESSAGE_LIMIT = 400;

/** A text or number to show; empty if nothing would show. */
export function displayText(value: string | number, limit = TEXT_LIMIT): string {
	return typeof value === 'number' ? String(value) : cleanText(maskText(value), limit);
}

/** A text or a number, to show or to look up; null for anything else and for nothing. */
export function readScalar(value: unknown, limit = TEXT_LIMIT): string | null {
	if (typeof value === 'string') return displayText(value, limit) || null;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** What tells things apart, whole: of two that were cut to the same beginning one would swallow the other. */
export function readIdentity(value: unknown): string | null {
	if (typeof value !== 'string') return readScalar(value);
	return value.length > TEXT_LIMIT ? null : maskIdentity(cleanText(value)) || null;
}
