/** Where two counts of the same messages disagree. */
import { selectOrdersToday, type Figures } from './figures.ts';

/** `orders today 41, the recorder 42`; null when they agree, or are of different days. */
export function describeDrift(ours: Figures, theirs: Figures): string | null {
	if (ours.day !== theirs.day) return null;
	const pairs: readonly (readonly [name: string, ours: number, theirs: number])[] = [
		['orders today', selectOrdersToday(ours), selectOrdersToday(theirs)],
		['pending', ours.pending, theirs.pending],
		['confirmed', ours.confirmed, theirs.confirmed],
		['total', ours.total, theirs.total],
		['without an amount', ours.withoutAmount, theirs.withoutAmount],
		...[...new Set([...ours.revenue.keys(), ...theirs.revenue.keys()])].map(
			(currency) =>
				[
					`revenue in ${currency}, minor units,`,
					ours.revenue.get(currency) ?? 0,
					theirs.revenue.get(currency) ?? 0,
				] as const,
		),
	];
	const differing = pairs.filter(([, our, their]) => our !== their);
	if (differing.length === 0) return null;
	return differing.map(([name, our, their]) => `${name} ${our}, the recorder ${their}`).join('; ');
}
