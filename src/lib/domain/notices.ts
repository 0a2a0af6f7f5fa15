/** What the shop tells people and what people do in it: notifications and activity, each message once. */
import type {
	ActivityRecorded,
	EventBase,
	NotificationReceived,
	Severity,
	Subject,
} from '../contract/events.ts';

export type { Severity };

export const NOTIFICATIONS_LIMIT = 200;
export const ACTIVITY_LIMIT = 200;
/** One notification told to more than these on channels of their own is not about any of them. */
export const SUBJECTS_LIMIT = 20;

interface Told {
	/** `source:id`, or made from the message when the shop gives no id. */
	readonly ref: string;
	readonly source: string;
	/** Epoch ms of its first arrival. */
	readonly at: number;
}

export type Notification = Told &
	NotificationReceived['notification'] & {
		/** Whom the channels were about on which it came. */
		readonly subjects: readonly Subject[];
	};

export type Activity = Told & ActivityRecorded['activity'];

export interface NoticesState {
	/** Newest first. */
	readonly notifications: readonly Notification[];
	/** Newest first. */
	readonly activity: readonly Activity[];
	/** Epoch ms until when somebody has seen the notifications. */
	readonly seenAt: number;
}

export interface NoticesView {
	readonly notifications: readonly Notification[];
	readonly activity: readonly Activity[];
	readonly unread: number;
	/** All that is kept is unread: there may have been more. */
	readonly isUnreadCapped: boolean;
	readonly seenAt: number;
}

export function createNotices(): NoticesState {
	return { notifications: [], activity: [], seenAt: 0 };
}

/** The next state after a notification; the same one again takes its latest words and stays where it is. */
export function noteNotification(state: NoticesState, event: NotificationReceived): NoticesState {
	const ref = refOf(event, event.notification.id);
	const held = state.notifications.find((one) => one.ref === ref);
	const subjects = withSubject(held?.subjects ?? [], event.subject);
	const told: Notification = {
		...event.notification,
		ref,
		source: event.source,
		at: held?.at ?? event.receivedAt,
		subjects,
	};
	return { ...state, notifications: put(state.notifications, held, told, NOTIFICATIONS_LIMIT) };
}

/** The next state after a recorded activity; the same one again takes its latest words and stays where it is. */
export function noteActivity(state: NoticesState, event: ActivityRecorded): NoticesState {
	const ref = refOf(event, event.activity.id);
	const held = state.activity.find((one) => one.ref === ref);
	const told: Activity = {
		...event.activity,
		ref,
		source: event.source,
		at: held?.at ?? event.receivedAt,
	};
	return { ...state, activity: put(state.activity, held, told, ACTIVITY_LIMIT) };
}

/** Takes every notification that is held at `at` (epoch ms) as seen. */
export function markNoticesSeen(state: NoticesState, at: number): NoticesState {
	// The screen's clock ticks once a second: the newest may have come after its last tick.
	const until = Math.max(at, state.notifications[0]?.at ?? 0);
	return until <= state.seenAt ? state : { ...state, seenAt: until };
}

export function selectNotices(state: NoticesState): NoticesView {
	const { notifications, activity, seenAt } = state;
	const unread = notifications.filter(({ at }) => at > seenAt).length;
	return { notifications, activity, unread, isUnreadCapped: unread === NOTIFICATIONS_LIMIT, seenAt };
}

function put<Row>(rows: readonly Row[], held: Row | undefined, row: Row, limit: number): readonly Row[] {
	if (held === undefined) return [row, ...rows].slice(0, limit);
	return rows.map((one) => (one === held ? row : one));
}

/** Without an id or a time the same words again are told again. */
function refOf({ source, key, hasIdentity, receivedAt }: EventBase, id: string | null): string {
	if (id !== null) return `${source}:${id}`;
	return hasIdentity ? `${source}:~${key}` : `${source}:~${key}@${receivedAt}`;
}

function withSubject(subjects: readonly Subject[], subject: Subject | null): readonly Subject[] {
	if (subject === null || subjects.some(({ kind, id }) => kind === subject.kind && id === subject.id)) {
		return subjects;
	}
	return [...subjects, subject].slice(0, SUBJECTS_LIMIT);
}
