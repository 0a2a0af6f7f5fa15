import type { entry as en } from '../en/entry.ts';

export const entry: typeof en = {
	signIn: 'Log masuk',
	signInTo: (shop) => `Log masuk ke ${shop}`,
	signingIn: 'Sedang log masuk',
	signInAsOther: 'Log masuk sebagai orang lain',
	email: 'E-mel',
	password: 'Kata laluan',
	simulated: 'Kedai simulasi: log masuk sebagai salah seorang daripada orangnya.',
	barred: 'Bukan untuk akaun ini',
	barredWhy:
		'Kedai menolak semua channel admin (403): akaun ini tiada peranan untuknya, atau tiada sesiapa yang log masuk. Pengurus kedai boleh memberikan peranan itu. Tiada apa-apa daripada kedai dipaparkan atau disimpan di sini.',
	signedOut: 'Tiada sesiapa yang log masuk',
	signedOutWhy: 'Kedai tidak tahu siapa yang bertanya (401). Sila log masuk untuk melihat lantai.',
	cannotStart: 'Watchfloor tidak dapat dimulakan',
	settingsNeed: (_count, text) =>
		`${text} tetapan perlu diberi perhatian. Sehingga itu tiada apa-apa yang bersambung dan tiada apa-apa yang dikira.`,
	reload: 'Kemudian muat semula halaman ini.',
	noPage: 'Halaman itu tiada',
	noPageWhy: (path) => `Tiada apa-apa daripada Watchfloor di ${path}.`,
	toFloor: 'Ke lantai',
};
