/** The page on a bad line: page and shop are reached directly, the socket goes through a proxy that breaks it. */
import type { Page } from '@playwright/test';
import { startFaultProxy, type FaultProxy } from '../fault-proxy.ts';
import { LOCAL_APP } from '../../src/settings.ts';
import { connected, counter, expect, figure, startFloor, test as base, type Floor } from '../fixtures.ts';

const ORDER = {
	order_number: 'ORD-1',
	current_status: 'pending',
	total: '10.00',
	updated_at: '2026-11-21T00:00:00.000000Z',
};

/** Puts a proxy between this page and its broadcaster, and nothing else. */
async function layLine(page: Page, floor: Floor): Promise<FaultProxy> {
	const line = await startFaultProxy({ target: { host: '127.0.0.1', port: floor.server.port } });
	await page.route('**/watchfloor.json', async (route) => {
		const held = (await (await route.fetch()).json()) as Record<string, unknown>;
		await route.fulfill({ json: { ...held, host: '127.0.0.1', port: line.port } });
	});
	return line;
}

const test = base.extend<{ line: FaultProxy }>({
	line: async ({ floor, page }, use) => {
		const line = await layLine(page, floor);
		await use(line);
		await line.stop();
	},
});

const status = (page: Page) => page.getByRole('status').first();

/** As many orders as are asked for, some at a time as a busy shop would. */
async function sell(floor: Floor, count: number): Promise<void> {
	const numbers = Array.from({ length: count }, (_, index) => index + 1);
	for (let sold = 0; sold < count; sold += 20) {
		await Promise.all(
			numbers.slice(sold, sold + 20).map((id) =>
				floor.trigger('private-admin.orders', 'order.created', {
					...ORDER,
					order_id: id,
					order_number: `ORD-${id}`,
				}),
			),
		);
	}
}

test('a line that goes silent without an end is not called live 15 s later, and comes back by itself', async ({
	page,
	floor,
	line,
}) => {
	await page.clock.install();
	await floor.open(page);
	line.set({ kind: 'blackhole-existing' });
	line.set({ kind: 'blackhole-new' });
	await page.clock.runFor(15_000);
	await expect(status(page)).toContainText(/Reconnecting|Stale/);
	await expect(status(page)).toContainText(/fell silent|does not answer/);

	line.set({ kind: 'pass' });
	await connected(page);
});

for (const [what, kind] of [
	['reset', 'rst'],
	['closed', 'refuse-503'],
] as const) {
	test(`a line that is ${what} is shown within a second`, async ({ page, floor, line }) => {
		await floor.open(page);
		line.set({ kind });
		line.closeAll();
		await expect(status(page)).toContainText('Reconnecting', { timeout: 1_000 });
	});
}

test('after a minute without a line it is offline, tries are few, and back again it is live in 8 s', async ({
	page,
	floor,
	line,
}) => {
	await page.clock.install();
	await floor.open(page);
	line.set({ kind: 'rst' });
	const before = line.log.length;
	for (let second = 0; second < 61; second += 1) await page.clock.runFor(1_000);
	await expect(status(page)).toContainText('Offline');
	const tries = line.log.length - before;
	expect(tries).toBeGreaterThan(10);
	expect(tries).toBeLessThanOrEqual(60);

	line.set({ kind: 'pass' });
	await expect(status(page)).toContainText(/Connected|Live/, { timeout: 8_000 });
});

test('a proxy that answers 503 for a while is tried until it lets the line through', async ({
	page,
	floor,
	line,
}) => {
	line.set({ kind: 'refuse-503', times: 3 });
	await page.goto(floor.url);
	// A refusal at once may be told by nothing but the end of a try, 4 s.
	await expect(status(page)).toContainText(/Connected|Live/, { timeout: 25_000 });
	expect(line.log.map(({ met }) => met)).toEqual(['refuse-503', 'refuse-503', 'refuse-503', 'pass']);
});

test('a line that answers late and cuts every frame into pieces is as good as any', async ({
	page,
	floor,
	line,
}) => {
	line.set({ kind: 'slice', bytes: 11 });
	await floor.open(page);
	line.set({ kind: 'latency', ms: 300, jitterMs: 100 });
	await sell(floor, 20);
	await expect(counter(page, 'Total')).toContainText('20');
	expect(line.log).toHaveLength(1);
});

test('on a narrow line 500 orders come late, and each is counted once', async ({ page, floor, line }) => {
	await floor.open(page);
	line.set({ kind: 'bandwidth', bytesPerSecond: 60_000 });
	await sell(floor, 500);
	await expect(counter(page, 'Total')).toContainText('500', { timeout: 20_000 });
	await expect(status(page)).toContainText('Live');
	expect(line.log).toHaveLength(1);
});

/** Lets a quiet minute's tenth pass for the page, which hears the answer to its ping before its clock goes on. */
async function passTenSeconds(page: Page): Promise<void> {
	const pongs = () => page.evaluate(() => Reflect.get(window, 'pongs') as number);
	const before = await pongs();
	await page.clock.runFor(10_000);
	await expect.poll(pongs, { intervals: [50] }).toBeGreaterThan(before);
}

