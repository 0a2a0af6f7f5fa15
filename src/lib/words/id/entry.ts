import type { entry as en } from '../en/entry.ts';

export const entry: typeof en = {
	signIn: 'Masuk',
	signInTo: (shop) => `Masuk ke ${shop}`,
	signingIn: 'Sedang masuk',
	signInAsOther: 'Masuk sebagai orang lain',
	email: 'Email',
	password: 'Kata sandi',
	simulated: 'Toko simulasi: masuk sebagai salah satu orangnya.',
	barred: 'Bukan untuk akun ini',
	barredWhy:
		'Toko menolak semua channel admin (403): akun ini tidak memiliki peran untuk itu, atau tidak ada yang masuk. Pengelola toko dapat memberi peran itu. Tidak ada apa pun dari toko yang ditampilkan atau disimpan di sini.',
	signedOut: 'Tidak ada yang masuk',
	signedOutWhy: 'Toko tidak tahu siapa yang bertanya (401). Silakan masuk untuk melihat lantai.',
	cannotStart: 'Watchfloor tidak dapat dimulai',
	settingsNeed: (_count, text) =>
		`${text} setelan perlu diperhatikan. Sampai saat itu tidak ada yang terhubung dan tidak ada yang dihitung.`,
	reload: 'Lalu muat ulang halaman ini.',
	noPage: 'Halaman itu tidak ada',
	noPageWhy: (path) => `Tidak ada apa pun dari Watchfloor di ${path}.`,
	toFloor: 'Ke lantai',
};
