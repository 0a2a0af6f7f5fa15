import { resolve } from '$app/paths';
import type { Feature } from '$lib/config';
import type { RailPage } from '$lib/panels/shell/rail';
import { say } from '$lib/words/words';

interface Waiting {
	/** Open alerts that are high or critical. */
	readonly alerts: number;
	/** Products out of stock. */
	readonly products: number;
}

/** The pages a configuration leaves on, in the order of the rail. */
export function pagesOf(
	isShown: (feature: Feature) => boolean,
	{ alerts, products }: Waiting,
): readonly RailPage[] {
	const words = say().pages;
	const waiting = (count: number, describe: (count: number) => string) =>
		count === 0 ? null : { count, words: describe(count) };
	const pages: readonly (RailPage & { readonly feature?: Feature })[] = [
		{
			href: resolve('/'),
			name: words.floor,
			glyph: 'gauge',
			onPhone: { name: words.floor, glyph: 'gauge' },
		},
		{
			href: resolve('/orders'),
			name: words.orders,
			glyph: 'receipt',
			feature: 'orders',
			onPhone: { name: words.orders, glyph: 'receipt' },
		},
		{ href: resolve('/payments'), name: words.payments, glyph: 'card', feature: 'payments' },
		{
			href: resolve('/inventory'),
			name: words.inventory,
			glyph: 'boxes',
			feature: 'stock',
			waiting: waiting(products, words.productsOut),
		},
		{
			href: resolve('/system'),
			name: words.system,
			glyph: 'server',
			feature: 'system',
			waiting: waiting(alerts, words.openAlerts),
			onPhone: { name: words.alerts, glyph: 'bell' },
		},
		{
			href: resolve('/people'),
			name: words.people,
			glyph: 'people',
			feature: 'people',
			onPhone: { name: words.people, glyph: 'people' },
		},
		{ href: resolve('/notices'), name: words.notices, glyph: 'inbox', feature: 'notices' },
		{ href: resolve('/watch'), name: words.watch, glyph: 'eye', feature: 'watch' },
		{ href: resolve('/inspector'), name: words.inspector, glyph: 'braces', feature: 'inspector' },
		{ href: resolve('/wall'), name: words.wall, glyph: 'monitor', isLast: true, isDeskOnly: true },
		{ href: resolve('/settings'), name: words.settings, glyph: 'sliders', isLast: true },
	];
	return pages.filter(({ feature }) => feature === undefined || isShown(feature));
}
