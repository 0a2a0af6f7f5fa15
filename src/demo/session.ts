/**
 * Sessions, tokens and the CSRF cookie of the simulated shop.
 *
 * Both are signed instead of kept, so that a restarted server still knows its browsers; what was ended is kept.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { USERS, type User } from './users.ts';

const COOKIE = 'watchfloor_demo';
const CSRF_COOKIE = 'XSRF-TOKEN';
/** Stands in the place of a session after a sign-out, so that opening the page again does not sign in. */
const SIGNED_OUT = 'out';
/** A screen stays open for weeks. */
const LIFETIME_MS = 30 * 86_400_000;
const ENDED_LIMIT = 1_000;

type Kind = 'session' | 'token' | 'csrf';
/** What the CSRF tokens of everybody without a session are bound to. */
const GUEST = 'guest';

export interface Sessions {
	/** Whether the browser holds nothing of ours, not even that it signed out. */
	isStranger(request: IncomingMessage): boolean;
	/** Signs the browser in by a cookie that scripts cannot read; whoever has a CSRF token gets one for the new session. */
	begin(request: IncomingMessage, response: ServerResponse, user: User): void;
	/** Ends the browser's session and remembers that it wanted so. */
	end(request: IncomingMessage, response: ServerResponse): void;
	/** A bearer token, as Sanctum's example for apps hands one out. */
	issueToken(user: User): string;
	endToken(request: IncomingMessage): void;
	/** Who sent this request: by its token if it carries one, else by its cookie. */
	userOf(request: IncomingMessage): User | null;
	/** Hands the browser a CSRF token of its session in a cookie that scripts can read. */
	giveCsrf(request: IncomingMessage, response: ServerResponse): void;
	/** Whether the header carries a token of this session: any, as in Laravel, where each cookie is another one. */
	csrfOf(request: IncomingMessage): 'none' | 'matches' | 'differs';
}

export interface SessionOptions {
	readonly secret: string;
	/** Without cookies there are only tokens. */
	readonly hasCookies: boolean;
	readonly now: () => number;
}

export function createSessions({ secret, hasCookies, now }: SessionOptions): Sessions {
	const ended = new Set<string>();
	const sign = (kind: Kind, content: string) =>
		createHmac('sha256', secret).update(`${kind}:${content}`).digest('hex');

	function issue(kind: Kind, user: User): string {
		const expires = (now() + LIFETIME_MS).toString(36);
		const content = `${user.id}.${expires}.${randomBytes(12).toString('hex')}`;
		return `${content}.${sign(kind, content)}`;
	}

	function read(kind: Kind, text: string | undefined): User | null {
		const [, content = '', id = '', expires = '', signature = ''] =
			/^((\d+)\.([0-9a-z]+)\.[0-9a-f]+)\.([0-9a-f]+)$/.exec(text ?? '') ?? [];
		const isOurs = isSame(signature, sign(kind, content)) && !ended.has(content);
		if (!isOurs || parseInt(expires, 36) < now()) return null;
		return USERS.find((user) => String(user.id) === id) ?? null;
	}

	function forget(text: string | undefined): void {
		const content = text?.replace(/\.[^.]*$/, '');
		if (content === undefined) return;
		ended.add(content);
		const [oldest] = ended;
		if (ended.size > ENDED_LIMIT && oldest !== undefined) ended.delete(oldest);
	}

	function sessionOf(request: IncomingMessage): string {
		const session = readCookie(request, COOKIE);
		return session !== undefined && read('session', session) !== null ? session : GUEST;
	}

	/** Base64 of JSON as Laravel's: it has to be decoded on its way from the cookie into the header. */
	function giveCsrf(response: ServerResponse, session: string): void {
		const iv = randomBytes(12).toString('hex');
		const token = JSON.stringify({ iv, mac: sign('csrf', `${iv}:${session}`) });
		const text = encodeURIComponent(Buffer.from(token).toString('base64'));
		setCookie(response, `${CSRF_COOKIE}=${text}; Path=/`);
	}

	return {
		isStranger: (request) => readCookie(request, COOKIE) !== SIGNED_OUT && sessionOf(request) === GUEST,
		begin(request, response, user) {
			if (sessionOf(request) !== GUEST) forget(sessionOf(request));
			const session = issue('session', user);
			setCookie(response, `${COOKIE}=${session}; Path=/; HttpOnly`);
			if (readCookie(request, CSRF_COOKIE) !== undefined) giveCsrf(response, session);
		},
		end(request, response) {
			if (sessionOf(request) !== GUEST) forget(sessionOf(request));
			setCookie(response, `${COOKIE}=${SIGNED_OUT}; Path=/; HttpOnly`);
			giveCsrf(response, GUEST);
		},
		issueToken: (user) => `${user.id}|${issue('token', user)}`,
		endToken(request) {
			if (read('token', bearerOf(request)) !== null) forget(bearerOf(request));
		},
		userOf(request) {
			if (request.headers.authorization !== undefined) return read('token', bearerOf(request));
			return hasCookies ? read('session', readCookie(request, COOKIE)) : null;
		},
		giveCsrf: (request, response) => giveCsrf(response, sessionOf(request)),
		csrfOf(request) {
			if (readCookie(request, CSRF_COOKIE) === undefined) return 'none';
			const token = Buffer.from(String(request.headers['x-xsrf-token'] ?? ''), 'base64').toString();
			const [, nonce = '', signature = ''] = /^\{"iv":"([0-9a-f]+)","mac":"([0-9a-f]+)"\}$/.exec(token) ?? [];
			return isSame(signature, sign('csrf', `${nonce}:${sessionOf(request)}`)) ? 'matches' : 'differs';
		},
	};
}

function readCookie(request: IncomingMessage, name: string): string | undefined {
	const pairs = (request.headers.cookie ?? '').split('; ');
	return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function setCookie(response: ServerResponse, cookie: string): void {
	response.appendHeader('Set-Cookie', `${cookie}; SameSite=Lax`);
}

/** The token without the id that Sanctum puts before it. */
function bearerOf(request: IncomingMessage): string | undefined {
	return /^Bearer (?:\d+\|)?(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** Compares without telling by its duration where the difference is; nothing is like nothing. */
function isSame(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
