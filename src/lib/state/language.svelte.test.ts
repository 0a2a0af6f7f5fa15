import { afterEach, describe, expect, test } from 'vitest';
import { en } from '../words/en.ts';
import { loadWords, say, speakFrom, type Language, type Words } from '../words/words.ts';
import { SpokenLanguage } from './language.svelte.ts';

afterEach(() => speakFrom(() => en));

const speak = (preferred: string[] = [], load: (language: Language) => Promise<Words> = loadWords) =>
	new SpokenLanguage({ preferred: () => preferred, load });

describe('the language that is spoken', () => {
	test('is the one chosen, and English again when that is chosen', async () => {
		const language = speak(['id-ID']);
		await language.choose('ms');
		expect(say().locale.tag).toBe('ms');
		await language.choose('en');
		expect(say().locale.tag).toBe('en');
	});

	test('follows the browser where the choice is left to it', async () => {
		await speak(['fr-FR', 'id-ID']).choose('system');
		expect(say().locale.tag).toBe('id');
	});

	test('stays as it was when another cannot be fetched, says which, and tries again when asked again', async () => {
		let isAway = true;
		const language = speak([], (wanted) => (isAway ? Promise.reject(new Error('away')) : loadWords(wanted)));
		await language.choose('ms');
		expect(say().locale.tag).toBe('en');
		expect(language.missing).toBe('ms');
		isAway = false;
		await language.choose('ms');
		expect(say().locale.tag).toBe('ms');
		expect(language.missing).toBeNull();
	});

	test('is the latest choice, however late an earlier one arrives', async () => {
		let arrive: (words: Words) => void = () => undefined;
		const language = speak([], (wanted) =>
			wanted === 'id' ? new Promise((resolve) => (arrive = resolve)) : loadWords(wanted),
		);
		const earlier = language.choose('id');
		await language.choose('ms');
		arrive(await loadWords('id'));
		await earlier;
		expect(say().locale.tag).toBe('ms');
	});
});
