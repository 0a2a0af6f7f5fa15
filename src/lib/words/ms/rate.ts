import type { rate as en } from '../en/rate.ts';

export const rate: typeof en = {
	title: '60 minit lepas',
	ordersPerMinute: 'pesanan seminit',
	revenuePerMinute: (currency) => `${currency} seminit`,
	peak: (count, at) => `puncak ${count} pada ${at}`,
	noOrder: 'tiada pesanan dalam sejam ini',
	noneReceived: 'tiada pesanan diterima',
	hatch: {
		recovered: 'minit berlorek: jurang, bar dipulihkan',
		checked: 'minit berlorek: jurang, tiada yang terlepas',
		gap: 'berlorek: tidak diterima',
		unseen: (since) => `berlorek: sebelum ${since}, tidak dikira`,
	},
	others: (currencies) => `tanpa ${currencies}`,
	ordersSummary: (perMinute, peak) => `Pesanan seminit dalam 60 minit lepas: purata ${perMinute}, ${peak}`,
	revenueSummary: (currency, perMinute, sum) =>
		`Hasil seminit dalam ${currency} dalam 60 minit lepas: purata ${perMinute}, kesemuanya ${sum}`,
	hatchedSummary: (_count, text) => `${text} minit tanpa talian`,
	table: '60 minit lepas, minit demi minit',
	showTable: 'Papar sebagai jadual',
	minute: 'Minit',
	orders: 'Pesanan',
	revenue: (currency) => `Hasil, ${currency}`,
	state: 'Keadaan',
	states: {
		whole: 'dipantau',
		running: 'berjalan',
		gap: 'jurang, tidak diterima',
		recovered: 'jurang, dipulihkan',
		checked: 'jurang, tiada yang terlepas',
		unseen: 'tidak dikira',
	},
	notLoaded: 'Carta belum dapat dimuatkan.',
};
