/** The list of keys. */
export const shortcuts = {
	title: 'Keyboard shortcuts',
	key: 'Key',
	does: 'What it does',
	search: 'Search the orders',
	acknowledge: 'Go to the first open alert, pressed again there: acknowledge it',
	sound: 'Sound on or off',
	wall: 'To the wall, and back',
	list: 'This list',
	rows: 'Rows of the feed and of a table',
	close: 'Close what is open, leave a search',
	arrows: 'Arrow up, arrow down',
	off: 'They can be switched off in Settings, and do nothing while you type.',
	dismiss: 'Close',
};
