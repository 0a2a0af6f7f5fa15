import type { locale as en } from '../en/locale.ts';

export const locale: typeof en = {
	tag: 'id',
	name: 'Bahasa Indonesia',
	numbers: 'id',
	dates: 'id',
	percent: (figure) => `${figure}%`,
	direction: 'ltr',
};
