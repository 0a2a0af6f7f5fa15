/**
 * Sessions, tokens and the CSRF cookie of the simulated shop.
 *
 * Both are signed instead of kept, so that a restarted server still knows its browsers; what was ended is kept.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { USERS, type User } from './users.ts';

const COOKIE = 'watchfloor_demo';
/** Stands in the place of a session after a sign-out, so that opening the page again does not sign in. */
const SIGNED_OUT = 'out';
/** A screen stays open for weeks. */
const LIFETIME_MS = 30 * 86_400_000;
const ENDED_LIMIT = 1_000;

type Kind = 'session' | 'token';

export interface Sessions {
	/** Whether the browser holds nothing of ours, not even that it signed out. */
	isStranger(request: IncomingMessage): boolean;
	/** Signs the browser in by a cookie that scripts cannot read. */
	begin(response: ServerResponse, user: User): void;
	/** Ends the browser's session and remembers that it wanted so. */
	end(request: IncomingMessage, response: ServerResponse): void;
	/** A bearer token, as Sanctum's example for apps hands one out. */
	issueToken(user: User): string;
	endToken(request: IncomingMessage): void;
	/** Who sent this request: by its token if it carries one, else by its cookie. */
	userOf(request: IncomingMessage): User | null;
	/** Hands the browser a new CSRF token in a cookie that scripts can read. */
	renewCsrf(response: ServerResponse): void;
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

	return {
		isStranger: (request) =>
			readCookie(request, COOKIE) !== SIGNED_OUT && read('session', readCookie(request, COOKIE)) === null,
		begin: (response, user) => setCookie(response, `${COOKIE}=${issue('session', user)}; Path=/; HttpOnly`),
		end(request, response) {
			if (read('session', readCookie(request, COOKIE)) !== null) forget(readCookie(request, COOKIE));
			setCookie(response, `${COOKIE}=${SIGNED_OUT}; Path=/; HttpOnly`);
		},
		issueToken: (user) => `${user.id}|${issue('token', user)}`,
		endToken(request) {
			if (read('token', bearerOf(request)) !== null) forget(bearerOf(request));
		},
		userOf(request) {
			if (request.headers.authorization !== undefined) return read('token', bearerOf(request));
			return hasCookies ? read('session', readCookie(request, COOKIE)) : null;
		},
		renewCsrf(response) {
			// Base64 as Laravel's, so that it has to be decoded on its way into the header.
			const token = encodeURIComponent(randomBytes(40).toString('base64'));
			setCookie(response, `XSRF-TOKEN=${token}; Path=/`);
		},
		csrfOf(request) {
			const cookie = readCookie(request, 'XSRF-TOKEN');
			if (cookie === undefined) return 'none';
			return isSame(String(request.headers['x-xsrf-token'] ?? ''), decode(cookie)) ? 'matches' : 'differs';
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

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		// No cookie of ours: it matches nothing.
		return '';
	}
}

/** Compares without telling by its duration where the difference is; nothing is like nothing. */
function isSame(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
