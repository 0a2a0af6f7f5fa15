import type { stock as en } from '../en/stock.ts';

export const stock: typeof en = {
	title: 'Stok',
	list: 'Stok mengikut produk',
	out: (count) => `${count} habis`,
	low: (count) => `${count} rendah`,
	none: 'tiada yang habis atau rendah',
	columns: {
		product: 'Produk',
		category: 'Kategori',
		since: 'Sejak',
		level: 'Paras',
		amount: 'Stok / had',
	},
	levels: { out: 'habis', low: 'rendah', restocked: 'diisi semula', unknown: 'tiada paras' },
	labels: {
		out: 'Stok habis',
		low: 'Stok rendah',
		restocked: 'Diisi semula',
		unknown: 'Paras tidak diketahui',
	},
	told: (times) => `dimaklumkan ${times} kali`,
	toldAgo: (age) => `dimaklumkan ${age} lalu`,
	since: (when, told) => `sejak ${when}, ${told}`,
	flapping: (changes) => `berubah ${changes} kali dalam 10 min`,
	takenBy: (who, when) => `Diambil alih oleh ${who}, ${when}`,
	takenFirst: (who, when) => `${who} mengambil alih ini dahulu, ${when}`,
	snoozedBy: (who, until) => `Ditunda hingga ${until} oleh ${who}`,
	empty: {
		denied: {
			title: 'Stok tidak dipaparkan kepada akaun ini',
			why: 'Pelayan menolak channel yang membawanya; pengurus kedai boleh memberikan peranan itu.',
		},
		off: { title: 'Stok dimatikan', why: 'Buat masa ini konfigurasi tidak membuka sambungan ke kedai.' },
		connecting: {
			title: 'Belum bersambung',
			why: 'Tiada amaran stok boleh masuk sehingga talian bersambung. Bar di atas menyatakan apa yang ditunggu.',
		},
		away: {
			title: 'Tiada amaran stok terbuka semasa talian terputus',
			why: 'Apa yang berlaku sementara itu tidak dilihat di sini.',
		},
		listening: {
			title: 'Mendengar. Belum ada amaran stok.',
			titleSince: (since) => `Mendengar. Belum ada amaran stok sejak ${since}.`,
			why: 'Produk yang rendah atau habis muncul di sini, dan kekal sehingga diisi semula.',
		},
		none: {
			title: 'Tiada produk yang diketahui rendah atau habis',
			why: 'Yang rendah telah diisi semula lebih sejam lalu. Amaran seterusnya muncul di sini dengan sendirinya.',
		},
	},
};
