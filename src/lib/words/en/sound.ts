/** The sounds, in the settings. */
export const sound = {
	title: 'Sound',
	readiness: {
		loading: 'The sounds are being loaded.',
		ready: 'Ready: this browser plays sounds.',
		blocked: 'Blocked until you click or press a key on this page. Alerts still show.',
		unsupported:
			'No sound can be played: this browser cannot, or the files could not be loaded. Alerts still show.',
		elsewhere: 'Ready. Another tab of this browser sounds, so that nothing is heard twice.',
		quiet: (until: string) => `Quiet hours to ${until}: only a critical alert is heard, and softer.`,
	},
	allow: 'Allow sound',
	volume: 'Volume',
	playFor: 'Play a sound for',
	names: {
		order: 'New order',
		'payment-failed': 'Payment failed',
		stock: 'Low or out of stock',
		'alert-high': 'High alert',
		'alert-critical': 'Critical alert',
		'line-lost': 'Connection lost',
		'line-back': 'Connection back',
	},
	play: 'Play',
	playThis: (name: string) => `Play ${name.toLowerCase()}`,
	isOff: 'Sound is off: only the Play buttons are heard.',
	isSilent: 'The volume is 0 %: nothing is heard.',
	unplayedSince: (count: number, text: string, since: string) =>
		`${text} ${count === 1 ? 'sound' : 'sounds'} could not be played in this tab since ${since}.`,
	unplayedBetween: (count: number, text: string, from: string, until: string) =>
		`${text} ${count === 1 ? 'sound' : 'sounds'} could not be played in this tab between ${from} and ${until}.`,
	quietHours: 'Quiet hours',
	quietHint: (zone: string) =>
		`Only a critical alert is heard then, and softer. By the shop’s clock, ${zone}; notices show as ever.`,
	from: 'From',
	until: 'Until',
	noHours: 'They end as they begin: there are none.',
};
