import { formatAge, formatCount, formatText } from '$lib/domain/format.ts';
import type { OrderRecord } from '$lib/domain/order.ts';
import { say } from '$lib/words/words.ts';

/** `2 × Trail tee, 1 × Cotton cap and 3 more`; without names how many there are; empty when nothing was told. */
export function itemsText({ items, itemsCount }: OrderRecord): string {
	const named = items.map(({ name, quantity }) => `${formatCount(quantity)} × ${name}`).join(', ');
	const more = (itemsCount ?? 0) - items.length;
	if (named === '') return more > 0 ? say().feed.items(more, formatCount(more)) : '';
	return more > 0 ? say().orderTable.andMore(formatText(named), formatCount(more)) : formatText(named);
}

/** The status as the shop calls it, with how long the order waits where that is too long. */
export function statusText({ status }: OrderRecord, lateMs: number | null): string {
	const word = formatText(status.label, 40) || say().feed.noStatus;
	return lateMs === null ? word : say().feed.late(word, formatAge(lateMs));
}
