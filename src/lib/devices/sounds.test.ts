import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const FOLDER = 'static/sounds';
/** What the design's levels are heard at. */
const MASTER = 0.4;

function readWave(path: string) {
	const wave = readFileSync(path);
	const rate = wave.readUInt32LE(24);
	const samples = Array.from({ length: (wave.length - 44) / 2 }, (_, index) =>
		wave.readInt16LE(44 + index * 2),
	);
	return {
		kind: [
			wave.toString('latin1', 0, 4),
			wave.readUInt16LE(20),
			wave.readUInt16LE(22),
			wave.readUInt16LE(34),
		],
		rate,
		samples,
		lengthMs: (samples.length / rate) * 1_000,
	};
}

/** How much of a pitch is in a stretch of samples, by one filter of Goertzel. */
function strengthOf(hertz: number, samples: readonly number[], rate: number): number {
	const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
	let [last, before] = [0, 0];
	for (const sample of samples) [last, before] = [sample + turn * last - before, last];
	return Math.sqrt(Math.max(0, last ** 2 + before ** 2 - turn * last * before));
}

/** The strongest pitch of a stretch, to the Hertz. */
function pitchOf(samples: readonly number[], rate: number): number {
	const pitches = Array.from({ length: 1_901 }, (_, index) => 100 + index);
	const strengths = pitches.map((hertz) => strengthOf(hertz, samples, rate));
	return pitches[strengths.indexOf(Math.max(...strengths))] ?? 0;
}

const decibelsOf = (samples: readonly number[]) =>
	20 * Math.log10(Math.max(...samples.map(Math.abs)) / 32_768);

/** By name: the length and the level of the design, and each tone: where it is heard alone (ms) and its pitch (Hertz). */
const DESIGN: readonly [string, number, number, readonly [from: number, until: number, hertz: number][]][] = [
	['order', 90, -24, [[0, 90, 880]]],
	[
		'payment-failed',
		180,
		-20,
		[
			[0, 90, 698],
			[90, 180, 523],
		],
	],
	[
		'stock',
		220,
		-20,
		[
			[0, 105, 220],
			[115, 220, 220],
		],
	],
	[
		'alert-high',
		450,
		-14,
		[
			[0, 190, 587],
			[210, 450, 880],
		],
	],
	[
		'alert-critical',
		900,
		-8,
		[
			[0, 290, 988],
			[290, 580, 784],
			[580, 900, 1_175],
		],
	],
	[
		'line-lost',
		300,
		-18,
		[
			[0, 60, 573],
			[240, 300, 411],
		],
	],
	[
		'line-back',
		300,
		-18,
		[
			[0, 60, 411],
			[240, 300, 573],
		],
	],
];

/** All of them are fetched by every screen. */
const TOTAL_BYTES = 80_000;

describe('each sound', () => {
	test.each(DESIGN)(
		'%s lasts %i ms and peaks at %i dB at the level a browser begins with',
		(name, lengthMs, decibel) => {
			const { kind, samples, ...wave } = readWave(join(FOLDER, `${name}.wav`));
			expect(kind).toEqual(['RIFF', 1, 1, 16]);
			expect(Math.abs(wave.lengthMs - lengthMs)).toBeLessThan(lengthMs / 20);
			expect(Math.abs(decibelsOf(samples) + 20 * Math.log10(MASTER) - decibel)).toBeLessThan(1);
		},
	);

	test.each(DESIGN)('%s has the pitches of the design', (name, _lengthMs, _decibel, tones) => {
		const { samples, rate } = readWave(join(FOLDER, `${name}.wav`));
		for (const [from, until, hertz] of tones) {
			const stretch = samples.slice((from * rate) / 1_000, (until * rate) / 1_000);
			// A short tone has no sharper pitch than this.
			expect(Math.abs(pitchOf(stretch, rate) / hertz - 1)).toBeLessThan(0.03);
		}
	});

	test.each(DESIGN)('%s neither clicks nor clips nor pushes the loudspeaker to one side', (name) => {
		const { samples } = readWave(join(FOLDER, `${name}.wav`));
		const peak = Math.max(...samples.map(Math.abs));
		expect(peak).toBeLessThan(32_767);
		expect(Math.abs(samples[0] ?? peak)).toBeLessThan(peak / 50);
		expect(Math.abs(samples.at(-1) ?? peak)).toBeLessThan(peak / 50);
		// A jump from one sample to the next that no tone of these makes is a click.
		const jumps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)));
		expect(Math.max(...jumps)).toBeLessThan(peak * 0.9);
		const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
		expect(Math.abs(mean)).toBeLessThan(peak / 200);
	});

	test('is small: all of them are fetched by every screen', () => {
		const sizes = readdirSync(FOLDER).map((name) => statSync(join(FOLDER, name)).size);
		expect(sizes).toHaveLength(DESIGN.length);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(TOTAL_BYTES);
	});

	test('is what the script writes', () => {
		const folder = mkdtempSync(join(tmpdir(), 'watchfloor-sounds-'));
		try {
			execFileSync(process.execPath, ['scripts/sounds.mjs', folder]);
			expect(readdirSync(folder)).toEqual(readdirSync(FOLDER));
			for (const name of readdirSync(folder)) {
				const [written, kept] = [readWave(join(folder, name)), readWave(join(FOLDER, name))];
				expect(written.samples).toHaveLength(kept.samples.length);
				const furthest = Math.max(
					...written.samples.map((sample, index) => Math.abs(sample - (kept.samples[index] ?? 0))),
				);
				expect(furthest).toBeLessThanOrEqual(1);
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
