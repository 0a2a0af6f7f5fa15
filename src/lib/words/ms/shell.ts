import type { shell as en } from '../en/shell.ts';

export const shell: typeof en = {
	main: 'Utama',
	skip: 'Terus ke halaman',
	more: 'Lagi',
	waitsInMore: 'ada yang menunggu di sana',
	critical: 'Kritikal',
	plate: 'Amaran kritikal',
	acknowledge: 'Akui',
	acknowledgeWhat: (title) => `Akui ${title}`,
	unacknowledged: (age) => `${age}, belum diakui`,
	alsoCritical: (count) => `${count} lagi`,
	snooze: (minutes) => `Tunda ${minutes} min`,
	snoozeWhat: (minutes, title) => `Tunda ${minutes} min: ${title}`,
	cannotAnswer: 'Tidak boleh diakui semasa luar talian',
	notLoaded: {
		title: 'Halaman ini tidak dapat diambil',
		why: 'Pelayan asal Watchfloor sendiri tidak menjawab. Ditanya lagi setiap 10 s; angka-angka terus berjalan.',
		retry: 'Tanya sekarang',
	},
	statusBar: 'Bar status',
	notDrawn: {
		title: (part) => `${part} tidak dapat dilukis`,
		why: 'Sesuatu di dalamnya tidak dapat dibaca, jadi tiada apa-apa dipaparkan di sini. Dilukis lagi setiap 10 s; bahagian skrin yang lain terus berjalan.',
		again: 'Lukis sekarang',
	},
};
