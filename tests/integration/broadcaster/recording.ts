/** Recorded lines, read into what a replay needs: whole texts, ids of today, and answers in a form that can be compared. */
import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/recordings/', import.meta.url);

export interface Line {
	t_ms: number;
	dir: 'in' | 'out' | 'note' | 'client';
	conn: string;
	frame: string | null;
	op?: string;
	request?: string;
	response?: string;
	status?: string;
	body?: string;
	content_type?: string;
	code?: number;
	reason?: string;
	payload?: string;
	fragments?: number;
	bytes?: number;
}

/** The names of all recordings of a raw client against Reverb. */
export function recordingNames(): string[] {
	return readdirSync(FOLDER)
		.filter((name) => name.startsWith('reverb-'))
		.map((name) => name.replace('.ndjson', ''))
		.sort();
}

/** The lines of one recording, in time order, without what the client library reported of itself. */
export function readRecording(name: string): Line[] {
	const text = readFileSync(new URL(`${name}.ndjson`, FOLDER), 'utf8');
	const lines = text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Line);
	return inDefiniteOrder(lines.filter(({ dir }) => dir !== 'client'));
}

/** What two connections sent in the same millisecond has no recorded order; here it gets one. */
function inDefiniteOrder(lines: Line[]): Line[] {
	const isTie = (a: Line, b: Line) =>
		a.t_ms === b.t_ms && [a, b].every(({ dir, frame }) => dir === 'out' && frame !== null);
	const ordered = [...lines];
	for (let end = 1; end < ordered.length; end += 1) {
		for (let at = end; at > 0; at -= 1) {
			const [before, after] = [ordered[at - 1], ordered[at]] as [Line, Line];
			if (!isTie(before, after) || before.conn <= after.conn) break;
			[ordered[at - 1], ordered[at]] = [after, before];
		}
	}
	return ordered;
}

const CUT = /^([\s\S]*?(\w))…\[(\d+) (?:bytes|characters in all)\]$/;
// How the cut texts ended: bodies of HTTP requests (their digest is known), and frames.
const BODY_ENDINGS = ['\\"}","channels":["orders"]}', '\\"}"}'];
const FRAME_ENDINGS = [
	'\\"}","channel":"orders"}',
	'"}}',
	'\\"}}","channel":"presence-admin-presence"}}',
	'\\"}}}}","channel":"presence-admin-presence"}',
];

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		// Not the right ending; the next one may be.
		return false;
	}
}

/** True when the frame parses, and so does the JSON that is a string inside it. */
function isFrame(text: string): boolean {
	if (!isJson(text)) return false;
	const { data } = JSON.parse(text) as { data?: unknown };
	const inner = typeof data === 'object' ? (data as { channel_data?: unknown }).channel_data : data;
	return typeof inner !== 'string' || isJson(inner);
}

/** Undoes the cutting of very long texts; the length and, for bodies, the recorded digest say whether it is right. */
export function whole(text: string, md5?: string): string {
	const match = CUT.exec(text);
	if (!match) return text;
	const [, start = '', fill = '', length = '0'] = match;
	const extend = (ending: string) => start.padEnd(Number(length) - ending.length, fill) + ending;
	const isRight = (candidate: string) =>
		md5 === undefined ? isFrame(candidate) : createHash('md5').update(candidate).digest('hex') === md5;
	const candidates = (md5 === undefined ? FRAME_ENDINGS : BODY_ENDINGS).map(extend);
	return candidates.find(isRight) ?? extend('');
}

/** The secret of a recorded app: `lab-key` has `lab-secret`, and so on. */
export function secretOf(key: string): string {
	return key.replace(/-key$/, '-secret');
}

function hmac(key: string, text: string): string {
	return createHmac('sha256', secretOf(key)).update(text).digest('hex');
}

/**
 * Signs a recorded subscription for the socket id of today, whatever stands before the colon. A signature that was wrong
 * stays wrong.
 */
export function resign(frame: string, appKey: string, recordedId: string, id: string): string {
	let message: { event?: unknown; data?: { auth?: unknown; channel?: unknown; channel_data?: unknown } };
	try {
		message = JSON.parse(frame) as typeof message;
	} catch {
		// Sent malformed on purpose.
		return frame;
	}
	const data = message?.data;
	if (typeof data?.auth !== 'string') return frame;
	const channel = String(data.channel);
	const rest = typeof data.channel_data === 'string' ? `${channel}:${data.channel_data}` : channel;
	const [before, after] = data.auth.includes(':') ? data.auth.split(':') : ['', data.auth];
	const recorded = hmac(appKey, `${recordedId}:${rest}`);
	if (after?.toLowerCase() !== recorded) return frame;
	const today = hmac(appKey, `${id}:${rest}`);
	const signature = after === recorded ? today : today.toUpperCase();
	return frame.replace(data.auth, before ? `${before}:${signature}` : signature);
}

/** Gives a request whose body changed its digest and signature, if the recorded signature was right for the recorded body. */
export function resignRequest(target: string, method: string, recordedBody: string, body: string): string {
	if (recordedBody === body) return target;
	const [path = '', query = ''] = target.split('?');
	const parameters = new URLSearchParams(query);
	const key = parameters.get('auth_key') ?? '';
	const sign = (text: string): string => {
		const signed = new Map(parameters);
		signed.delete('auth_signature');
		signed.set('body_md5', createHash('md5').update(text).digest('hex'));
		const sorted = [...signed]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, value]) => `${name}=${value}`);
		return hmac(key, `${method}\n${path}\n${sorted.join('&')}`);
	};
	if (sign(recordedBody) !== parameters.get('auth_signature')) return target;
	const signature = sign(body);
	parameters.set('body_md5', createHash('md5').update(body).digest('hex'));
	parameters.set('auth_signature', signature);
	return `${path}?${parameters}`;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// Plain text is compared as it is.
		return text;
	}
}

/**
 * A frame as it is compared: parsed, in its own member order, with `data` marked as the string it travelled as, and
 * without the socket id.
 */
export function comparableFrame(text: string): unknown {
	const frame = parsed(whole(text)) as Record<string, unknown>;
	if (typeof frame !== 'object' || frame === null) return { text };
	const entries = Object.entries(frame).map(([name, value]) => {
		if (name !== 'data' || typeof value !== 'string') return [name, value];
		const inner = parsed(value) as { socket_id?: string };
		if (frame.event === 'pusher:connection_established') inner.socket_id = '<id>';
		return ['data as text', inner];
	});
	return Object.fromEntries(entries) as unknown;
}

/** An HTTP answer as it is compared: status and body. */
export function comparableAnswer(status: number, body: string): unknown {
	return { status, body: parsed(body) };
}
