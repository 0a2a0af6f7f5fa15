import type { lists as en } from '../en/lists.ts';

export const lists: typeof en = {
	shown: (shown, all) => `${shown} dari ${all} ditampilkan`,
	showMore: (count) => `Tampilkan ${count} lagi`,
	noName: 'tanpa nama',
};
