/**
 * The one `test` that every browser test imports. Each test has a Watchfloor of its own on a free port, with the fault
 * switches on and the demo shop closed, so tests run side by side. A test fails on any error of the page, any breach of
 * its content security policy and any request to a foreign host.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import Pusher from 'pusher';
import { startWatchfloor, type RunningWatchfloor, type WatchfloorOptions } from '../src/server.ts';
import { LOCAL_APP } from '../src/settings.ts';

export interface Floor {
	readonly url: string;
	readonly server: RunningWatchfloor;
	/** Publishes as a Laravel would, by the official SDK. */
	trigger(channels: string | string[], name: string, data: unknown): Promise<void>;
	/** Opens the page and waits until every channel is subscribed. */
	open(page: Page): Promise<void>;
	/** Ends broadcaster and server like a crash: sockets just end. */
	kill(): Promise<void>;
	/** Comes back on the same port. */
	revive(): Promise<void>;
}

const PAGE = { shopName: 'Test shop', zone: 'Asia/Kuala_Lumpur', currency: 'MYR' };

/** `options` change the server's settings, `page` adds to watchfloor.json. */
export async function startFloor({ page, ...options }: Partial<WatchfloorOptions> = {}): Promise<Floor> {
	const start = (at: number) =>
		startWatchfloor({
			host: '127.0.0.1',
			isEmbedded: true,
			isDemo: false,
			seed: 1,
			app: LOCAL_APP,
			testMode: true,
			...options,
			page: { ...PAGE, ...page },
			port: at,
		});
	let server = await start(options.port ?? 0);
	const own = server.port;
	const pusher = new Pusher({
		appId: 'local',
		key: 'local',
		secret: 'local',
		host: '127.0.0.1',
		port: String(own),
		useTLS: false,
	});
	return {
		url: server.url,
		get server() {
			return server;
		},
		async trigger(channels, name, data) {
			const response = await pusher.trigger(channels, name, data);
			expect(response.status).toBe(200);
		},
		async open(page) {
			await page.goto(server.url);
			await connected(page);
		},
		kill: () => server.close(),
		async revive() {
			server = await start(own);
		},
	};
}

/**
 * What Chromium writes itself when a socket cannot be had or a request is refused, or when pusher-js, which sends on the
 * next tick, finds its socket closed by then; every other error fails the test.
 */
const BROWSER_NOISE =
	/WebSocket connection to .* failed|WebSocket is already in CLOSING or CLOSED state|net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)|status of (401|403|419|422|429|500|503)/;

export const test = base.extend<{ floor: Floor; faults: string[] }>({
	// Playwright reads a fixture's needs off its first parameter.
	// eslint-disable-next-line no-empty-pattern
	floor: async ({}, use) => {
		const floor = await startFloor();
		await use(floor);
		await floor.kill();
	},
	faults: [
		async ({ page }, use) => {
			const faults: string[] = [];
			page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
			page.on('console', (message) => {
				if (message.type() === 'error' && !BROWSER_NOISE.test(message.text()))
					faults.push(`console: ${message.text()}`);
			});
			page.on('request', (request) => {
				const { hostname, protocol } = new URL(request.url());
				if (!['127.0.0.1', 'localhost'].includes(hostname) && !['data:', 'blob:'].includes(protocol)) {
					faults.push(`foreign request: ${request.url()}`);
				}
			});
			await page.addInitScript(() => {
				document.addEventListener('securitypolicyviolation', (event) => {
					// As an uncaught error it reaches the test.
					setTimeout(() => {
						throw new Error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
					});
				});
			});
			await use(faults);
			expect(faults).toEqual([]);
		},
		{ auto: true },
	],
});

/** As `test`, with a recorder that hears the shop before the page is opened. */
export const recordedTest = test.extend({
	// Playwright reads a fixture's needs off its first parameter.
	// eslint-disable-next-line no-empty-pattern
	floor: async ({}, use) => {
		const path = await mkdtemp(join(tmpdir(), 'watchfloor-recorder-'));
		const floor = await startFloor({ recorder: { path } });
		await hasRecorder(floor);
		await use(floor);
		await floor.kill();
		await rm(path, { recursive: true });
	},
});

/** Waits until the recorder hears the shop. */
export async function hasRecorder(floor: Floor): Promise<void> {
	const recorder = () => floor.server.watchfloor.recorder?.recorder ?? null;
	await expect.poll(() => recorder()?.heardAt ?? null, { timeout: 15_000 }).not.toBeNull();
	await expect.poll(() => recorder()?.stats.missingChannels).toEqual([]);
}

/** Takes back faults of the page that the test itself has caused. */
export function forgive(faults: string[], cause: RegExp): void {
	faults.splice(0, faults.length, ...faults.filter((fault) => !cause.test(fault)));
}

export { expect };

/** How long a page may take until each of its ten channels was answered, ms: a busy machine has been seen to need 15 s. */
export const FIRST_LOAD_MS = 30_000;

/** Waits until every channel is subscribed. */
export async function connected(page: Page): Promise<void> {
	await expect(page.getByRole('status').first()).toContainText(/Connected|Live/, { timeout: FIRST_LOAD_MS });
}

/**
 * Lets the page's clock jump by so many ms. For the page its computer slept, so it takes its line anew: waits until the
 * channel is subscribed on the new one.
 */
export async function oversleep(page: Page, ms: number, channel: string): Promise<void> {
	const isSubscribed = ({ payload }: { payload: string | Buffer }) =>
		['subscription_succeeded', channel].every((part) => payload.toString().includes(part));
	const isBack = page
		.waitForEvent('websocket')
		.then((socket) => socket.waitForEvent('framereceived', isSubscribed));
	await page.clock.fastForward(ms);
	await isBack;
}

/** The figure of a counter. */
export function counter(page: Page, name: string): Locator {
	return page.getByRole('group', { name, exact: true });
}

/** The figure as text, without the approximation sign and grouping. */
export async function figure(page: Page, name: string): Promise<string> {
	return (await counter(page, name).innerText()).replace(/[≈,\s]/g, '');
}

/** Counters with what is said under them. */
export function figures(page: Page): Locator {
	return page.getByRole('region', { name: 'Key figures' });
}

export function feed(page: Page): Locator {
	return page.getByRole('feed', { name: 'Orders' });
}

/** The payload of one of the contract's samples, such as `monitoring/stock-low`. */
export function sample(name: string): Record<string, unknown> {
	const { payload } = JSON.parse(readFileSync(`src/lib/contract/samples/${name}.json`, 'utf8')) as {
		payload: Record<string, unknown>;
	};
	return payload;
}

/** The data of the first recorded frame of this event name. */
export function recorded(name: string): Record<string, unknown> {
	const lines = readFileSync('tests/fixtures/recordings/reverb-laravel-events.ndjson', 'utf8')
		.trim()
		.split('\n');
	for (const line of lines) {
		const { dir, frame } = JSON.parse(line) as { dir: string; frame: string | null };
		if (dir !== 'in' || frame === null) continue;
		const { event, data } = JSON.parse(frame) as { event: string; data: string };
		if (event === name) return JSON.parse(data) as Record<string, unknown>;
	}
	throw new Error(`No recorded frame is called ${name}`);
}
