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

/** The pitch of a stretch, by the times it passes zero upwards. */
function pitchOf(samples: readonly number[], rate: number): number {
	const crossings = samples.filter((sample, index) => sample >= 0 && (samples[index - 1] ?? 0) < 0).length;
	return crossings / (samples.length / rate);
}

describe('each sound', () => {
	test.each([
		['order', 90, -24],
		['payment-failed', 180, -20],
		['stock', 220, -20],
		['alert-high', 450, -14],
		['alert-critical', 900, -8],
		['line-lost', 300, -18],
		['line-back', 300, -18],
	])('%s lasts %i ms and peaks at %i dB at the level a browser begins with', (name, lengthMs, decibel) => {
		const path = join(FOLDER, `${name}.wav`);
		const { kind, samples, ...wave } = readWave(path);
		expect(kind).toEqual(['RIFF', 1, 1, 16]);
		expect(Math.abs(wave.lengthMs - lengthMs)).toBeLessThan(lengthMs / 10);
		const peak = Math.max(...samples.map(Math.abs)) / 32_768;
		expect(Math.abs(20 * Math.log10(peak * MASTER) - decibel)).toBeLessThan(1.5);
		// Ends in silence: a cut tone clicks.
		expect(Math.abs(samples.at(-1) ?? 0) / 32_768).toBeLessThan(peak / 50);
		expect(statSync(path).size).toBeLessThan(50_000);
	});

	test.each([
		['payment-failed', 'falls'],
		['alert-high', 'rises'],
		['line-lost', 'falls'],
		['line-back', 'rises'],
	])('%s %s', (name, direction) => {
		const { samples, rate } = readWave(join(FOLDER, `${name}.wav`));
		const third = Math.floor(samples.length / 3);
		const [first, last] = [pitchOf(samples.slice(0, third), rate), pitchOf(samples.slice(-third), rate)];
		expect(last > first ? 'rises' : 'falls').toBe(direction);
		expect(Math.max(first, last) / Math.min(first, last)).toBeGreaterThan(1.15);
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
