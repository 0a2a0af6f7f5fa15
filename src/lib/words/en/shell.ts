/** The rail, the bar of a phone and the plate of a critical alert. */
export const shell = {
	main: 'Main',
	skip: 'Skip to the page',
	more: 'More',
	waitsInMore: 'something waits there',
	critical: 'Critical',
	plate: 'Critical alert',
	acknowledge: 'Acknowledge',
	acknowledgeWhat: (title: string) => `Acknowledge ${title}`,
	/** `age` as `3 min 12 s`. */
	unacknowledged: (age: string) => `${age}, not acknowledged`,
	alsoCritical: (count: number) => `${count} more`,
	snooze: (minutes: number) => `Snooze ${minutes} min`,
	snoozeWhat: (minutes: number, title: string) => `Snooze ${minutes} min: ${title}`,
	/** In the place of the button while the line is lost. */
	cannotAnswer: 'Can’t acknowledge offline',
	notLoaded: {
		title: 'This page could not be fetched',
		why: 'The server that Watchfloor itself comes from does not answer. It is asked again every 10 s; the figures go on.',
		retry: 'Ask now',
	},
	/** The line, the clock, sound and who is here, above every page. */
	statusBar: 'The status bar',
	notDrawn: {
		title: (part: string) => `${part} could not be drawn`,
		why: 'Something in it cannot be read, so nothing is shown here. It is drawn again every 10 s; the rest of the screen goes on.',
		again: 'Draw now',
	},
};
