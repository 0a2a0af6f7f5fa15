import type { system as en } from '../en/system.ts';

export const system: typeof en = {
	title: 'Amaran sistem',
	list: 'Amaran',
	open: (count) => `${count} terbuka`,
	noneOpen: 'tiada yang terbuka',
	maintenance: 'Penyelenggaraan',
	closed: 'Ditutup',
	dropped: (_count, text) =>
		`${text} amaran yang lebih ringan atau lebih lama terpaksa dibuang kerana tiada ruang.`,
	refusals: {
		denied: 'Tidak tersedia: skrin ini tidak lagi diberitahu tentang amaran.',
		catchingUp: 'Tidak tersedia sehingga yang terlepas diketahui.',
		downShared: 'Tidak tersedia semasa sambungan terputus: orang lain tidak akan mengetahuinya.',
		downAlone: 'Tidak tersedia semasa sambungan terputus: amaran ini mungkin sudah selesai.',
	},
	sharing: {
		alone: (why) => `Pengakuan hanya ada pada skrin ini: ${why}`,
		kept: 'Pengakuan disimpan oleh perakam: pelayar yang dibuka kemudian juga mengetahuinya',
		keptAs: (name) =>
			`Pengakuan disimpan oleh perakam, milik anda sebagai ${name}: pelayar yang dibuka kemudian juga mengetahuinya`,
		shared: (people) =>
			`Pengakuan dikongsi dengan pelayar ${people} orang yang sedang terbuka; yang dibuka kemudian tidak mengetahuinya`,
		sharedAs: (people, name) =>
			`Pengakuan dikongsi dengan pelayar ${people} orang yang sedang terbuka, milik anda sebagai ${name}; yang dibuka kemudian tidak mengetahuinya`,
		nobody:
			'Tiada orang lain di sini untuk berkongsi pengakuan; pelayar yang dibuka kemudian tidak mengetahuinya',
		lost: (why) => `Pengakuan sedang tidak disimpan: ${why}`,
		noChannel: 'kedai tidak menamakan presence channel untuk adminnya',
		notOpen: (channel) => `${channel} tidak terbuka`,
		noRecorder: 'perakam tidak menjawab',
	},
	shopSays: (word) => `kata kedai: ${word}`,
	told: (times, since, last) => `Dimaklumkan ${times} kali sejak ${since}, terakhir ${last} lalu`,
	acknowledge: 'Akui',
	acknowledgeWhat: (title) => `Akui ${title}`,
	snooze: (age) => `Tunda ${age}`,
	snoozeFor: (age, title) => `Tunda ${age}: ${title}`,
	snoozeWhat: (title) => `Tunda ${title}`,
	snoozeChoices: (title) => `Tunda ${title} selama`,
	closedAt: (when) => `Ditutup ${when}`,
	closedAfter: {
		acknowledged: (when, who) => `Ditutup ${when}, diakui oleh ${who}`,
		snoozed: (when, who) => `Ditutup ${when}, ditunda oleh ${who}`,
	},
	acknowledgedBy: (who, when) => `Diakui oleh ${who}, ${when}`,
	snoozedBy: (who, until, left) => `Ditunda hingga ${until} oleh ${who}, ${left} lagi`,
	acknowledgedFirst: (who, when) => `${who} mengakui ini dahulu, ${when}`,
	snoozedFirst: (who, when, until) => `${who} menunda ini dahulu, ${when}, hingga ${until}`,
	noneTitle: 'Tiada amaran terbuka',
	lastClosed: (when) => `Terakhir ditutup ${when}.`,
	lastClosedAfter: {
		acknowledged: (when, who) => `Terakhir ditutup ${when}, diakui oleh ${who}.`,
		snoozed: (when, who) => `Terakhir ditutup ${when}, ditunda oleh ${who}.`,
	},
	listening: (since) =>
		`Mendengar sejak ${since}. Masalah yang dilaporkan kedai muncul di sini dengan sendirinya.`,
	none: 'Masalah yang dilaporkan kedai muncul di sini dengan sendirinya.',
};
