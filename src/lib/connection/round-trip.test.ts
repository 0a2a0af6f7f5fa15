import { beforeEach, expect, test, vi } from 'vitest';
import { createRoundTrip, MEASURED_EVERY_MS, type RoundTrip } from './round-trip.ts';

let told: (number | null)[];
let pings: number;
let heardAt: number;
let line: RoundTrip;

beforeEach(() => {
	vi.useFakeTimers({ now: 1_000_000 });
	told = [];
	pings = 0;
	heardAt = Date.now();
	line = createRoundTrip({
		now: () => Date.now(),
		after: (ms, run) => {
			const timer = setTimeout(run, ms);
			return () => clearTimeout(timer);
		},
		ping: () => {
			pings += 1;
			return true;
		},
		heardAt: () => heardAt,
		tell: (ms) => told.push(ms),
	});
	return () => vi.useRealTimers();
});

function answerAfter(ms: number): void {
	vi.advanceTimersByTime(ms);
	heardAt = Date.now();
	line.pong();
}

test('is known as soon as the line stands, and measured again and again', () => {
	line.start();
	answerAfter(38);
	heardAt = Date.now() + MEASURED_EVERY_MS - 1_000;
	vi.advanceTimersByTime(MEASURED_EVERY_MS - 38);
	answerAfter(44);
	expect(told).toEqual([38, 44]);
	expect(pings).toBe(2);
});

test('an answer that nobody asked for is no measure', () => {
	line.start();
	answerAfter(38);
	line.pong();
	line.pong();
	expect(told).toEqual([38]);
});

test('is not known any more when the last ping was never answered', () => {
	line.start();
	heardAt = Date.now() + MEASURED_EVERY_MS - 1;
	vi.advanceTimersByTime(MEASURED_EVERY_MS);
	expect(told).toEqual([null]);
});

test('asks nothing on a line that was silent so long that pusher-js may have asked', () => {
	heardAt = Date.now() - 8_000;
	line.start();
	expect(pings).toBe(0);
	answerAfter(5);
	expect(told).toEqual([]);
});

test('an answer that may be to a probe is no measure', () => {
	line.start();
	line.spoil();
	answerAfter(5);
	expect(told).toEqual([]);
});

test('a clock that was set meanwhile is no slow line', () => {
	line.start();
	vi.setSystemTime(Date.now() - 3_600_000);
	line.pong();
	expect(told).toEqual([]);
});

test('a line that is gone has none, and asks no more', () => {
	line.start();
	line.stop();
	vi.advanceTimersByTime(10 * MEASURED_EVERY_MS);
	expect(pings).toBe(1);
	expect(told).toEqual([null]);
});
