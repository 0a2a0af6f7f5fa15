import type { pages as en } from '../en/pages.ts';

export const pages: typeof en = {
	floor: 'Lantai',
	orders: 'Pesanan',
	system: 'Sistem',
	alerts: 'Amaran',
	people: 'Orang',
	payments: 'Bayaran',
	inventory: 'Inventori',
	notices: 'Makluman',
	watch: 'Pantauan',
	inspector: 'Pemeriksa',
	wall: 'Dinding',
	settings: 'Tetapan',
	openAlerts: (count) => `${count} amaran terbuka`,
	productsOut: (count) => `${count} produk habis`,
};
