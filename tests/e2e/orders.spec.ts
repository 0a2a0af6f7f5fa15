import { counter, expect, feed, figure, figures, recorded, test } from '../fixtures.ts';

const STATUS = 'order.status.updated';

test('a status change published by the official SDK is on the screen within a second', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await floor.trigger('private-admin.orders', STATUS, recorded(STATUS));
	await expect(feed(page).getByRole('article', { name: /ORD-2026-0001/ })).toBeVisible({ timeout: 1_000 });
	await expect(feed(page).getByRole('article')).toContainText(['Demo Customer']);
	await expect(feed(page).getByRole('article')).toContainText(['219.80']);
});

test('an event with Laravel’s default name is read as well', async ({ page, floor }) => {
	await floor.open(page);
	const name = 'App\\Events\\NewOrderEvent';
	await floor.trigger(['private-admin-monitoring', 'private-admin-orders'], name, recorded(name));
	await expect(feed(page).getByRole('article', { name: /ORD-2026-0001/ })).toBeVisible({ timeout: 1_000 });
	await expect(feed(page).getByRole('article')).toHaveCount(1);
});

test('a status change updates its row and moves it to the top', async ({ page, floor }) => {
	await floor.open(page);
	for (const id of [1, 2, 3])
		await floor.trigger('private-admin.orders', 'order.created', order(id, 'pending', null));
	await expect(feed(page).getByRole('article')).toHaveCount(3);
	await expect(feed(page).getByRole('article').first()).toHaveAccessibleName(/ORD-3/);
	await floor.trigger('private-admin.orders', STATUS, order(1, 'paid', 'pending'));
	await expect(feed(page).getByRole('article').first()).toHaveAccessibleName(/ORD-1.*Paid/);
	await expect(feed(page).getByRole('article')).toHaveCount(3);
	await expect(counter(page, 'Pending')).toContainText('2');
	await expect(counter(page, 'Confirmed')).toContainText('1');
});

test('counters are exact after 200 mixed events with duplicates in three dialects', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const random = seeded(20_261_121);
	const held = new Map<number, string>();
	let revenue = 0;
	let bookings = 0;
	let monitored = 0;
	let duplicates = 0;
	for (let sent = 0; sent < 200; sent += 1) {
		const dice = random();
		const pending = [...held].filter(([, status]) => status === 'pending');
		let message: [string[], string, unknown];
		if (dice < 0.2) {
			bookings += 1;
			message = [['admin.orders'], 'order.created', booking(bookings)];
		} else if (dice < 0.35) {
			monitored += 1;
			const channels = ['private-admin-monitoring', 'private-admin-orders'];
			message = [channels, 'order.new', monitoredOrder(monitored)];
		} else if (dice < 0.75 || pending.length === 0) {
			const id = held.size + 1;
			held.set(id, 'pending');
			revenue += 1_000 + id;
			message = [['private-admin.orders'], 'order.created', order(id, 'pending', null)];
		} else {
			const [id] = pending[Math.floor(random() * pending.length)] ?? [1];
			const next = random() < 0.8 ? 'paid' : 'cancelled';
			held.set(id, next);
			if (next === 'cancelled') revenue -= 1_000 + id;
			message = [['private-admin.orders'], STATUS, order(id, next, 'pending')];
		}
		const [channels] = message;
		// The copy on the second channel is one duplicate, by design of that shop.
		duplicates += channels.length - 1;
		await floor.trigger(...message);
		if (random() < 0.2) {
			duplicates += channels.length;
			await floor.trigger(...message);
		}
	}
	const count = (status: string) => [...held.values()].filter((each) => each === status).length;
	await expect.poll(() => figure(page, 'Total')).toBe(String(held.size + bookings + monitored));
	// The last message may be a change, which moves no total.
	await expect.poll(() => figure(page, 'Pending')).toBe(String(count('pending') + bookings + monitored));
	expect(await figure(page, 'Orders today')).toBe(String(held.size + bookings + monitored));
	expect(await figure(page, 'Confirmed')).toBe(String(count('paid')));
	await expect(figures(page)).toContainText(
		(revenue / 100).toLocaleString('en', { minimumFractionDigits: 2 }),
	);
	await expect(figures(page)).toContainText((bookings * 1_500_000).toLocaleString('en'));
	await expect(figures(page)).toContainText(
		(monitored * 84).toLocaleString('en', { minimumFractionDigits: 2 }),
	);
	expect(duplicates).toBeGreaterThan(40);
	await page.getByRole('link', { name: 'Inspector' }).click();
	await expect(page.getByRole('button', { name: `duplicate ${duplicates}` })).toBeVisible();
});

