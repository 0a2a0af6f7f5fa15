import type { severities as en } from '../en/severities.ts';

export const severities: typeof en = {
	critical: 'Kritis',
	high: 'Tinggi',
	medium: 'Sedang',
	low: 'Rendah',
};
