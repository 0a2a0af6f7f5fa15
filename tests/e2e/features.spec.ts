import { expect, startFloor, test } from '../fixtures.ts';

test('what the configuration switches off has no page, no panel and no channel, without a build', async ({
	page,
}) => {
	const off = ['payments', 'stock', 'people', 'notices', 'watch', 'inspector', 'sound'];
	const features = Object.fromEntries(off.map((name) => [name, false]));
	const floor = await startFloor({ page: { features, sources: ['monitoring'] } });
	try {
		await floor.open(page);
		const rail = page.getByRole('navigation', { name: 'Main' });
		await expect(rail.getByRole('link')).toHaveText(['Floor', 'Orders', 'System', 'Wall', 'Settings'], {
			useInnerText: true,
		});
		for (const name of ['Payments', 'Stock', 'On duty']) {
			await expect(page.getByRole('region', { name, exact: true })).toHaveCount(0);
		}
		await page.getByRole('button', { name: /of \d+ channels/ }).click();
		const channels = page.getByRole('list', { name: 'Channels' });
		await expect(channels.getByRole('listitem')).toHaveText([
			/private-admin-monitoring/,
			/private-admin-orders/,
			/private-admin-system/,
			/presence-admin-presence/,
		]);
	} finally {
		await floor.kill();
	}
});

test('a feature that is none stops the page with its name', async ({ page }) => {
	const floor = await startFloor({ page: { features: { payment: false } } });
	try {
		await page.goto(floor.url);
		await expect(page.getByRole('alert')).toContainText('features.payment');
	} finally {
		await floor.kill();
	}
});
