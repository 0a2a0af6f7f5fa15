/**
 * What is asked of a recorder over HTTP: the state it keeps, what it wrote down, and that an answer be kept.
 *
 * The recorder has no users of its own. It hands out a challenge, the shop signs it for each channel this account may be
 * on, and the recorder gives a short-lived token for those channels. Nothing here throws: whatever goes wrong is a reason.
 */
import type { Authorisation } from './shop.ts';

export interface RecorderClientOptions {
	/** Without a slash at its end: `/recorder`, `https://monitor.example/recorder`. */
	readonly url: string;
	/** Wire names of the channels to read. */
	readonly channels: () => readonly string[];
	/** Asks the shop to sign; never rejects. */
	readonly authorise: (socketId: string, channel: string) => Promise<Authorisation>;
	/** Epoch ms. */
	readonly now: () => number;
	/** Calls once after so many ms. Returns cancel. */
	readonly after: (delayMs: number, run: () => void) => () => void;
	readonly fetch: typeof fetch;
}

export type RecorderAnswer =
	| {
			readonly ok: true;
			/** As `JSON.parse` made it, unchecked. */
			readonly body: unknown;
			/** How long the question took, ms. */
			readonly tookMs: number;
	  }
	| { readonly ok: false; readonly why: string };

export interface RecorderClient {
	/** Everything, and what this reader may read of it. */
	snapshot(): Promise<RecorderAnswer>;
	/** What is after a cursor, `epoch:seq`. */
	events(after: string): Promise<RecorderAnswer>;
	/** Where the journal stands, and by which keys what is after a cursor would be known. */
	head(after: string): Promise<RecorderAnswer>;
	/** Has somebody's word about an alert kept for every screen. */
	answer(body: unknown): Promise<RecorderAnswer>;
	/** Forgets the token: another account reads, or other channels. */
	forget(): void;
}

const TIME_LIMIT_MS = 8_000;
/**
 * A connection that was kept alive may be dead without anybody knowing, and the browser would wait on it: after a sleep
 * or a lost line what began no answer by then is asked once more, which takes another connection.
 */
const BEGINS_WITHIN_MS = 1_000;
/** What may reach the recorder twice without harm; a challenge is good for one session. */
const REPEATABLE = /^\/(challenge|snapshot|events|head)\b/;
/** A token is renewed this long before it ends. */
const RENEW_BEFORE_MS = 30_000;

interface Session {
	readonly token: string;
	readonly until: number;
}

export function createRecorderClient(options: RecorderClientOptions): RecorderClient {
	const { url, now } = options;
	let session: Promise<Session | string> | null = null;
	/** How long the latest answer took to begin, ms. */
	let beganAfterMs = 0;

	async function send(path: string, init: RequestInit): Promise<Response> {
		const sentAt = now();
		const response = await options.fetch(`${url}${path}`, {
			credentials: 'omit',
			cache: 'no-store',
			redirect: 'error',
			...init,
		});
		beganAfterMs = now() - sentAt;
		return response;
	}

	/** Where every answer is slow, a slow one is waited for. */
	async function sendTwice(path: string, init: RequestInit, limit: AbortSignal): Promise<Response> {
		const first = new AbortController();
		const giveUp = () => first.abort();
		const cancel = options.after(Math.max(BEGINS_WITHIN_MS, 2 * beganAfterMs), giveUp);
		// Chrome 111 and Safari 16.4 have no AbortSignal.any.
		limit.addEventListener('abort', giveUp);
		try {
			return await send(path, { ...init, signal: first.signal });
		} catch (error) {
			if (!first.signal.aborted || limit.aborted) throw error;
			return await send(path, { ...init, signal: limit });
		} finally {
			cancel();
		}
	}

	async function request(
		path: string,
		init: RequestInit = {},
	): Promise<RecorderAnswer & { status?: number }> {
		const askedAt = now();
		const limit = new AbortController();
		const cancel = options.after(TIME_LIMIT_MS, () => limit.abort());
		try {
			const response = REPEATABLE.test(path)
				? await sendTwice(path, init, limit.signal)
				: await send(path, { ...init, signal: limit.signal });
			const { status } = response;
			if (!response.ok) return { ok: false, status, why: `the recorder answers with status ${status}` };
			return { ok: true, status, body: await response.json(), tookMs: now() - askedAt };
		} catch (error) {
			if (error instanceof SyntaxError) return { ok: false, why: 'what answers is no recorder' };
			return { ok: false, why: 'the recorder does not answer' };
		} finally {
			cancel();
		}
	}

	function post(path: string, body: unknown, headers: Record<string, string> = {}) {
		return request(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});
	}

	async function openSession(): Promise<Session | string> {
		const challenge = await post('/challenge', {});
		if (!challenge.ok) return challenge.why;
		const socketId = textAt(challenge.body, 'socketId');
		if (socketId === null) return 'what answers is no recorder';
		const signed = await Promise.all(
			options.channels().map(async (channel) => {
				if (!/^(private|presence)-/.test(channel)) return [channel, {}] as const;
				const answer = await options.authorise(socketId, channel);
				if (!answer.ok) return null;
				const { auth, channelData } = answer;
				return [channel, { auth, ...(channelData !== null && { channelData }) }] as const;
			}),
		);
		const channels = signed.filter((each) => each !== null);
		if (channels.length === 0) return 'the shop signs no channel for it';
		const opened = await post('/session', { socketId, channels: Object.fromEntries(channels) });
		if (!opened.ok) return opened.status === 401 ? 'the recorder lets this account read nothing' : opened.why;
		const token = textAt(opened.body, 'token');
		const lastsMs = numberAt(opened.body, 'expiresAt') - numberAt(opened.body, 'now');
		if (token === null || !(lastsMs > 0)) return 'what answers is no recorder';
		return { token, until: now() + lastsMs };
	}

	async function currentSession(): Promise<Session | string> {
		const held = session;
		const opened = await held;
		if (opened !== null && typeof opened !== 'string' && now() < opened.until - RENEW_BEFORE_MS)
			return opened;
		// Of several that wait only the first opens a new one.
		if (session === held) session = openSession();
		return (await session) ?? 'the recorder was asked to forget this reader';
	}

	async function ask(path: string, init: RequestInit = {}, isAgain = false): Promise<RecorderAnswer> {
		const opened = await currentSession();
		if (typeof opened === 'string') return { ok: false, why: opened };
		const headers = { ...(init.headers as Record<string, string>), Authorization: `Bearer ${opened.token}` };
		const answer = await request(path, { ...init, headers });
		if (answer.ok || answer.status !== 401 || isAgain) return answer;
		session = null;
		return ask(path, init, true);
	}

	return {
		snapshot: () => ask('/snapshot'),
		events: (after) => ask(`/events?after=${encodeURIComponent(after)}`),
		head: (after) => ask(`/head?after=${encodeURIComponent(after)}`),
		answer: (body) =>
			ask('/answers', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			}),
		forget() {
			session = null;
		},
	};
}

function textAt(body: unknown, name: string): string | null {
	const value: unknown = Reflect.get(Object(body) as object, name);
	return typeof value === 'string' && value !== '' ? value : null;
}

/** NaN when there is none. */
function numberAt(body: unknown, name: string): number {
	const value: unknown = Reflect.get(Object(body) as object, name);
	return typeof value === 'number' ? value : NaN;
}
