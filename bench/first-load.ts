/** What the product's page loads before it can show an order: the script bytes, as a gzipping server sends them. */
import { gzipSync } from 'node:zlib';
import type { Request, Response } from '@playwright/test';
import { pause } from './cell.ts';
import { openTarget } from './target.ts';

export type Share = 'core' | 'chart' | 'sound';

export interface LoadedScript {
	readonly path: string;
	readonly share: Share;
	/** Asked for before the channel was subscribed. */
	readonly isBeforeSubscribed: boolean;
	readonly bytes: number;
	readonly gzipBytes: number;
}

/** Names that outlive minifying: an option of chart.js and a method of howler. */
const MARKS: readonly (readonly [Share, string])[] = [
	['chart', 'beforeDatasetsUpdate'],
	['sound', 'stereo'],
	['sound', 'webkitAudioContext'],
];

/** What is put off comes within this time of the subscription. */
const DEFERRED_MS = 3_000;
const SUBSCRIBED = '"pusher_internal:subscription_succeeded"';

/** Opens the page once in a fresh browser and weighs every script it loads. */
export async function measureFirstLoad(url: string, probe: string): Promise<LoadedScript[]> {
	const early = new Set<Request>();
	const responses: Response[] = [];
	let isSubscribed = false;
	const target = await openTarget('product', url, probe, (page) => {
		page.on('websocket', (socket) => {
			socket.on('framereceived', ({ payload }) => {
				isSubscribed ||= String(payload).includes(SUBSCRIBED);
			});
		});
		page.on('request', (request) => {
			if (!isSubscribed) early.add(request);
		});
		page.on('response', (response) => {
			if (/javascript/.test(response.headers()['content-type'] ?? '')) responses.push(response);
		});
	});
	try {
		await pause(DEFERRED_MS);
		const inline = await target.page.evaluate(() =>
			[...document.scripts].filter(({ src }) => src === '').map(({ text }) => text),
		);
		const scripts = inline.map((text) => weigh('(in the page)', text, true));
		for (const response of responses) {
			const isBefore = early.has(response.request());
			scripts.push(weigh(new URL(response.url()).pathname, await response.text(), isBefore));
		}
		return scripts;
	} finally {
		await target.close();
	}
}

function weigh(path: string, text: string, isBeforeSubscribed: boolean): LoadedScript {
	const share = MARKS.find(([, mark]) => text.includes(mark))?.[0] ?? 'core';
	return {
		path,
		share,
		isBeforeSubscribed,
		bytes: Buffer.byteLength(text),
		gzipBytes: gzipSync(text, { level: 9 }).length,
	};
}

/** Gzipped bytes of one share. */
export function sumGzip(scripts: readonly LoadedScript[], share: Share): number {
	return scripts
		.filter((script) => script.share === share)
		.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}
