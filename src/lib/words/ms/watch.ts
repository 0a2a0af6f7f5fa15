import type { watch as en } from '../en/watch.ts';

export const watch: typeof en = {
	title: 'Pantauan',
	watched: (count) => `${count} dipantau`,
	noneTitle: 'Tiada apa-apa dipantau',
	none: 'Namakan pesanan atau pelanggan di atas: apa yang dimaklumkan kedai tentangnya dikumpulkan di sini, dan channelnya sendiri diikuti semasa dipantau. Pelayar ini mengingati senarai itu.',
	form: {
		title: 'Pantau pesanan atau pelanggan',
		kind: 'Yang dipantau',
		kinds: { order: 'Pesanan', customer: 'Pelanggan' },
		id: 'Id',
		idOrNumber: 'Id atau nombor',
		submit: 'Pantau',
		missing: 'Berikan id yang dikenali kedai.',
		twice: 'Ia sudah dipantau.',
		full: (count) => `${count} dipantau, dan tidak boleh lebih. Berhenti memantau satu dahulu.`,
	},
	names: {
		order: (id) => `Pesanan ${id}`,
		customer: (id) => `Pelanggan ${id}`,
	},
	stop: 'Berhenti memantau',
	stopWhat: (name) => `Berhenti memantau ${name}`,
	channelsOf: (name) => `Channel untuk ${name}`,
	channel: { subscribed: 'diikuti', subscribing: 'belum diikuti', refused: 'ditolak' },
	noChannel: 'Tiada channel khusus untuknya; yang masuk melalui channel kedai dipaparkan.',
	nothingTold: (since) => `Tiada apa-apa dimaklumkan tentangnya sejak ${since}.`,
	ordersOf: (name) => `Pesanan milik ${name}`,
	stepsOf: (number) => `Langkah terkini ${number}`,
	step: (when, status) => `${when} ${status}`,
	stepBy: (when, status, who) => `${when} ${status}, oleh ${who}`,
	cart: {
		changed: (age, total) => `Troli, ${age} lalu: jumlah baharu ${total}`,
		removed: (age, condition, total) =>
			`Troli, ${age} lalu: syarat ${condition} dibuang, jumlah baharu ${total}`,
		saved: (fact, savings) => `${fact}, jimat ${savings}`,
	},
	tradesOf: (name) => `Dagangan milik ${name}`,
	sides: { bought: 'membeli', sold: 'menjual', both: 'membeli daripada diri sendiri' },
	atPrice: (price) => `pada ${price}`,
	notificationsOf: (name) => `Makluman untuk ${name}`,
	notReadable: (text) => `${text} (tidak dapat dibaca)`,
};
