import type { Words } from './words.ts';
import { locale } from './ms/locale.ts';
import { settings } from './ms/settings.ts';
import { pages } from './ms/pages.ts';
import { shell } from './ms/shell.ts';
import { shortcuts } from './ms/shortcuts.ts';

export const ms: Words = {
	locale,
	settings,
	pages,
	shell,
	shortcuts,
};
