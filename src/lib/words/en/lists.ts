/** What long lists of any panel say of themselves. */
export const lists = {
	shown: (shown: string, all: string) => `${shown} of ${all} shown`,
	showMore: (count: string) => `Show ${count} more`,
	noName: 'no name',
};
