import { describe, expect, test } from 'vitest';
import type { ActivityRecorded, NotificationReceived } from '../contract/events.ts';
import {
	ACTIVITY_LIMIT,
	createNotices,
	markNoticesSeen,
	noteActivity,
	noteNotification,
	NOTIFICATIONS_LIMIT,
	selectNotices,
	SUBJECTS_LIMIT,
} from './notices.ts';

const NOON = Date.parse('2026-11-21T04:00:00Z');

const base = {
	key: 'k',
	source: 'monitoring',
	channel: 'private-admin-notifications',
	name: 'new-notification',
	receivedAt: NOON,
	occurredAt: null,
	version: null,
	hasIdentity: true,
	subject: null,
	flaws: [],
} as const;

function notification(
	id: string | null,
	change: Partial<NotificationReceived> & { title?: string } = {},
): NotificationReceived {
	const { title = 'Refund asked', ...rest } = change;
	return {
		type: 'notification.received',
		...base,
		notification: { id, kind: 'refund', title, message: null, severity: null, who: null },
		...rest,
	};
}

function activity(id: string | null, change: Partial<ActivityRecorded> = {}): ActivityRecorded {
	return {
		type: 'activity.recorded',
		...base,
		activity: { id, action: 'login', label: 'Login', description: null, who: 'Ann', severity: null },
		...change,
	};
}

const notified = (...events: readonly NotificationReceived[]) =>
	events.reduce(noteNotification, createNotices());

describe('notifications', () => {
	test('the same id again is the same one: its latest words, its first moment, its place', () => {
		const state = notified(
			notification('1'),
			notification('2'),
			notification('1', { title: 'Refund paid', receivedAt: NOON + 9 }),
		);
		expect(selectNotices(state).notifications.map(({ title, at }) => [title, at])).toEqual([
			['Refund asked', NOON],
			['Refund paid', NOON],
		]);
	});

	test('the same id of another shop is another one', () => {
		const state = notified(notification('1'), notification('1', { source: 'other' }));
		expect(selectNotices(state).notifications).toHaveLength(2);
	});

	test('without id and time the same words later are told again; with a time they are the same', () => {
		const twice = (hasIdentity: boolean) =>
			selectNotices(
				notified(
					notification(null, { hasIdentity }),
					notification(null, { hasIdentity, receivedAt: NOON + 9 }),
				),
			).notifications;
		expect(twice(false)).toHaveLength(2);
		expect(twice(true)).toHaveLength(1);
	});

	test('what came since somebody looked is unread, and looking never goes back', () => {
		let state = notified(notification('1'), notification('2'));
		expect(selectNotices(state).unread).toBe(2);
		state = markNoticesSeen(state, NOON + 10);
		expect(selectNotices(state).unread).toBe(0);
		expect(markNoticesSeen(state, NOON)).toBe(state);
		state = noteNotification(state, notification('3', { receivedAt: NOON + 20 }));
		expect(selectNotices(state).unread).toBe(1);
	});

	test('a look takes in what came after the last tick of the clock', () => {
		const state = notified(notification('1'), notification('2', { receivedAt: NOON + 900 }));
		expect(selectNotices(markNoticesSeen(state, NOON)).unread).toBe(0);
	});

	test('past the cap the oldest leave, and the count of unread says that it may be short', () => {
		const state = notified(
			...Array.from({ length: NOTIFICATIONS_LIMIT + 1 }, (_, index) => notification(`${index}`)),
		);
		const view = selectNotices(state);
		expect(view.notifications).toHaveLength(NOTIFICATIONS_LIMIT);
		expect(view.notifications[0]?.ref).toBe(`monitoring:${NOTIFICATIONS_LIMIT}`);
		expect(view).toMatchObject({ unread: NOTIFICATIONS_LIMIT, isUnreadCapped: true });
	});

	test('one told on several channels is about all their subjects, up to a cap', () => {
		const about = (id: string) => notification('1', { subject: { kind: 'customer', id } });
		const [few] = selectNotices(
			notified(notification('1'), about('7'), about('7'), about('8')),
		).notifications;
		expect(few?.subjects.map(({ id }) => id)).toEqual(['7', '8']);
		const many = Array.from({ length: SUBJECTS_LIMIT + 1 }, (_, index) => about(`${index}`));
		expect(selectNotices(notified(...many)).notifications[0]?.subjects).toHaveLength(SUBJECTS_LIMIT);
	});
});

describe('activity', () => {
	const recorded = (...events: readonly ActivityRecorded[]) => events.reduce(noteActivity, createNotices());

	test('is listed once by id, the newest first, and is never unread', () => {
		const view = selectNotices(recorded(activity('1'), activity('2'), activity('1')));
		expect(view.activity.map(({ ref }) => ref)).toEqual(['monitoring:2', 'monitoring:1']);
		expect(view.unread).toBe(0);
	});

	test('past the cap the oldest leaves', () => {
		const state = recorded(...Array.from({ length: ACTIVITY_LIMIT + 1 }, (_, index) => activity(`${index}`)));
		expect(selectNotices(state).activity).toHaveLength(ACTIVITY_LIMIT);
		expect(selectNotices(state).activity.at(-1)?.ref).toBe('monitoring:1');
	});
});
