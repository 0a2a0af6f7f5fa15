import { resolve } from '$app/paths';
import type { Feature } from '$lib/config';
import type { RailPage } from '$lib/panels/shell/rail';

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
	const waiting = (count: number, one: string, many: string) =>
		count === 0 ? null : { count, words: `${count} ${count === 1 ? one : many}` };
	const pages: readonly (RailPage & { readonly feature?: Feature })[] = [
		{ href: resolve('/'), name: 'Floor', glyph: 'gauge' },
		{ href: resolve('/orders'), name: 'Orders', glyph: 'receipt', feature: 'orders' },
		{
			href: resolve('/system'),
			name: 'System',
			glyph: 'server',
			feature: 'system',
			waiting: waiting(alerts, 'open alert', 'open alerts'),
		},
		{ href: resolve('/people'), name: 'People', glyph: 'people', feature: 'people' },
		{ href: resolve('/payments'), name: 'Payments', glyph: 'card', feature: 'payments' },
		{
			href: resolve('/inventory'),
			name: 'Inventory',
			glyph: 'boxes',
			feature: 'stock',
			waiting: waiting(products, 'product out of stock', 'products out of stock'),
		},
		{ href: resolve('/notices'), name: 'Notices', glyph: 'bell', feature: 'notices' },
		{ href: resolve('/watch'), name: 'Watch', glyph: 'eye', feature: 'watch' },
		{ href: resolve('/inspector'), name: 'Inspector', glyph: 'braces', feature: 'inspector' },
		{ href: resolve('/settings'), name: 'Settings', glyph: 'sliders', isLast: true },
	];
	return pages.filter(({ feature }) => feature === undefined || isShown(feature));
}
