import { describe, expect, test } from 'vitest';
import { shopDay } from './day.ts';
import { selectFreshness, type LineFacts } from './freshness.ts';
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

describe('freshness', () => {
	const line = (change: Partial<LineFacts>): LineFacts => ({
		socket: 'connected',
		since: 0,
		channels: [{ state: 'subscribed' }],
		...change,
	});

	test.each([
		['not connected yet', line({ socket: 'connecting' }), null, null, 59_000, 'connecting', false],
		['never connected', line({ socket: 'connecting' }), null, null, 60_000, 'offline', false],
		['an event of an earlier socket', line({ since: 100 }), 50, null, 200, 'listening', true],
		['back, never subscribed', line({ channels: [{ state: 'subscribing' }] }), 1, 10, 15_010, 'stale', false],
		['refused at once', line({ socket: 'refused' }), null, null, 1, 'offline', false],
		['open, nothing delivered', line({}), null, null, 1, 'listening', true],
		['open, an event just now', line({}), 5, null, 6, 'live', true],
		['open, five silent minutes and no heartbeats', line({}), 0, null, 300_000, 'listening', true],
		['lost a moment ago', line({ socket: 'lost' }), 1, 10, 11, 'reconnecting', false],
		['lost for 15 s', line({ socket: 'lost' }), 1, 10, 15_010, 'stale', false],
		['lost for 60 s', line({ socket: 'lost' }), 1, 10, 60_010, 'offline', false],
		[
			'back, not subscribed yet',
			line({ channels: [{ state: 'subscribing' }] }),
			1,
			10,
			11,
			'reconnecting',
			false,
		],
		['every channel refused', line({ channels: [{ state: 'refused' }] }), 1, null, 11, 'denied', false],
		[
			'one of two channels refused',
			line({ channels: [{ state: 'refused' }, { state: 'subscribed' }] }),
			1,
			null,
			11,
			'live',
			true,
		],
	] as const)('%s', (_, facts, lastEventAt, lostAt, now, state, isCurrent) => {
		expect(selectFreshness(facts, { since: 0, lastEventAt, lostAt }, now)).toMatchObject({
			state,
			isCurrent,
		});
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
		expect(rate.bars.at(-1)).toEqual({ at: 89 * 60_000, count: 3 });
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
