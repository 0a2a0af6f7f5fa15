import type { stock as en } from '../en/stock.ts';

export const stock: typeof en = {
	title: 'Stok',
	list: 'Stok per produk',
	out: (count) => `${count} habis`,
	low: (count) => `${count} menipis`,
	none: 'tidak ada yang habis atau menipis',
	columns: {
		product: 'Produk',
		category: 'Kategori',
		since: 'Sejak',
		level: 'Tingkat',
		amount: 'Stok / batas',
	},
	levels: { out: 'habis', low: 'menipis', restocked: 'diisi ulang', unknown: 'tanpa tingkat' },
	labels: {
		out: 'Stok habis',
		low: 'Stok menipis',
		restocked: 'Diisi ulang',
		unknown: 'Tingkat tidak diketahui',
	},
	told: (times) => `diberitahukan ${times} kali`,
	toldAgo: (age) => `diberitahukan ${age} lalu`,
	since: (when, told) => `sejak ${when}, ${told}`,
	flapping: (changes) => `berubah ${changes} kali dalam 10 mnt`,
	takenBy: (who, when) => `Diambil alih oleh ${who}, ${when}`,
	takenFirst: (who, when) => `${who} lebih dulu mengambil alih ini, ${when}`,
	snoozedBy: (who, until) => `Ditunda sampai ${until} oleh ${who}`,
	empty: {
		denied: {
			title: 'Stok tidak ditampilkan untuk akun ini',
			why: 'Server menolak channel yang membawanya; pengelola toko dapat memberi peran itu.',
		},
		off: { title: 'Stok dimatikan', why: 'Untuk saat ini konfigurasi tidak membuka koneksi ke toko.' },
		connecting: {
			title: 'Belum terhubung',
			why: 'Tidak ada peringatan stok yang bisa masuk sebelum jalur terbuka. Bilah di atas menyebutkan apa yang ditunggu.',
		},
		away: {
			title: 'Tidak ada peringatan stok yang terbuka saat jalur terputus',
			why: 'Yang terjadi sementara itu tidak terlihat di sini.',
		},
		listening: {
			title: 'Mendengarkan. Belum ada peringatan stok.',
			titleSince: (since) => `Mendengarkan. Belum ada peringatan stok sejak ${since}.`,
			why: 'Produk yang menipis atau habis muncul di sini, dan tetap ada sampai diisi ulang.',
		},
		none: {
			title: 'Tidak ada produk yang diketahui menipis atau habis',
			why: 'Yang menipis sudah diisi ulang lebih dari satu jam lalu. Peringatan berikutnya muncul di sini dengan sendirinya.',
		},
	},
};
