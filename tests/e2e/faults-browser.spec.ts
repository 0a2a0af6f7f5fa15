/** The page in a hostile browser, and the page that is told hostile things. */
import type { Page } from '@playwright/test';
import { connected, counter, expect, feed, figure, sample, test, type Floor } from '../fixtures.ts';
import { countSounds } from '../sounds.ts';

const DAY_MS = 86_400_000;

const order = (id: number, more: object = {}) => ({
	order_id: id,
	order_number: `ORD-${id}`,
	current_status: 'pending',
	total: '10.00',
	updated_at: new Date().toISOString(),
	...more,
});

const sell = (floor: Floor, id: number, more: object = {}) =>
	floor.trigger('private-admin.orders', 'order.created', order(id, more));

async function raise(floor: Floor, about: object): Promise<void> {
	const payload = sample('monitoring/system-error');
	const alert = { ...(payload['alert'] as object), ...about };
	await floor.trigger('private-admin-system', 'system.alert', { ...payload, alert });
}

const status = (page: Page) => page.getByRole('status').first();

test('a browser that goes offline is not called live, and is again once it is back', async ({
	page,
	context,
	floor,
	faults,
}) => {
	await page.clock.install();
	await floor.open(page);
	await context.setOffline(true);
	await page.clock.runFor(6_000);
	await expect(status(page)).toContainText(/Reconnecting|Stale/);
	await context.setOffline(false);
	await expect(status(page)).toContainText(/Connected|Live/, { timeout: 10_000 });
	await sell(floor, 1);
	await expect(counter(page, 'Total')).toContainText('1');
	forgive(faults, /ERR_INTERNET_DISCONNECTED/);
});

for (const [what, forbid] of [
	[
		'forbids its storage',
		() => {
			const refuse = () => {
				throw new DOMException('The operation is insecure.', 'SecurityError');
			};
			for (const name of ['localStorage', 'sessionStorage'])
				Object.defineProperty(window, name, { get: refuse });
		},
	],
	[
		'has no room left to store',
		() => {
			Storage.prototype.setItem = () => {
				throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
			};
		},
	],
] as const) {
	test(`a browser that ${what} shows everything and forgets only what was set`, async ({ page, floor }) => {
		await page.addInitScript(forbid);
		await floor.open(page);
		await sell(floor, 1);
		await expect(counter(page, 'Total')).toContainText('1');
		await page.getByRole('link', { name: 'Settings' }).click();
		await page.getByRole('radio', { name: 'Light' }).check({ force: true });
		await expect(page.getByRole('radio', { name: 'Light' })).toBeChecked();
		await page.getByRole('link', { name: 'Orders', exact: true }).click();
		await expect(page.getByText('ORD-1')).toBeVisible();
	});
}

for (const [where, offMs] of [
	['ahead', DAY_MS],
	['behind', -DAY_MS],
] as const) {
	test(`a browser whose clock is a day ${where} shows every order and no time that cannot be`, async ({
		page,
		floor,
	}) => {
		await page.clock.install({ time: Date.now() + offMs });
		await floor.open(page);
		await sell(floor, 1);
		await sell(floor, 2);
		await expect(counter(page, 'Total')).toContainText('2');
		await expect(feed(page).getByRole('article')).toHaveCount(2);
		await expect(status(page)).toContainText('Live');
		expect(await page.locator('body').innerText()).not.toMatch(
			/NaN|Infinity|Invalid|undefined|−\d+ ?[smh]\b/,
		);
	});
}

/** What pusher-js itself throws on such frames, one error a frame; its dispatcher goes on with the next. */
const PUSHER_ERRORS =
	/^page error: (?:Cannot read properties of (?:null|undefined) \(reading 'indexOf'\)|\S+\.(?:indexOf|handleEvent) is not a function)$/;

