import type { shortcuts as en } from '../en/shortcuts.ts';

export const shortcuts: typeof en = {
	title: 'Pintasan papan kekunci',
	key: 'Kekunci',
	does: 'Fungsinya',
	search: 'Cari pesanan',
	acknowledge: 'Ke amaran terbuka pertama, tekan sekali lagi di sana: akui',
	sound: 'Bunyi hidup atau mati',
	wall: 'Ke paparan dinding, dan kembali',
	list: 'Senarai ini',
	rows: 'Baris suapan pesanan dan jadual',
	close: 'Tutup apa yang terbuka, keluar dari carian',
	arrows: 'Anak panah atas, anak panah bawah',
	off: 'Boleh dimatikan di Tetapan, dan tidak berfungsi semasa anda menaip.',
	dismiss: 'Tutup',
};
