import { expect, test } from '@playwright/test';
import { startWatchfloor } from '../../src/server.ts';
import { readSettings } from '../../src/settings.ts';

test('the first page load is signed in and sees orders within 3 s', async ({ page }) => {
	const settings = readSettings({ PORT: '0' });
	if (!settings.ok) throw new Error(settings.problem);
	const running = await startWatchfloor(settings.settings);
	try {
		await page.goto(running.url);
		await expect(page.getByRole('feed', { name: 'Orders' }).getByRole('article').first()).toBeVisible({
			timeout: 3_000,
		});
		await expect(page.getByRole('status')).toContainText('Live');
		await expect(page.getByText('SIMULATION', { exact: true })).toBeVisible();
	} finally {
		await running.close();
	}
});
