import type { Words } from './words.ts';
import { locale } from './id/locale.ts';
import { settings } from './id/settings.ts';

export const id: Words = {
	locale,
	settings,
};
