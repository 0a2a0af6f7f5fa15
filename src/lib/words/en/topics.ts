/** What is said of the data of any panel: how old it is, why there is none, what is missing of it. */
export const topics = {
	/** In a panel’s header, before the age. An offline panel is stale: offline is the bar’s word. */
	states: {
		connecting: 'connecting',
		listening: 'listening',
		live: 'live',
		quiet: 'quiet',
		denied: 'not authorised',
		reconnecting: 'reconnecting',
		stale: 'stale',
		offline: 'stale',
		'catching-up': 'catching up',
		gap: 'live, with a gap',
		silent: 'silent',
		polling: 'polling',
		off: 'switched off',
	},
	refused: (channel: string, why: string, since: string) =>
		`${channel}: ${why}, since ${since}. It is asked for again by itself.`,
	empty: {
		off: {
			title: 'Switched off',
			why: 'The configuration opens no connection to the shop for now.',
		},
		denied: {
			title: 'Not shown to this account',
			why: 'The server refuses a channel that carries it. The list of channels says why; whoever runs the shop can give the role.',
		},
		catchingUp: { title: 'Catching up', why: 'What was missed is being fetched.' },
		silent: {
			title: 'Nothing arrives',
			why: 'The line is open, and nothing arrives on it: not even the heartbeats that are due.',
		},
		notYet: 'Not connected yet',
		away: { title: 'Nothing received', why: 'Nothing can arrive until the line is up.' },
		listening: (since: string) => `Listening. Nothing yet since ${since}.`,
	},
	gap: {
		open: (since: string) => `Nothing received since ${since} · orders may be missing here`,
		closed: (range: string, missed: string) => `Connection lost ${range} · ${missed}`,
		fetching: 'fetching what was missed',
		unknown: 'orders may be missing',
		nothing: 'nothing missed',
		recovered: (count: number, text: string) => `${text} ${count === 1 ? 'order' : 'orders'} recovered`,
	},
	payload: {
		unprintable: 'This payload cannot be shown as text.',
		cut: (count: string) => `… ${count} more characters`,
	},
};
