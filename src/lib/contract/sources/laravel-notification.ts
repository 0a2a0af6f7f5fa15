import type { EventMapping } from '../source.ts';

/** What every Laravel sends a user through the `broadcast` channel of a notification: its data, an id and its class. */
export const laravelNotification: EventMapping = {
	on: ['Illuminate\\Notifications\\Events\\BroadcastNotificationCreated'],
	as: 'notification.received',
	channels: ['private-App.Models.User.{id}'],
	fields: {
		id: 'id',
		// Many carry data only; then their class says what it is about.
		title: ['title', 'subject', 'heading', 'data.title', 'message', 'body', 'data.message', 'type'],
		kind: 'type',
		message: ['message', 'body', 'text', 'data.message', 'data.body'],
		severity: ['priority', 'severity', 'level', 'data.priority'],
		who: ['user.name', 'sender.name', 'from.name'],
		time: ['created_at', 'timestamp', 'data.created_at'],
	},
};
