/** The floor under measurement: one server, one browser, and pages that each have a line of their own to break. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import Pusher from 'pusher';
import { installedBrowser } from '../scripts/browser.mjs';
import { startWatchfloor, type RunningWatchfloor } from '../src/server.ts';
import { LOCAL_APP } from '../src/settings.ts';
import { startFaultProxy, type FaultProxy } from '../tests/fault-proxy.ts';
import { CHANNEL, createEvent } from './events.ts';

const OPEN_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 10;
/** The most that the broadcaster takes in one request. */
const BATCH = 10;

/** Headlines under which the figures are those of now. */
export const GOOD = '^(Live$|Live, (?!with a gap)|Quiet|Connected, delivery not proven)';
/** The same, and the one under which they soon will be. */
export const GOOD_OR_CATCHING_UP = `${GOOD}|^Catching up`;

export interface Lane {
	page: Page;
	readonly line: FaultProxy;
	/** When the latest subscription to the orders was confirmed, epoch ms. */
	subscribedAt: number;
}

/** Starts server, recorder and browser. */
export async function openFloor(build: string): Promise<Floor> {
	const folder = mkdtempSync(join(tmpdir(), 'watchfloor-recovery-'));
	const zone = 'Asia/Kuala_Lumpur';
	const currency = 'MYR';
	const server = await startWatchfloor(
		{
			host: '127.0.0.1',
			port: 0,
			isEmbedded: true,
			isDemo: false,
			seed: 1,
			app: LOCAL_APP,
			testMode: true,
			page: { shopName: 'Bench', zone, currency },
			recorder: {
				app: LOCAL_APP,
				broadcaster: null,
				sources: null,
				zone,
				currency,
				path: folder,
				shop: 'bench',
				heartbeatEveryMs: 10_000,
				days: 1,
				megabytes: 100,
				snapshot: null,
				trustsProxy: false,
				hasOpenMetrics: false,
			},
		},
		build,
	);
	const executablePath = installedBrowser();
	const browser = await chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
	});
	return new Floor(server, browser, () => rmSync(folder, { recursive: true, force: true }));
}

export class Floor {
	readonly server: RunningWatchfloor;
	readonly browser: Browser;
	readonly #pusher: Pusher;
	readonly #forget: () => void;
	#nextOrder = 1;

	constructor(server: RunningWatchfloor, browser: Browser, forget: () => void) {
		this.#forget = forget;
		this.server = server;
		this.browser = browser;
		const { id: appId, key, secret } = LOCAL_APP;
		this.#pusher = new Pusher({
			appId,
			key,
			secret,
			host: '127.0.0.1',
			port: String(server.port),
			useTLS: false,
		});
	}

	async sell(count: number): Promise<void> {
		for (let left = count; left > 0; left -= BATCH) {
			const batch = Array.from({ length: Math.min(BATCH, left) }, () => {
				this.#nextOrder += 1;
				const { name, channel, data } = createEvent(this.#nextOrder, Date.now());
				return { name, channel, data };
			});
			await this.#pusher.triggerBatch(batch);
		}
	}

	async openLane(): Promise<Lane> {
		const line = await startFaultProxy({ target: { host: '127.0.0.1', port: this.server.port } });
		const lane: Lane = { page: await this.#newPage(line), line, subscribedAt: NaN };
		await this.#load(lane);
		return lane;
	}

	async reopen(lane: Lane): Promise<void> {
		lane.line.set({ kind: 'pass' });
		await lane.page.context().close();
		lane.page = await this.#newPage(lane.line);
		await this.#load(lane);
	}

	/** Everything the page asks of broadcaster and recorder goes through its own line; the page itself does not. */
	async #newPage({ port }: FaultProxy): Promise<Page> {
		const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 } });
		const page = await context.newPage();
		await page.route('**/watchfloor.json', async (route) => {
			const held = (await (await route.fetch()).json()) as Record<string, unknown>;
			const { recorderUrl } = held;
			const moved =
				typeof recorderUrl === 'string' ? new URL(recorderUrl, this.server.url) : new URL(this.server.url);
			moved.port = String(port);
			const more = typeof recorderUrl === 'string' ? { recorderUrl: moved.href } : {};
			await route.fulfill({ json: { ...held, host: '127.0.0.1', port, ...more } });
		});
		return page;
	}

	async #load(lane: Lane): Promise<void> {
		lane.page.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => {
				const text = String(payload);
				if (text.includes('subscription_succeeded') && text.includes(CHANNEL)) lane.subscribedAt = Date.now();
			}),
		);
		await lane.page.goto(this.server.url);
		if ((await shows(lane.page, GOOD, OPEN_LIMIT_MS)) === undefined) throw new Error('A page did not open');
	}

	async close(): Promise<void> {
		await this.browser.close();
		await this.server.close();
		this.#forget();
	}
}

/** When the headline of the line matches, or ceases to, by the page's own clock; undefined when not in time. */
export async function shows(
	page: Page,
	pattern: string,
	timeout: number,
	isWanted = true,
): Promise<number | undefined> {
	try {
		const seen = await page.waitForFunction(
			([source, wanted]) => {
				const label = document.querySelector('[role=status]')?.getAttribute('aria-label') ?? '';
				return new RegExp(source).test(label) === wanted && Date.now();
			},
			[pattern, isWanted] as const,
			{ polling: LOOK_EVERY_MS, timeout },
		);
		return Number(await seen.jsonValue());
	} catch {
		// Not in time: that is a finding, not a failure of the bench.
		return undefined;
	}
}

/** The counter of all orders; NaN while it shows none. */
export function total(page: Page): Promise<number> {
	return page.evaluate(() => {
		const groups = [...document.querySelectorAll('[role=group][aria-labelledby]')];
		const found = groups.find(
			(group) =>
				document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent.trim() === 'Total',
		);
		return Number.parseInt(found?.textContent.replace(/\D/g, '') ?? '', 10);
	});
}

/** When the page has counted so many orders; undefined when not in time. */
export async function counts(page: Page, expected: number, timeout: number): Promise<number | undefined> {
	const endsAt = Date.now() + timeout;
	while (Date.now() < endsAt) {
		if ((await total(page)) >= expected) return Date.now();
		await pause(LOOK_EVERY_MS);
	}
	return undefined;
}

export function pause(delayMs: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, delayMs));
}