const FRAMES = [
	'{}',
	'[]',
	'123',
	'null',
	'"text"',
	'not json',
	'',
	'{"event":1}',
	'{"event":null,"data":null}',
	'{"event":"order.created","channel":"private-admin.orders"}',
	'{"event":"order.created","channel":"private-admin.orders","data":"{"}',
	'{"event":"order.created","channel":"private-admin.orders","data":"[[[[[[[["}',
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'].flatMap((name) => [
		JSON.stringify({ event: 'order.created', channel: name, data: '{}' }),
		JSON.stringify({ event: name, channel: 'private-admin.orders', data: '{}' }),
	]),
	...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'].map((data) =>
		JSON.stringify({ event: 'order.created', channel: 'private-admin.orders', data }),
	),
];

test('frames that are no frames, and names of Object.prototype, change nothing; the next order is shown', async ({
	page,
	floor,
	faults,
}) => {
	await floor.open(page);
	const { faults: switches } = floor.server.watchfloor.broadcaster ?? {};
	for (const text of FRAMES) switches?.do({ action: 'inject', text });
	await sell(floor, 1);
	await expect(counter(page, 'Total')).toContainText('1');
	expect(await page.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined();
	await connected(page);
	forgive(faults, PUSHER_ERRORS);
});

const ANSWERS: readonly { readonly status?: number; readonly contentType?: string; readonly body: string }[] =
	[
		...[
			'',
			'null',
			'true',
			'0',
			'"text"',
			'[]',
			'{}',
			'{"auth":null}',
			'{"auth":1}',
			'{"auth":""}',
			'{"auth":{}}',
			'{"auth":"local"}',
			'{"auth":"local:"}',
			'{"auth":"local:zz","channel_data":5}',
			'{"auth":"local:zz","channel_data":"{"}',
			'{"auth":"local:zz","channel_data":"null"}',
			'{"__proto__":{"auth":"local:zz"}}',
			'{"auth":"local:zz","shared_secret":7}',
			'{',
			'<html>',
			'\u0000',
		].map((body) => ({ body })),
		{ body: '<!doctype html><title>Log in</title>', contentType: 'text/html' },
		{ body: '{}', status: 201 },
		{ body: '', status: 204 },
		{ body: 'Not found', status: 404 },
		{ body: '{"message":"Server Error"}', status: 500 },
	];

test('an auth endpoint that answers nonsense breaks nothing, and every channel opens once it answers well', async ({
	page,
	floor,
	faults,
}) => {
	let asked = 0;
	await page.route('**/broadcasting/auth', async (route) => {
		const {
			status = 200,
			contentType = 'application/json',
			body,
		} = ANSWERS[asked] ?? { status: 0, body: '' };
		asked += 1;
		return status === 0 ? route.continue() : route.fulfill({ status, contentType, body });
	});
	await page.clock.install();
	await page.goto(floor.url);
	await expect
		.poll(
			async () => {
				await page.clock.runFor(2_000);
				return status(page).innerText();
			},
			{ timeout: 25_000, intervals: [250] },
		)
		.toMatch(/^\s*(?:Connected\s*,\s*delivery not proven|Live only)\s*$/);
	expect(asked).toBeGreaterThan(ANSWERS.length);
	await sell(floor, 1);
	await expect(counter(page, 'Total')).toContainText('1');
	forgive(faults, /status of 404/);
});

const RUN = '__pwned=1';
const MARKUP = [
	`<script>${RUN}</script>`,
	`<img src=x onerror=${RUN}>`,
	`<img src=x onerror="${RUN}">`,
	`<svg onload=${RUN}>`,
	`<svg><script>${RUN}</script></svg>`,
	`<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
	`<iframe src="javascript:${RUN}"></iframe>`,
	`<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
	`<a href="javascript:${RUN}">pay</a>`,
	`<body onload=${RUN}>`,
	`<details open ontoggle=${RUN}>`,
	`<video><source onerror=${RUN}></video>`,
	`<audio src=x onerror=${RUN}>`,
	`<input autofocus onfocus=${RUN}>`,
	`<marquee onstart=${RUN}>`,
	`<object data="javascript:${RUN}">`,
	`<embed src="javascript:${RUN}">`,
	`<form action="javascript:${RUN}"><button>`,
	`<math><mtext><img src=x onerror=${RUN}></mtext></math>`,
	`<template><script>${RUN}</script></template>`,
	`<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
	`<style>@import 'javascript:${RUN}'</style>`,
	`<link rel=stylesheet href="javascript:${RUN}">`,
	`<base href="javascript:${RUN}//">`,
	`<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
	`"><script>${RUN}</script>`,
	`'-(${RUN})-'`,
	`javascript:${RUN}`,
	`data:text/html,<script>opener.${RUN}</script>`,
	`{@html "<img src=x onerror=${RUN}>"}`,
	`\${${RUN}}{{constructor.constructor('${RUN}')()}}`,
	`</title><script>${RUN}</script>`,
	`<!--><img src=x onerror=${RUN}>-->`,
	`\u003cimg src=x onerror=${RUN}\u003e`,
];

test('markup in any text of an order or an alert stays text, on every page that shows it', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const before = await page.locator(FORBIDDEN).count();
	for (const [index, text] of MARKUP.entries()) {
		await sell(floor, index + 1, {
			order_number: text,
			current_status_label: text,
			changed_by: text,
			user: { id: text, name: text, email: text },
			items_summary: [{ product_name: text, quantity: 1, url: text, image: text }],
			currency: text,
		});
		await raise(floor, { id: `alert-${index}`, title: text, message: text, type: text, component: text });
	}
	await expect.poll(() => figure(page, 'Total')).toBe(String(MARKUP.length));
	for (const name of ['Floor', 'Orders', 'System', 'Inspector', 'People']) {
		await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
		// Where no alert stands, one that comes is a notice.
		if (name === 'People') {
			await expect(page.getByRole('region', { name: 'Shoppers' })).toBeVisible();
			await raise(floor, { id: 'alert-last', title: MARKUP[0], message: MARKUP[0] });
		}
		await expect(page.getByText(RUN).filter({ visible: true }).first()).toBeVisible();
		await expect(page.locator(FORBIDDEN)).toHaveCount(before);
		expect(await page.evaluate(() => Reflect.get(window, '__pwned') as unknown)).toBeUndefined();
	}
});

