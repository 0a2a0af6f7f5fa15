import type { Words } from './words.ts';
import { locale } from './ms/locale.ts';
import { settings } from './ms/settings.ts';

export const ms: Words = {
	locale,
	settings,
};
