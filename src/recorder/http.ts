/**
 * Hands out what was recorded, under /recorder: challenge and session first, everything else by the session's token.
 *
 * Any origin may ask, because nothing here goes by cookies. No answer and no report ever holds a token, a signature or
 * what somebody sent.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Source } from '../lib/contract/source.ts';
import { readCursor } from '../lib/domain/history.ts';
import { writeJson } from '../lib/domain/json.ts';
import { createChallenges } from './challenge.ts';
import { readAnswer } from './http-answers.ts';
import { addressOf, isLocal, networkOf, readBody, sendContinued, sendText } from './http-exchange.ts';
import { createHistory, type History } from './http-history.ts';
import { createRateLimit } from './http-rate.ts';
import { healthOf, writeMetrics } from './metrics.ts';
import { readingRights, type ReadingRights } from './reading-rights.ts';
import type { Recorder } from './recorder-port.ts';
import { readSignatures } from './session-token-signatures.ts';
import { createTokens, TOKEN_LASTS_MS, type Reader } from './session-token.ts';

export interface RecorderHttpOptions {
	/** Null until it has started. */
	readonly recorder: () => Recorder | null;
	/** Why it has not; null when it only takes its time. */
	readonly problem: () => string | null;
	readonly reconnects: () => number;
	readonly app: { readonly key: string; readonly secret: string };
	readonly sources: () => readonly Source[];
	/** Epoch ms. */
	readonly now: () => number;
	/** Requests come through a proxy of ours that names who asks. */
	readonly trustsProxy: boolean;
	/** Metrics for everybody, not only on this machine. */
	readonly hasOpenMetrics: boolean;
	readonly report: (problem: string) => void;
}

