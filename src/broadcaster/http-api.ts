/**
 * The HTTP API publishers speak: routes, signatures, and answers worded like Reverb's.
 *
 * In Reverb's order: route, size, app, signature, body. Every request but the health check is signed.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyRequest } from './auth.ts';
import { channelKind } from './channels.ts';
import { readBody, sendJson, sendText, sendTooLarge, TooLarge } from './http-exchange.ts';
import type { Hub } from './hub.ts';
import { readBatch, readEvent, type PostedEvent, type Reading } from './publication.ts';

export interface HttpApiSettings {
	hubs: ReadonlyMap<string, Hub>;
	maxRequestBytes: number;
	now: () => number;
}

interface Call {
	hub: Hub;
	query: URLSearchParams;
	body: Buffer;
	/** The variable part of the path: a channel name, a user id. */
	subject: string;
}

interface Answer {
	status: number;
	body: unknown;
}

interface Route {
	method: 'GET' | 'POST';
	path: RegExp;
	run(call: Call): Answer;
}

const ok = (body: unknown): Answer => ({ status: 200, body });

/** The facts a publisher asked for about one channel. */
function infoOf(hub: Hub, channel: string, info: string | null | undefined): Record<string, unknown> {
	const wanted = new Set((info ?? '').split(',').map((name) => name.trim()));
	const { isPresence, isCache } = channelKind(channel);
	const facts: Record<string, unknown> = {};
	if (hub.channels.subscribers(channel).size === 0) return facts;
	if (wanted.has('subscription_count') && !isPresence) {
		facts.subscription_count = hub.channels.subscribers(channel).size;
	}
	if (wanted.has('user_count') && isPresence) facts.user_count = hub.channels.members(channel).length;
	const cached = wanted.has('cache') && isCache ? hub.channels.recall(channel) : undefined;
	if (cached) facts.cache = { event: cached.event, data: cached.data, channel };
	return facts;
}

function publish(hub: Hub, event: PostedEvent, isBatch: boolean): void {
	for (const channel of event.channels) {
		hub.publish({ channel, event: event.name, data: event.data, exceptSocketId: event.socketId, isBatch });
	}
}

function postBody<T>(body: Buffer, read: (value: unknown) => Reading<T>, run: (value: T) => Answer): Answer {
	let value: unknown;
	try {
		value = JSON.parse(body.toString('utf8'));
	} catch {
		// Reverb answers 500 here; the fault is the publisher's.
		return { status: 400, body: { error: 'The request body is not JSON.' } };
	}
	const reading = read(value);
	return reading.ok ? run(reading.value) : { status: 422, body: reading.errors };
}

function postEvent({ hub, body }: Call): Answer {
	return postBody(body, readEvent, (event) => {
		publish(hub, event, false);
		if (!event.info) return ok({});
		return ok({
			channels: Object.fromEntries(event.channels.map((name) => [name, infoOf(hub, name, event.info)])),
		});
	});
}

function postBatch({ hub, body }: Call): Answer {
	return postBody(body, readBatch, (events) => {
		for (const event of events) publish(hub, event, true);
		if (!events.some(({ info }) => info)) return ok({ batch: {} });
		return ok({ batch: events.map(({ channels, info }) => infoOf(hub, channels[0] ?? '', info)) });
	});
}

function getChannels({ hub, query }: Call): Answer {
	const prefix = query.get('filter_by_prefix') ?? '';
	const names = hub.channels.names().filter((name) => name.startsWith(prefix));
	const entries = names.map((name) => [name, infoOf(hub, name, query.get('info'))] as const);
	return ok({ channels: Object.fromEntries(entries) });
}

function getChannel({ hub, query, subject }: Call): Answer {
	const isOccupied = hub.channels.subscribers(subject).size > 0;
	return ok({ occupied: isOccupied, ...infoOf(hub, subject, query.get('info')) });
}

function getUsers({ hub, subject }: Call): Answer {
	if (!channelKind(subject).isPresence) return { status: 400, body: {} };
	if (hub.channels.subscribers(subject).size === 0) return { status: 404, body: {} };
	return ok({ users: hub.channels.members(subject).map(({ id }) => ({ id })) });
}

function terminateUser({ hub, subject }: Call): Answer {
	hub.terminateUser(subject);
	return ok({});
}

const ROUTES: Route[] = [
	{ method: 'POST', path: /^\/apps\/([^/]+)\/events$/, run: postEvent },
	{ method: 'POST', path: /^\/apps\/([^/]+)\/batch_events$/, run: postBatch },
	{
		method: 'GET',
		path: /^\/apps\/([^/]+)\/connections$/,
		run: ({ hub }) => ok({ connections: hub.subscribedCount }),
	},
	{ method: 'GET', path: /^\/apps\/([^/]+)\/channels$/, run: getChannels },
	{ method: 'GET', path: /^\/apps\/([^/]+)\/channels\/([^/]+)$/, run: getChannel },
	{ method: 'GET', path: /^\/apps\/([^/]+)\/channels\/([^/]+)\/users$/, run: getUsers },
	{ method: 'POST', path: /^\/apps\/([^/]+)\/users\/([^/]+)\/terminate_connections$/, run: terminateUser },
];

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// Not percent-encoded after all: taken as written, like everything else in a path.
		return text;
	}
}

async function answer(
	{ hubs, maxRequestBytes, now }: HttpApiSettings,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://broadcaster');
	const method = request.method ?? 'GET';
	const matches = ROUTES.filter(({ path }) => path.test(pathname));
	if (matches.length === 0) return sendText(response, 404, 'Not found.');
	const route = matches.find((candidate) => candidate.method === method);
	if (!route) return sendText(response, 405, 'Method not allowed.');

	const body = await readBody(request, maxRequestBytes);
	const [, appId = '', subject = ''] = route.path.exec(pathname) ?? [];
	const hub = hubs.get(decode(appId));
	if (!hub) return sendText(response, 404, `No matching application for ID [${decode(appId)}].`);
	if (!verifyRequest(hub.app, { method, path: pathname, query, body }, now())) {
		return sendText(response, 401, 'Authentication signature invalid.');
	}
	const result = route.run({ hub, query, body, subject: decode(subject) });
	sendJson(response, result.status, result.body);
}

/** Answers one request under `/apps/`; a failure of ours is a 500, never a crash. */
export function handleApi(
	settings: HttpApiSettings,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	answer(settings, request, response).catch((error: unknown) => {
		if (error instanceof TooLarge) sendTooLarge(response);
		else sendText(response, 500, 'Internal server error.');
	});
}
