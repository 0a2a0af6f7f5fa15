import type { pages as en } from '../en/pages.ts';

export const pages: typeof en = {
	floor: 'Lantai',
	orders: 'Pesanan',
	system: 'Sistem',
	alerts: 'Peringatan',
	people: 'Orang',
	payments: 'Pembayaran',
	inventory: 'Inventaris',
	notices: 'Notifikasi',
	watch: 'Pantauan',
	inspector: 'Inspektor',
	wall: 'Layar',
	settings: 'Setelan',
	openAlerts: (count) => `${count} peringatan terbuka`,
	productsOut: (count) => `${count} produk habis`,
};
