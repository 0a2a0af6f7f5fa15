import { describe, expect, test } from 'vitest';
import { isQuiet, quietUntil, WALL_TIME, type QuietHours } from './quiet-hours.ts';

const NIGHT: QuietHours = { isOn: true, from: '22:00', until: '07:00' };
const KUALA_LUMPUR = 'Asia/Kuala_Lumpur';
/** The moment at which a clock without a zone shows this. */
const utc = (text: string) => Date.parse(`${text}Z`);

describe('the quiet hours', () => {
	test('begin and end on the minute by the clock of the shop, across its midnight', () => {
		const quiet = (text: string) => isQuiet(NIGHT, Date.parse(`${text}+08:00`), KUALA_LUMPUR);
		expect(quiet('2026-11-21T21:59:59.999')).toBe(false);
		expect(quiet('2026-11-21T22:00')).toBe(true);
		expect(quiet('2026-11-22T00:00')).toBe(true);
		expect(quiet('2026-11-22T06:59:59.999')).toBe(true);
		expect(quiet('2026-11-22T07:00')).toBe(false);
	});

	test('may lie within one day', () => {
		const noon = { isOn: true, from: '12:30', until: '13:15' };
		expect(isQuiet(noon, utc('2026-11-21T12:29'), 'UTC')).toBe(false);
		expect(isQuiet(noon, utc('2026-11-21T12:30'), 'UTC')).toBe(true);
		expect(isQuiet(noon, utc('2026-11-21T13:15'), 'UTC')).toBe(false);
	});

	test('follow the clock on the wall when it is set', () => {
		// In New York 02:00 became 03:00 on 8 March 2026, at 07:00 UTC, and 01:00 again on 1 November, at 06:00 UTC.
		const early = { isOn: true, from: '22:00', until: '02:30' };
		expect(isQuiet(early, utc('2026-03-08T06:59'), 'America/New_York')).toBe(true);
		expect(isQuiet(early, utc('2026-03-08T07:00'), 'America/New_York')).toBe(false);
		const short = { isOn: true, from: '22:00', until: '01:30' };
		const autumn = ['05:29', '05:30', '06:00', '06:29', '06:30'].map((time) =>
			isQuiet(short, utc(`2026-11-01T${time}`), 'America/New_York'),
		);
		expect(autumn).toEqual([true, false, true, true, false]);
		expect(isQuiet(NIGHT, utc('2026-11-01T11:59'), 'America/New_York')).toBe(true);
		expect(isQuiet(NIGHT, utc('2026-11-01T12:00'), 'America/New_York')).toBe(false);
	});

	test('are none while they are switched off, or end as they begin', () => {
		const midnight = utc('2026-11-21T00:00');
		expect(isQuiet({ ...NIGHT, isOn: false }, midnight, 'UTC')).toBe(false);
		expect(isQuiet({ isOn: true, from: '22:00', until: '22:00' }, utc('2026-11-21T22:00'), 'UTC')).toBe(
			false,
		);
	});

	test('say until when they are', () => {
		expect(quietUntil(NIGHT, utc('2026-11-21T23:00'), 'UTC')).toBe('07:00');
		expect(quietUntil(NIGHT, utc('2026-11-21T12:00'), 'UTC')).toBeNull();
	});
});

test('a time of the wall has two digits of each', () => {
	const isTime = (text: string) => WALL_TIME.test(text);
	expect(['00:00', '09:05', '23:59'].every(isTime)).toBe(true);
	expect(['24:00', '7:00', '12:60', '12:00:00', ''].some(isTime)).toBe(false);
});
