/** Holds docs/mission.md: every part is named there once, and whatever it points at exists. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const NUMBERS = { E: 12, C: 14, A: 6, V: 13, D: 13, O: 14 };
const PARTS = [
	...Object.entries(NUMBERS).flatMap(([letter, last]) =>
		Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
	),
	'F3',
	'F4',
	'F5',
	'F6',
];

interface Row {
	readonly part: string;
	readonly tests: readonly { readonly file: string; readonly title: string }[];
}

function readRows(): Row[] {
	const lines = readFileSync('docs/mission.md', 'utf8').split('\n');
	return lines.flatMap((line) => {
		const [, part, , , shown] = /^\| ([A-Z]\d+) \| (.*?) \| (.*?) \| (.*) \|$/.exec(line) ?? [];
		if (part === undefined || shown === undefined) return [];
		const tests = shown.split('<br>').map((entry) => {
			const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(entry) ?? [];
			return { file, title };
		});
		return [{ part, tests }];
	});
}

/** The titles of a file's tests, its groups' before them. */
function titlesOf(file: string): string {
	const source = readFileSync(file, 'utf8');
	const titles = [...source.matchAll(/\b(?:describe|test|it)(?:\.\w+)?(?:\([^)]*\))?\(\s*(['"`])(.*?)\1/gs)];
	return titles.map(([, , title]) => title).join('\n');
}

const rows = readRows();

describe('the table of the mission', () => {
	test('has every part once', () => {
		expect(rows.map(({ part }) => part)).toEqual(PARTS);
	});

	test.each(rows)('names tests of $part that exist', ({ tests }) => {
		for (const { file, title } of tests) {
			expect(existsSync(file), file).toBe(true);
			expect(titlesOf(file), file).toContain(title);
		}
	});
});

describe('the docs tell the shop’s developer', () => {
	test.each([
		[
			'docs/deploy.md',
			['location /app', 'proxy_http_version 1.1', 'Upgrade', 'autorestart=true', 'REVERB_SCALING_ENABLED'],
		],
		[
			'docs/reverb.md',
			['queue:work', 'reverb:start', 'tinker', 'ShouldDispatchAfterCommit', 'PrivateChannel'],
		],
		['docs/pusher.md', ['PUSHER_APP_CLUSTER', 'pusher/pusher-php-server']],
		['docs/soketi.md', ['PUSHER_HOST', '6001']],
		['docs/troubleshooting.md', ['401', '403', '419', '429', 'queue']],
		['docs/backend.md', ['asOf', 'figures']],
		['docs/rollback.md', ['isLive', 'features', 'BROADCAST_CONNECTION=log']],
	])('%s', (file, words) => {
		const text = readFileSync(file, 'utf8');
		for (const word of words) expect(text).toContain(word);
	});
});
