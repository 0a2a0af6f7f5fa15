/** Times from the wire. A time counts only when it has a date and a zone, its own or the source's. */
import { zoneOffset } from './zone.ts';

/** How a source writes its times: text with a date, or seconds or milliseconds since 1970. */
export type TimeFormat = 'iso' | 'seconds' | 'milliseconds';

const DATE_TIME =
	/^(\d{4})-(0[1-9]|1[0-2])-(\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/;
const OFFSET = /^([+-])([01]\d|2[0-3]):?([0-5]\d)$/;
const MINUTE_MS = 60_000;
/** The year 10000: what lies beyond was counted in another unit. */
const TIME_LIMIT = 253_402_300_800_000;

/**
 * Epoch ms with a fraction for microseconds, or null when it is no such time: `"03:11:12"`, `"2 seconds ago"`.
 *
 * @param zone of times that have none, IANA or an offset such as `+07:00`; without it they are not trusted.
 */
export function readTime(value: unknown, format: TimeFormat = 'iso', zone?: string): number | null {
	const at =
		format === 'iso' ? readDateTime(value, zone) : readEpoch(value, format === 'seconds' ? 1_000 : 1);
	return at !== null && at > 0 && at < TIME_LIMIT ? at : null;
}

function readEpoch(value: unknown, unit: number): number | null {
	if (typeof value === 'string' && /^\d{1,15}(\.\d{1,9})?$/.test(value)) return Number(value) * unit;
	return typeof value === 'number' ? value * unit : null;
}

function readDateTime(value: unknown, zone: string | undefined): number | null {
	if (typeof value !== 'string' || value.length > 40) return null;
	const match = DATE_TIME.exec(value);
	if (match === null) return null;
	const [, year, month, day, hour, minute, second = '0', fraction = '', own = zone] = match;
	if (own === undefined) return null;
	const wall = Date.UTC(
		Number(year),
		Number(month) - 1,
		Number(day),
		Number(hour),
		Number(minute),
		Number(second),
	);
	// The 31st of February rolls over into March.
	if (new Date(wall).getUTCDate() !== Number(day)) return null;
	// Finer than a millisecond: two changes within one are told apart by it.
	return wall - offsetOf(own, wall) + Number(`0.${fraction}`) * 1_000;
}

function offsetOf(zone: string, wall: number): number {
	if (zone === 'Z' || zone === 'UTC') return 0;
	const offset = OFFSET.exec(zone);
	if (offset !== null) {
		const minutes = Number(offset[2]) * 60 + Number(offset[3]);
		return (offset[1] === '-' ? -minutes : minutes) * MINUTE_MS;
	}
	return zoneOffset(wall - zoneOffset(wall, zone), zone);
}

/** Whether a source may name this zone. */
export function isZone(name: string): boolean {
	if (OFFSET.test(name)) return true;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		// Not a zone this platform knows, which is the answer.
		return false;
	}
}
