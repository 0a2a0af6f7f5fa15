/** Where the shop's figures and the screen's disagree. */
import { selectOrdersToday, type Figures as Shown } from '../../src/lib/domain/figures.ts';
import type { Figures } from './ledger.ts';

/** In which figures the two differ; null when in none. */
export function differenceOf(truth: Figures, shown: Shown): string | null {
	const pairs: [string, number, number][] = [
		['orders today', truth.ordersToday, selectOrdersToday(shown)],
		['pending', truth.pending, shown.pending],
		['confirmed', truth.confirmed, shown.confirmed],
		['total', truth.total, shown.total],
		['without an amount', truth.withoutAmount, shown.withoutAmount],
		...[...new Set([...truth.revenue.keys(), ...shown.revenue.keys()])].map(
			(currency): [string, number, number] => [
				currency,
				truth.revenue.get(currency) ?? 0,
				shown.revenue.get(currency) ?? 0,
			],
		),
	];
	const differing = pairs.filter(([, a, b]) => a !== b);
	if (differing.length === 0) return null;
	return differing.map(([name, a, b]) => `${name} ${b} instead of ${a}`).join(', ');
}
