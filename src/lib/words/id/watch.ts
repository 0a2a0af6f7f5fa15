import type { watch as en } from '../en/watch.ts';

export const watch: typeof en = {
	title: 'Pantauan',
	watched: (count) => `${count} dipantau`,
	noneTitle: 'Tidak ada yang dipantau',
	none: 'Sebutkan pesanan atau pelanggan di atas: apa yang diberitahukan toko tentangnya dikumpulkan di sini, dan channel miliknya sendiri diikuti selama dipantau. Browser ini mengingat daftarnya.',
	form: {
		title: 'Pantau pesanan atau pelanggan',
		kind: 'Yang dipantau',
		kinds: { order: 'Pesanan', customer: 'Pelanggan' },
		id: 'Id',
		idOrNumber: 'Id atau nomor',
		submit: 'Pantau',
		missing: 'Berikan id yang dikenal toko.',
		twice: 'Sudah dipantau.',
		full: (count) => `${count} dipantau, dan tidak bisa lebih. Berhenti memantau salah satunya dulu.`,
	},
	names: {
		order: (id) => `Pesanan ${id}`,
		customer: (id) => `Pelanggan ${id}`,
	},
	stop: 'Berhenti memantau',
	stopWhat: (name) => `Berhenti memantau ${name}`,
	channelsOf: (name) => `Channel untuk ${name}`,
	channel: { subscribed: 'diikuti', subscribing: 'belum diikuti', refused: 'ditolak' },
	noChannel: 'Tidak ada channel khusus untuknya; yang masuk lewat channel toko ditampilkan.',
	nothingTold: (since) => `Tidak ada yang diberitahukan tentangnya sejak ${since}.`,
	ordersOf: (name) => `Pesanan milik ${name}`,
	stepsOf: (number) => `Langkah terbaru ${number}`,
	step: (when, status) => `${when} ${status}`,
	stepBy: (when, status, who) => `${when} ${status}, oleh ${who}`,
	cart: {
		changed: (age, total) => `Keranjang, ${age} lalu: total baru ${total}`,
		removed: (age, condition, total) =>
			`Keranjang, ${age} lalu: ketentuan ${condition} dihapus, total baru ${total}`,
		saved: (fact, savings) => `${fact}, hemat ${savings}`,
	},
	tradesOf: (name) => `Transaksi milik ${name}`,
	sides: { bought: 'membeli', sold: 'menjual', both: 'membeli dari diri sendiri' },
	atPrice: (price) => `seharga ${price}`,
	notificationsOf: (name) => `Notifikasi untuk ${name}`,
	notReadable: (text) => `${text} (tidak terbaca)`,
};
