/** What is measured: each round breaks the line of every page at one moment, and tells what each page took. */
import type { Browser } from '@playwright/test';
import {
	counts,
	GOOD,
	GOOD_OR_CATCHING_UP,
	pause,
	shows,
	total,
	type Floor,
	type Lane,
} from './recovery-floor.ts';

const SECOND_MS = 1_000;
const GAP_EVENTS = 500;
const SLEEP_EVENTS = 20;
/** Longer than any pause that a busy page makes by itself. */
const SLEEP_MS = 20 * SECOND_MS;

export interface Measure {
	readonly what: string;
	readonly limitMs: number;
	/** What p95 and the worst should stay under. */
	readonly goalMs: readonly [p95: number, worst: number];
	/** Breaks and mends; resolves to what each page took, undefined where it did not make it. */
	round(floor: Floor, lanes: readonly Lane[], limitMs: number): Promise<(number | undefined)[]>;
}

const since = (from: number) => (at: number | undefined) =>
	at === undefined ? undefined : Math.max(0, at - from);

function outage(seconds: number): Measure {
	return {
		what: `back after an outage of ${seconds} s → live`,
		limitMs: 30 * SECOND_MS,
		goalMs: [7_000, 10_000],
		async round(_floor, lanes, limitMs) {
			for (const { line } of lanes) line.set({ kind: 'rst' });
			await pause(seconds * SECOND_MS);
			const backAt = Date.now();
			for (const { line } of lanes) line.set({ kind: 'pass' });
			const seen = await Promise.all(lanes.map(({ page }) => shows(page, GOOD, limitMs)));
			return seen.map(since(backAt));
		},
	};
}

/** Puts the whole browser to sleep, as a closed lid does, and wakes it. Its clocks go on; its lines do not. */
async function sleep(browser: Browser, meanwhile: () => Promise<void>): Promise<void> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
		for (const { id } of processInfo) process.kill(id, name);
	};
	signal('SIGSTOP');
	try {
		await meanwhile();
		await pause(SLEEP_MS);
	} finally {
		signal('SIGCONT');
	}
}

/** Ten minutes a round: measured only when it is named. */
export const LONGEST = 'outage-600';

export const MEASURES: Readonly<Record<string, Measure>> = {
	dead: {
		what: 'line dead without an end → not live',
		limitMs: 30 * SECOND_MS,
		goalMs: [15_000, 15_000],
		async round(_floor, lanes, limitMs) {
			const brokenAt = Date.now();
			for (const { line } of lanes) {
				line.set({ kind: 'blackhole-existing' });
				line.set({ kind: 'blackhole-new' });
			}
			const seen = await Promise.all(lanes.map(({ page }) => shows(page, GOOD, limitMs, false)));
			return seen.map(since(brokenAt));
		},
	},
	closed: {
		what: 'line closed → not live',
		limitMs: 10 * SECOND_MS,
		goalMs: [1_000, 1_000],
		async round(_floor, lanes, limitMs) {
			const watching = lanes.map(({ page }) => shows(page, GOOD, limitMs, false));
			const brokenAt = Date.now();
			for (const { line } of lanes) {
				line.set({ kind: 'refuse-503' });
				line.closeAll();
			}
			return (await Promise.all(watching)).map(since(brokenAt));
		},
	},
	'outage-1': outage(1),
	'outage-5': outage(5),
	'outage-20': outage(20),
	'outage-60': outage(60),
	[LONGEST]: outage(600),
	wake: {
		what: `awake after ${SLEEP_MS / SECOND_MS} s, the line dead meanwhile → caught up`,
		limitMs: 45 * SECOND_MS,
		goalMs: [2_000, 5_000],
		async round(floor, lanes, limitMs) {
			const before = await Promise.all(lanes.map(({ page }) => total(page)));
			await sleep(floor.browser, async () => {
				for (const { line } of lanes) line.set({ kind: 'blackhole-existing' });
				await floor.sell(SLEEP_EVENTS);
			});
			const wokenAt = Date.now();
			const seen = await Promise.all(
				lanes.map(({ page }, index) => counts(page, (before[index] ?? NaN) + SLEEP_EVENTS, limitMs)),
			);
			return seen.map(since(wokenAt));
		},
	},
	kept: {
		what: 'woken, the connection to the recorder that was kept alive dead → caught up',
		limitMs: 45 * SECOND_MS,
		goalMs: [2_000, 5_000],
		async round(floor, lanes, limitMs) {
			const seen: (number | undefined)[] = [];
			for (const { page, line } of lanes) {
				await page.waitForResponse((response) => response.url().includes('/recorder/head'));
				const before = await total(page);
				line.set({ kind: 'blackhole-existing' });
				await floor.sell(SLEEP_EVENTS);
				const wokenAt = Date.now();
				await page.evaluate(() => document.dispatchEvent(new Event('resume')));
				seen.push(since(wokenAt)(await counts(page, before + SLEEP_EVENTS, limitMs)));
			}
			return seen;
		},
	},
	gap: {
		what: `confirmed after a gap of ${GAP_EVENTS} events → caught up`,
		limitMs: 15 * SECOND_MS,
		goalMs: [2_000, 4_000],
		async round(floor, lanes, limitMs) {
			const before = await Promise.all(lanes.map(({ page }) => total(page)));
			for (const { line } of lanes) line.set({ kind: 'rst' });
			await floor.sell(GAP_EVENTS);
			for (const { line } of lanes) line.set({ kind: 'pass' });
			const seen = await Promise.all(
				lanes.map(({ page }, index) => counts(page, (before[index] ?? NaN) + GAP_EVENTS, limitMs)),
			);
			return seen.map((at, index) => since(lanes[index]?.subscribedAt ?? NaN)(at));
		},
	},
	silent: {
		what: 'broadcaster delivers nothing but answers pings → not live',
		limitMs: 45 * SECOND_MS,
		goalMs: [30_000, 30_000],
		async round(floor, lanes, limitMs) {
			await floor.sell(1);
			const undo = floor.server.watchfloor.broadcaster?.faults.set({ kind: 'deaf' });
			const brokenAt = Date.now();
			await floor.sell(1);
			const seen = await Promise.all(
				lanes.map(({ page }) => shows(page, GOOD_OR_CATCHING_UP, limitMs, false)),
			);
			undo?.();
			return seen.map(since(brokenAt));
		},
	},
};
