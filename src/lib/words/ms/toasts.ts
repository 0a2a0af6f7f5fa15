import type { toasts as en } from '../en/toasts.ts';

export const toasts: typeof en = {
	list: 'Makluman',
	dismiss: (title) => `Tutup: ${title}`,
	more: (text) => `dan ${text} lagi`,
	critical: 'Kritikal',
	high: 'Tinggi',
	medium: 'Sederhana',
};
