import type { rate as en } from '../en/rate.ts';

export const rate: typeof en = {
	title: '60 menit terakhir',
	ordersPerMinute: 'pesanan per menit',
	revenuePerMinute: (currency) => `${currency} per menit`,
	peak: (count, at) => `puncak ${count} pada ${at}`,
	noOrder: 'tidak ada pesanan dalam jam ini',
	noneReceived: 'tidak ada pesanan diterima',
	hatch: {
		recovered: 'menit berarsir: celah, batang dipulihkan',
		checked: 'menit berarsir: celah, tidak ada yang terlewat',
		gap: 'berarsir: tidak diterima',
		unseen: (since) => `berarsir: sebelum ${since}, tidak dihitung`,
	},
	others: (currencies) => `tanpa ${currencies}`,
	ordersSummary: (perMinute, peak) =>
		`Pesanan per menit selama 60 menit terakhir: rata-rata ${perMinute}, ${peak}`,
	revenueSummary: (currency, perMinute, sum) =>
		`Pendapatan per menit dalam ${currency} selama 60 menit terakhir: rata-rata ${perMinute}, seluruhnya ${sum}`,
	hatchedSummary: (_count, text) => `${text} menit tanpa jalur`,
	table: '60 menit terakhir, menit demi menit',
	showTable: 'Tampilkan sebagai tabel',
	minute: 'Menit',
	orders: 'Pesanan',
	revenue: (currency) => `Pendapatan, ${currency}`,
	state: 'Keadaan',
	states: {
		whole: 'dipantau',
		running: 'berjalan',
		gap: 'celah, tidak diterima',
		recovered: 'celah, dipulihkan',
		checked: 'celah, tidak ada yang terlewat',
		unseen: 'tidak dihitung',
	},
	notLoaded: 'Grafik belum dapat dimuat.',
};
