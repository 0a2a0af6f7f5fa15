import type { topics as en } from '../en/topics.ts';

export const topics: typeof en = {
	states: {
		connecting: 'menyambung',
		listening: 'mendengar',
		live: 'langsung',
		quiet: 'sunyi',
		denied: 'tidak dibenarkan',
		reconnecting: 'menyambung semula',
		stale: 'lapuk',
		offline: 'lapuk',
		'catching-up': 'mengejar',
		gap: 'langsung, ada jurang',
		silent: 'senyap',
		polling: 'tinjauan',
		off: 'dimatikan',
	},
	refused: (channel, why, since) =>
		`${channel}: ${why}, sejak ${since}. Ia akan diminta semula secara automatik.`,
	empty: {
		off: {
			title: 'Dimatikan',
			why: 'Konfigurasi tidak membuka sambungan ke kedai buat masa ini.',
		},
		denied: {
			title: 'Tidak ditunjukkan kepada akaun ini',
			why: 'Pelayan menolak channel yang membawanya. Senarai channel menyatakan sebabnya; pengurus kedai boleh memberikan peranan itu.',
		},
		catchingUp: { title: 'Mengejar', why: 'Yang terlepas sedang diambil.' },
		silent: {
			title: 'Tiada apa-apa yang masuk',
			why: 'Talian terbuka, tetapi tiada apa-apa yang masuk: heartbeat yang sepatutnya tiba pun tiada.',
		},
		notYet: 'Belum bersambung',
		away: { title: 'Tiada apa-apa diterima', why: 'Tiada apa-apa boleh masuk sehingga talian pulih.' },
		listening: (since) => `Mendengar. Belum ada apa-apa sejak ${since}.`,
	},
	gap: {
		open: (since) => `Tiada apa-apa diterima sejak ${since} · mungkin ada pesanan yang hilang di sini`,
		closed: (range, missed) => `Sambungan terputus ${range} · ${missed}`,
		fetching: 'mengambil yang terlepas',
		unknown: 'mungkin ada pesanan yang hilang',
		nothing: 'tiada yang terlepas',
		recovered: (_count, text) => `${text} pesanan dipulihkan`,
	},
	payload: {
		unprintable: 'Payload ini tidak dapat ditunjukkan sebagai teks.',
		cut: (count) => `… ${count} aksara lagi`,
	},
};
