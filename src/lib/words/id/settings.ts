import type { settings as en } from '../en/settings.ts';

export const settings: typeof en = {
	title: 'Setelan',
	screen: 'Layar',
	language: 'Bahasa',
	asBrowser: (name) => `Seperti browser (${name})`,
	languageMissing: (name) =>
		`Kata-kata ${name} tidak dapat diambil, jadi yang sudah ada tetap dipakai. Pilih lagi untuk mencoba lagi.`,
	colours: 'Warna',
	themes: { system: 'Seperti sistem', dark: 'Gelap', light: 'Terang' },
	rows: 'Baris dalam tabel',
	densities: { compact: 'Rapat', regular: 'Normal', roomy: 'Longgar' },
	shortcuts: 'Pintasan keyboard',
	shortcutsHint:
		'Tombol tunggal seperti / untuk mencari. Matikan jika Anda mendikte atau memakai pembaca layar yang menggunakannya.',
	browser: 'Browser ini',
	browserNote:
		'Setelan ini hanya disimpan di browser ini. Tidak ada pesanan atau pelanggan yang ikut disimpan.',
	forget: 'Hapus semua yang disimpan browser ini untuk Watchfloor',
	forgetAgain: 'Tekan sekali lagi untuk menghapus',
	forgotten: 'Sudah dihapus. Setelan kembali seperti biasa.',
	facts: 'Data toko',
	shop: 'Toko',
	zone: 'Zona waktu',
	currency: 'Mata uang',
	broadcaster: 'Broadcaster',
	cluster: (cluster) => `Pusher, klaster ${cluster}`,
	sources: () => 'Sumber',
	level: 'Cara memantau',
	levelNow: (level, headline) => `${level}. Sekarang: ${headline}`,
	notifications: 'Notifikasi',
	notify: 'Beri tahu saya saat halaman ini ada di latar belakang',
	allowNotifications: 'Izinkan notifikasi',
	permissions: {
		granted: 'Diizinkan oleh browser ini.',
		denied:
			'Ditolak oleh browser ini. Buka setelan situs di samping alamat, ubah Notifikasi menjadi Izinkan, lalu kembali ke halaman ini.',
		default: 'Belum ditanyakan: browser ini bertanya saat Anda menyalakannya.',
		unsupported:
			'Browser ini tidak menampilkan notifikasi di sini. Diperlukan https, dan di ponsel aplikasi yang terpasang.',
	},
};
