import { expect, test } from 'vitest';
import { PHONE_PAGES, splitForPhone, type RailPage } from './rail.ts';

const page = (name: string, more: Partial<RailPage> = {}): RailPage => ({
	href: `/${name}`,
	name,
	glyph: 'gauge',
	...more,
});
const first = (name: string) => page(name, { onPhone: { name, glyph: 'gauge' } });
const namesOf = (pages: readonly RailPage[]) => pages.map(({ name }) => name);

test('a phone shows its own pages in the order of the rail and puts the others behind More', () => {
	const pages = [
		first('floor'),
		first('orders'),
		page('stock'),
		first('system'),
		first('people'),
		page('settings'),
	];
	const { bar, rest } = splitForPhone(pages);
	expect(namesOf(bar)).toEqual(['floor', 'orders', 'system', 'people']);
	expect(namesOf(rest)).toEqual(['stock', 'settings']);
});

test('where a shop has fewer of them the next pages take the free places, and never more than fit', () => {
	const pages = [first('floor'), page('stock'), page('watch'), page('inspector'), page('settings')];
	expect(namesOf(splitForPhone(pages).bar)).toEqual(['floor', 'stock', 'watch', 'inspector']);
	expect(splitForPhone(Array.from({ length: 9 }, (_, n) => first(`${n}`))).bar).toHaveLength(PHONE_PAGES);
});

test('what only a desk can use stands nowhere on a phone', () => {
	const { bar, rest } = splitForPhone([first('floor'), page('wall', { isDeskOnly: true })]);
	expect(namesOf([...bar, ...rest])).toEqual(['floor']);
});
