import type { carts as en } from '../en/carts.ts';

export const carts: typeof en = {
	title: 'Troli',
	list: 'Perubahan troli',
	none: 'Apabila kedai menarik balik promosi daripada troli pelanggannya, setiap pusingan dimaklumkan di sini dalam satu baris.',
	carts: (_count, text) => `${text} troli`,
	nameless: 'troli pelanggan yang tidak dinamakan',
	changed: (reach) => `Berubah: ${reach}`,
	removed: (condition, reach) => `Syarat ${condition} dibuang daripada ${reach}`,
	running: ', masih berjalan',
	and: (one, other) => `${one} dan ${other}`,
	saved: (sums) => `jimat ${sums}`,
	unreadable: (carts) => `penjimatan ${carts} tidak dapat dibaca`,
	untold: (carts) => `bagi ${carts} tidak dimaklumkan`,
	withoutCustomer: (_count, text) => `${text} mesej tanpa pelanggan, tidak dikira sebagai troli`,
};
