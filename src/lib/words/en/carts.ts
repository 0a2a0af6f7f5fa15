/** The panel of runs over customers’ carts. `condition` and `reach` are isolated. */
export const carts = {
	title: 'Carts',
	list: 'Changes of carts',
	none: 'When the shop takes a promotion off its customers’ carts, each run over them is told here in one line.',
	carts: (count: number, text: string) => `${text} ${count === 1 ? 'cart' : 'carts'}`,
	nameless: 'carts of customers not named',
	changed: (reach: string) => `Changed: ${reach}`,
	removed: (condition: string, reach: string) => `Condition ${condition} removed from ${reach}`,
	running: ', still running',
	and: (one: string, other: string) => `${one} and ${other}`,
	saved: (sums: string) => `saved ${sums}`,
	unreadable: (carts: string) => `savings of ${carts} not readable`,
	untold: (carts: string) => `of ${carts} not told`,
	withoutCustomer: (count: number, text: string) =>
		`${text} ${count === 1 ? 'message' : 'messages'} without a customer, not counted as carts`,
};
