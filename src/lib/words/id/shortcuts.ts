import type { shortcuts as en } from '../en/shortcuts.ts';

export const shortcuts: typeof en = {
	title: 'Pintasan keyboard',
	key: 'Tombol',
	does: 'Fungsinya',
	search: 'Cari pesanan',
	acknowledge: 'Ke peringatan terbuka pertama, ditekan lagi di sana: tanggapi',
	sound: 'Suara nyala atau mati',
	wall: 'Ke layar dinding, dan kembali',
	list: 'Daftar ini',
	rows: 'Baris pada daftar pesanan dan tabel',
	close: 'Tutup yang terbuka, keluar dari pencarian',
	arrows: 'Panah atas, panah bawah',
	off: 'Dapat dimatikan di Setelan, dan tidak berfungsi saat Anda mengetik.',
	dismiss: 'Tutup',
};