export interface RecorderHttp {
	/** Answers what is under /recorder; false for any other path. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
}

const ROOT = '/recorder';
/** Of challenges and of sessions, each address. */
const ADDRESS_RATE = { burst: 60, perSecond: 1 };
const TOKEN_RATE = { burst: 40, perSecond: 20 };
const SESSION_BODY_LIMIT = 65_536;
const BODY_LIMIT = 4_096;
export const CHANNELS_LIMIT = 50;

const SessionBody = v.object({
	socketId: v.pipe(v.string(), v.regex(/^\d{1,20}\.\d{1,20}$/)),
	channels: v.pipe(
		v.record(
			v.string(),
			v.object({
				auth: v.optional(v.pipe(v.string(), v.maxLength(400))),
				channelData: v.optional(v.pipe(v.string(), v.maxLength(16_384))),
			}),
		),
		v.check((channels) => Object.keys(channels).length <= CHANNELS_LIMIT),
	),
});

interface Answer {
	readonly status: number;
	/** Absent: it is sent already. */
	readonly text?: string;
	readonly type?: string;
	readonly headers?: Readonly<Record<string, string>>;
}
type Route = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<Answer>;
type Read = (asked: {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly query: URLSearchParams;
	readonly recorder: Recorder;
	readonly history: History;
	readonly reader: Reader;
	readonly rights: ReadingRights;
}) => Promise<Answer>;

const json = (status: number, text: string): Answer => ({ status, text });
const refuse = (status: number, reason: string, headers: Answer['headers'] = {}): Answer => ({
	status,
	text: JSON.stringify({ reason }),
	headers,
});
const wait = (seconds: number) => refuse(429, 'too many requests', { 'Retry-After': String(seconds) });

export function createRecorderHttp(options: RecorderHttpOptions): RecorderHttp {
	const { now, app } = options;
	const challenges = createChallenges(now);
	const tokens = createTokens(app);
	const challengeRate = createRateLimit({ ...ADDRESS_RATE, now });
	const sessionRate = createRateLimit({ ...ADDRESS_RATE, now });
	const tokenRate = createRateLimit({ ...TOKEN_RATE, now });
	const answers = new Map<string, number>();
	let history: { readonly of: Recorder; readonly made: History } | null = null;

	function historyOf(recorder: Recorder): History {
		if (history?.of !== recorder) history = { of: recorder, made: createHistory(recorder, now) };
		return history.made;
	}

	const starting = () => refuse(503, options.problem() ?? 'it is starting', { 'Retry-After': '1' });
	const addressFor = (request: IncomingMessage) => networkOf(addressOf(request, options.trustsProxy));

	const challenge: Route = async (request) => {
		const seconds = challengeRate.take(addressFor(request));
		if (seconds > 0) return wait(seconds);
		// Nothing in it matters, but what is not read would end the connection.
		const body = await readBody(request, BODY_LIMIT);
		if (typeof body === 'string') return refuse(400, 'the body cannot be read', HANG_UP);
		const { socketId, expiresAt } = challenges.issue();
		return json(200, JSON.stringify({ socketId, expiresAt, now: now() }));
	};

	const session: Route = async (request) => {
		const seconds = sessionRate.take(addressFor(request));
		if (seconds > 0) return wait(seconds);
		const recorder = options.recorder();
		if (recorder === null) return starting();
		const body = await readJsonBody(request, SESSION_BODY_LIMIT);
		if (!body.ok) return body.refusal;
		const read = v.safeParse(SessionBody, body.value);
		if (!read.success)
			return refuse(422, `${v.getDotPath(read.issues[0])?.split('.')[0] ?? 'the body'} cannot be read`);
		const { socketId, channels: signed } = read.output;
		if (!challenges.take(socketId)) return refuse(401, 'the challenge is unknown, used or too old');
		const rules = { app, sources: options.sources(), recorded: recorder.channels };
		const { channels, self } = readSignatures(socketId, signed, rules);
		if (channels.length === 0) return refuse(401, 'no valid signature for a channel that is recorded');
		const expiresAt = now() + TOKEN_LASTS_MS;
		const token = tokens.write({ channels, self, expiresAt });
		if (token === null) return refuse(422, 'the names of these channels are too long for one session');
		return json(200, JSON.stringify({ token, expiresAt, now: now(), channels, self }));
	};

	/** A route for whoever holds a token. */
	function forReaders(read: Read): Route {
		return async (request, response, query) => {
			const recorder = options.recorder();
			if (recorder === null) return starting();
			const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
			const reader = token === undefined ? 'missing' : tokens.read(token, now());
			if (token === undefined || typeof reader === 'string') {
				return refuse(401, `the token is ${reader as string}`, { 'WWW-Authenticate': 'Bearer' });
			}
			const seconds = tokenRate.take(token.slice(token.lastIndexOf('.') + 1));
			if (seconds > 0) return wait(seconds);
			const rights = readingRights(reader.channels, recorder.channels, options.sources());
			// Signed in another time, for channels that nobody records any more.
			if (rights.channels.size === 0) return refuse(401, 'the token is of other channels');
			return read({ request, response, query, recorder, history: historyOf(recorder), reader, rights });
		};
	}

	/** What was recorded: there is nothing to tell before anything was heard, not even since when. */
	function ofHistory(read: Read): Route {
		return forReaders(async (reading) =>
			reading.recorder.hasBegun
				? read(reading)
				: refuse(503, 'it has heard nothing yet', { 'Retry-After': '1' }),
		);
	}

	const snapshot = ofHistory(async ({ request, response, history, rights }) => {
		const { beginning, rest } = await history.snapshot(rights);
		await sendContinued(request, response, beginning, rest);
		return { status: 200 };
	});

	const events = ofHistory(async ({ query, history, rights }) => {
		const cursor = readCursor(query.get('after') ?? '');
		if (cursor === null) return refuse(400, 'after has to be epoch:seq');
		return json(200, await history.events(rights, cursor));
	});

	const head = ofHistory(async ({ query, history, rights }) => {
		const after = query.get('after');
		const cursor = after === null ? null : readCursor(after);
		if (after !== null && cursor === null) return refuse(400, 'after has to be epoch:seq');
		return json(200, await history.head(rights, cursor));
	});

	const keep = forReaders(async ({ request, recorder, reader, rights }) => {
		if (!rights.topics.has('system')) return refuse(403, 'alerts are not for this reader');
		const body = await readJsonBody(request, BODY_LIMIT);
		if (!body.ok) return body.refusal;
		const answer = readAnswer(body.value, reader.self, now());
		if (typeof answer === 'string') return refuse(422, answer);
		try {
			await recorder.keepAnswer(answer);
		} catch {
			return refuse(503, 'it cannot be written down now', { 'Retry-After': '5' });
		}
		return json(200, writeJson({ answer }));
	});

	const health: Route = async () => {
		const found = healthOf(options.recorder(), options.problem());
		return json(found.ok ? 200 : 503, JSON.stringify(found));
	};

	const metrics: Route = async (request) => {
		if (!options.hasOpenMetrics && !isLocal(request)) return refuse(403, 'metrics are for this machine');
		const surroundings = { reconnects: options.reconnects(), readers: tokenRate.active, answers };
		const text = writeMetrics(options.recorder(), surroundings);
		return { status: 200, text, type: 'text/plain; version=0.0.4; charset=utf-8' };
	};

	const routes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
		'/challenge': { POST: challenge },
		'/session': { POST: session },
		'/snapshot': { GET: snapshot },
		'/events': { GET: events },
		'/head': { GET: head },
		'/answers': { POST: keep },
		'/health': { GET: health },
		'/metrics': { GET: metrics },
	};

