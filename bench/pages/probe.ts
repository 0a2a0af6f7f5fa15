/**
 * Put into every page before its own scripts, the same on all: sees which order the page shows, and when it was painted.
 *
 * A change is painted at the end of the frame that follows it: an animation frame, then the next task. The loop asks for
 * every frame, which costs each page the same 2 to 3% of a core.
 */
import { millisecondsNow, NUMBER_PATTERN } from '../clock.ts';

export interface Reading {
	/** The highest order number of each painted step, and the epoch milliseconds at which it was painted. */
	readonly steps: readonly (readonly [number, number])[];
	readonly frames: number;
	/** Start (epoch ms) and length of every task over 50 ms. */
	readonly longTasks: readonly (readonly [number, number])[];
}

export interface Probe {
	/** The highest order number that has been painted. */
	readonly painted: number;
	/** Hands out what was seen and begins again. */
	read(): Reading;
}

declare global {
	var benchProbe: Probe;
}

let highest = 0;
let painted = 0;
let frames = 0;
let steps: [number, number][] = [];
let longTasks: [number, number][] = [];

function look(text: string | null): void {
	for (const [, digits] of (text ?? '').matchAll(NUMBER_PATTERN)) highest = Math.max(highest, Number(digits));
}

new MutationObserver((records) => {
	for (const record of records) {
		if (record.type === 'characterData') look(record.target.textContent);
		else for (const node of record.addedNodes) look(node.textContent);
	}
}).observe(document, { subtree: true, childList: true, characterData: true });

const afterFrame = new MessageChannel();
afterFrame.port1.onmessage = () => {
	if (highest === painted) return;
	painted = highest;
	steps.push([painted, millisecondsNow()]);
};

function onFrame(): void {
	frames += 1;
	afterFrame.port2.postMessage(null);
	requestAnimationFrame(onFrame);
}
requestAnimationFrame(onFrame);

new PerformanceObserver((list) => {
	for (const { startTime, duration } of list.getEntries()) {
		longTasks.push([performance.timeOrigin + startTime, duration]);
	}
}).observe({ type: 'longtask', buffered: true });

globalThis.benchProbe = {
	get painted() {
		return painted;
	},
	read() {
		const reading = { steps, frames, longTasks };
		steps = [];
		longTasks = [];
		frames = 0;
		return reading;
	},
};
