/** People: who came and went, and what they did. */
import { MESSAGE_LIMIT } from '../display.ts';
import type { ActivityRecorded, VisitorSeen } from '../events.ts';
import { prettify, readCount, readNumber, readSeverity, readText } from '../fields.ts';
import { flaw, locate, readId, requireText, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readVisitor(
	reading: Reading,
	{ as }: MappingOf<'visitor.came' | 'visitor.left'>,
): Body<VisitorSeen> {
	const id = readId(reading, 'id');
	const name = readText(reading, 'name');
	return {
		entity: id ?? '',
		isEvent: false,
		told: {
			type: as,
			visitor: id === null ? null : { id, name: name ?? `#${id}` },
			activeVisitors: readCount(reading, 'active'),
			lastedMs: readDuration(reading),
		},
	};
}

function readDuration(reading: Reading): number | null {
	for (const [field, unit] of [
		['lastedMs', 1],
		['lastedSeconds', 1_000],
	] as const) {
		const length = readNumber(reading, field);
		if (length !== null && length >= 0) return length * unit;
		const found = locate(reading, field);
		if (length !== null && found !== undefined) flaw(reading, field, found, 'expected a duration');
	}
	return null;
}

export function readActivity(reading: Reading, _: MappingOf<'activity.recorded'>): Body<ActivityRecorded> {
	const id = readId(reading, 'id');
	const action = requireText(reading, 'action', 'action');
	const activity = {
		id,
		action,
		label: readText(reading, 'label') ?? prettify(action),
		description: readText(reading, 'description', MESSAGE_LIMIT),
		who: readText(reading, 'who'),
		severity: readSeverity(reading),
	};
	return { entity: id ?? '', isEvent: id !== null, told: { type: 'activity.recorded', activity } };
}
