import type { ChannelStatus, ConnectionStatus, Reason } from '../connection/connection.ts';
import type { DataState } from '../domain/freshness.ts';

/** The one word for what the screen is worth. */
export const HEADLINES: Record<DataState, string> = {
	connecting: 'Connecting',
	listening: 'Connected, delivery not proven',
	live: 'Live',
	quiet: 'Quiet',
	denied: 'Not authorised',
	reconnecting: 'Reconnecting',
	stale: 'Stale',
	offline: 'Offline',
	'catching-up': 'Catching up',
	gap: 'Live, with a gap',
	silent: 'Connected, nothing arrives',
	polling: 'Polling',
	off: 'Off',
};

const REASONS: Record<Reason['code'], string> = {
	'no-answer': 'the broadcaster does not answer',
	silence: 'the broadcaster fell silent',
	unconfirmed: 'a subscription was never confirmed',
	dropped: 'the connection was cut',
	'browser-offline': 'this computer is offline',
	woken: 'this computer or this page was asleep',
	undelivered: 'the server has newer events than it delivers',
	'not-a-broadcaster': 'the address answers, but it is not a Pusher server',
	'unknown-app': 'the broadcaster does not know this app key',
	'app-disabled': 'the app is disabled on the broadcaster',
	'over-quota': 'the broadcaster is full',
	origin: 'the broadcaster refuses this page’s origin or signature',
	refused: 'the broadcaster refuses the connection',
	error: 'the broadcaster reports an error',
	forbidden: 'the shop does not allow it (403)',
	unauthenticated: 'nobody is signed in to the shop',
	'session-expired': 'the shop’s session has expired (419)',
	'too-many-requests': 'the shop asks to slow down (429)',
	'auth-failed': 'the shop’s auth endpoint (authEndpoint) fails',
	'auth-unreachable': 'the shop’s auth endpoint (authEndpoint) does not answer',
	'auth-unreadable': 'the shop’s auth endpoint (authEndpoint) answers with something that cannot be read',
	'auth-html': 'the shop answers with a web page (HTML): a wrong address, or its sign-in page',
	'wrong-credentials': 'the shop knows no such e-mail and password (422)',
	'not-admitted': 'not listened to: anybody could, but the shop refused this account every guarded channel',
};

/** In words, with the server's own where they tell more. */
export function describeReason({ code, detail }: Reason): string {
	const status = /^status (\d+)$/.exec(detail ?? '')?.[1];
	if (status !== undefined && REASONS[code].includes(`(${status})`)) return REASONS[code];
	return detail === null ? REASONS[code] : `${REASONS[code]}: ${detail}`;
}

/** Why the line is as it is, in one sentence; null when there is nothing to say. */
export function describeLine(status: ConnectionStatus): string | null {
	if (status.reason !== null) return describeReason(status.reason);
	const refused = status.channels.filter((channel) => channel.state === 'refused');
	if (refused.length > 0) return describeRefused(refused, status.channels.length);
	const waiting = status.channels.filter((channel) => channel.state === 'subscribing').length;
	if (status.socket === 'connected' && waiting > 0)
		return `waiting for ${waiting} of ${status.channels.length} channels`;
	return null;
}

function describeRefused(refused: readonly ChannelStatus[], all: number): string {
	const why = refused[0]?.reason;
	const which = refused.length === 1 ? refused[0]?.channel : `${refused.length} of ${all} channels`;
	return `${which} refused${why ? `: ${describeReason(why)}` : ''}`;
}
