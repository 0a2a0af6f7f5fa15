/**
 * Signing and verifying, for channels and for the HTTP API.
 *
 * Always over the raw text that travelled, never over something parsed and written again; always compared in constant time.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What signing needs to know of an app. */
export interface Credentials {
	key: string;
	secret: string;
}

/** How far the clock of a publisher may be off, by the Pusher documentation. */
export const TIMESTAMP_TOLERANCE_SECONDS = 600;

function hmac(secret: string, text: string): string {
	return createHmac('sha256', secret).update(text).digest('hex');
}

/** Compares without telling by its duration where the difference is. */
function isSame(expected: string, given: string): boolean {
	const expectedBytes = Buffer.from(expected);
	const givenBytes = Buffer.from(given);
	return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes);
}

/** The `auth` member that lets one socket onto one channel. */
export function signChannel(
	app: Credentials,
	socketId: string,
	channel: string,
	channelData?: string,
): string {
	const text = channelData === undefined ? `${socketId}:${channel}` : `${socketId}:${channel}:${channelData}`;
	return `${app.key}:${hmac(app.secret, text)}`;
}

/** Checks the `auth` member of a subscription, the key before the colon included. */
export function verifyChannel(
	app: Credentials,
	auth: string,
	socketId: string,
	channel: string,
	channelData?: string,
): boolean {
	return isSame(signChannel(app, socketId, channel, channelData), auth);
}

/** A request to the HTTP API, as it travelled. */
export interface ApiRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	body: Buffer;
}

/** The signature of a request, computed from the request itself and not from the `body_md5` it claims. */
export function signRequest(app: Credentials, { method, path, query, body }: ApiRequest): string {
	const parameters = new Map(query);
	parameters.delete('auth_signature');
	parameters.delete('body_md5');
	if (body.length > 0) parameters.set('body_md5', createHash('md5').update(body).digest('hex'));
	const text = [...parameters.keys()]
		.sort()
		.map((name) => `${name}=${parameters.get(name)}`)
		.join('&');
	return hmac(app.secret, `${method}\n${path}\n${text}`);
}

/** Checks key, age and signature of a request to the HTTP API. */
export function verifyRequest(app: Credentials, request: ApiRequest, nowMs: number): boolean {
	const timestamp = Number(request.query.get('auth_timestamp') ?? NaN);
	const isFresh = Math.abs(nowMs / 1000 - timestamp) <= TIMESTAMP_TOLERANCE_SECONDS;
	const isOurKey = isSame(app.key, request.query.get('auth_key') ?? '');
	const isSigned = isSame(signRequest(app, request), request.query.get('auth_signature') ?? '');
	return isFresh && isOurKey && isSigned;
}
