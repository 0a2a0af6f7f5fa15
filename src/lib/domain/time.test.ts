import { describe, expect, test } from 'vitest';
import { shopDay } from './day.ts';
import { countMinute, RATE_MINUTES, selectRate, type MinuteCount } from './rate.ts';

const HOUR_MS = 3_600_000;

describe('the shop’s day', () => {
	test.each([
		['Asia/Kuala_Lumpur', '2026-11-21T15:59:59Z', '2026-11-21', 24],
		['Asia/Kuala_Lumpur', '2026-11-21T16:00:00Z', '2026-11-22', 24],
		['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-29', 23],
		['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-25', 25],
		['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01', 25],
		['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-24', 23],
		['UTC', '2026-12-31T23:59:59Z', '2026-12-31', 24],
	])('in %s at %s is %s and lasts %i h', (zone, at, name, hours) => {
		const day = shopDay(Date.parse(at), zone);
		expect(day.name).toBe(name);
		expect((day.until - day.from) / HOUR_MS).toBe(hours);
		expect(shopDay(day.from, zone).name).toBe(name);
		expect(shopDay(day.from - 1, zone).name).not.toBe(name);
	});
});

describe('the rate', () => {
	test('counts by the minute, forgets after an hour and names the peak', () => {
		let minutes: readonly MinuteCount[] = [];
		for (let minute = 0; minute < 90; minute += 1)
			for (let count = 0; count <= minute % 3; count += 1) minutes = countMinute(minutes, minute * 60_000);
		expect(minutes).toHaveLength(RATE_MINUTES);
		const rate = selectRate(minutes, [], 0, 89.5 * 60_000);
		expect(rate.bars).toHaveLength(RATE_MINUTES);
		expect(rate.bars.at(-1)).toMatchObject({ at: 89 * 60_000, count: 3 });
		expect(rate.perMinute).toBeCloseTo(2);
		expect(rate.peak?.count).toBe(3);
	});

	test('says nothing before a full minute was watched', () => {
		expect(selectRate([], [], 30_000, 45_000)).toMatchObject({ perMinute: null, peak: null, sum: 0 });
		expect(selectRate([], [], 30_000, 121_000).perMinute).toBe(0);
	});

	test('leaves minutes without a line out of the average', () => {
		const minutes = [{ minute: 1, count: 10 }];
		expect(selectRate(minutes, [{ from: 120_000, until: 660_000 }], 0, 11.5 * 60_000).perMinute).toBe(10);
	});

	test('drops minutes that are over while nothing comes', () => {
		expect(selectRate([{ minute: 1, count: 5 }], [], 0, 100 * 60_000).sum).toBe(0);
	});
});
