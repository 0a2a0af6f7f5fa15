import type { Page } from '@playwright/test';
import { connected, expect, feed, FIRST_LOAD_MS, sample, startFloor, test } from '../fixtures.ts';

const ADMIN_CHANNEL = 'private-admin.orders';
const ORDER = {
	order_id: 15,
	order_number: 'ORD-2026-00000F',
	current_status: 'paid',
	total: '129.90',
	updated_at: '2026-01-24T10:00:00.000000Z',
	user: { id: 7, name: 'Zeynep Gizli', email: 'secret@example.test' },
};

async function signOut(page: Page): Promise<void> {
	await page
		.getByRole('button', { name: /admins? online|Account/ })
		.first()
		.click();
	await page.getByRole('button', { name: 'Sign out' }).first().click();
	await expect(page.getByRole('heading', { name: /Sign in to/ })).toBeVisible();
}

async function signIn(page: Page, email: string, password = 'password'): Promise<void> {
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Every text the page could have kept: what is drawn and what is stored. */
async function everything(page: Page): Promise<string> {
	return page.evaluate(
		() => document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage),
	);
}

test('signing out clears the screen and the storage, and the address behind it shows nothing', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await floor.trigger(ADMIN_CHANNEL, 'order.created', ORDER);
	await expect(feed(page).getByRole('article')).toHaveCount(1);
	await page.evaluate(() => localStorage.setItem('watchfloor.pins.1', '[]'));
	await signOut(page);
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
	expect(await everything(page)).not.toContain('Zeynep Gizli');
	await page.goto(floor.url);
	await nobodySignedIn(page);
	await expect(feed(page)).toHaveCount(0);
});

test('a wrong password is said to be wrong, the right one opens the floor', async ({ page, floor }) => {
	await floor.open(page);
	await signOut(page);
	await signIn(page, 'admin@example.test', 'guess');
	await expect(page.getByRole('alert')).toContainText('the shop knows no such e-mail and password (422)');
	await signIn(page, 'admin@example.test');
	await connected(page);
	await floor.trigger(ADMIN_CHANNEL, 'order.created', ORDER);
	await expect(feed(page).getByRole('article')).toHaveCount(1);
});

test('after five wrong passwords the shop asks to slow down, and the page says so', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await signOut(page);
	for (let tries = 0; tries < 6; tries += 1) {
		const answered = page.waitForResponse(/\/login$/);
		await signIn(page, 'admin@example.test', 'guess');
		await answered;
	}
	await expect(page.getByRole('alert')).toContainText('the shop asks to slow down (429)');
});

test('a customer sees no admin data: not drawn, not stored, not sent', async ({ page, floor }) => {
	const heard: string[] = [];
	page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
	page.on('response', (response) => {
		if (!/json/.test(response.headers()['content-type'] ?? '')) return;
		void response.text().then(
			(text) => heard.push(text),
			() => {},
		);
	});
	await floor.open(page);
	await signOut(page);
	await signIn(page, 'customer@example.test');
	await expect(page.getByRole('heading', { name: 'Not for this account' })).toBeVisible();
	await floor.trigger(['private-admin-monitoring', ADMIN_CHANNEL, 'admin.orders'], 'order.created', {
		...ORDER,
		id: 15,
		guest_name: 'Gizli Konuk',
		status: 'pending',
	});
	await floor.trigger('private-admin-payments', 'payment.failed', sample('monitoring/payment-failed'));
	// The broadcaster has handed it out to whoever may hear it once it answers; the customer's own frames still come.
	await expect
		.poll(() => heard.filter((text) => text.includes('connection_established')).length)
		.toBeGreaterThan(1);
	await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
	await expect(page.getByRole('heading', { name: /Sign in to/ })).toBeVisible();
	expect(heard.join('\n')).not.toContain('Gizli');
	expect(await everything(page)).not.toContain('Gizli');
});

test('ops see what their role may see, and are told which channels it may not', async ({ page }) => {
	const floor = await startFloor({ page: { sources: ['monitoring', 'orders'] } });
	try {
		await floor.open(page);
		await signOut(page);
		await signIn(page, 'ops@example.test');
		const orders = page.getByRole('region', { name: 'Orders', exact: true });
		await expect(orders).toContainText('not authorised');
		await expect(orders).toContainText('private-admin.orders: the shop does not allow it (403)');
		await expect(orders).toContainText('private-admin-orders: the shop does not allow it (403)');
		await floor.trigger('private-admin-system', 'system.alert', sample('monitoring/system-error'));
		await expect(page.getByRole('region', { name: 'System alerts' }).getByRole('article')).toHaveCount(1);
	} finally {
		await floor.kill();
	}
});

