import { expect, test } from 'vitest';
import { readEventsAnswer, readHeadAnswer, readSnapshotAnswer } from './answers.ts';
import { FORMAT, readCursor, writeCursor } from './history.ts';

test('a cursor reads back as it was written', () => {
	const cursor = { epoch: 'k3x9', seq: 1042 };
	expect(readCursor(writeCursor(cursor))).toEqual(cursor);
});

test.each(['', ':', 'a:', ':1', 'a:-1', 'a:1.5', 'A:1', 'a:1:2', 'a:1\n', `a:${'9'.repeat(16)}`, '../a:1'])(
	'%j is no cursor',
	(text) => {
		expect(readCursor(text)).toBeNull();
	},
);

const ANSWER = { format: FORMAT, now: 1, epoch: 'a' };

test.each([
	['text', 'hello', 'what answers is no recorder'],
	['null', null, 'what answers is no recorder'],
	['another release', { ...ANSWER, format: FORMAT + 1 }, 'the recorder is of another release'],
	['no time', { ...ANSWER, now: 'now', seq: 1, marks: [] }, 'cannot be read'],
	['no place', { ...ANSWER, marks: [] }, 'cannot be read'],
	['a place below zero', { ...ANSWER, seq: -1, marks: [] }, 'cannot be read'],
	['a fraction', { ...ANSWER, seq: 1.5, marks: [] }, 'cannot be read'],
])('%s is refused in words', (_name, body, why) => {
	for (const read of [readSnapshotAnswer, readEventsAnswer, readHeadAnswer]) {
		expect(read(body)).toContain(why);
	}
});

test('a whole answer is read', () => {
	const hearing = { heardAt: null, cutSince: 1, beatAt: null };
	const head = { ...ANSWER, seq: 3, marks: null, figures: null, ...hearing };
	expect(readHeadAnswer(head)).toEqual(head);
	expect(readHeadAnswer({ ...head, cutSince: 'then' })).toContain('cannot be read');
	const events = { ...ANSWER, head: 3, entries: [], incomplete: 'epoch' };
	expect(readEventsAnswer(events)).toEqual(events);
});
