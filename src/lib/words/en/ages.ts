/** How long something is ago, short enough for a column. Two are put beside each other: `1 min 12 s`. */
export const ages = {
	seconds: (count: string) => `${count} s`,
	minutes: (count: string) => `${count} min`,
	hours: (count: string) => `${count} h`,
	days: (count: string) => `${count} d`,
};
