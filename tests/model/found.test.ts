/** Seeds that a night's run found, each for a mistake of its own: they stay right. */
import { expect, test } from 'vitest';
import { run } from './world.ts';

test.each([
	[8_828, 'a recorder that heard nothing lost its journal before it told since when'],
	[5_788, 'a recorder heard nothing when the page was opened, and had not since before'],
	[431, 'a recorder that heard again lost its journal before it told how long it had not'],
	[7_539, 'a journal was lost while the page was let onto one of two channels of orders'],
	[32_773, 'a page had heard orders before its recorder began anew, and had asked for nothing yet'],
	[7_184, 'a flood was too much to keep while the recorder was cut off'],
	[16_698, 'a line went deaf, and then the journal was lost'],
])('seed %i: %s', async (seed) => {
	const { faults, verdict } = await run(seed);
	expect(faults).toEqual([]);
	expect(verdict).toBe('marked');
});

test('seed 23678: a line went deaf before its first heartbeat', async () => {
	const { faults, verdict } = await run(23_678);
	expect(faults).toEqual([]);
	expect(verdict).toBe('exact');
});
