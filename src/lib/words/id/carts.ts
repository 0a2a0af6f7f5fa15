import type { carts as en } from '../en/carts.ts';

export const carts: typeof en = {
	title: 'Keranjang',
	list: 'Perubahan keranjang',
	none: 'Saat toko mencabut promosi dari keranjang pelanggannya, setiap putaran diberitahukan di sini dalam satu baris.',
	carts: (_count, text) => `${text} keranjang`,
	nameless: 'keranjang pelanggan yang tidak disebutkan',
	changed: (reach) => `Berubah: ${reach}`,
	removed: (condition, reach) => `Ketentuan ${condition} dihapus dari ${reach}`,
	running: ', masih berjalan',
	and: (one, other) => `${one} dan ${other}`,
	saved: (sums) => `hemat ${sums}`,
	unreadable: (carts) => `penghematan ${carts} tidak terbaca`,
	untold: (carts) => `dari ${carts} tidak diberitahukan`,
	withoutCustomer: (_count, text) => `${text} pesan tanpa pelanggan, tidak dihitung sebagai keranjang`,
};
