// Intl formatters are dear to make, and a shop has few zones.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far the wall clock of an IANA zone is ahead of UTC at `at` (both ms). Throws RangeError for an unknown zone. */
export function zoneOffset(at: number, zone: string): number {
	let formatter = formatters.get(zone);
	if (formatter === undefined) {
		formatter = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formatters.set(zone, formatter);
	}
	const parts: Record<string, number> = {};
	for (const { type, value } of formatter.formatToParts(at)) parts[type] = Number(value);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
