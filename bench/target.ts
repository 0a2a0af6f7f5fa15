/** A page under measurement in a browser of its own, and what DevTools knows about it. */
import { existsSync } from 'node:fs';
import { chromium, type CDPSession, type Page } from '@playwright/test';

/** In the order of the tables. */
export const TARGETS = ['product', 'floor', 'prepend'] as const;
export type TargetName = (typeof TARGETS)[number];

const PATHS: Readonly<Record<TargetName, string>> = {
	product: '/',
	floor: '/bench/floor.html',
	prepend: '/bench/prepend.html',
};

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

export interface Target {
	readonly page: Page;
	readonly session: CDPSession;
	readonly browserVersion: string;
	/** What the page threw, as text. */
	readonly faults: readonly string[];
	/** Seconds the main thread has run, by the scheduler: waiting for a core or for raster is not in it. */
	mainSeconds(): Promise<number>;
	/** Seconds all processes of the browser have run. */
	browserSeconds(): Promise<number>;
	/** After two forced collections. */
	memory(): Promise<Memory>;
	/** The page's own count of orders. */
	total(): Promise<number>;
	close(): Promise<void>;
}

export interface Memory {
	readonly heapBytes: number;
	readonly nodes: number;
}

/** Opens a page and waits until it says that its channel is subscribed. */
export async function openTarget(
	name: TargetName,
	url: string,
	probe: string,
	beforeLoad: (page: Page) => void = () => {},
): Promise<Target> {
	const executablePath =
		process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
	const browser = await chromium.launch({
		...(executablePath === undefined ? {} : { executablePath }),
		args: [
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--disable-quic',
		],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
		const faults: string[] = [];
		page.on('pageerror', (error) => faults.push(`${name}: ${error.message}`));
		const session = await page.context().newCDPSession(page);
		const browserSession = await browser.newBrowserCDPSession();
		await session.send('Performance.enable');
		await page.addInitScript({ path: probe });
		beforeLoad(page);
		await page.goto(`${url}${PATHS[name]}`);
		await page
			.getByRole('status')
			.filter({ hasText: /Connected|Live/ })
			.waitFor({ timeout: 15_000 });

		async function metric(wanted: string): Promise<number> {
			const { metrics } = await session.send('Performance.getMetrics');
			const found = metrics.find((entry) => entry.name === wanted);
			if (found === undefined) throw new Error(`This browser has no metric ${wanted}`);
			return found.value;
		}

		return {
			page,
			session,
			browserVersion: browser.version(),
			faults,
			mainSeconds: () => metric('ThreadTime'),
			async browserSeconds() {
				const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
				return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
			},
			async memory() {
				for (let pass = 0; pass < 2; pass += 1) await session.send('HeapProfiler.collectGarbage');
				return { heapBytes: await metric('JSHeapUsedSize'), nodes: await metric('Nodes') };
			},
			async total() {
				const group = page.getByRole('group', { name: 'Total', exact: true });
				const figure = group.getByRole('definition');
				const text = await ((await figure.count()) > 0 ? figure : group).innerText();
				return Number(text.replace(/\D/g, ''));
			},
			close: () => browser.close(),
		};
	} catch (error) {
		await browser.close();
		throw error;
	}
}
