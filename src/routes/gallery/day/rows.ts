/** The rows that the design shows by name: the last four minutes of orders, and the two that a loss has kept back. */
import { changed, created, type Order } from './orders.ts';
import { at, type Told } from './told.ts';

const NAMED = {
	10482: ['Nurul Hidayah Osman', 'MYR', '248.90', [2, 'Kopi Gayo 250 g'], [1, 'V60 dripper']],
	10481: ['Budi Santoso', 'IDR', '1284000', [3, 'Batik scarf indigo']],
	10480: ['Emily Carter', 'USD', '84.00', [1, 'Teh tarik kit']],
	10479: ['Wei Jie Tan', 'MYR', '189.00', [1, 'Rattan basket M']],
	10478: ['Siti Aminah Zain', 'IDR', '412500', [1, 'Pandan candle'], [1, 'Soap set']],
	10477: ['Ketut Wirawan', 'IDR', '2150000', [2, 'Rattan basket L'], [1, 'Lampshade']],
	10476: ['Priya Ramasamy', 'MYR', '164.50', [1, 'Trail tee S'], [2, 'Cotton cap']],
	10475: ['José Álvarez', 'USD', '118.40', [1, 'Trail tee M'], [1, 'Field bag']],
	10474: ['Tan Mei Ling', 'MYR', '76.50', [1, 'Kopi Gayo 1 kg']],
	10468: ['Marcus Oyelaran', 'USD', '52.00', [1, 'Enamel mug'], [1, 'Tote']],
	10318: ['Hafiz Rahman', 'MYR', '236.00', [4, 'Kopi Gayo 250 g'], [2, 'Filter papers']],
	9874: ['Grace Lim', 'MYR', '98.00', [1, 'Linen apron']],
} satisfies Record<number, [string, Order['currency'], string, ...[number, string][]]>;

/** An order of the design by its number. */
export function named(id: keyof typeof NAMED): Order {
	const [customer, currency, total, ...items] = NAMED[id];
	return { id, customer, currency, total, items };
}

/** Whether the design names this order. */
export function isNamed(id: number): boolean {
	return id in NAMED;
}

/** Named orders that came long before the rows: until when they got how far. */
export const EARLIER: readonly Told[] = [
	created(named(9874), at('08:41:12')),
	changed(named(9874), ['pending', 'confirmed'], 'Aisyah Rahman', at('08:50:40')),
	changed(named(9874), ['confirmed', 'paid'], 'FPX callback', at('08:52:03')),
	changed(named(9874), ['paid', 'shipped'], 'Dewi Kartika', at('10:58:31')),
	created(named(10318), at('12:52:09')),
	changed(named(10318), ['pending', 'confirmed'], 'Mei Lin Chong', at('12:58:20')),
	changed(named(10318), ['confirmed', 'paid'], 'FPX callback', at('12:59:02')),
	created(named(10468), at('13:59:18')),
];

/** The line was lost here. */
export const LOSS = { from: at('14:02:10'), until: at('14:02:41') };

/** What came while the line was lost, told afterwards. */
export const MISSED: readonly Told[] = [
	created(named(10474), at('14:02:14')),
	created(named(10475), at('14:02:29')),
];

/** What came since, oldest first. */
export const ROWS: readonly Told[] = [
	created(named(10476), at('14:02:47')),
	changed(named(10476), ['pending', 'confirmed'], 'Mei Lin Chong', at('14:02:58')),
	changed(named(9874), ['shipped', 'delivered'], 'J&T callback', at('14:03:10')),
	created(named(10477), at('14:03:16')),
	changed(named(10468), ['pending', 'cancelled'], 'Customer', at('14:03:49')),
	created(named(10478), at('14:04:05')),
	created(named(10479), at('14:04:32')),
	changed(named(10318), ['paid', 'shipped'], 'Dewi Kartika', at('14:04:41')),
	created(named(10480), at('14:05:03')),
	changed(named(10476), ['confirmed', 'paid'], 'FPX callback', at('14:05:28')),
	created(named(10481), at('14:05:49')),
	changed(named(10479), ['pending', 'confirmed'], 'Mei Lin Chong', at('14:06:06')),
	created(named(10482), at('14:06:18')),
];
