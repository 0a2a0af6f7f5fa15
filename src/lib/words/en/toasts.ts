/** The corner of short notices. */
export const toasts = {
	list: 'Notices',
	dismiss: (title: string) => `Dismiss: ${title}`,
	more: (text: string) => `and ${text} more`,
	critical: 'Critical',
	high: 'High',
	medium: 'Medium',
};
