import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';

/** Words that only the gallery says. */
const OF_THE_GALLERY = ['Rimba Goods', 'Every panel in every state', 'Nurul Hidayah'];

test('nothing of the gallery is in the build, and its address is an unknown page', async ({
	page,
	floor,
}) => {
	const files = readdirSync('build', { recursive: true, encoding: 'utf8' }).filter((name) =>
		/\.(js|css|html|json)$/.test(name),
	);
	expect(files.length).toBeGreaterThan(10);
	const texts = files.map((name) => readFileSync(join('build', name), 'utf8'));
	expect(texts.some((text) => text.includes('Watchfloor'))).toBe(true);
	for (const word of OF_THE_GALLERY) expect(texts.filter((text) => text.includes(word))).toEqual([]);
	await page.goto(`${floor.url}/gallery`);
	await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
	await expect(page.getByRole('figure')).toHaveCount(0);
});
