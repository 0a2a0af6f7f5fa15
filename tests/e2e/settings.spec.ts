import type { Page } from '@playwright/test';
import { connected, expect, test, type Floor } from '../fixtures.ts';

const ORDERS = 'private-admin.orders';
const order = (id: number) => ({
	order_id: id,
	order_number: `ORD-${id}`,
	current_status: 'pending',
	total: '10.00',
	updated_at: new Date().toISOString(),
	user: { id: 7, name: 'Ann Lee' },
});
const place = (floor: Floor, id: number) => floor.trigger(ORDERS, 'order.created', order(id));

async function openSettings(page: Page, floor: Floor): Promise<void> {
	await page.goto(`${floor.url}/settings`);
	await connected(page);
}

const switchOf = (page: Page, name: string) => page.getByRole('switch', { name, exact: true });
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const stored = (page: Page) =>
	page.evaluate(() => Object.keys(localStorage).filter((key) => !key.startsWith('pusher')));

/** Notes what is started of the sounds, and how loud: without a file it is the buffer's length that tells them apart. */
const LISTEN = () => {
	const heard: { seconds: number; level: number }[] = [];
	Object.assign(window, { heard });
	const gains = new Map<AudioNode, AudioNode>();
	const connect = AudioNode.prototype.connect as (this: AudioNode, ...rest: unknown[]) => unknown;
	Reflect.set(
		AudioNode.prototype,
		'connect',
		function (this: AudioNode, target: unknown, ...rest: unknown[]) {
			if (target instanceof AudioNode) gains.set(this, target);
			return connect.call(this, target, ...rest);
		},
	);
	const start = AudioBufferSourceNode.prototype.start as (
		this: AudioBufferSourceNode,
		...rest: unknown[]
	) => void;
	Reflect.set(
		AudioBufferSourceNode.prototype,
		'start',
		function (this: AudioBufferSourceNode, ...rest: unknown[]) {
			let level = 1;
			for (let node = gains.get(this); node !== undefined; node = gains.get(node)) {
				if (node instanceof GainNode) level *= node.gain.value;
			}
			// What unlocks the audio is a buffer of one sample.
			if ((this.buffer?.duration ?? 0) > 0.01) heard.push({ seconds: this.buffer?.duration ?? 0, level });
			start.apply(this, rest);
		},
	);
};
const heard = (page: Page) =>
	page.evaluate(() => Reflect.get(window, 'heard') as { seconds: number; level: number }[]);

test('each sound can be heard by its own button, at the volume that is set', async ({ page, floor }) => {
	await page.addInitScript(LISTEN);
	await openSettings(page, floor);
	const names = [
		'new order',
		'payment failed',
		'low or out of stock',
		'high alert',
		'critical alert',
		'connection lost',
		'connection back',
	];
	for (const [index, name] of names.entries()) {
		await page.getByRole('button', { name: `Play ${name}`, exact: true }).click();
		await expect.poll(async () => (await heard(page)).length).toBe(index + 1);
	}
	await expect(page.getByText('Ready: this browser plays sounds.')).toBeVisible();

	const volume = page.getByRole('slider', { name: 'Volume' });
	await expect(volume).toHaveValue('40');
	const before = (await heard(page)).at(-1)?.level ?? 0;
	await volume.fill('80');
	await page.getByRole('button', { name: 'Play connection back' }).click();
	await expect.poll(async () => (await heard(page)).length).toBe(names.length + 1);
	expect((await heard(page)).at(-1)?.level).toBeCloseTo(before * 2, 3);
	await volume.fill('0');
	await expect(page.getByText('The volume is 0 %: nothing is heard.')).toBeVisible();
	await page.reload();
	await expect(volume).toHaveValue('0');
});

test('a sound that is switched off is silent, while the others are heard', async ({ page, floor }) => {
	await page.addInitScript(LISTEN);
	await page.clock.install();
	await openSettings(page, floor);
	await switchOf(page, 'New order').uncheck();
	await expect(page.getByText('Ready: this browser plays sounds.')).toBeVisible();
	await place(floor, 1);
	await expect(page.getByRole('status').first()).toContainText('Live');
	await floor.trigger('private-admin-monitoring', 'payment.failed', {
		payment: { id: 3, amount: '15.00', currency: 'USD', status: 'failed' },
		order: { id: 15, order_number: 'ORD-15' },
		is_successful: false,
	});
	// The order came first: had it been heard, there would be two.
	await expect.poll(async () => (await heard(page)).length).toBe(1);
	const [payment] = await heard(page);

	await switchOf(page, 'New order').check();
	// Less than a sleep, which would take the line anew.
	await page.clock.fastForward(9_000);
	await place(floor, 2);
	await expect.poll(async () => (await heard(page)).length).toBe(2);
	expect((await heard(page))[1]?.seconds).not.toBe(payment?.seconds);
});

