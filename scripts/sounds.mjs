// Writes the sounds of static/sounds from their description, so that no sample of anybody's is shipped.
// Run by hand after a change here: node scripts/sounds.mjs
import { mkdirSync, writeFileSync } from 'node:fs';

const RATE = 22_050;
const FOLDER = new URL('../static/sounds/', import.meta.url);

/** Each sound is a list of tones: frequency in Hz, start and length in ms, level in dB below full scale. */
const SOUNDS = {
	order: [{ hertz: 880, startMs: 0, lengthMs: 90, decibel: -16 }],
};

function render(tones) {
	const lengthMs = Math.max(...tones.map((tone) => tone.startMs + tone.lengthMs));
	const samples = new Float64Array(Math.ceil((lengthMs / 1000) * RATE));
	for (const { hertz, startMs, lengthMs: toneMs, decibel } of tones) {
		const start = Math.round((startMs / 1000) * RATE);
		const length = Math.round((toneMs / 1000) * RATE);
		const attack = RATE * 0.004;
		for (let index = 0; index < length; index += 1) {
			// A soft mallet: quick attack, exponential decay to silence at the end.
			const envelope = Math.min(1, index / attack) * Math.exp((-5 * index) / length) * (1 - index / length);
			samples[start + index] +=
				10 ** (decibel / 20) * envelope * Math.sin((2 * Math.PI * hertz * index) / RATE);
		}
	}
	return samples;
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
	samples.forEach((sample, index) =>
		wave.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + index * 2),
	);
	return wave;
}

mkdirSync(FOLDER, { recursive: true });
for (const [name, tones] of Object.entries(SOUNDS))
	writeFileSync(new URL(`${name}.wav`, FOLDER), toWave(render(tones)));