	async function answer(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
		const [path = '', search = ''] = url.slice(ROOT.length).split('?');
		const route = Object.hasOwn(routes, path) ? path : 'unknown';
		const methods = routes[route] ?? {};
		const method = request.method ?? '';
		response.setHeader('Cache-Control', 'no-store');
		response.setHeader('X-Content-Type-Options', 'nosniff');
		response.setHeader('Access-Control-Allow-Origin', '*');
		response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
		let result: Answer;
		if (method === 'OPTIONS') {
			result = { status: 204, text: '', headers: allowances(Object.keys(methods)) };
		} else if (Object.hasOwn(methods, method)) {
			try {
				result = (await methods[method]?.(request, response, new URLSearchParams(search))) ?? refuse(404, '');
			} catch (error) {
				options.report(`${method} ${ROOT}${route} failed: ${placeOf(error)}`);
				result = refuse(500, 'the recorder has a defect');
			}
		} else if (route === 'unknown') result = refuse(404, 'there is nothing here');
		else result = refuse(405, 'not by this method', { Allow: Object.keys(methods).join(', ') });
		const key = `${Object.hasOwn(methods, method) ? method : 'other'} ${route} ${result.status}`;
		answers.set(key, (answers.get(key) ?? 0) + 1);
		for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, value);
		if (result.text === undefined) return;
		await sendText(request, response, { type: 'application/json', ...result, text: result.text });
	}

	return {
		handle(request, response) {
			const url = request.url ?? '/';
			if (!/^\/recorder(?:[/?]|$)/.test(url)) return false;
			answer(request, response, url).catch((error: unknown) => {
				options.report(`An answer could not be sent: ${placeOf(error)}`);
				response.destroy();
			});
			return true;
		},
	};
}

function allowances(methods: readonly string[]): Record<string, string> {
	return {
		'Access-Control-Allow-Methods': methods.join(', '),
		'Access-Control-Allow-Headers': 'Authorization, Content-Type',
		'Access-Control-Max-Age': '86400',
	};
}

/** What is left of the body need not be read then. */
const HANG_UP = { Connection: 'close' };

type Body = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Answer };

async function readJsonBody(request: IncomingMessage, limit: number): Promise<Body> {
	const body = await readBody(request, limit);
	if (body === 'too-large') return { ok: false, refusal: refuse(413, 'the body is too large', HANG_UP) };
	if (body === 'too-slow') return { ok: false, refusal: refuse(408, 'the body is too slow', HANG_UP) };
	if (body === 'broken') return { ok: false, refusal: refuse(400, 'the body broke off') };
	try {
		return { ok: true, value: JSON.parse(body.text) };
	} catch {
		return { ok: false, refusal: refuse(400, 'the body is not JSON') };
	}
}

/** Where an error was thrown; what it says may hold what somebody sent. */
function placeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'no error';
	const place = /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] ?? '';
	return `${error.name} at ${place.replace(/\(?file:\/\/.*\/src\//, '(src/')}`;
}
