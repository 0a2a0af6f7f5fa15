import type { system as en } from '../en/system.ts';

export const system: typeof en = {
	title: 'Peringatan sistem',
	list: 'Peringatan',
	open: (count) => `${count} terbuka`,
	noneOpen: 'tidak ada yang terbuka',
	maintenance: 'Pemeliharaan',
	closed: 'Ditutup',
	dropped: (_count, text) =>
		`${text} peringatan yang lebih ringan atau lebih lama harus dibuang karena tidak ada tempat.`,
	refusals: {
		denied: 'Tidak tersedia: layar ini tidak lagi diberi tahu tentang peringatan.',
		catchingUp: 'Tidak tersedia sampai yang terlewat diketahui.',
		downShared: 'Tidak tersedia selama koneksi terputus: orang lain tidak akan mengetahuinya.',
		downAlone: 'Tidak tersedia selama koneksi terputus: peringatan ini mungkin sudah selesai.',
	},
	sharing: {
		alone: (why) => `Tanggapan hanya ada di layar ini: ${why}`,
		kept: 'Tanggapan disimpan oleh perekam: browser yang dibuka kemudian juga mengetahuinya',
		keptAs: (name) =>
			`Tanggapan disimpan oleh perekam, milik Anda sebagai ${name}: browser yang dibuka kemudian juga mengetahuinya`,
		shared: (people) =>
			`Tanggapan dibagikan ke browser ${people} orang yang sedang terbuka; yang dibuka kemudian tidak mengetahuinya`,
		sharedAs: (people, name) =>
			`Tanggapan dibagikan ke browser ${people} orang yang sedang terbuka, milik Anda sebagai ${name}; yang dibuka kemudian tidak mengetahuinya`,
		nobody:
			'Tidak ada orang lain di sini untuk berbagi tanggapan; browser yang dibuka kemudian tidak mengetahuinya',
		lost: (why) => `Tanggapan sedang tidak disimpan: ${why}`,
		noChannel: 'toko tidak menyebut presence channel untuk adminnya',
		notOpen: (channel) => `${channel} tidak terbuka`,
		noRecorder: 'perekam tidak menjawab',
	},
	shopSays: (word) => `kata toko: ${word}`,
	told: (times, since, last) => `Diberitahukan ${times} kali sejak ${since}, terakhir ${last} lalu`,
	acknowledge: 'Tanggapi',
	acknowledgeWhat: (title) => `Tanggapi ${title}`,
	snooze: (age) => `Tunda ${age}`,
	snoozeFor: (age, title) => `Tunda ${age}: ${title}`,
	snoozeWhat: (title) => `Tunda ${title}`,
	snoozeChoices: (title) => `Tunda ${title} selama`,
	closedAt: (when) => `Ditutup ${when}`,
	closedAfter: {
		acknowledged: (when, who) => `Ditutup ${when}, ditanggapi oleh ${who}`,
		snoozed: (when, who) => `Ditutup ${when}, ditunda oleh ${who}`,
	},
	acknowledgedBy: (who, when) => `Ditanggapi oleh ${who}, ${when}`,
	snoozedBy: (who, until, left) => `Ditunda sampai ${until} oleh ${who}, ${left} lagi`,
	acknowledgedFirst: (who, when) => `${who} lebih dulu menanggapi ini, ${when}`,
	snoozedFirst: (who, when, until) => `${who} lebih dulu menunda ini, ${when}, sampai ${until}`,
	noneTitle: 'Tidak ada peringatan terbuka',
	lastClosed: (when) => `Terakhir ditutup ${when}.`,
	lastClosedAfter: {
		acknowledged: (when, who) => `Terakhir ditutup ${when}, ditanggapi oleh ${who}.`,
		snoozed: (when, who) => `Terakhir ditutup ${when}, ditunda oleh ${who}.`,
	},
	listening: (since) =>
		`Mendengarkan sejak ${since}. Masalah yang dilaporkan toko muncul di sini dengan sendirinya.`,
	none: 'Masalah yang dilaporkan toko muncul di sini dengan sendirinya.',
};
