/**
 * An endpoint like Laravel's `/broadcasting/auth`: says who may be on a channel, in JSON, and signs it.
 *
 * Who may is the owner's decision. What is signed is checked first: a socket id or a channel name with a colon in it
 * could be shifted into a signature for something else.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { signChannel } from './auth.ts';
import { channelKind } from './channels.ts';
import { readBody, sendJson, sendText, sendTooLarge, TooLarge } from './http-exchange.ts';
import type { AuthAnswer, Hooks } from './hooks.ts';
import type { Hub } from './hub.ts';

/** `true`: may. With a user: may, and this is who it is. `null`: may not. */
export type Verdict = { user: { id: string | number; info: unknown } } | true | null | 'unauthenticated';

/** Decides whether the sender of this request may be on this channel. */
export type Authorize = (request: IncomingMessage, channel: string) => Verdict | Promise<Verdict>;

export interface AuthEndpoint {
	path: string;
	authorize: Authorize;
	/** Origins that may ask from another site, with credentials. Absent: none. */
	allowedOrigins?: string[];
}

export interface AuthEndpointSettings {
	endpoint: AuthEndpoint;
	hubs: ReadonlyMap<string, Hub>;
	maxRequestBytes: number;
	hooks: Hooks | undefined;
}

const SOCKET_ID = /^\d+\.\d+$/;
const CHANNEL_NAME = /^[A-Za-z0-9_\-=@,.;]{1,164}$/;

function readFields(body: Buffer, contentType: string): { socketId: unknown; channel: unknown } {
	const text = body.toString('utf8');
	if (!contentType.startsWith('application/json')) {
		const form = new URLSearchParams(text);
		return { socketId: form.get('socket_id'), channel: form.get('channel_name') };
	}
	try {
		const fields = Object(JSON.parse(text)) as Record<string, unknown>;
		return { socketId: fields.socket_id, channel: fields.channel_name };
	} catch {
		// Unreadable is the same as empty: the fields are missing, and the answer says so.
		return { socketId: undefined, channel: undefined };
	}
}

function invalid(errors: Record<string, string[]>): AuthAnswer {
	return {
		appKey: undefined,
		channel: '',
		status: 422,
		body: { message: Object.values(errors).flat().join(' '), errors },
	};
}

async function decide(
	{ endpoint, hubs }: AuthEndpointSettings,
	request: IncomingMessage,
	fields: { socketId: unknown; channel: unknown },
): Promise<AuthAnswer> {
	const { socketId, channel } = fields;
	const errors: Record<string, string[]> = {};
	if (typeof socketId !== 'string' || !SOCKET_ID.test(socketId)) {
		errors.socket_id = ['The socket id field format is invalid.'];
	}
	if (typeof channel !== 'string' || !CHANNEL_NAME.test(channel)) {
		errors.channel_name = ['The channel name field format is invalid.'];
	}
	if (typeof socketId !== 'string' || typeof channel !== 'string' || Object.keys(errors).length > 0) {
		return invalid(errors);
	}
	const all = [...hubs.values()];
	const hub = all.find(({ connections }) => connections.has(socketId)) ?? all[0];
	const answerWith = (status: number, body: AuthAnswer['body']): AuthAnswer => ({
		appKey: hub?.app.key,
		channel,
		status,
		body,
	});
	const forbidden = answerWith(403, { message: '' });
	const { needsAuth, isPresence } = channelKind(channel);
	if (!hub || !needsAuth) return forbidden;
	const verdict = await endpoint.authorize(request, channel);
	if (verdict === 'unauthenticated') return answerWith(401, { message: 'Unauthenticated.' });
	if (verdict === null || (isPresence && verdict === true)) return forbidden;
	if (!isPresence || verdict === true) {
		return answerWith(200, { auth: signChannel(hub.app, socketId, channel) });
	}
	const { id, info } = verdict.user;
	const channelData = JSON.stringify({ user_id: String(id), user_info: info });
	const auth = signChannel(hub.app, socketId, channel, channelData);
	return answerWith(200, { auth, channel_data: channelData });
}

/** Lets the listed origins in; true when the request was only the browser asking whether it may. */
function answerOrigin(endpoint: AuthEndpoint, request: IncomingMessage, response: ServerResponse): boolean {
	const { origin } = request.headers;
	if (!origin || !endpoint.allowedOrigins?.includes(origin)) return false;
	response.setHeader('Access-Control-Allow-Origin', origin);
	response.setHeader('Access-Control-Allow-Credentials', 'true');
	response.setHeader('Vary', 'Origin');
	if (request.method !== 'OPTIONS') return false;
	response.setHeader('Access-Control-Allow-Methods', 'POST');
	response.setHeader(
		'Access-Control-Allow-Headers',
		'Accept, Authorization, Content-Type, X-CSRF-TOKEN, X-XSRF-TOKEN, X-Requested-With, X-Socket-ID',
	);
	response.writeHead(204).end();
	return true;
}

async function answer(
	settings: AuthEndpointSettings,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (answerOrigin(settings.endpoint, request, response)) return;
	if (request.method !== 'POST') {
		response.setHeader('Allow', 'POST');
		return sendText(response, 405, 'Method not allowed.');
	}
	const body = await readBody(request, settings.maxRequestBytes);
	const fields = readFields(body, request.headers['content-type'] ?? '');
	const result = await decide(settings, request, fields);
	if (settings.hooks?.authorizing(request, response, result)) return;
	sendJson(response, result.status, result.body);
}

/** Answers one request to the auth endpoint; a decision that fails is a 500 and no signature. */
export function handleAuth(
	settings: AuthEndpointSettings,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	answer(settings, request, response).catch((error: unknown) => {
		if (error instanceof TooLarge) sendTooLarge(response);
		else sendJson(response, 500, { message: 'Server Error' });
	});
}
