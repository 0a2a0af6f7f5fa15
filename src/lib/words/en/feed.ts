/** The feed of orders, and what every list of orders says of one. */
export const feed = {
	title: 'Orders',
	show: 'Show',
	filters: { all: 'All', new: 'New', changes: 'Changes' },
	/** Said twice a minute to screen readers. `pending` is a figure as it stands on the screen. */
	summary: (count: number, text: string, pending: string) =>
		`${text} new ${count === 1 ? 'order' : 'orders'}, ${pending} pending`,
	flood: (text: string) => `${text} orders in the last 5 s, showing the newest`,
	heldNew: (count: number, text: string) => `${text} new ${count === 1 ? 'order' : 'orders'}`,
	heldRecovered: (count: number, text: string) => `${text} ${count === 1 ? 'order' : 'orders'} recovered`,
	heldBoth: (news: string, recovered: string) => `${news}, ${recovered} recovered`,
	/** How much of the day the rows reach back over, and how long the day is by now. */
	covers: (shown: string, day: string) => `${shown} of ${day} shown`,
	coversDay: 'All of today shown',
	staleFrom: (clock: string) => `Figures and rows are from ${clock}`,
	allToday: 'All orders today',
	newOrder: 'New order',
	recovered: 'Recovered',
	changed: 'changed',
	stepMissing: 'a step was not seen',
	/** What stands before a name: the name itself is set apart. */
	by: 'by',
	late: (status: string, age: string) => `${status} ${age}`,
	items: (count: number, text: string) => `${text} ${count === 1 ? 'item' : 'items'}`,
	noName: 'no name',
	noStatus: 'no status',
	noAmount: 'no amount',
	notRead: 'not read',
	deniedTitle: 'Orders are not shown to this account',
	denied:
		'The server refuses a channel of orders. The channel list in the bar says why; whoever runs the shop can give the role.',
	offTitle: 'Orders are switched off',
	off: 'The configuration opens no connection to the shop for now.',
	downTitle: 'Not connected yet',
	down: 'No order can arrive until the line is up. The bar at the top says what it is waiting for.',
	listeningTitle: (time: string) => `Listening. No order yet since ${time}.`,
	listening:
		'The first one shows up here by itself. Place a test order in the shop to see it arrive; if it does not, the list of channels says what this screen listens to.',
	noneOfFilterTitle: { new: 'No new order here', changes: 'No change here' },
	noneOfFilter: 'The latest rows hold none. Choose All to see them.',
};
