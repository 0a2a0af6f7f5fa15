/** What is played, counted where it leaves for the speakers. */
import type { Page } from '@playwright/test';

/** Shorter ones are the empty buffers that unlock the audio. */
const SHORTEST_S = 0.05;

/** Call before the page is opened. The result says how many sounds were played so far. */
export async function countSounds(page: Page): Promise<() => Promise<unknown>> {
	await page.addInitScript((shortest) => {
		let sounds = 0;
		Object.defineProperty(window, 'sounds', { get: () => sounds });
		const start = AudioBufferSourceNode.prototype.start as (
			this: AudioBufferSourceNode,
			...rest: number[]
		) => void;
		AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode, ...rest: number[]) {
			if ((this.buffer?.duration ?? 0) > shortest) sounds += 1;
			start.call(this, ...rest);
		};
	}, SHORTEST_S);
	return () => page.evaluate(() => Reflect.get(window, 'sounds') as unknown);
}
