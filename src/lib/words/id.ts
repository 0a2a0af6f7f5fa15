import type { Words } from './words.ts';
import { locale } from './id/locale.ts';

export const id: Words = { locale };
