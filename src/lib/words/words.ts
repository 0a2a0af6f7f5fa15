/**
 * The language in which everything on the screen is said: one at a time, like the locale of a process.
 *
 * English is built in; the others are loaded when somebody asks for them. Whoever holds the choice hands in how it is
 * read, so that markup follows it; where nobody does (the recorder, a test) it is English.
 */
import { en } from './en.ts';
import { locale as english } from './en/locale.ts';
import { locale as indonesian } from './id/locale.ts';
import { locale as malay } from './ms/locale.ts';

export type Words = typeof en;

/** BCP 47. */
export const LANGUAGES = ['en', 'id', 'ms'] as const;

export type Language = (typeof LANGUAGES)[number];

const LOCALES: Readonly<Record<Language, Words['locale']>> = { en: english, id: indonesian, ms: malay };

/** A language's own name for itself, known before its words are. */
export function nameOfLanguage(language: Language): string {
	return LOCALES[language].name;
}

let spoken = (): Words => en;

/** The catalogue of the language that is spoken now. Read it where it is shown, and keep nothing of it. */
export function say(): Words {
	return spoken();
}

/** Says everything from what `read` gives from now on. */
export function speakFrom(read: () => Words): void {
	spoken = read;
}

/** The catalogue of a language. Rejects when it cannot be loaded: the page's own server is away. */
export async function loadWords(language: Language): Promise<Words> {
	switch (language) {
		case 'en':
			return en;
		case 'id':
			return (await import('./id.ts')).id;
		case 'ms':
			return (await import('./ms.ts')).ms;
		default:
			return language satisfies never;
	}
}

/** A foreign name or text within a sentence, which may run the other way: Sentence.svelte draws it as one. */
export function isolated(text: string): string {
	return `\u2068${text}\u2069`;
}

/** The first of these (as a browser lists them: `id-ID`, `ms`, `en-GB`) that there are words for; English if none. */
export function languageFor(preferred: readonly string[]): Language {
	for (const tag of preferred) {
		const primary = tag.toLowerCase().split('-')[0];
		const language = LANGUAGES.find((each) => each === primary);
		if (language !== undefined) return language;
	}
	return 'en';
}
