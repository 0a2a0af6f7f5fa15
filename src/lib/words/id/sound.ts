import type { sound as en } from '../en/sound.ts';

export const sound: typeof en = {
	title: 'Suara',
	readiness: {
		loading: 'Suara sedang dimuat.',
		ready: 'Siap: browser ini memutar suara.',
		blocked: 'Diblokir sampai Anda mengeklik atau menekan tombol di halaman ini. Peringatan tetap tampil.',
		unsupported:
			'Tidak ada suara yang dapat diputar: browser ini tidak bisa, atau berkasnya tidak dapat dimuat. Peringatan tetap tampil.',
		elsewhere: 'Siap. Tab lain di browser ini yang berbunyi, agar tidak ada yang terdengar dua kali.',
		quiet: (until) => `Jam tenang sampai ${until}: hanya peringatan kritis yang terdengar, dan lebih pelan.`,
	},
	allow: 'Izinkan suara',
	volume: 'Volume',
	playFor: 'Putar suara untuk',
	names: {
		order: 'Pesanan baru',
		'payment-failed': 'Pembayaran gagal',
		stock: 'Stok menipis atau habis',
		'alert-high': 'Peringatan tinggi',
		'alert-critical': 'Peringatan kritis',
		'line-lost': 'Koneksi terputus',
		'line-back': 'Koneksi kembali',
	},
	play: 'Putar',
	playThis: (name) => `Putar ${name.toLowerCase()}`,
	isOff: 'Suara mati: hanya tombol Putar yang terdengar.',
	isSilent: 'Volume 0%: tidak ada yang terdengar.',
	unplayedSince: (_count, text, since) => `${text} suara tidak dapat diputar di tab ini sejak ${since}.`,
	unplayedBetween: (_count, text, from, until) =>
		`${text} suara tidak dapat diputar di tab ini antara ${from} dan ${until}.`,
	quietHours: 'Jam tenang',
	quietHint: (zone) =>
		`Saat itu hanya peringatan kritis yang terdengar, dan lebih pelan. Menurut jam toko, ${zone}; pemberitahuan tetap tampil.`,
	from: 'Dari',
	until: 'Sampai',
	noHours: 'Mulai dan selesai pada waktu yang sama: tidak ada jam tenang.',
};
