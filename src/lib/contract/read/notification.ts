/** Notifications: what Laravel tells one user, or the shop all its admins. */
import { MESSAGE_LIMIT } from '../display.ts';
import type { NotificationReceived } from '../events.ts';
import { prettify, readSeverity, readText } from '../fields.ts';
import { readId, requireText, type MappingOf, type Reading } from '../reading.ts';
import type { Body } from './body.ts';

export function readNotification(
	reading: Reading,
	_: MappingOf<'notification.received'>,
): Body<NotificationReceived> {
	const id = readId(reading, 'id');
	const title = asTitle(requireText(reading, 'title', 'title'));
	const message = readText(reading, 'message', MESSAGE_LIMIT);
	const notification = {
		id,
		kind: lastPart(readText(reading, 'kind') ?? 'notification'),
		title,
		message: message === title ? null : message,
		severity: readSeverity(reading),
		who: readText(reading, 'who'),
	};
	return { entity: id ?? '', isEvent: id !== null, told: { type: 'notification.received', notification } };
}

/** `OrderShipped` of `App\Notifications\OrderShipped`. */
function lastPart(kind: string): string {
	return kind.slice(kind.lastIndexOf('\\') + 1) || kind;
}

/** Of a class name, where there is nothing better, the words that it is made of: `Order shipped`. */
function asTitle(title: string): string {
	if (!title.includes('\\')) return title;
	return prettify(
		lastPart(title)
			.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
			.toLowerCase(),
	);
}
