import { afterEach, expect, test } from 'vitest';
import { en } from './en.ts';
import { languageFor, LANGUAGES, loadWords, say, speakFrom } from './words.ts';

afterEach(() => speakFrom(() => en));

test('English is spoken until somebody hands in another language', async () => {
	expect(say()).toBe(en);
	const ms = await loadWords('ms');
	speakFrom(() => ms);
	expect(say().locale.name).toBe('Bahasa Melayu');
});

test('the first language that a browser prefers and that there are words for is taken', () => {
	expect(languageFor(['fr-FR', 'id-ID', 'en'])).toBe('id');
	expect(languageFor(['MS'])).toBe('ms');
	expect(languageFor(['de', 'zh-Hant'])).toBe('en');
	expect(languageFor([])).toBe('en');
});

type Leaf = string | ((...args: never[]) => string);

function leavesOf(section: object, path: string): [string, Leaf][] {
	return Object.entries(section).flatMap(([name, value]: [string, unknown]) => {
		const at = `${path}.${name}`;
		return typeof value === 'object' && value !== null ? leavesOf(value, at) : [[at, value as Leaf]];
	});
}

/** What stands before and after a name is a list of two, and a language may need only one of them. */
const isMissing = (path: string, leaf: Leaf) => leaf === '' && !/\d$/.test(path);

test.each(LANGUAGES)('%s has a word wherever English has one, and of the same kind', async (language) => {
	const words = new Map(leavesOf(await loadWords(language), ''));
	const kinds = (leaves: Iterable<[string, Leaf]>) =>
		Object.fromEntries(
			[...leaves].map(([path, leaf]) => [path, isMissing(path, leaf) ? 'nothing' : typeof leaf]),
		);
	expect(kinds(words)).toEqual(kinds(leavesOf(en, '')));
});
