/** Alerts of the shop's own machinery: errors, attacks, work announced, and that it is over. */
import { displayText, MESSAGE_LIMIT } from '../display.ts';
import type { SystemAlerted } from '../events.ts';
import { asWord, readText, readWord } from '../fields.ts';
import { contentHash } from '../key.ts';
import { valueAt } from '../payload.ts';
import { pathsOf, readId, requireText, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readAlert(reading: Reading, mapping: MappingOf<'system.alerted'>): Body<SystemAlerted> {
	const title = requireText(reading, 'title', 'title');
	const kind = readText(reading, 'kind') ?? displayText(reading.name);
	const component = readText(reading, 'component');
	const severity = readWord(reading, 'severity', reading.mapping.source.severities);
	const message = readText(reading, 'message', MESSAGE_LIMIT);
	const id = readId(reading, 'id') ?? contentHash([kind, component ?? '', title]);
	const alert = {
		id,
		kind,
		isMaintenance: isAmong(mapping.maintenance, kind),
		severity: mapping.severity ?? severity?.meaning ?? 'medium',
		severityWord: severity?.word ?? '',
		component,
		title,
		message: message === title ? null : message,
		isResolved: isResolved(reading, mapping.resolved),
	};
	return { entity: id, isEvent: false, told: { type: 'system.alerted', alert } };
}

function isResolved(reading: Reading, words: readonly string[] | undefined): boolean {
	return pathsOf(reading, 'resolved').some((path) => {
		const value = valueAt(reading.payload, path);
		return value === true || isAmong(words, asWord(value) ?? '');
	});
}

function isAmong(words: readonly string[] | undefined, word: string): boolean {
	return words?.some((each) => each.toLowerCase() === word.toLowerCase()) ?? false;
}
