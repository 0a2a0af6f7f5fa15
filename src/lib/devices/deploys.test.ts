import { expect, test } from 'vitest';
import { createDeploys } from './deploys.ts';

function createWorld(answer: () => Promise<Response>, isForbidden = false) {
	const kept = new Map<string, string>();
	const asked: [string, RequestInit][] = [];
	const deploys = createDeploys({
		version: 'one',
		url: '/_app/version.json',
		fetch: (url, init) => {
			asked.push([url, init]);
			return answer();
		},
		storage: () => {
			if (isForbidden) throw new Error('forbidden');
			return {
				getItem: (key) => kept.get(key) ?? null,
				setItem: (key, value) => void kept.set(key, value),
			};
		},
	});
	return { deploys, asked };
}

const json = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));

test('another release is found by its name, the running one is none', async () => {
	const { deploys, asked } = createWorld(() => json({ version: 'two' }));
	expect(await deploys.find()).toBe('two');
	expect(asked).toEqual([['/_app/version.json', { cache: 'no-store' }]]);
	expect(await createWorld(() => json({ version: 'one' })).deploys.find()).toBeNull();
});

test.each([
	['is away', () => Promise.reject(new Error('away'))],
	['answers 404', () => json({ version: 'two' }, 404)],
	['answers a page', () => Promise.resolve(new Response('<!doctype html>'))],
	['names none', () => json({})],
	['names a number', () => json({ version: 7 })],
	['answers nothing', () => json(null)],
])('no release is found while the server %s', async (_, answer) => {
	expect(await createWorld(answer).deploys.find()).toBeNull();
});

test('a release that this tab was loaded for is known, another is not', () => {
	const { deploys } = createWorld(() => json({}));
	expect(deploys.wasTried('two')).toBe(false);
	expect(deploys.markTried('two')).toBe(true);
	expect(deploys.wasTried('two')).toBe(true);
	expect(deploys.wasTried('three')).toBe(false);
});

test('where nothing can be kept no release is tried: it might be for ever', () => {
	const { deploys } = createWorld(() => json({}), true);
	expect(deploys.wasTried('two')).toBe(true);
	expect(deploys.markTried('two')).toBe(false);
});
