import type { sound as en } from '../en/sound.ts';

export const sound: typeof en = {
	title: 'Bunyi',
	readiness: {
		loading: 'Bunyi sedang dimuatkan.',
		ready: 'Sedia: pelayar ini memainkan bunyi.',
		blocked: 'Disekat sehingga anda mengklik atau menekan kekunci pada halaman ini. Amaran tetap dipaparkan.',
		unsupported:
			'Tiada bunyi dapat dimainkan: pelayar ini tidak boleh, atau failnya tidak dapat dimuatkan. Amaran tetap dipaparkan.',
		elsewhere: 'Sedia. Tab lain dalam pelayar ini yang berbunyi, supaya tiada apa-apa kedengaran dua kali.',
		quiet: (until) => `Waktu senyap hingga ${until}: hanya amaran kritikal kedengaran, dan lebih perlahan.`,
	},
	allow: 'Benarkan bunyi',
	volume: 'Kelantangan',
	playFor: 'Mainkan bunyi untuk',
	names: {
		order: 'Pesanan baharu',
		'payment-failed': 'Bayaran gagal',
		stock: 'Stok rendah atau habis',
		'alert-high': 'Amaran tinggi',
		'alert-critical': 'Amaran kritikal',
		'line-lost': 'Sambungan terputus',
		'line-back': 'Sambungan pulih',
	},
	play: 'Mainkan',
	playThis: (name) => `Mainkan ${name.toLowerCase()}`,
	isOff: 'Bunyi dimatikan: hanya butang Mainkan yang kedengaran.',
	isSilent: 'Kelantangan 0%: tiada apa-apa kedengaran.',
	unplayedSince: (_count, text, since) => `${text} bunyi tidak dapat dimainkan dalam tab ini sejak ${since}.`,
	unplayedBetween: (_count, text, from, until) =>
		`${text} bunyi tidak dapat dimainkan dalam tab ini antara ${from} dan ${until}.`,
	quietHours: 'Waktu senyap',
	quietHint: (zone) =>
		`Ketika itu hanya amaran kritikal kedengaran, dan lebih perlahan. Mengikut jam kedai, ${zone}; makluman tetap dipaparkan.`,
	from: 'Dari',
	until: 'Hingga',
	noHours: 'Bermula dan berakhir pada masa yang sama: tiada waktu senyap.',
};
