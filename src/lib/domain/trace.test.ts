import { describe, expect, test } from 'vitest';
import type { ShopEvent } from '../contract/events.ts';
import type { Input } from './input.ts';
import { createMemory, draftMemory, remember } from './memory.ts';
import type { Sighting } from './duplicates.ts';
import { MARKS_LIMIT, noteInputs, notePoll, selectTrace, TRACE_MS, type Mark } from './trace.ts';

const NOW = 1_000_000;
const NOTHING_SEEN = createMemory<Sighting>();

let keys = 0;
function arrived(type: ShopEvent['type'], at: number, extra: object = {}): Input {
	keys += 1;
	const event = {
		type,
		key: `key ${keys}`,
		hasIdentity: true,
		channel: 'private-x',
		receivedAt: at,
		...extra,
	};
	return { type: 'accepted', event: event as unknown as ShopEvent, payload: null };
}
const order = (at: number, extra?: object) => arrived('order.created', at, extra);
const beat = (at: number, channel = 'private-x'): Input => ({
	type: 'heartbeat.heard',
	heartbeat: { channel, receivedAt: at, from: 'shop' } as never,
});
const note = (inputs: readonly Input[], marks: readonly Mark[] = [], now = NOW) =>
	noteInputs(marks, inputs, NOTHING_SEEN, now);

describe('a minute of the line', () => {
	test('places what arrived by its time, the oldest at the beginning and now at the end', () => {
		const marks = note([order(NOW - 45_000), arrived('payment.processed', NOW - 30_000), beat(NOW)]);
		expect(selectTrace(marks, [], NOW).marks).toEqual([
			{ kind: 'order', place: 0.25 },
			{ kind: 'payment', place: 0.5 },
			{ kind: 'heartbeat', place: 1 },
		]);
	});

	test('tells kinds apart, and an alert by how grave it is', () => {
		const alert = (severity: string, at: number, isResolved = false) =>
			arrived('system.alerted', at, { alert: { severity, isResolved } });
		const { counts } = selectTrace(
			note([
				order(NOW - 9_000),
				arrived('order.status.changed', NOW - 8_000),
				arrived('stock.changed', NOW - 7_000),
				arrived('visitor.came', NOW - 6_000),
				{ type: 'member.left', role: 'admins', id: '1', at: NOW - 5_000 },
				alert('high', NOW - 4_000),
				alert('critical', NOW - 3_000),
				alert('critical', NOW - 2_500, true),
				alert('low', NOW - 2_000),
			]),
			[],
			NOW,
		);
		expect(counts).toMatchObject({ order: 2, stock: 1, presence: 2, alert: 1, critical: 1, other: 2 });
	});

	test('moves on with the time and forgets what is over', () => {
		const marks = note([order(NOW)]);
		expect(selectTrace(marks, [], NOW + 15_000).marks).toEqual([{ kind: 'order', place: 0.75 }]);
		expect(selectTrace(marks, [], NOW + TRACE_MS).marks).toEqual([]);
		expect(note([beat(NOW + TRACE_MS)], marks, NOW + TRACE_MS)).toHaveLength(1);
	});

	test('shows no mark that a clock has dated which was set back since', () => {
		const marks = note([order(NOW)]);
		expect(selectTrace(marks, [], NOW - 3_600_000).marks).toEqual([]);
	});

	test('stays the very same while nothing arrives', () => {
		const marks = note([order(NOW)]);
		expect(note([{ type: 'time.passed', at: NOW + 1 }], marks)).toBe(marks);
	});
});

describe('what is one', () => {
	test('an event that comes on two channels, in one batch or in two', () => {
		const first = order(NOW, { key: 'same' });
		const copy = order(NOW + 20, { key: 'same', channel: 'private-y' });
		const draft = draftMemory(NOTHING_SEEN);
		remember(draft, 'same', { at: NOW, channels: ['private-x'] }, 10);
		expect(selectTrace(note([first, copy]), [], NOW + 20).counts.order).toBe(1);
		expect(noteInputs([], [copy], draft, NOW + 20)).toEqual([]);
	});

	test('a heartbeat that comes on every channel', () => {
		const beats = Array.from({ length: 10 }, (_, index) => beat(NOW + index * 30, `private-${index}`));
		expect(selectTrace(note(beats), [], NOW + 400).counts.heartbeat).toBe(1);
	});

	test('what was fetched after a gap arrived on no line', () => {
		expect(note([{ ...order(NOW), isRecovered: true } as Input])).toEqual([]);
	});

	test('an answer by HTTP', () => {
		expect(selectTrace(notePoll([], NOW), [], NOW).counts.poll).toBe(1);
	});
});

describe('a loss', () => {
	test('is the part of it that falls into the minute, and what is lost now goes on to the end', () => {
		const gaps = [
			{ from: NOW - 90_000, until: NOW - 45_000 },
			{ from: NOW - 15_000, until: null },
		];
		const { losses, lostMs } = selectTrace([], gaps, NOW);
		expect(losses).toEqual([
			{ from: 0, until: 0.25 },
			{ from: 0.75, until: 1 },
		]);
		expect(lostMs).toBe(30_000);
	});

	test('of an hour ago is none', () => {
		expect(selectTrace([], [{ from: NOW - 3_600_000, until: NOW - 3_500_000 }], NOW).losses).toEqual([]);
	});
});

test('a flood makes no more marks than a screen can show, and every event is counted', () => {
	let marks: readonly Mark[] = [];
	for (let second = 0; second < 60; second += 1) {
		const at = NOW + second * 1_000;
		const batch = Array.from({ length: 500 }, (_, index) => order(at + index * 2));
		marks = note(batch, marks, at + 999);
	}
	expect(marks.length).toBeLessThanOrEqual(600);
	expect(selectTrace(marks, [], NOW + 59_999).counts.order).toBe(30_000);
});

test('marks are bounded though the clock stands still', () => {
	let marks: readonly Mark[] = [];
	// Each a little more than the width of a mark away from the latest, back and forth.
	for (let index = 0; index < MARKS_LIMIT + 500; index += 1) {
		marks = note([order(NOW - (index % 2) * 200)], marks);
	}
	expect(marks).toHaveLength(MARKS_LIMIT);
});
