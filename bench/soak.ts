/** A long day in a minute: what stays in memory after many events. */
import { measure, pause, type Measurement } from './cell.ts';
import type { Publisher } from './processes.ts';
import type { Memory, Target } from './target.ts';

export interface Soak extends Measurement {
	/** Before, after the first half and at the end. */
	readonly memory: readonly [Memory, Memory, Memory];
}

const RATE = 2_000;
/** Fills what a page shows at most, so that the screen's first rows do not count as growth. */
const FILL = 400;
const FILL_RATE = 200;
/** After a flood a page returns to its calm looks; both ends are measured in those. */
const CALM_MS = 3_000;

/** Sends `events` in two halves and takes the memory before, between and after. */
export async function soak(
	target: Target,
	publisher: Publisher,
	url: string,
	events: number,
	from: number,
): Promise<Soak> {
	const half = Math.floor(events / 2);
	await measure(target, publisher, url, { rate: FILL_RATE, warmUp: 1, events: FILL - 1, from });
	const before = await memoryAtRest(target);
	const first = await measure(
		target,
		publisher,
		url,
		{ rate: RATE, warmUp: 1, events: half - 1, from: from + FILL },
		FILL,
	);
	const between = await memoryAtRest(target);
	const counted = FILL + half - first.lost;
	const rest = { rate: RATE, warmUp: 1, events: events - half - 1, from: from + FILL + half };
	const second = await measure(target, publisher, url, rest, counted);
	const after = await memoryAtRest(target);
	return {
		...second,
		sent: first.sent + second.sent,
		lost: first.lost + second.lost,
		longestTaskMs: Math.max(first.longestTaskMs, second.longestTaskMs),
		memory: [before, between, after],
	};
}

async function memoryAtRest(target: Target): Promise<Memory> {
	await pause(CALM_MS);
	return target.memory();
}

/** How many order numbers a soak of this many events uses. */
export function numbersOf(events: number): number {
	return events + FILL;
}
