/** A day as the shop's wall clock has it: 23, 24 or 25 hours long. Epoch ms, `until` exclusive. */
export interface ShopDay {
	/** ISO date, `2026-01-24`. */
	readonly name: string;
	readonly from: number;
	readonly until: number;
}

/** The shop's day that holds `at` (epoch ms) in an IANA zone. Throws RangeError for an unknown zone: configuration checks it first. */
export function shopDay(at: number, zone: string): ShopDay {
	const { year, month, day } = wallClock(at, zone);
	const from = midnight(year, month, day, zone);
	const until = midnight(year, month, day + 1, zone);
	return { name: new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10), from, until };
}

export function isWithin(day: ShopDay, at: number): boolean {
	return at >= day.from && at < day.until;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(at: number, zone: string) {
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
	const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
	return {
		year: part('year'),
		month: part('month'),
		day: part('day'),
		asUtc: Date.UTC(
			part('year'),
			part('month') - 1,
			part('day'),
			part('hour'),
			part('minute'),
			part('second'),
		),
	};
}

function midnight(year: number, month: number, day: number, zone: string): number {
	const wanted = Date.UTC(year, month - 1, day);
	const offsetAt = (at: number) => wallClock(at, zone).asUtc - at;
	let at = wanted - offsetAt(wanted);
	at = wanted - offsetAt(at);
	// Where the clocks jump at midnight the day begins an hour later than 00:00 would have been.
	const isBeforeItsDay = wallClock(at, zone).asUtc < wanted;
	return isBeforeItsDay ? at + (wanted - wallClock(at, zone).asUtc) : at;
}
