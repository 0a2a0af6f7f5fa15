/** The last hour by minute, drawn and as a table. */
export const rate = {
	title: 'Last 60 minutes',
	ordersPerMinute: 'orders per minute',
	revenuePerMinute: (currency: string) => `${currency} per minute`,
	peak: (count: string, at: string) => `peak ${count} at ${at}`,
	noOrder: 'no order in this hour',
	noneReceived: 'no order received',
	/** Why minutes are hatched. */
	hatch: {
		recovered: 'hatched minute: gap, bar recovered',
		checked: 'hatched minute: gap, nothing missed',
		gap: 'hatched: not received',
		unseen: (since: string) => `hatched: before ${since}, not counted`,
	},
	others: (currencies: string) => `without ${currencies}`,
	ordersSummary: (perMinute: string, peak: string) =>
		`Orders per minute over the last 60 minutes: ${perMinute} on average, ${peak}`,
	revenueSummary: (currency: string, perMinute: string, sum: string) =>
		`Revenue per minute in ${currency} over the last 60 minutes: ${perMinute} on average, ${sum} in all`,
	hatchedSummary: (count: number, text: string) =>
		`${text} ${count === 1 ? 'minute' : 'minutes'} without a line`,
	table: 'Last 60 minutes, minute by minute',
	showTable: 'Show as table',
	minute: 'Minute',
	orders: 'Orders',
	revenue: (currency: string) => `Revenue, ${currency}`,
	state: 'State',
	states: {
		whole: 'watched',
		running: 'running',
		gap: 'gap, not received',
		recovered: 'gap, recovered',
		checked: 'gap, nothing missed',
		unseen: 'not counted',
	},
	notLoaded: 'The chart could not be loaded yet.',
};