test('the colours switch at once, and stay over a reload', async ({ page, floor }) => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await openSettings(page, floor);
	const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const dark = await ground();
	await radio(page, 'Light').check();
	await expect.poll(ground).not.toBe(dark);
	const light = await ground();
	await page.reload();
	await expect(radio(page, 'Light')).toBeChecked();
	await expect.poll(ground).toBe(light);
	await radio(page, 'As the system').check();
	await expect.poll(ground).toBe(dark);
	await page.emulateMedia({ colorScheme: 'light' });
	await expect.poll(ground).toBe(light);
	await radio(page, 'Dark').check();
	await expect.poll(ground).toBe(dark);
});

test('the rows of tables take the height that is chosen here', async ({ page, floor }) => {
	await openSettings(page, floor);
	await place(floor, 1);
	for (const [name, height] of [
		['Compact', 32],
		['Normal', 40],
		['Roomy', 52],
	] as const) {
		await page.getByRole('link', { name: 'Settings' }).click();
		await radio(page, name).check();
		await page.getByRole('link', { name: 'Orders', exact: true }).click();
		const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Order ORD-1' }) });
		await expect.poll(async () => (await row.boundingBox())?.height).toBe(height);
	}
});

test('with shortcuts off no single key acts', async ({ page, floor }) => {
	await openSettings(page, floor);
	await page.getByRole('heading', { name: 'Settings', level: 2 }).click();
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
	await page.keyboard.press('m');
	await expect(page.getByRole('button', { name: 'Sound off' })).toBeVisible();
	await page.keyboard.press('m');
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();

	await switchOf(page, 'Keyboard shortcuts').uncheck();
	await page.getByRole('heading', { name: 'Settings', level: 2 }).click();
	await page.keyboard.press('m');
	await page.keyboard.press('/');
	await expect(switchOf(page, 'Keyboard shortcuts')).toBeVisible();
	await page.getByRole('link', { name: 'Orders', exact: true }).click();
	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox', { name: 'Search orders' })).not.toBeFocused();
	await expect(page).toHaveURL(/\/orders$/);
	await expect(page.getByRole('button', { name: 'Sound on' })).toBeVisible();
});

test('with shortcuts off the slash does not act in the inspector either', async ({ page, floor }) => {
	await openSettings(page, floor);
	await switchOf(page, 'Keyboard shortcuts').uncheck();
	await page.getByRole('link', { name: 'Inspector' }).click();
	await expect(page.getByRole('searchbox', { name: 'Find in messages' })).toBeVisible();
	await page.keyboard.press('/');
	await expect(page.getByRole('searchbox', { name: 'Find in messages' })).not.toBeFocused();
	await expect(page).toHaveURL(/\/inspector$/);
});

test('two presses forget everything that this browser keeps; one press alone forgets nothing', async ({
	page,
	floor,
}) => {
	await openSettings(page, floor);
	await radio(page, 'Light').check();
	await page.getByRole('link', { name: 'Watch' }).click();
	await page.getByRole('textbox', { name: 'Id' }).fill('15');
	await page.getByRole('button', { name: 'Watch', exact: true }).click();
	await page.getByRole('link', { name: 'Settings' }).click();
	await expect.poll(async () => (await stored(page)).length).toBe(2);
	await page.evaluate(() => localStorage.setItem('shop.cart', 'of the shop'));

	await page.getByRole('button', { name: 'Forget everything' }).click();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Forget everything' })).toBeVisible();
	expect(await stored(page)).toHaveLength(3);
	await page.getByRole('button', { name: 'Forget everything' }).click();
	await page.getByRole('button', { name: 'Press again to forget it' }).click();
	await expect(page.getByText('Forgotten. The settings are the usual ones again.')).toBeVisible();
	const left = await stored(page);
	expect(left).toContain('shop.cart');
	expect(left).not.toContain('watchfloor.pins.1');
	await expect(radio(page, 'As the system')).toBeChecked();
	await page.reload();
	await expect(radio(page, 'As the system')).toBeChecked();
	await page.getByRole('link', { name: 'Watch' }).click();
	await expect(page.getByText('Nothing is watched')).toBeVisible();
});

