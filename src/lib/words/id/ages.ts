import type { ages as en } from '../en/ages.ts';

export const ages: typeof en = {
	seconds: (count) => `${count} dtk`,
	minutes: (count) => `${count} mnt`,
	hours: (count) => `${count} jam`,
	days: (count) => `${count} hari`,
};
