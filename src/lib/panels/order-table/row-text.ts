import { formatCount, formatText } from '$lib/domain/format.ts';
import type { OrderRecord } from '$lib/domain/order.ts';

/** `2 × Trail tee, 1 × Cotton cap and 3 more`; without names how many there are; empty when nothing was told. */
export function itemsText({ items, itemsCount }: OrderRecord): string {
	const named = items.map(({ name, quantity }) => `${formatCount(quantity)} × ${name}`).join(', ');
	const more = (itemsCount ?? 0) - items.length;
	if (named === '') return more > 0 ? `${formatCount(more)} ${more === 1 ? 'item' : 'items'}` : '';
	return more > 0 ? `${formatText(named)} and ${formatCount(more)} more` : formatText(named);
}

/** The status as the shop calls it. */
export function statusText({ status }: OrderRecord): string {
	return formatText(status.label, 40) || 'no status';
}
