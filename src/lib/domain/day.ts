import { zoneOffset } from '../contract/zone.ts';

/** A day as the shop's wall clock has it: 23, 24 or 25 hours long. Epoch ms, `until` exclusive. */
export interface ShopDay {
	/** ISO date, `2026-01-24`. */
	readonly name: string;
	readonly from: number;
	readonly until: number;
}

/** The shop's day that holds `at` (epoch ms) in an IANA zone. Throws RangeError for an unknown zone: configuration checks it first. */
export function shopDay(at: number, zone: string): ShopDay {
	const wall = new Date(at + zoneOffset(at, zone));
	const today = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate());
	const tomorrow = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + 1);
	return {
		name: new Date(today).toISOString().slice(0, 10),
		from: instantOf(today, zone),
		until: instantOf(tomorrow, zone),
	};
}

export function isWithin(day: ShopDay, at: number): boolean {
	return at >= day.from && at < day.until;
}

/** When the zone's wall clock first shows this midnight; where the clocks jump over it, what they show instead. */
function instantOf(midnight: number, zone: string): number {
	const guess = midnight - zoneOffset(midnight, zone);
	const at = midnight - zoneOffset(guess, zone);
	const shown = at + zoneOffset(at, zone);
	return shown < midnight ? at + (midnight - shown) : at;
}
