/** English: the catalogue that the others are measured by. A section for each panel, and one for what they share. */
import { locale } from './en/locale.ts';
import { settings } from './en/settings.ts';
import { pages } from './en/pages.ts';
import { shell } from './en/shell.ts';
import { shortcuts } from './en/shortcuts.ts';

export const en = {
	locale,
	settings,
	pages,
	shell,
	shortcuts,
};
