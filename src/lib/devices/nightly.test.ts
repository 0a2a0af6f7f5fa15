import { expect, test } from 'vitest';
import { reloadWhenServed } from './nightly.ts';

const PAGE =
	'<link href="/_app/immutable/entry/start.A1.js"><script>import("/_app/immutable/entry/app.B2.js")';

function createWorld(answers: Readonly<Record<string, number | string>>, isLet = true) {
	let reloads = 0;
	const asked: string[] = [];
	const reloaded = reloadWhenServed({
		location: { href: 'http://shop.test/wall?in=43', reload: () => (reloads += 1) },
		fetch: (url) => {
			asked.push(url);
			const answer = answers[new URL(url).pathname];
			if (answer === undefined) return Promise.reject(new Error('away'));
			return Promise.resolve(
				typeof answer === 'string' ? new Response(answer) : new Response('', { status: answer }),
			);
		},
		before: () => isLet,
	});
	return { reloaded, asked, reloads: () => reloads };
}

const ALL = {
	'/wall': PAGE,
	'/_app/immutable/entry/start.A1.js': 200,
	'/_app/immutable/entry/app.B2.js': 200,
};

test('a page is loaded anew when it and what it begins with are there', async () => {
	const { reloaded, asked, reloads } = createWorld(ALL);
	expect(await reloaded).toBe(true);
	expect(reloads()).toBe(1);
	expect(asked[0]).toBe('http://shop.test/wall?in=43');
	expect(asked).toHaveLength(3);
});

test.each([
	['the server is away', {}],
	['the page is not there', { ...ALL, '/wall': 502 }],
	['another page stands in its place', { ...ALL, '/wall': '<h1>Maintenance</h1>' }],
	['its first file is half uploaded', { ...ALL, '/_app/immutable/entry/app.B2.js': 404 }],
])('it stays while %s', async (_, answers) => {
	const { reloaded, reloads } = createWorld(answers);
	expect(await reloaded).toBe(false);
	expect(reloads()).toBe(0);
});

test('it stays when it is held back at the last moment', async () => {
	const { reloaded, reloads } = createWorld(ALL, false);
	expect(await reloaded).toBe(false);
	expect(reloads()).toBe(0);
});
