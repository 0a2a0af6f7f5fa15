/** How bad something is; the shape beside it says the same. */
export const severities = {
	critical: 'Critical',
	high: 'High',
	medium: 'Medium',
	low: 'Low',
};
