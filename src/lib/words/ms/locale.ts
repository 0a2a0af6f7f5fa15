import type { locale as en } from '../en/locale.ts';

export const locale: typeof en = {
	tag: 'ms',
	name: 'Bahasa Melayu',
	numbers: 'ms',
	dates: 'ms',
	percent: (figure) => `${figure}%`,
	direction: 'ltr',
};
