import type { unread as en } from '../en/unread.ts';

export const unread: typeof en = {
	title: 'Tidak dibaca',
	counts: (rejected, unmapped) => `${rejected} ditolak, ${unmapped} tanpa peraturan`,
	duplicates: (_count, text) => `${text} pendua dibuang`,
	late: (count) => `${count} tiba lewat`,
	inspector: 'Semua mesej dalam pemeriksa',
	noneTitle: 'Tiada mesej yang tidak dibaca',
	none: 'Mesej yang tidak dapat dibaca, atau yang tidak dikenali mana-mana peraturan, disimpan di sini seperti ketika tiba, dengan sebabnya.',
	list: 'Mesej yang tidak dibaca',
	latest: (count) => `${count} yang terkini dipaparkan.`,
	rejected: 'ditolak',
	unmapped: 'tanpa peraturan',
	unmappedWhy: 'Tiada peraturan yang mengenali peristiwa ini. Ia disimpan dan tidak mengubah apa-apa.',
	payload: 'Payload',
};
