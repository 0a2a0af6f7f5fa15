/** The rail, the bar of a phone and the plate of a critical alert. */
export const shell = {
	main: 'Main',
	skip: 'Skip to the page',
	more: 'More',
	waitsInMore: 'something waits there',
	critical: 'Critical',
	acknowledge: 'Acknowledge',
	acknowledgeWhat: (title: string) => `Acknowledge ${title}`,
	/** `age` as `3 min 12 s`. */
	unacknowledged: (age: string) => `${age}, not acknowledged`,
	alsoCritical: (count: number) => `${count} more`,
	alerts: 'Alerts',
	second: 'Stock and people',
};