test('what is forgotten leaves nothing at all behind', async ({ page, floor }) => {
	await openSettings(page, floor);
	await radio(page, 'Light').check();
	await page.getByRole('button', { name: 'Forget everything' }).click();
	await page.getByRole('button', { name: 'Press again to forget it' }).click();
	await expect(page.getByText('Forgotten. The settings are the usual ones again.')).toBeVisible();
	expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

/** A tab in the background, as a page is told of it: no browser without a window can be sent there. */
const HIDE = () => {
	let isHidden = false;
	Object.defineProperty(document, 'hidden', { get: () => isHidden });
	Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
	Object.assign(window, {
		hide(next: boolean) {
			isHidden = next;
			document.dispatchEvent(new Event('visibilitychange'));
		},
	});
};
const hide = (page: Page, isHidden: boolean) =>
	page.evaluate((next) => (Reflect.get(window, 'hide') as (hidden: boolean) => void)(next), isHidden);

test('while nobody looks, the tab’s title and icon count the new orders; who comes back sees the plain ones', async ({
	page,
	floor,
}) => {
	await page.addInitScript(HIDE);
	await openSettings(page, floor);
	const icon = () =>
		page.evaluate(() =>
			decodeURIComponent(document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? ''),
		);
	const plain = await icon();
	await place(floor, 1);
	await expect(page).toHaveTitle(/^Live only · Test shop/);
	await hide(page, true);
	for (const id of [2, 3]) await place(floor, id);
	await expect(page).toHaveTitle(/^\(2\) Live only · Test shop/);
	await expect.poll(icon).toContain('>2</text>');
	await hide(page, false);
	await expect(page).toHaveTitle(/^Live only · Test shop/);
	await expect.poll(icon).toBe(plain);
});

/** Stands for the browser's own: what it is asked to show is written down. */
const NOTIFICATION = () => {
	const notes: { title: string; body: string }[] = [];
	let permission: NotificationPermission = 'default';
	class Note {
		static get permission() {
			return permission;
		}
		static requestPermission() {
			permission = 'granted';
			return Promise.resolve(permission);
		}
		constructor(title: string, { body = '' }: NotificationOptions = {}) {
			notes.push({ title, body });
		}
		close() {
			notes.length = 0;
		}
	}
	Object.assign(window, { Notification: Note, notes });
};
const notes = (page: Page) =>
	page.evaluate(() => Reflect.get(window, 'notes') as { title: string; body: string }[]);

test('a notification tells of an order while nobody looks, and only then', async ({ page, floor }) => {
	await page.addInitScript(HIDE);
	await page.addInitScript(NOTIFICATION);
	await openSettings(page, floor);
	await expect(page.getByText('Not asked yet: this browser asks when you switch them on.')).toBeVisible();
	await switchOf(page, 'Notify me while this page is in the background').check();
	await expect(page.getByText('Allowed by this browser.')).toBeVisible();
	await place(floor, 1);
	await expect(page.getByRole('status').first()).toContainText('Live');
	await hide(page, true);
	expect(await notes(page)).toEqual([]);
	await place(floor, 2);
	await expect.poll(() => notes(page)).toEqual([{ title: 'New order ORD-2', body: 'Ann Lee · MYR 10.00' }]);
	await hide(page, false);
	await expect.poll(() => notes(page)).toEqual([]);
});

test('what this browser says of notifications is what it says itself, granted or refused', async ({
	page,
	floor,
	context,
}) => {
	await context.grantPermissions(['notifications'], { origin: floor.url });
	await openSettings(page, floor);
	expect(await page.evaluate(() => Notification.permission)).toBe('granted');
	await expect(page.getByText('Allowed by this browser.')).toBeVisible();
	await context.clearPermissions();
	await context.grantPermissions([], { origin: floor.url });
	await page.reload();
	expect(await page.evaluate(() => Notification.permission)).toBe('denied');
	await expect(page.getByText(/^Refused by this browser\. Open the site settings/)).toBeVisible();
});
