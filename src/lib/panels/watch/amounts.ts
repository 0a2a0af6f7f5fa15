import type { CartChange } from '$lib/domain/carts.ts';
import { formatMoney, formatText, NOTHING, type Money } from '$lib/domain/format.ts';
import { say } from '$lib/words/words.ts';

/** `MYR 1,234.50`, the text as sent where no rule could read it, a dash where nothing was told. */
export function formatAmount({ money, text }: CartChange['total']): string {
	if (money !== null) return formatSum(money);
	return text === null ? NOTHING : say().watch.notReadable(formatText(text, 40));
}

export function formatSum(money: Money): string {
	const { currency, amount } = formatMoney(money);
	return `${currency} ${amount}`.trim();
}

export function isTold({ money, text }: CartChange['total']): boolean {
	return money !== null || text !== null;
}
