/** English: the catalogue that the others are measured by. A section for each panel, and one for what they share. */
import { locale } from './en/locale.ts';
import { settings } from './en/settings.ts';

export const en = {
	locale,
	settings,
};
