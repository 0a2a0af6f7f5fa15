/** Times from the wire. A time counts only when it has a date and a zone, its own or the source's. */

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const WITHOUT_ZONE = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/;

/**
 * Epoch ms with a fraction for microseconds, or null when it is no such time: `"03:11:12"`, `"2 seconds ago"`.
 *
 * @param zone the IANA zone of times that have none; without it they are not trusted.
 */
export function readTime(value: unknown, zone: string | undefined): number | null {
	if (typeof value !== 'string' || value.length > 40) return null;
	if (WITH_ZONE.test(value)) return withMicroseconds(Date.parse(value.replace(' ', 'T')), value);
	const match = WITHOUT_ZONE.exec(value);
	if (match === null || zone === undefined) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	return withMicroseconds(inZone(asUtc, zone), value);
}

/** Date.parse drops what is finer than a millisecond, and two changes within one are told apart by it. */
function withMicroseconds(at: number, text: string): number | null {
	if (!Number.isFinite(at)) return null;
	const fraction = /\.\d{3}(\d{1,3})/.exec(text)?.[1];
	return fraction === undefined ? at : at + Number(fraction.padEnd(3, '0')) / 1_000;
}

function inZone(asUtc: number, zone: string): number {
	const offset = (at: number) => {
		const parts = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		}).formatToParts(at);
		const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value ?? 0);
		return (
			Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
			at
		);
	};
	const guess = asUtc - offset(asUtc);
	return asUtc - offset(guess);
}
