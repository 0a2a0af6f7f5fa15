/** The panel of stock. `who` is isolated. */
export const stock = {
	title: 'Stock',
	list: 'Stock by product',
	out: (count: string) => `${count} out`,
	low: (count: string) => `${count} low`,
	none: 'none out or low',
	columns: {
		product: 'Product',
		category: 'Category',
		since: 'Since',
		level: 'Level',
		amount: 'Stock / limit',
	},
	levels: { out: 'out', low: 'low', restocked: 'restocked', unknown: 'no level' },
	/** Of the shape, for readers. */
	labels: { out: 'Out of stock', low: 'Low stock', restocked: 'Restocked', unknown: 'Level not known' },
	told: (times: string) => `told ${times} times`,
	toldAgo: (age: string) => `told ${age} ago`,
	since: (when: string, told: string) => `since ${when}, ${told}`,
	flapping: (changes: string) => `changed ${changes} times in 10 min`,
	takenBy: (who: string, when: string) => `Taken by ${who}, ${when}`,
	takenFirst: (who: string, when: string) => `${who} took this first, ${when}`,
	snoozedBy: (who: string, until: string) => `Snoozed until ${until} by ${who}`,
	empty: {
		denied: {
			title: 'Stock is not shown to this account',
			why: 'The server refuses a channel that carries it; whoever runs the shop can give the role.',
		},
		off: {
			title: 'Stock is switched off',
			why: 'The configuration opens no connection to the shop for now.',
		},
		connecting: {
			title: 'Not connected yet',
			why: 'No stock alert can arrive until the line is up. The bar at the top says what it is waiting for.',
		},
		away: {
			title: 'No stock alert was open when the line was lost',
			why: 'What happens meanwhile is not seen here.',
		},
		listening: {
			title: 'Listening. No stock alert yet.',
			titleSince: (since: string) => `Listening. No stock alert yet since ${since}.`,
			why: 'A product that runs low or out shows up here, and stays until it is restocked.',
		},
		none: {
			title: 'No product is known to be low or out',
			why: 'What ran low was restocked more than an hour ago. The next alert shows up here by itself.',
		},
	},
};
