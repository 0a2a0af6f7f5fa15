import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBadge, drawBadge } from './badge.ts';

function createBrowser(options: { refuses?: boolean } = {}) {
	const link = { href: 'https://shop.example/favicon.svg' };
	const told: number[] = [];
	const tell = async (count: number) => {
		told.push(count);
		if (options.refuses) throw new Error('not installed');
	};
	vi.stubGlobal('document', {
		querySelector: (selector: string) => (selector.includes('icon') ? link : null),
	});
	vi.stubGlobal('navigator', { setAppBadge: tell, clearAppBadge: () => tell(0) });
	return { link, told };
}

const iconOf = ({ href }: { href: string }) => decodeURIComponent(href.replace('data:image/svg+xml,', ''));

afterEach(() => vi.unstubAllGlobals());

describe('the badge', () => {
	test('is the page’s icon while there is nothing to say', () => {
		expect(drawBadge(0, false)).toBe(readFileSync('static/favicon.svg', 'utf8').trim());
	});

	test.each([
		[1, '>1<'],
		[9, '>9<'],
		[10, '>9+<'],
		[5_000, '>9+<'],
	])('shows %i as %s', (count, text) => {
		const { link } = createBrowser();
		const badge = createBadge();
		badge.set(count, false);
		expect(iconOf(link)).toContain(text);
	});

	test('strikes the icon through while the line is cut, with and without a count', () => {
		expect(drawBadge(0, true)).not.toBe(drawBadge(0, false));
		expect(drawBadge(3, true)).not.toBe(drawBadge(3, false));
		expect(drawBadge(3, true)).toContain('>3<');
	});

	test('puts the icon back when everything was seen, and when it stops', () => {
		const { link, told } = createBrowser();
		const badge = createBadge();
		badge.set(2, false);
		badge.set(0, false);
		expect(link.href).toBe('https://shop.example/favicon.svg');
		const stop = badge.start();
		badge.set(4, true);
		stop();
		expect(link.href).toBe('https://shop.example/favicon.svg');
		expect(told).toEqual([2, 0, 4, 0]);
	});

	test('tells an installed app each count once', () => {
		const { told } = createBrowser();
		const badge = createBadge();
		for (const count of [0, 1, 1, 2, 2, 0]) badge.set(count, false);
		expect(told).toEqual([1, 2, 0]);
	});

	test('takes a refusal, a page without an icon and a browser without app badges', async () => {
		const { told } = createBrowser({ refuses: true });
		createBadge().set(1, false);
		await Promise.resolve();
		expect(told).toEqual([1]);
		vi.stubGlobal('document', { querySelector: () => null });
		vi.stubGlobal('navigator', {});
		const badge = createBadge();
		expect(() => badge.set(2, true)).not.toThrow();
	});

	test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('shows nothing for a count of %d', (count) => {
		const { link } = createBrowser();
		const badge = createBadge();
		badge.set(1, false);
		badge.set(count, false);
		expect(link.href).toBe('https://shop.example/favicon.svg');
	});
});
