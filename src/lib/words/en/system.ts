/** The panel of system alerts. `who` and `name` are isolated. */
export const system = {
	title: 'System alerts',
	list: 'Alerts',
	open: (count: string) => `${count} open`,
	noneOpen: 'none open',
	maintenance: 'Maintenance',
	closed: 'Closed',
	dropped: (count: number, text: string) =>
		`${text} milder or older ${count === 1 ? 'alert' : 'alerts'} had to go for want of room.`,
	refusals: {
		denied: 'Not available: this screen is no longer told of alerts.',
		catchingUp: 'Not available until what was missed is known.',
		downShared: 'Not available while the connection is down: nobody else would hear of it.',
		downAlone: 'Not available while the connection is down: the alert may be over already.',
	},
	sharing: {
		alone: (why: string) => `Acknowledgements stay on this screen: ${why}`,
		kept: 'Acknowledgements are kept by the recorder: a browser opened later knows them too',
		keptAs: (name: string) =>
			`Acknowledgements are kept by the recorder, yours as ${name}: a browser opened later knows them too`,
		shared: (people: string) =>
			`Acknowledgements are shared with the open browsers of ${people} people; one opened later does not know them`,
		sharedAs: (people: string, name: string) =>
			`Acknowledgements are shared with the open browsers of ${people} people, yours as ${name}; one opened later does not know them`,
		nobody: 'Nobody else is here to share acknowledgements with; a browser opened later does not know them',
		lost: (why: string) => `Acknowledgements are not kept now: ${why}`,
		noChannel: 'the shop names no presence channel for its admins',
		notOpen: (channel: string) => `${channel} is not open`,
		noRecorder: 'the recorder does not answer',
	},
	shopSays: (word: string) => `the shop says ${word}`,
	told: (times: string, since: string, last: string) =>
		`Told ${times} times since ${since}, last ${last} ago`,
	acknowledge: 'Acknowledge',
	acknowledgeWhat: (title: string) => `Acknowledge ${title}`,
	snooze: (age: string) => `Snooze ${age}`,
	snoozeFor: (age: string, title: string) => `Snooze ${age}: ${title}`,
	snoozeWhat: (title: string) => `Snooze ${title}`,
	snoozeChoices: (title: string) => `Snooze ${title} for`,
	closedAt: (when: string) => `Closed ${when}`,
	closedAfter: {
		acknowledged: (when: string, who: string) => `Closed ${when}, acknowledged by ${who}`,
		snoozed: (when: string, who: string) => `Closed ${when}, snoozed by ${who}`,
	},
	acknowledgedBy: (who: string, when: string) => `Acknowledged by ${who}, ${when}`,
	snoozedBy: (who: string, until: string, left: string) => `Snoozed until ${until} by ${who}, ${left} left`,
	acknowledgedFirst: (who: string, when: string) => `${who} acknowledged this first, ${when}`,
	snoozedFirst: (who: string, when: string, until: string) =>
		`${who} snoozed this first, ${when}, until ${until}`,
	noneTitle: 'No open alerts',
	lastClosed: (when: string) => `Last closed ${when}.`,
	lastClosedAfter: {
		acknowledged: (when: string, who: string) => `Last closed ${when}, acknowledged by ${who}.`,
		snoozed: (when: string, who: string) => `Last closed ${when}, snoozed by ${who}.`,
	},
	listening: (since: string) =>
		`Listening since ${since}. What the shop reports as wrong shows up here by itself.`,
	none: 'What the shop reports as wrong shows up here by itself.',
};
