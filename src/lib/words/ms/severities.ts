import type { severities as en } from '../en/severities.ts';

export const severities: typeof en = {
	critical: 'Kritikal',
	high: 'Tinggi',
	medium: 'Sederhana',
	low: 'Rendah',
};
