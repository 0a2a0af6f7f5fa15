import type { Words } from './words.ts';
import { locale } from './id/locale.ts';
import { settings } from './id/settings.ts';
import { pages } from './id/pages.ts';
import { shell } from './id/shell.ts';
import { shortcuts } from './id/shortcuts.ts';

export const id: Words = {
	locale,
	settings,
	pages,
	shell,
	shortcuts,
};
