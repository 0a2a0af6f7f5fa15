/** The names of the pages, and what waits on one. */
export const pages = {
	floor: 'Floor',
	orders: 'Orders',
	system: 'System',
	/** Where a phone's bar leads to the same page. */
	alerts: 'Alerts',
	people: 'People',
	payments: 'Payments',
	inventory: 'Inventory',
	notices: 'Notices',
	watch: 'Watch',
	inspector: 'Inspector',
	wall: 'Wall',
	settings: 'Settings',
	openAlerts: (count: number) => `${count} ${count === 1 ? 'open alert' : 'open alerts'}`,
	productsOut: (count: number) => `${count} ${count === 1 ? 'product' : 'products'} out of stock`,
};
