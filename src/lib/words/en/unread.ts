/** Messages that were not read. */
export const unread = {
	title: 'Not read',
	counts: (rejected: string, unmapped: string) => `${rejected} rejected, ${unmapped} unmapped`,
	duplicates: (count: number, text: string) => `${text} ${count === 1 ? 'duplicate' : 'duplicates'} dropped`,
	late: (count: string) => `${count} came late`,
	inspector: 'Every message in the inspector',
	noneTitle: 'No message was left unread',
	none: 'A message that cannot be read, or that no rule knows, is kept here as it came, with the reason.',
	list: 'Messages not read',
	latest: (count: string) => `The latest ${count} are shown.`,
	rejected: 'rejected',
	unmapped: 'unmapped',
	unmappedWhy: 'No rule knows this event. It was kept and changed nothing.',
	payload: 'Payload',
};
