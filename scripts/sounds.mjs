// Writes the sounds of static/sounds from their description, so that no sample of anybody's is shipped.
// Run by hand after a change here: node scripts/sounds.mjs [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Enough for the highest partial, 4.7 kHz, and a quarter smaller than what is usual. */
const RATE = 16_000;
const FOLDER = resolve(process.argv[2] ?? fileURLToPath(new URL('../static/sounds/', import.meta.url)));
/** The master level a browser begins with. The levels below are heard at it, so the loudest file uses the full scale. */
const MASTER = 0.4;

/** A soft mallet: quick attack, exponential decay to silence at the end. */
const mallet = (part, ms) => Math.min(1, ms / 4) * Math.exp(-5 * part) * (1 - part);
/** A held tone that neither clicks in nor out. */
const held = (part) => Math.sin(Math.PI * part) ** 0.6;

/**
 * Each sound is its peak level as heard (dB below full scale) and its tones: pitch in Hz, start and length in ms.
 * `to` glides to another pitch, `body` mixes in the fourth partial, which makes a marimba of a sine.
 */
const SOUNDS = {
	order: { decibel: -24, tones: [{ hertz: 880, startMs: 0, lengthMs: 90 }] },
	'payment-failed': {
		decibel: -20,
		tones: [
			{ hertz: 698, startMs: 0, lengthMs: 90 },
			{ hertz: 523, startMs: 90, lengthMs: 90 },
		],
	},
	stock: {
		decibel: -20,
		// Low, yet with enough above 500 Hz that a laptop's loudspeaker gives it.
		tones: [
			{ hertz: 220, startMs: 0, lengthMs: 105, body: 0.4 },
			{ hertz: 220, startMs: 115, lengthMs: 105, body: 0.4 },
		],
	},
	'alert-high': {
		decibel: -14,
		tones: [
			{ hertz: 587, startMs: 0, lengthMs: 210, body: 0.15 },
			{ hertz: 880, startMs: 190, lengthMs: 260, body: 0.15 },
		],
	},
	'alert-critical': {
		decibel: -8,
		tones: [
			{ hertz: 988, startMs: 0, lengthMs: 290, body: 0.2 },
			{ hertz: 784, startMs: 290, lengthMs: 290, body: 0.2 },
			{ hertz: 1175, startMs: 580, lengthMs: 320, body: 0.2 },
		],
	},
	'line-lost': {
		decibel: -18,
		tones: [{ hertz: 587, to: 392, startMs: 0, lengthMs: 300, envelope: held }],
	},
	'line-back': {
		decibel: -18,
		tones: [{ hertz: 392, to: 587, startMs: 0, lengthMs: 300, envelope: held }],
	},
};

function render({ tones, decibel }) {
	const lengthMs = Math.max(...tones.map((tone) => tone.startMs + tone.lengthMs));
	const samples = new Float64Array(Math.ceil((lengthMs / 1000) * RATE));
	for (const { hertz, to = hertz, startMs, lengthMs: toneMs, body = 0, envelope = mallet } of tones) {
		const start = Math.round((startMs / 1000) * RATE);
		const length = Math.min(Math.round((toneMs / 1000) * RATE), samples.length - start);
		for (let index = 0; index < length; index += 1) {
			const part = index / length;
			const seconds = index / RATE;
			// The phase of a pitch that glides is the integral of the pitch.
			const turns = hertz * seconds + ((to - hertz) * part * seconds) / 2;
			const wave = Math.sin(2 * Math.PI * turns) + body * Math.sin(8 * Math.PI * turns);
			samples[start + index] += envelope(part, seconds * 1000) * wave;
		}
	}
	const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
	return samples.map((sample) => (sample / peak) * Math.min(1, 10 ** (decibel / 20) / MASTER));
}

function toWave(samples) {
	const wave = Buffer.alloc(44 + samples.length * 2);
	wave.write('RIFF', 0);
	wave.writeUInt32LE(36 + samples.length * 2, 4);
	wave.write('WAVEfmt ', 8);
	wave.writeUInt32LE(16, 16);
	wave.writeUInt16LE(1, 20);
	wave.writeUInt16LE(1, 22);
	wave.writeUInt32LE(RATE, 24);
	wave.writeUInt32LE(RATE * 2, 28);
	wave.writeUInt16LE(2, 32);
	wave.writeUInt16LE(16, 34);
	wave.write('data', 36);
	wave.writeUInt32LE(samples.length * 2, 40);
	samples.forEach((sample, index) => wave.writeInt16LE(Math.round(sample * 32_767), 44 + index * 2));
	return wave;
}

mkdirSync(FOLDER, { recursive: true });
for (const [name, sound] of Object.entries(SOUNDS))
	writeFileSync(resolve(FOLDER, `${name}.wav`), toWave(render(sound)));
