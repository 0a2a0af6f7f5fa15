import type { trades as en } from '../en/trades.ts';

export const trades: typeof en = {
	title: 'Dagangan',
	none: 'Setiap dagangan yang dipadankan kedai muncul di sini sekali, mana-mana pihak pun yang dimaklumkan.',
	columns: {
		symbol: 'Simbol',
		price: 'Harga',
		amount: 'Amaun',
		worth: 'Nilai',
		parties: 'Pembeli → penjual',
		age: 'Umur',
	},
	withItself: 'dengan diri sendiri',
};
