import type { toasts as en } from '../en/toasts.ts';

export const toasts: typeof en = {
	list: 'Pemberitahuan',
	dismiss: (title) => `Tutup: ${title}`,
	more: (text) => `dan ${text} lainnya`,
	critical: 'Kritis',
	high: 'Tinggi',
	medium: 'Sedang',
};
