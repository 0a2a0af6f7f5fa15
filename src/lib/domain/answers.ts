/** Reads what a recorder answers: its outline is checked, its content was written by the same code that reads it. */
import { FORMAT, type EventsAnswer, type HeadAnswer, type SnapshotAnswer } from './history.ts';
import { untag } from './json.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The answer to `GET snapshot`, or in words why it is none. */
export function readSnapshotAnswer(body: unknown): SnapshotAnswer | string {
	return read<SnapshotAnswer>(
		body,
		({ seq, head, state, entries, channels }) =>
			isCount(seq) &&
			isCount(head) &&
			isObject(state) &&
			isObject((state as Fields)['sightings']) &&
			Array.isArray(entries) &&
			Array.isArray(channels),
	);
}

/** The answer to `GET events`, or in words why it is none. */
export function readEventsAnswer(body: unknown): EventsAnswer | string {
	return read<EventsAnswer>(body, ({ head, entries }) => isCount(head) && Array.isArray(entries));
}

/** The answer to `GET head`, or in words why it is none. */
export function readHeadAnswer(body: unknown): HeadAnswer | string {
	return read<HeadAnswer>(
		body,
		({ seq, marks, heardAt, cutSince, beatAt }) =>
			isCount(seq) &&
			(marks === null || Array.isArray(marks)) &&
			[heardAt, cutSince, beatAt].every((at) => at === null || typeof at === 'number'),
	);
}

function read<Answer>(body: unknown, isWhole: (fields: Fields) => boolean): Answer | string {
	if (!isObject(body)) return 'what answers is no recorder';
	const { format, epoch, now } = body as Fields;
	if (format !== FORMAT) return 'the recorder is of another release than this page: load the page anew';
	const isAnswer = typeof epoch === 'string' && typeof now === 'number' && isWhole(body as Fields);
	return isAnswer ? (untag(body) as Answer) : 'the recorder’s answer cannot be read';
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function isCount(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}
