/** Notifications of the shop, and what people do in it. */
export const notices = {
	title: 'Notifications',
	fresh: (count: string) => `${count} new`,
	freshOrMore: (count: string) => `${count} or more new`,
	isNew: 'new',
	markSeen: 'Mark all as seen',
	none: 'What the shop notifies its people of shows up here by itself.',
	activity: 'Activity',
	noActivity: 'What people do in the shop shows up here as the shop records it.',
	nobody: 'nobody named',
};
