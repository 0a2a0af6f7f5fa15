/** Seeds that a night's run found, each for a mistake of its own: they stay right. */
import { expect, test } from 'vitest';
import { run } from './world.ts';

test.each([[8_828, 'a recorder that heard nothing lost its journal before it told since when']])(
	'seed %i: %s',
	async (seed) => {
		const { faults, verdict } = await run(seed);
		expect(faults).toEqual([]);
		expect(verdict).toBe('marked');
	},
);
