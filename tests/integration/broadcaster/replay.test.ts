import { afterAll, describe, expect, test } from 'vitest';
import { ACCEPTED_DIFFERENCES, type AcceptedDifference } from './accepted-differences.ts';
import { readRecording, recordingNames } from './recording.ts';
import { Replayer } from './replayer.ts';

const used = new Set<AcceptedDifference>();
let files = 0;
let compared = 0;

describe('what Reverb said to these clients, the broadcaster says too', () => {
	test.for(recordingNames())('%s', async (name) => {
		const replay = await new Replayer(name, readRecording(name)).run();
		files += 1;
		compared += replay.compared;
		for (const row of replay.used) used.add(row);
		expect(replay.actual).toEqual(replay.expected);
		// toEqual does not look at the order of members; the wire has one.
		expect(JSON.stringify(replay.actual)).toBe(JSON.stringify(replay.expected));
	});
});

test('no accepted difference is out of date', () => {
	expect(ACCEPTED_DIFFERENCES.filter((row) => !used.has(row))).toEqual([]);
});

afterAll(() => {
	process.stdout.write(
		`replay: ${files} recordings, ${compared} frames, closes and answers compared, ${ACCEPTED_DIFFERENCES.length} accepted differences\n`,
	);
});
