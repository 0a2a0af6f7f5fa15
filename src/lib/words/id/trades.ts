import type { trades as en } from '../en/trades.ts';

export const trades: typeof en = {
	title: 'Transaksi',
	none: 'Setiap transaksi yang dicocokkan toko muncul di sini satu kali, siapa pun pihak yang diberi tahu.',
	columns: {
		symbol: 'Simbol',
		price: 'Harga',
		amount: 'Jumlah',
		worth: 'Nilai',
		parties: 'Pembeli → penjual',
		age: 'Umur',
	},
	withItself: 'dengan diri sendiri',
};