/** Counts the pongs that the page hears: those that a socket got may still wait for it. */
async function countPongs(page: Page): Promise<void> {
	await page.addInitScript(() => {
		Reflect.set(window, 'pongs', 0);
		window.WebSocket = class extends WebSocket {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(url, protocols);
				this.addEventListener('message', ({ data }) => {
					if (String(data).includes('pusher:pong'))
						Reflect.set(window, 'pongs', Number(Reflect.get(window, 'pongs')) + 1);
				});
			}
		};
	});
}

test('on a quiet line something is said every 10 s, so that no proxy takes it for idle', async ({
	page,
	floor,
	line,
}) => {
	const IDLE_MS = 4_000;
	await countPongs(page);
	await page.clock.install();
	await floor.open(page);
	line.set({ kind: 'close-after-idle', ms: IDLE_MS });
	const until = Date.now() + 2 * IDLE_MS;
	while (Date.now() < until) await passTenSeconds(page);
	expect(line.log).toMatchObject([{ closedAt: null }]);
	await expect(status(page)).toContainText(/Connected|Live|Quiet/);
});

test('in two quiet minutes it says no more than a rate limit of ten a minute lets through', async ({
	page,
	floor,
}) => {
	let sent = 0;
	page.on('websocket', (socket) => socket.on('framesent', () => (sent += 1)));
	await countPongs(page);
	await page.clock.install();
	await floor.open(page);
	sent = 0;
	for (let tenth = 0; tenth < 12; tenth += 1) await passTenSeconds(page);
	expect(sent).toBeGreaterThanOrEqual(12);
	expect(sent).toBeLessThanOrEqual(20);
});

test('signatures that come after their socket is gone are not sent on the next one', async ({
	page,
	floor,
	line,
}) => {
	const broadcaster = floor.server.watchfloor.broadcaster;
	const held = broadcaster?.faults.set({ kind: 'auth', delayMs: 1_000 });
	await page.goto(floor.url);
	const heard = (text: string) => broadcaster?.faults.log.filter((entry) => entry.text.includes(text)) ?? [];
	await expect.poll(() => heard('POST /broadcasting/auth').length).toBeGreaterThan(0);
	line.closeAll();
	await expect.poll(() => line.log.length).toBeGreaterThan(1);
	held?.();
	await connected(page);
	expect(heard('pusher:error')).toEqual([]);
});

test('during an outage of a minute nobody else is asked in place of the broadcaster', async ({
	page,
	floor,
	line,
}) => {
	const asked = new Set<string>();
	page.on('websocket', (socket) => asked.add(new URL(socket.url()).host));
	page.on('request', (request) => asked.add(new URL(request.url()).host));
	await page.clock.install();
	await floor.open(page);
	line.set({ kind: 'rst' });
	for (let second = 0; second < 60; second += 1) await page.clock.runFor(1_000);
	expect(line.log.length).toBeGreaterThan(10);
	expect([...asked].sort()).toEqual([new URL(floor.url).host, `127.0.0.1:${line.port}`].sort());
});

test('forty drops leave one socket and one client', async ({ page, floor, line }) => {
	test.setTimeout(120_000);
	await page.clock.install();
	await floor.open(page);
	for (let drop = 1; drop <= 40; drop += 1) {
		line.closeAll();
		await expect
			.poll(async () => {
				await page.clock.runFor(500);
				return line.log.filter(({ closedAt }) => closedAt === null).length;
			})
			.toBe(1);
		expect(line.log.length).toBeGreaterThan(drop);
	}
	await connected(page);
	await sell(floor, 1);
	await expect(counter(page, 'Total')).toContainText('1');
	expect(line.log.filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
	expect(line.log.length).toBeLessThanOrEqual(60);
});

test('what was told while the line was cut is fetched from the recorder, and each order counts once', async ({
	page,
}, testInfo) => {
	const zone = 'Asia/Kuala_Lumpur';
	const floor = await startFloor({
		recorder: {
			app: LOCAL_APP,
			broadcaster: null,
			sources: null,
			zone,
			currency: 'MYR',
			path: testInfo.outputPath('recorder'),
			shop: 'test',
			heartbeatEveryMs: null,
			days: 1,
			megabytes: 10,
			snapshot: null,
			trustsProxy: false,
			hasOpenMetrics: false,
		},
	});
	const line = await layLine(page, floor);
	await floor.open(page);
	await sell(floor, 3);
	await expect.poll(() => figure(page, 'Total')).toBe('3');
	line.set({ kind: 'rst' });
	await expect(status(page)).toContainText('Reconnecting');
	await sell(floor, 40);
	line.set({ kind: 'pass' });
	await expect.poll(() => figure(page, 'Total'), { timeout: 15_000 }).toBe('40');
	await expect(counter(page, 'Total')).not.toContainText('≈');
	await line.stop();
	await floor.kill();
});
