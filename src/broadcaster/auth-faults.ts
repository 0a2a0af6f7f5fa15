/** What an `auth` fault answers instead of the truth. */
import type { ServerResponse } from 'node:http';
import type { AuthFault } from './fault.ts';
import type { AuthAnswer } from './hooks.ts';
import { sendJson } from './http-exchange.ts';

const LOGIN_PAGE = '<!doctype html><title>Log in</title><form method="post" action="/login"></form>';

/** Turns the last hexadecimal digit into another one. */
function spoil(auth: unknown): string {
	const text = String(auth);
	return text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
}

function sendRaw(response: ServerResponse, status: number, type: string, body: string): void {
	response.writeHead(status, { 'Content-Type': type }).end(body);
}

/** Answers wrongly; with `hang`, never. */
export function answerWrongly(fault: AuthFault, response: ServerResponse, answer: AuthAnswer): void {
	if (response.destroyed || fault.body === 'hang') return;
	const status = fault.status ?? answer.status;
	if (fault.retryAfterSeconds !== undefined) response.setHeader('Retry-After', fault.retryAfterSeconds);
	if (fault.location !== undefined) response.setHeader('Location', fault.location);
	switch (fault.body) {
		case 'html':
			return sendRaw(response, status, 'text/html; charset=UTF-8', LOGIN_PAGE);
		case 'null':
			return sendRaw(response, status, 'application/json', 'null');
		case 'not-json':
			return sendRaw(response, status, 'application/json', '{"auth":');
		case 'bad-signature':
			return sendJson(response, status, { ...answer.body, auth: spoil(answer.body.auth) });
		case 'bad-channel-data':
			return sendJson(response, status, { ...answer.body, channel_data: 'not json' });
		case undefined:
			return sendJson(response, status, status < 300 ? answer.body : { message: '' });
		default:
			return fault.body satisfies never;
	}
}
