/** The panel of trades that the shop matched. */
export const trades = {
	title: 'Trades',
	none: 'Each trade that the shop matches shows up here once, whichever of its parties is told of it.',
	columns: {
		symbol: 'Symbol',
		price: 'Price',
		amount: 'Amount',
		worth: 'Worth',
		parties: 'Buyer → seller',
		age: 'Age',
	},
	withItself: 'with itself',
};
