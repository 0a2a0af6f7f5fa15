import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ratioOf, type Colour } from '../../../tests/contrast.ts';

const css = readFileSync('src/app.css', 'utf8');

/** The tokens of one palette of app.css by name, those that are plain colours. */
function paletteOf(theme: 'dark' | 'light'): ReadonlyMap<string, string> {
	const block = new RegExp(`@utility palette-${theme} \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
	return new Map(
		[...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
	);
}

const colourOf = (hex: string): Colour =>
	[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour;

/** The measured column of the design: on surface, and on the worst of bg, surface, raised and the warning wash. */
const DESIGN = {
	dark: {
		edge: [4.1, 3.7],
		ink: [16.3, 14.7],
		'ink-2': [8.9, 8.1],
		'ink-3': [5.9, 5.3],
		'ink-stale': [6.2, 5.6],
		live: [9.4, 8.5],
		warn: [9.7, 8.8],
		crit: [6.6, 5.9],
		stale: [8.7, 7.9],
	},
	light: {
		edge: [3.9, 3.5],
		ink: [17.3, 15.4],
		'ink-2': [7.9, 7.1],
		'ink-3': [5.6, 5.0],
		'ink-stale': [5.4, 4.9],
		live: [5.3, 4.7],
		warn: [5.7, 5.1],
		crit: [7.3, 6.5],
		stale: [6.3, 5.7],
	},
} as const;

const GROUNDS = ['bg', 'surface', 'raised', 'warn-wash'];

describe.each(['dark', 'light'] as const)('the tokens of the %s theme', (theme) => {
	const palette = paletteOf(theme);
	const ratio = (one: string, other: string) =>
		ratioOf(colourOf(palette.get(one) ?? ''), colourOf(palette.get(other) ?? ''));

	test.each(Object.entries(DESIGN[theme]))(
		'%s has the contrast that it is meant to have',
		(name, [best, least]) => {
			expect(ratio(name, 'surface')).toBeCloseTo(best, 0);
			expect(Math.abs(ratio(name, 'surface') - best)).toBeLessThan(0.1);
			const worst = Math.min(...GROUNDS.map((ground) => ratio(name, ground)));
			expect(Math.abs(worst - least)).toBeLessThan(0.1);
			expect(worst).toBeGreaterThanOrEqual(name === 'edge' ? 3 : 4.5);
		},
	);

	test('white and the second ink can be read on the plate of a critical alert', () => {
		expect(Math.abs(ratio('plate-ink', 'plate') - 6.8)).toBeLessThan(0.1);
		expect(Math.abs(ratio('plate-ink-2', 'plate') - 5.5)).toBeLessThan(0.1);
	});
});
