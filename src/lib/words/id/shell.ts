import type { shell as en } from '../en/shell.ts';

export const shell: typeof en = {
	main: 'Utama',
	skip: 'Langsung ke halaman',
	more: 'Lainnya',
	waitsInMore: 'ada yang menunggu di sana',
	critical: 'Kritis',
	plate: 'Peringatan kritis',
	acknowledge: 'Tanggapi',
	acknowledgeWhat: (title) => `Tanggapi ${title}`,
	unacknowledged: (age) => `${age}, belum ditanggapi`,
	alsoCritical: (count) => `${count} lagi`,
	snooze: (minutes) => `Tunda ${minutes} mnt`,
	snoozeWhat: (minutes, title) => `Tunda ${minutes} mnt: ${title}`,
	cannotAnswer: 'Tidak bisa ditanggapi saat offline',
	notLoaded: {
		title: 'Halaman ini tidak dapat diambil',
		why: 'Server asal Watchfloor sendiri tidak menjawab. Ditanyakan lagi setiap 10 s; angka-angka tetap berjalan.',
		retry: 'Tanyakan sekarang',
	},
	statusBar: 'Bilah status',
	notDrawn: {
		title: (part) => `${part} tidak dapat digambar`,
		why: 'Sesuatu di dalamnya tidak terbaca, jadi tidak ada yang ditampilkan di sini. Digambar lagi setiap 10 s; bagian layar yang lain tetap berjalan.',
		again: 'Gambar sekarang',
	},
};
