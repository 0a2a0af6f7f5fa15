/** What the simulated shop answers over HTTP, at the paths and in the manner of a Laravel with Sanctum. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Snapshot } from './day-book.ts';
import { readFields } from './fields.ts';
import { createSessions } from './session.ts';
import { SignInLimit } from './sign-in-limit.ts';
import { ACCOUNTS, ADMIN, describeMember, findUser, mayJoin, type User } from './users.ts';

export const AUTH_PATH = '/broadcasting/auth';
const TOKEN_AUTH_PATH = '/api/broadcasting/auth';
const SNAPSHOT_PATH = '/api/watchfloor/snapshot';
const PRECONDITION = { status: 419, body: { message: 'CSRF token mismatch.' } };
const UNAUTHENTICATED = { status: 401, body: { message: 'Unauthenticated.' } };

export interface BackendOptions {
	/** Signs sessions and tokens. */
	readonly secret: string;
	readonly authMode: 'session' | 'bearer';
	/** Null when there is no shop whose state could be told. */
	readonly snapshot: (() => Snapshot) | null;
	readonly now?: () => number;
}

export interface DemoBackend {
	/** Answers what is its own; false for any other path. May move a request to where the broadcaster looks for it. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
	/** What `channels.php` says: the user for a channel that is theirs, null for any other, or nobody at all. */
	authorize(
		request: IncomingMessage,
		channel: string,
	): { user: { id: number; info: unknown } } | null | 'unauthenticated';
	/** Signs a browser in with its first page, as the admin, unless it has signed out. */
	welcome(request: IncomingMessage, response: ServerResponse): void;
	/** What the page has to know of it, for watchfloor.json. */
	readonly page: Readonly<Record<string, unknown>>;
}

interface Answer {
	readonly status: number;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}
type Route = (request: IncomingMessage, response: ServerResponse) => Answer | Promise<Answer>;

/** The shop's web and API routes, not yet on any server. */
export function createDemoBackend(options: BackendOptions): DemoBackend {
	const { authMode } = options;
	const now = options.now ?? Date.now;
	const sessions = createSessions({ secret: options.secret, hasCookies: authMode === 'session', now });
	const limit = new SignInLimit(now);

	async function signIn(
		request: IncomingMessage,
		required: readonly string[],
		succeed: (user: User) => Answer,
	): Promise<Answer> {
		const fields = await readFields(request);
		if (fields === null) return { status: 413, body: { message: 'The request is too large.' } };
		const missing = required.filter((name) => (fields[name] ?? '') === '');
		if (missing.length > 0)
			return invalid(missing.map((name) => [name, `The ${name.replace('_', ' ')} field is required.`]));
		const address = request.socket.remoteAddress ?? '';
		const waitSeconds = limit.secondsToWait(address);
		if (waitSeconds > 0) {
			const headers = { 'Retry-After': String(waitSeconds) };
			return { status: 429, body: { message: 'Too Many Attempts.' }, headers };
		}
		const user = findUser(fields.email ?? '', fields.password ?? '');
		if (user === undefined) {
			limit.fail(address);
			return invalid([['email', 'These credentials do not match our records.']]);
		}
		limit.forget(address);
		return succeed(user);
	}

	const web: Record<string, Route> = {
		'GET /sanctum/csrf-cookie': (request, response) => {
			sessions.giveCsrf(request, response);
			return { status: 204 };
		},
		'POST /login': (request, response) => {
			if (sessions.csrfOf(request) !== 'matches') return PRECONDITION;
			return signIn(request, ['email', 'password'], (user) => {
				sessions.begin(request, response, user);
				return { status: 204 };
			});
		},
		'POST /logout': (request, response) => {
			if (sessions.csrfOf(request) !== 'matches') return PRECONDITION;
			sessions.end(request, response);
			return { status: 204 };
		},
	};
	const api: Record<string, Route> = {
		'POST /api/login': (request) =>
			signIn(request, ['email', 'password', 'device_name'], (user) => ({
				status: 200,
				body: { token: sessions.issueToken(user) },
			})),
		'POST /api/logout': (request) => {
			if (request.headers.authorization === undefined || sessions.userOf(request) === null)
				return UNAUTHENTICATED;
			sessions.endToken(request);
			return { status: 204 };
		},
		'GET /api/user': (request) => {
			const user = sessions.userOf(request);
			if (user === null) return UNAUTHENTICATED;
			return { status: 200, body: { id: user.id, name: user.name, role: user.role } };
		},
		[`GET ${SNAPSHOT_PATH}`]: (request) => {
			if (options.snapshot === null) return { status: 404, body: { message: 'Not Found' } };
			const user = sessions.userOf(request);
			if (user === null) return UNAUTHENTICATED;
			// It holds every order: whoever may not join the orders channel may not read it here either.
			if (!mayJoin(user, 'private-admin-orders')) return { status: 403, body: { message: 'Forbidden.' } };
			return { status: 200, body: options.snapshot() };
		},
	};
	const routes = new Map(Object.entries(authMode === 'session' ? { ...web, ...api } : api));

	return {
		handle(request, response) {
			const [path = '/'] = (request.url ?? '/').split('?');
			if (request.method === 'POST' && (path === AUTH_PATH || path === TOKEN_AUTH_PATH)) {
				// Only a browser that was given a token can be expected to bring it.
				const isByCookie = authMode === 'session' && request.headers.authorization === undefined;
				if (isByCookie && sessions.csrfOf(request) === 'differs') return send(response, PRECONDITION);
				request.url = AUTH_PATH;
				return false;
			}
			const route = routes.get(`${request.method} ${path}`);
			if (route === undefined) return false;
			void answer(route, request, response);
			return true;
		},
		authorize(request, channel) {
			const user = sessions.userOf(request);
			if (user === null) return 'unauthenticated';
			if (!mayJoin(user, channel)) return null;
			return { user: { id: user.id, info: describeMember(user, channel, new Date(now())) } };
		},
		welcome(request, response) {
			if (authMode === 'session' && sessions.isStranger(request)) sessions.begin(request, response, ADMIN);
		},
		page: {
			accounts: ACCOUNTS,
			authMode,
			...(authMode === 'session'
				? { signInEndpoint: '/login', signOutEndpoint: '/logout', csrfEndpoint: '/sanctum/csrf-cookie' }
				: {
						authEndpoint: TOKEN_AUTH_PATH,
						signInEndpoint: '/api/login',
						signOutEndpoint: '/api/logout',
					}),
			...(options.snapshot === null ? {} : { snapshotEndpoint: SNAPSHOT_PATH }),
		},
	};
}

/** A failed validation, as Laravel tells it. */
function invalid(errors: readonly (readonly [string, string])[]): Answer {
	const [[, message] = ['', '']] = errors;
	return {
		status: 422,
		body: { message, errors: Object.fromEntries(errors.map(([name, text]) => [name, [text]])) },
	};
}

async function answer(route: Route, request: IncomingMessage, response: ServerResponse): Promise<void> {
	try {
		send(response, await route(request, response));
	} catch {
		send(response, { status: 500, body: { message: 'Server Error' } });
	}
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): true {
	if (response.headersSent || response.destroyed) return true;
	const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
	response.writeHead(status, { ...type, 'Cache-Control': 'no-store', ...headers });
	response.end(body === undefined ? undefined : JSON.stringify(body));
	return true;
}
