import { expect, feed, test } from '../fixtures.ts';
import { publishOrder } from '../orders.ts';

test('more orders than anybody can follow become one line over the newest, and the table keeps them all', async ({
	page,
	floor,
}) => {
	await floor.open(page);
	const ids = Array.from({ length: 160 }, (_, index) => index + 1);
	while (ids.length > 0) await Promise.all(ids.splice(0, 20).map((id) => publishOrder(floor, id)));
	const line = feed(page).getByText(/^1\d\d orders in the last 5 s, showing the newest$/);
	await expect(line).toHaveCount(1);
	await expect(page.getByRole('group', { name: 'Orders today', exact: true })).toContainText('160');
	// Five seconds later it is over.
	await expect(line).toHaveCount(0, { timeout: 15_000 });
	await page.getByRole('link', { name: 'Orders', exact: true }).first().click();
	await expect(
		page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'All 160' }),
	).toBeVisible();
	await expect(page.getByText(/^160 orders, totals shown/)).toBeVisible();
});
