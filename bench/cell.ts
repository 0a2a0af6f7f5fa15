/** One measurement: a stretch of events at one rate into one page, from the first event to the last one painted. */
import type { Reading } from './pages/probe.ts';
import type { PublishReport, Publisher } from './processes.ts';
import type { Target } from './target.ts';
import { percentile } from './statistics.ts';

export interface Stretch {
	readonly rate: number;
	readonly warmUp: number;
	readonly events: number;
	/** The number of the first order. */
	readonly from: number;
}

export interface Measurement {
	readonly rate: number;
	readonly sent: number;
	/** Sent, but not in the page's own total when it had settled. */
	readonly lost: number;
	readonly p50Ms: number;
	readonly p95Ms: number;
	/** The main thread's CPU per 1,000 events taken. */
	readonly mainMs: number;
	/** All of the browser's CPU per 1,000 events taken. */
	readonly browserMs: number;
	readonly longestTaskMs: number;
	readonly fps: number;
	/** What the publisher achieved. */
	readonly achievedRate: number;
}

/** A page that has not shown the last order by then is behind; what it has not counted is lost. */
const DRAIN_MS = 5_000;
const POLL_MS = 50;

/** Drives `stretch` through `publisher` and measures what `target` makes of it. `counted` is its total so far. */
export async function measure(
	target: Target,
	publisher: Publisher,
	url: string,
	stretch: Stretch,
	counted = 0,
): Promise<Measurement> {
	let atWindow: Promise<[main: number, browser: number]> | undefined;
	const report = await publisher.publish({ url, ...stretch }, () => {
		atWindow = target.page
			.evaluate(() => void benchProbe.read())
			.then(() => Promise.all([target.mainSeconds(), target.browserSeconds()]));
		// Awaited below; a browser that died meanwhile is reported there.
		atWindow.catch(() => {});
	});
	const last = stretch.from + stretch.warmUp + stretch.events - 1;
	const drainEndsAt = Date.now() + DRAIN_MS;
	while (Date.now() < drainEndsAt && (await target.page.evaluate(() => benchProbe.painted)) < last) {
		await pause(POLL_MS);
	}
	const [main, browser] = await Promise.all([target.mainSeconds(), target.browserSeconds()]);
	const reading = await target.page.evaluate(() => benchProbe.read());
	const endedAt = Date.now();
	if (atWindow === undefined) throw new Error('The publisher never began to measure');
	const [mainBefore, browserBefore] = await atWindow;

	const sent = stretch.warmUp + stretch.events;
	const lost = sent - ((await settledTotal(target, counted + sent)) - counted);
	const taken = Math.max(1, stretch.events - lost) / 1000;
	const latencies = latenciesOf(reading, report, stretch.from + stretch.warmUp, endedAt);
	const windowMs = endedAt - (report.sentAt[0] ?? endedAt);
	return {
		rate: stretch.rate,
		sent,
		lost,
		p50Ms: percentile(latencies, 50),
		p95Ms: percentile(latencies, 95),
		mainMs: ((main - mainBefore) * 1000) / taken,
		browserMs: ((browser - browserBefore) * 1000) / taken,
		longestTaskMs: Math.max(0, ...reading.longTasks.map(([, lengthMs]) => lengthMs)),
		fps: (reading.frames * 1000) / windowMs,
		achievedRate: (stretch.events * 1000) / report.elapsedMs,
	};
}

/** From hand-over to the first painted frame with that order or a newer one; never painted counts until the end. */
function latenciesOf(
	{ steps }: Reading,
	{ sentAt }: PublishReport,
	first: number,
	endedAt: number,
): number[] {
	let step = 0;
	return sentAt.map((handedAt, index) => {
		while (step < steps.length && (steps[step]?.[0] ?? 0) < first + index) step += 1;
		return (steps[step]?.[1] ?? endedAt) - handedAt;
	});
}

/** The page's total once it is what was sent, or has stood still for a second. */
async function settledTotal(target: Target, expected: number): Promise<number> {
	let total = await target.total();
	for (let stillMs = 0; total !== expected && stillMs < 1_000; stillMs += POLL_MS) {
		await pause(POLL_MS);
		const next = await target.total();
		if (next !== total) stillMs = 0;
		total = next;
	}
	return total;
}

export function pause(delayMs: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, delayMs));
}
