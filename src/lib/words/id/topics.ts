import type { topics as en } from '../en/topics.ts';

export const topics: typeof en = {
	states: {
		connecting: 'menghubungkan',
		listening: 'mendengarkan',
		live: 'langsung',
		quiet: 'sepi',
		denied: 'tidak diizinkan',
		reconnecting: 'menghubungkan ulang',
		stale: 'usang',
		offline: 'usang',
		'catching-up': 'menyusul',
		gap: 'langsung, ada celah',
		silent: 'senyap',
		polling: 'polling',
		off: 'dimatikan',
	},
	refused: (channel, why, since) => `${channel}: ${why}, sejak ${since}. Akan diminta lagi secara otomatis.`,
	empty: {
		off: {
			title: 'Dimatikan',
			why: 'Konfigurasi untuk sementara tidak membuka koneksi ke toko.',
		},
		denied: {
			title: 'Tidak ditampilkan untuk akun ini',
			why: 'Server menolak channel yang membawanya. Daftar channel menyebutkan alasannya; pengelola toko dapat memberikan perannya.',
		},
		catchingUp: { title: 'Menyusul', why: 'Yang terlewat sedang diambil.' },
		silent: {
			title: 'Tidak ada yang masuk',
			why: 'Jalur terbuka, tetapi tidak ada yang masuk: heartbeat yang seharusnya datang pun tidak.',
		},
		notYet: 'Belum terhubung',
		away: { title: 'Tidak ada yang diterima', why: 'Tidak ada yang bisa masuk sebelum jalur pulih.' },
		listening: (since) => `Mendengarkan. Belum ada apa-apa sejak ${since}.`,
	},
	gap: {
		open: (since) => `Tidak ada yang diterima sejak ${since} · mungkin ada pesanan yang hilang di sini`,
		closed: (range, missed) => `Koneksi terputus ${range} · ${missed}`,
		fetching: 'mengambil yang terlewat',
		unknown: 'mungkin ada pesanan yang hilang',
		nothing: 'tidak ada yang terlewat',
		recovered: (_count, text) => `${text} pesanan dipulihkan`,
	},
	payload: {
		unprintable: 'Payload ini tidak dapat ditampilkan sebagai teks.',
		cut: (count) => `… ${count} karakter lagi`,
	},
};
