/**
 * The Pusher protocol as text: what a client may say, what the server says back.
 *
 * Pure. Knows no socket, no channel membership and no clock. Frames keep the member order Reverb writes, and the odd
 * double encoding (`data` is a JSON string inside JSON for everything but client events) is written here and nowhere else.
 */

/** A refusal that becomes exactly one `pusher:error` frame. */
export class ProtocolError extends Error {
	readonly code: number;
	/** True when the connection must not live on after the frame. */
	readonly isFatal: boolean;

	constructor(code: number, message: string, isFatal = false) {
		super(message);
		this.name = 'ProtocolError';
		this.code = code;
		this.isFatal = isFatal;
	}
}

/** Every refusal this server knows, by what went wrong. */
export const refusals = {
	unknownApp: () => new ProtocolError(4001, 'Application does not exist', true),
	overQuota: () => new ProtocolError(4004, 'Application is over connection quota', true),
	originNotAllowed: () => new ProtocolError(4009, 'Origin not allowed', true),
	unauthorized: () => new ProtocolError(4009, 'Connection is unauthorized'),
	notAMember: () => new ProtocolError(4009, 'The client is not a member of the specified channel.'),
	invalidMessage: () => new ProtocolError(4200, 'Invalid message format'),
	pongMissing: () => new ProtocolError(4201, 'Pong reply not received in time', true),
	rateLimited: () => new ProtocolError(4301, 'Rate limit exceeded'),
	clientEventsOff: () => new ProtocolError(4301, 'The app does not have client messaging enabled.'),
	clientEventOnPublic: () =>
		new ProtocolError(4301, 'Client events are only allowed on private and presence channels.'),
	tooManyChannels: (limit: number) =>
		new ProtocolError(4301, `A connection may subscribe to at most ${limit} channels.`),
	presenceFull: (limit: number) =>
		new ProtocolError(4301, `A presence channel holds at most ${limit} members.`),
	memberTooLarge: (limit: number) =>
		new ProtocolError(4301, `The data of a presence member may take at most ${limit} bytes.`),
} as const;

/** What a client asked for, after its frame was read. */
export type ClientFrame =
	| { kind: 'ping' }
	| { kind: 'pong' }
	| { kind: 'hello' }
	| { kind: 'subscribe'; channel: string; auth: string; channelData: string | undefined }
	| { kind: 'unsubscribe'; channel: string }
	| { kind: 'client-event'; event: string; channel: string; data: unknown }
	| { kind: 'ignored' };

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// The caller learns of it like of any other malformed message.
		throw refusals.invalidMessage();
	}
}

/** Some clients send `data` as a JSON string; both forms mean the same. */
function unwrap(data: unknown): unknown {
	return typeof data === 'string' ? parseJson(data) : data;
}

function channelOf(data: unknown): string {
	const channel = isObject(data) ? data.channel : undefined;
	const name = typeof channel === 'number' ? String(channel) : channel;
	if (typeof name !== 'string' || name === '') throw refusals.invalidMessage();
	return name;
}

function readSubscribe(data: Json | unknown): ClientFrame {
	const channel = channelOf(data);
	const { auth, channel_data: channelData } = data as Json;
	return {
		kind: 'subscribe',
		channel,
		auth: typeof auth === 'string' ? auth : '',
		channelData: typeof channelData === 'string' ? channelData : undefined,
	};
}

function readClientEvent(event: string, message: Json): ClientFrame {
	const channel = channelOf(message);
	const data = unwrap(message.data) ?? null;
	if (typeof data !== 'object') throw refusals.invalidMessage();
	return { kind: 'client-event', event, channel, data };
}