/** What none of these texts may become. */
const FORBIDDEN =
	'img, iframe, object, embed, base, marquee, video, math, form, noscript, details[ontoggle], a[href^="javascript:"], ' +
	'[onload], [onerror], [onfocus], [onbegin], [onstart]';

test('after twenty walks through the pages an alert is told once and heard once', async ({ page, floor }) => {
	const sounds = await countSounds(page);
	await floor.open(page);
	const rail = page.getByRole('navigation', { name: 'Main' });
	for (let walk = 0; walk < 20; walk += 1) {
		for (const name of ['System', 'Orders', 'Floor'])
			await rail.getByRole('link', { name, exact: false }).first().click();
	}
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	// Where the alert itself is not on the page.
	await rail.getByRole('link', { name: 'People' }).click();
	await expect(page.getByRole('region', { name: 'Shoppers' })).toBeVisible();
	await raise(floor, { severity: 'high' });
	const notices = page.getByRole('list', { name: 'Notices' }).getByRole('listitem');
	await expect(notices).toHaveCount(1);
	await expect.poll(sounds).toBe(1);
	await sell(floor, 1);
	await expect(notices).toHaveCount(1);
	await rail.getByRole('link', { name: 'Floor' }).click();
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	await expect(counter(page, 'Total')).toContainText('1');
	await expect(page.getByRole('region', { name: 'System alerts' }).getByRole('alert')).toHaveCount(1);
	await expect(notices).toHaveCount(0);
});

/** Takes what this test provokes on purpose off the page's errors; what is left fails it. */
function forgive(faults: string[], known: RegExp): void {
	faults.splice(0, faults.length, ...faults.filter((fault) => !known.test(fault)));
}
