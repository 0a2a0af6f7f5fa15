import type { lists as en } from '../en/lists.ts';

export const lists: typeof en = {
	shown: (shown, all) => `${shown} daripada ${all} dipaparkan`,
	showMore: (count) => `Papar ${count} lagi`,
	noName: 'tiada nama',
};
