import type { notices as en } from '../en/notices.ts';

export const notices: typeof en = {
	title: 'Notifikasi',
	fresh: (count) => `${count} baru`,
	freshOrMore: (count) => `${count} atau lebih baru`,
	isNew: 'baru',
	markSeen: 'Tandai semua sudah dilihat',
	none: 'Yang diberitahukan toko kepada orang-orangnya muncul di sini dengan sendirinya.',
	activity: 'Aktivitas',
	noActivity: 'Yang dilakukan orang di toko muncul di sini begitu toko mencatatnya.',
	nobody: 'tanpa nama orang',
};
