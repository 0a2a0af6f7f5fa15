/**
 * A shop sells, a browser watches through a line that breaks at random, and in the end the page has the ledger's figures.
 *
 * While it says that it is live it may be behind by no more than the time in which a silent loss is noticed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { createRandom } from '../../src/demo/random.ts';
import { startFaultProxy, type ProxyRule } from '../fault-proxy.ts';
import { counter, expect, startFloor, test as base } from '../fixtures.ts';
import { Ledger } from './ledger.ts';

const RUNS = Number(process.env['CHAOS_RUNS'] ?? '4');
const FIRST_SEED = Number(process.env['CHAOS_SEED'] ?? '1');
/** Pages of one browser that are put through it side by side. */
const BATCH = 4;
const LASTS_MS = 30_000;
/** Until a message that was lost in silence is noticed, and two seconds for the word. */
const NOTICED_WITHIN_MS = 32_000;
const CALM_WITHIN_MS = 45_000;

const RULES: readonly ProxyRule[] = [
	{ kind: 'rst' },
	{ kind: 'rst' },
	{ kind: 'refuse-503' },
	{ kind: 'blackhole-existing' },
	{ kind: 'blackhole-existing' },
	{ kind: 'blackhole-new' },
	{ kind: 'latency', ms: 300, jitterMs: 900 },
	{ kind: 'bandwidth', bytesPerSecond: 20_000 },
	{ kind: 'slice', bytes: 7 },
];

interface Run {
	readonly seed: number;
	readonly shown: object;
	readonly ledger: object;
	readonly isMarked: boolean;
	/** What the feed says of the stretches without a line, newest first. */
	readonly gaps: readonly string[];
	/** Seconds from the end of the last fault until the figures were right and not marked. */
	readonly calmAfter: number | null;
	/** Moments at which the page said Live with a figure older than it may be. */
	readonly lies: readonly string[];
}

async function put(browser: Browser, seed: number): Promise<Run> {
	const chance = createRandom(seed);
	const random = () => chance.next();
	const path = await mkdtemp(join(tmpdir(), 'watchfloor-chaos-'));
	const floor = await startFloor({ recorder: { path, heartbeatEveryMs: 5_000 } });
	const line = await startFaultProxy({ target: { host: '127.0.0.1', port: floor.server.port }, seed });
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await page.goto(line.url);
		await expect(page.getByRole('status').first()).toContainText(/Connected|Live/, { timeout: 60_000 });
		const ledger = new Ledger(random);
		const lies: string[] = [];
		const read = async (name: string) => (await counter(page, name).innerText()).replace(/[\s,]/g, '');
		const shown = async () => ({
			total: (await read('Total')).replace('≈', ''),
			pending: (await read('Pending')).replace('≈', ''),
			confirmed: (await read('Confirmed')).replace('≈', ''),
			revenue: (await read('Revenue today')).replace(/[^\d.]/g, '') || '0.00',
		});
		const look = async () => {
			const status = await page.getByRole('status').first().innerText();
			const total = Number((await read('Total')).replace('≈', ''));
			const due = ledger.soldUntil(Date.now() - NOTICED_WITHIN_MS);
			if (/^\s*(Live|Quiet)/.test(status) && total < due) lies.push(`${total} of ${due}: ${status}`);
		};
		const ends = Date.now() + LASTS_MS;
		const breaking = (async () => {
			while (Date.now() < ends) {
				await pause(500 + random() * 4_000);
				line.set(RULES[Math.floor(random() * RULES.length)] ?? { kind: 'rst' });
				await pause(300 + random() * 7_000);
				line.set({ kind: 'pass' });
				// A line that was forgotten on its way never comes back; new ones may.
			}
		})();
		const looking = (async () => {
			while (Date.now() < ends) {
				await look();
				await pause(1_000);
			}
		})();
		while (Date.now() < ends) {
			const { name, data } = ledger.happen();
			await floor.trigger('private-admin.orders', name, data);
			await pause(random() * 500);
		}
		await Promise.all([breaking, looking]);
		line.set({ kind: 'pass' });
		const calmFrom = Date.now();
		let figures = await shown();
		let isMarked = true;
		// Polled figures may be right before the line is: only what is not marked is said to be.
		const isRight = () => !isMarked && JSON.stringify(figures) === JSON.stringify(ledger.figures);
		while (!isRight() && Date.now() - calmFrom < CALM_WITHIN_MS) {
			await pause(200);
			await look();
			figures = await shown();
			isMarked = (await read('Total')).includes('≈');
		}
		return {
			seed,
			shown: figures,
			ledger: ledger.figures,
			isMarked,
			gaps: await page.getByText(/^(Connection lost|Nothing received)/).allInnerTexts(),
			calmAfter: isRight() ? (Date.now() - calmFrom) / 1_000 : null,
			lies,
		};
	} finally {
		await context.close();
		await line.stop();
		await floor.kill();
		await rm(path, { recursive: true });
	}
}

/** The chaos is made of real time: a line that is dead for five seconds is dead for five seconds. */
function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

const test = base.extend({});
const calm: number[] = [];

for (let first = 0; first < RUNS; first += BATCH) {
	const seeds = Array.from(
		{ length: Math.min(BATCH, RUNS - first) },
		(_, index) => FIRST_SEED + first + index,
	);
	test(`figures equal the ledger after a line that broke at random, seeds ${seeds[0]} to ${seeds.at(-1)}`, async ({
		browser,
	}) => {
		const runs = await Promise.all(seeds.map((seed) => put(browser, seed)));
		for (const { seed, shown, ledger, isMarked, gaps, lies, calmAfter } of runs) {
			expect({ seed, ...shown }).toEqual({ seed, ...ledger });
			expect({ seed, isMarked, lies, gaps }).toEqual({ seed, isMarked: false, lies: [], gaps });
			calm.push(calmAfter ?? Infinity);
		}
	});
}

test.afterAll(() => {
	const sorted = [...calm].sort((a, b) => a - b);
	const at = (share: number) =>
		sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
	// The figures are read by people, after a night of them.
	process.stdout.write(
		`right after ${at(0.5)} s (median), ${at(0.95)} s (p95), ${at(1)} s (worst), ${calm.length} runs\n`,
	);
});
