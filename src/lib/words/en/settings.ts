/** The settings page, but for its sounds. */
export const settings = {
	title: 'Settings',
	screen: 'Screen',
	language: 'Language',
	asBrowser: (name: string) => `As the browser (${name})`,
	/** `name` is a language’s own name for itself. */
	languageMissing: (name: string) =>
		`The words of ${name} could not be fetched, so the ones that were there stay. Choose it again to try again.`,
	colours: 'Colours',
	themes: { system: 'As the system', dark: 'Dark', light: 'Light' },
	rows: 'Rows in tables',
	densities: { compact: 'Compact', regular: 'Normal', roomy: 'Roomy' },
	shortcuts: 'Keyboard shortcuts',
	shortcutsHint:
		'Single keys such as / for search. Switch them off if you dictate or a screen reader uses them.',
	browser: 'This browser',
	browserNote: 'These settings are kept in this browser only. No order and no customer is kept with them.',
	forget: 'Forget everything this browser keeps for Watchfloor',
	forgetAgain: 'Press again to forget it',
	forgotten: 'Forgotten. The settings are the usual ones again.',
	facts: 'Shop facts',
	shop: 'Shop',
	zone: 'Time zone',
	currency: 'Currency',
	broadcaster: 'Broadcaster',
	cluster: (cluster: string) => `Pusher, cluster ${cluster}`,
	sources: (count: number): string => (count === 1 ? 'Source' : 'Sources'),
	level: 'Watched by',
	levelNow: (level: string, headline: string) => `${level}. Now: ${headline}`,
	notifications: 'Notifications',
	notify: 'Notify me while this page is in the background',
	allowNotifications: 'Allow notifications',
	permissions: {
		granted: 'Allowed by this browser.',
		denied:
			'Refused by this browser. Open the site settings beside the address, set Notifications to Allow, then come back to this page.',
		default: 'Not asked yet: this browser asks when you switch them on.',
		unsupported: 'This browser shows none here. They need https, and on a phone an installed app.',
	},
};
