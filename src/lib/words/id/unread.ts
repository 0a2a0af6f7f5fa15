import type { unread as en } from '../en/unread.ts';

export const unread: typeof en = {
	title: 'Tidak terbaca',
	counts: (rejected, unmapped) => `${rejected} ditolak, ${unmapped} tanpa aturan`,
	duplicates: (_count, text) => `${text} duplikat dibuang`,
	late: (count) => `${count} datang terlambat`,
	inspector: 'Semua pesan di inspektor',
	noneTitle: 'Tidak ada pesan yang tidak terbaca',
	none: 'Pesan yang tidak terbaca, atau yang tidak dikenal aturan mana pun, disimpan di sini seperti saat datang, beserta alasannya.',
	list: 'Pesan yang tidak terbaca',
	latest: (count) => `${count} yang terbaru ditampilkan.`,
	rejected: 'ditolak',
	unmapped: 'tanpa aturan',
	unmappedWhy: 'Tidak ada aturan yang mengenal peristiwa ini. Peristiwa disimpan dan tidak mengubah apa pun.',
	payload: 'Payload',
};