test('with tokens: signs in for one, sends it fresh with every channel, and forgets it', async ({ page }) => {
	const floor = await startFloor({ authMode: 'bearer', page: { authMode: 'bearer' } });
	try {
		const sent: (string | undefined)[] = [];
		page.on('request', (request) => {
			if (request.url().includes('broadcasting/auth')) sent.push(request.headers()['authorization']);
		});
		await page.goto(floor.url);
		await nobodySignedIn(page);
		await page.getByRole('button', { name: 'Sign in as somebody else' }).click();
		await signIn(page, 'admin@example.test');
		await connected(page);
		const token = await page.evaluate(() => localStorage.getItem('watchfloor.token.1'));
		expect(token).not.toBeNull();
		expect(sent.filter((header) => header !== undefined)).toContain(`Bearer ${token}`);
		await signOut(page);
		expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
	} finally {
		await floor.kill();
	}
});

test('the CSRF token is read anew for every request, and asked for where there is none', async ({
	page,
	floor,
}) => {
	const sent: (string | undefined)[] = [];
	let asked = 0;
	await page.route('**/watchfloor.json', async (route) => {
		const held = (await (await route.fetch()).json()) as Record<string, unknown>;
		await route.fulfill({ json: { ...held, sources: ['orders'] } });
	});
	await page.route('**/sanctum/csrf-cookie', async (route) => {
		asked += 1;
		await route.fulfill({ status: 204, headers: { 'set-cookie': `XSRF-TOKEN=token%3D${asked}; Path=/` } });
	});
	await page.route('**/broadcasting/auth', async (route) => {
		sent.push(route.request().headers()['x-xsrf-token']);
		await route.fulfill({ status: 419, json: { message: 'CSRF token mismatch.' } });
	});
	await page.goto(floor.url);
	await expect(page.getByRole('status')).toContainText('session has expired (419)', {
		timeout: FIRST_LOAD_MS,
	});
	await expect.poll(() => sent.slice(0, 2)).toEqual(['token=1', 'token=2']);
	await expect.poll(() => sent.at(-1), { timeout: 12_000 }).not.toBe('token=2');
});

const REFUSALS = [
	{ answer: { status: 401, json: { message: 'Unauthenticated.' } }, says: 'nobody is signed in to the shop' },
	{
		answer: { status: 419, json: { message: 'CSRF token mismatch.' } },
		says: 'the shop’s session has expired (419)',
	},
	{
		answer: { status: 429, json: { message: 'Too Many Attempts.' } },
		says: 'the shop asks to slow down (429)',
	},
	{ answer: { status: 500, json: {} }, says: 'fails: status 500' },
	{
		answer: { status: 200, contentType: 'text/html', body: '<!doctype html><title>Log in</title>' },
		says: 'answers with a web page (HTML)',
	},
];

for (const { answer, says } of REFUSALS) {
	test(`an auth endpoint that answers ${answer.status}${answer.contentType ? ' with a page' : ''} is told in words`, async ({
		page,
		floor,
	}) => {
		await page.route('**/watchfloor.json', async (route) => {
			const held = (await (await route.fetch()).json()) as Record<string, unknown>;
			delete held['signInEndpoint'];
			await route.fulfill({ json: { ...held, sources: ['orders'] } });
		});
		await page.route('**/broadcasting/auth', (route) => route.fulfill(answer));
		await page.goto(floor.url);
		await expect(page.getByRole('status')).toContainText(says);
		await page.unroute('**/broadcasting/auth');
		// Who asks to slow down is given up to 15 s.
		const timeout = answer.status === 429 ? 20_000 : 12_000;
		await expect(page.getByRole('status')).toContainText('Connected', { timeout });
	});
}

/** Waits until every channel was refused, which takes as long as to be let onto them. */
async function nobodySignedIn(page: Page): Promise<void> {
	await expect(page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible({
		timeout: FIRST_LOAD_MS,
	});
}
