import type { Words } from './words.ts';
import { locale } from './ms/locale.ts';

export const ms: Words = { locale };