/** Reads one message of a client, or throws the `ProtocolError` that answers it. */
export function parseClientFrame(text: string): ClientFrame {
	const message = parseJson(text);
	if (!isObject(message) || typeof message.event !== 'string') throw refusals.invalidMessage();
	const { event } = message;
	switch (event) {
		case 'pusher:ping':
			return { kind: 'ping' };
		case 'pusher:pong':
			return { kind: 'pong' };
		case 'pusher:connection_established':
			return { kind: 'hello' };
		case 'pusher:subscribe':
			return readSubscribe(unwrap(message.data));
		case 'pusher:unsubscribe':
			return { kind: 'unsubscribe', channel: channelOf(unwrap(message.data)) };
	}
	if (event.startsWith('pusher:')) throw refusals.invalidMessage();
	if (event.startsWith('client-')) return readClientEvent(event, message);
	return { kind: 'ignored' };
}

/** One person on a presence channel, as the signed `channel_data` describes them. */
export interface PresenceMember {
	id: string | number;
	info: unknown;
}

/** Reads the signed `channel_data` of a presence subscription. A missing `user_info` is left `undefined`. */
export function parseChannelData(channelData: string | undefined): PresenceMember {
	const data = channelData === undefined ? undefined : parseJson(channelData);
	const id = isObject(data) ? data.user_id : undefined;
	if (typeof id !== 'string' && typeof id !== 'number') throw refusals.invalidMessage();
	return { id, info: (data as Json).user_info };
}

/** The only application-level answer to `pusher:ping`; Reverb's has no `data`. */
export const PONG = '{"event":"pusher:pong"}';
/** Asks a silent client for a sign of life. */
export const PING = '{"event":"pusher:ping"}';

/** The first frame of every good connection. */
export function connectionEstablished(socketId: string, activityTimeoutSeconds: number): string {
	const data = JSON.stringify({ socket_id: socketId, activity_timeout: activityTimeoutSeconds });
	return JSON.stringify({ event: 'pusher:connection_established', data });
}

/** The frame a `ProtocolError` becomes. */
export function errorFrame(error: Pick<ProtocolError, 'code' | 'message'>): string {
	const data = JSON.stringify({ code: error.code, message: error.message });
	return JSON.stringify({ event: 'pusher:error', data });
}

/** Confirms a subscription; `data` is what `presenceData` made, or nothing. */
export function subscriptionSucceeded(channel: string, data = '{}'): string {
	return JSON.stringify({ event: 'pusher_internal:subscription_succeeded', data, channel });
}

/**
 * The roll call a newcomer gets. The hash is put together as text because its keys come from outside: an object would
 * swallow a member called `__proto__` and reorder numeric ids.
 */
export function presenceData(members: Iterable<PresenceMember>): string {
	const list = [...members];
	const ids = JSON.stringify(list.map(({ id }) => id));
	const hash = list.map(({ id, info }) => `${JSON.stringify(String(id))}:${JSON.stringify(info ?? {})}`);
	return `{"presence":{"count":${list.length},"ids":${ids},"hash":{${hash.join(',')}}}}`;
}

/** Tells the others that somebody came. */
export function memberAdded(channel: string, member: PresenceMember): string {
	const data = JSON.stringify({ user_id: member.id, user_info: member.info });
	return JSON.stringify({ event: 'pusher_internal:member_added', data, channel });
}

/** Tells the others that somebody's last connection went. */
export function memberRemoved(channel: string, id: PresenceMember['id']): string {
	return JSON.stringify({
		event: 'pusher_internal:member_removed',
		data: JSON.stringify({ user_id: id }),
		channel,
	});
}

/** An event published with `POST /events`. */
export function eventFrame(channel: string, event: string, data: string): string {
	return JSON.stringify({ event, data, channel });
}

/** An event published with `POST /batch_events`: the same, with the member order Reverb uses there. */
export function batchEventFrame(channel: string, event: string, data: string): string {
	return JSON.stringify({ event, channel, data });
}

/** A whisper. Its `data` is the one thing that is not a string; `userId` is ours to say, never the sender's. */
export function clientEventFrame(
	channel: string,
	event: string,
	data: unknown,
	userId?: string | number,
): string {
	return JSON.stringify({ event, channel, data, user_id: userId });
}

/** Tells a newcomer on a cache channel that there is nothing to replay. */
export function cacheMiss(channel: string): string {
	return JSON.stringify({ event: 'pusher:cache_miss', channel });
}
