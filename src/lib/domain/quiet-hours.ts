/**
 * The hours in which nothing but what is critical is heard.
 *
 * They are read off the clock on the shop's wall: on the night it is set back an hour passes twice, and is quiet twice.
 */
import { zoneOffset } from '../contract/zone.ts';

export interface QuietHours {
	readonly isOn: boolean;
	/** Wall clock of the shop, `22:00`. */
	readonly from: string;
	/** The first minute that is not quiet any more, `07:00`. As `from`, there are none. */
	readonly until: string;
}

/** Hours and minutes, two digits of each. */
export const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether `at` (epoch ms) is in the quiet hours of an IANA zone. */
export function isQuiet({ isOn, from, until }: QuietHours, at: number, zone: string): boolean {
	if (!isOn || from === until) return false;
	const now = new Date(at + zoneOffset(at, zone)).toISOString().slice(11, 16);
	// Times of one length compare as they follow each other.
	return from < until ? now >= from && now < until : now >= from || now < until;
}

/** When the quiet hours that hold `at` (epoch ms) end, as the shop's clock will show it; null outside of them. */
export function quietUntil(hours: QuietHours, at: number, zone: string): string | null {
	return isQuiet(hours, at, zone) ? hours.until : null;
}
