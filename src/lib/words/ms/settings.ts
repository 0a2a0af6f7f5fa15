import type { settings as en } from '../en/settings.ts';

export const settings: typeof en = {
	title: 'Tetapan',
	screen: 'Skrin',
	language: 'Bahasa',
	asBrowser: (name) => `Seperti pelayar (${name})`,
	languageMissing: (name) =>
		`Perkataan ${name} tidak dapat diambil, jadi yang sedia ada dikekalkan. Pilih sekali lagi untuk mencuba lagi.`,
	colours: 'Warna',
	themes: { system: 'Seperti sistem', dark: 'Gelap', light: 'Cerah' },
	rows: 'Baris dalam jadual',
	densities: { compact: 'Padat', regular: 'Biasa', roomy: 'Lapang' },
	shortcuts: 'Pintasan papan kekunci',
	shortcutsHint:
		'Kekunci tunggal seperti / untuk mencari. Matikan jika anda menggunakan imlak atau pembaca skrin yang memakainya.',
	browser: 'Pelayar ini',
	browserNote:
		'Tetapan ini disimpan dalam pelayar ini sahaja. Tiada pesanan atau pelanggan disimpan bersamanya.',
	forget: 'Padam semua yang disimpan pelayar ini untuk Watchfloor',
	forgetAgain: 'Tekan sekali lagi untuk memadam',
	forgotten: 'Sudah dipadam. Tetapan kembali seperti biasa.',
	facts: 'Maklumat kedai',
	shop: 'Kedai',
	zone: 'Zon waktu',
	currency: 'Mata wang',
	broadcaster: 'Broadcaster',
	cluster: (cluster) => `Pusher, kluster ${cluster}`,
	sources: () => 'Sumber',
	level: 'Cara memantau',
	levelNow: (level, headline) => `${level}. Sekarang: ${headline}`,
	notifications: 'Makluman',
	notify: 'Maklumkan saya semasa halaman ini di latar belakang',
	allowNotifications: 'Benarkan makluman',
	permissions: {
		granted: 'Dibenarkan oleh pelayar ini.',
		denied:
			'Ditolak oleh pelayar ini. Buka tetapan tapak di sebelah alamat, tukar Makluman kepada Benarkan, kemudian kembali ke halaman ini.',
		default: 'Belum ditanya: pelayar ini bertanya apabila anda menghidupkannya.',
		unsupported:
			'Pelayar ini tidak memaparkan makluman di sini. Ia memerlukan https, dan pada telefon aplikasi yang dipasang.',
	},
};