test('hostile names are text: no markup runs, no row grows, nothing is turned around', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	await page.evaluate(() => Object.assign(window, { wasRun: false }));
	const names = [
		'<img src=x onerror="wasRun=true">',
		'<script>wasRun=true</script>',
		'\u202Eevil\u202C \u2066mirror',
		'x'.repeat(10_000),
		'Z̸̢̛͍̮͖͖̹̪̫͓̲̺͛̾̏̈́̒̂̀̎̕͘a̴l̵g̶o̴'.repeat(20),
	];
	for (const [index, name] of names.entries()) {
		const data = { ...order(index + 1, 'pending', null), user: { id: 1, name }, items_summary: [] };
		// The 10 kB name is over the limit of a publish: the rest of the data has to fit beside it.
		await floor.trigger(
			'private-admin.orders',
			'order.created',
			name.length < 9_000 ? data : { ...data, user: { id: 1, name: name.slice(0, 8_500) } },
		);
	}
	await expect(feed(page).getByRole('article')).toHaveCount(names.length);
	await expect(feed(page).getByText('<img src=x onerror="wasRun=true">')).toBeVisible();
	await expect(feed(page).locator('img, script')).toHaveCount(0);
	expect(await page.evaluate(() => Reflect.get(window, 'wasRun'))).toBe(false);
	const heights = await feed(page)
		.getByRole('article')
		.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).offsetHeight));
	expect(heights).toEqual(heights.map(() => heights[0]));
	expect(await feed(page).innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('what cannot be read is kept and counted, never lost', async ({ page, floor }) => {
	await floor.open(page);
	await floor.trigger('private-admin.orders', STATUS, { current_status: 'paid' });
	await floor.trigger('private-admin.orders', 'sale.done', { amount: 1 });
	await expect(page.getByText('1 rejected')).toBeVisible();
	await expect(page.getByText('1 unmapped')).toBeVisible();
	const unread = page.getByRole('list', { name: 'Messages not read' });
	await expect(unread.getByRole('listitem')).toHaveCount(2);
	await expect(unread).toContainText('sale.done');
	await expect(unread).toContainText('order_id');
});

test('amounts that cannot be read are shown as sent and summed nowhere', async ({ page, floor }) => {
	await floor.open(page);
	await floor.trigger('private-admin.orders', 'order.created', {
		...order(1, 'pending', null),
		total: 'EGP 100',
	});
	await floor.trigger('private-admin.orders', 'order.created', { ...order(2, 'pending', null), total: null });
	await expect(feed(page).getByText('EGP 100')).toBeVisible();
	await expect(figures(page)).toContainText('2 orders without an amount');
	await expect(page.locator('body')).not.toContainText(/NaN|undefined|Infinity|\[object/);
});

function order(id: number, status: string, previous: string | null) {
	return {
		order_id: id,
		order_number: `ORD-${id}`,
		current_status: status,
		current_status_label: status.charAt(0).toUpperCase() + status.slice(1),
		previous_status: previous,
		changed_by: previous === null ? null : 'Mei Lin Chong',
		total: ((1_000 + id) / 100).toFixed(2),
		updated_at: new Date().toISOString().replace('Z', '000Z'),
		user: { id: 7, name: 'Ann Lee', email: 'ann@example.test' },
		items_count: 1,
		items_summary: [{ product_name: 'Mug', quantity: 2 }],
	};
}

function booking(id: number) {
	return {
		id,
		guest_name: 'Sari',
		villa_id: 3,
		villa_name: 'Villa Kawah',
		check_in: '24 Jan 2026',
		check_out: '26 Jan 2026',
		total_price: '1.500.000',
		status: 'pending',
		created_at: '03:11:12',
		timestamp: new Date().toISOString().replace('Z', '000+00:00'),
	};
}

function monitoredOrder(id: number) {
	return {
		order: {
			id,
			order_number: `ORD20261121${id}`,
			status: 'pending',
			total_amount: '84.00',
			currency: 'USD',
			item_count: 0,
			created_at: new Date().toISOString().replace('Z', '000Z'),
		},
		customer: { id: 3, name: 'Emily Carter', email: 'emily@example.test' },
		statistics: { total_orders_today: id, revenue_today: 0 },
		timestamp: new Date().toISOString().replace('Z', '000Z'),
	};
}

function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
