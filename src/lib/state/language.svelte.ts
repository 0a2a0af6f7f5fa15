import { en } from '../words/en.ts';
import { languageFor, LANGUAGES, speakFrom, type Language, type Words } from '../words/words.ts';

/** What a person can choose: a language, or whatever the browser prefers. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;

export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

export interface LanguageParts {
	/** As a browser lists them. */
	readonly preferred: () => readonly string[];
	readonly load: (language: Language) => Promise<Words>;
}

/** The language that the screen speaks. One that cannot be fetched leaves the words that were there. */
export class SpokenLanguage {
	#parts: LanguageParts;
	#words: Words = $state.raw(en);
	#missing: Language | null = $state.raw(null);
	/** The latest choice: an earlier one that arrives late changes nothing. */
	#wanted: Language = 'en';

	constructor(parts: LanguageParts) {
		this.#parts = parts;
		speakFrom(() => this.#words);
	}

	/** The language that was wanted and could not be fetched. */
	get missing(): Language | null {
		return this.#missing;
	}

	/** Speaks it as soon as its words are there. Never rejects. */
	async choose(choice: LanguageChoice): Promise<void> {
		const language = choice === 'system' ? languageFor(this.#parts.preferred()) : choice;
		if (language === this.#wanted && this.#missing === null) return;
		this.#wanted = language;
		let words: Words | null = null;
		try {
			words = await this.#parts.load(language);
		} catch {
			// The page's own server is away, or has other files by now.
		}
		if (language !== this.#wanted) return;
		this.#missing = words === null ? language : null;
		if (words !== null) this.#words = words;
	}
}
