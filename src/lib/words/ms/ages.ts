import type { ages as en } from '../en/ages.ts';

export const ages: typeof en = {
	seconds: (count) => `${count} saat`,
	minutes: (count) => `${count} min`,
	hours: (count) => `${count} jam`,
	days: (count) => `${count} hari`,
};
