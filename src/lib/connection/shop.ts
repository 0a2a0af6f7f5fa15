/**
 * What is asked of the shop over HTTP: may this browser listen, sign in, sign out, what is your state.
 *
 * Our own requests instead of pusher-js': they have a time limit, read cookie and token anew each time, ask for JSON, and
 * tell the refusals apart (pusher-js' own waits for ever). Nothing here throws: whatever goes wrong is a reason.
 */
import type { Reason } from './connection.ts';

export interface ShopOptions {
	/** `session`: cookies, as Laravel's web routes and Sanctum's SPA mode have them. `bearer`: a token from `signInEndpoint`. */
	readonly authMode: 'session' | 'bearer';
	readonly authEndpoint: string;
	/** Where the CSRF cookie is had, such as `/sanctum/csrf-cookie`; null where the shop's own pages set it. */
	readonly csrfEndpoint: string | null;
	/** Null where people sign in on the shop's own page. */
	readonly signInEndpoint: string | null;
	readonly signOutEndpoint: string | null;
	readonly snapshotEndpoint: string | null;
	/** Keeps the token of bearer mode. */
	readonly token: { read(): string | null; write(token: string | null): void };
}

export type Authorisation =
	| {
			readonly ok: true;
			readonly auth: string;
			readonly channelData: string | null;
			readonly sharedSecret: string | null;
	  }
	| Refusal;

export interface Refusal {
	readonly ok: false;
	readonly reason: Reason;
}

export interface Shop {
	/** Asks whether this socket may subscribe to a channel. */
	authorise(socketId: string, channel: string): Promise<Authorisation>;
	/** Signs this browser in; in bearer mode the token is kept. */
	signIn(email: string, password: string): Promise<{ readonly ok: true } | Refusal>;
	/** Ends the session at the shop, and forgets the token whatever the shop answers. */
	signOut(): Promise<void>;
	/** The shop's own state, unchecked. */
	fetchSnapshot(): Promise<{ readonly ok: true; readonly body: unknown } | Refusal>;
}

const TIME_LIMIT_MS = 8_000;
const DEVICE_NAME = 'Watchfloor';

const CODES = new Map<number, Reason['code']>([
	[401, 'unauthenticated'],
	[403, 'forbidden'],
	[419, 'session-expired'],
	[422, 'wrong-credentials'],
	[429, 'too-many-requests'],
]);

export function createShop(options: ShopOptions): Shop {
	const isBearer = options.authMode === 'bearer';

	async function send(url: string, init: RequestInit): Promise<Response> {
		const token = isBearer ? options.token.read() : null;
		return fetch(url, {
			credentials: isBearer ? 'same-origin' : 'include',
			redirect: 'manual',
			signal: AbortSignal.timeout(TIME_LIMIT_MS),
			cache: 'no-store',
			...init,
			headers: {
				Accept: 'application/json',
				'X-Requested-With': 'XMLHttpRequest',
				...(isBearer ? {} : csrfHeader()),
				...(token === null ? {} : { Authorization: `Bearer ${token}` }),
				...(init.headers as Record<string, string> | undefined),
			},
		});
	}

	async function freshenCsrf(): Promise<void> {
		if (!isBearer && options.csrfEndpoint !== null) await send(options.csrfEndpoint, {});
	}

	/** Posts, with a CSRF cookie that is asked for when there is none, and once more when it had run out. */
	async function post(url: string, init: RequestInit): Promise<Response> {
		if (!isBearer && options.csrfEndpoint !== null && csrfToken() === undefined) await freshenCsrf();
		const response = await send(url, { method: 'POST', ...init });
		if (response.status !== 419 || isBearer || options.csrfEndpoint === null) return response;
		await freshenCsrf();
		return send(url, { method: 'POST', ...init });
	}

	/** The answer's JSON, or why there is none. */
	async function ask(request: () => Promise<Response>): Promise<{ ok: true; body: unknown } | Refusal> {
		let response: Response;
		try {
			response = await request();
		} catch (error) {
			return refuse('auth-unreachable', error instanceof Error ? error.name : null);
		}
		if (response.type === 'opaqueredirect') return refuse('unauthenticated', 'redirected to a sign-in page');
		if (!response.ok) {
			const code = CODES.get(response.status) ?? 'auth-failed';
			const reason = { code, detail: `status ${response.status}`, ...readRetryAfter(response.headers) };
			return { ok: false, reason };
		}
		if (response.status === 204) return { ok: true, body: null };
		// The body may be a whole sign-in page: it is not quoted.
		if (response.headers.get('content-type')?.includes('text/html')) return refuse('auth-html', null);
		try {
			return { ok: true, body: await response.json() };
		} catch {
			return refuse('auth-unreadable', 'the answer is not JSON');
		}
	}

	return {
		async authorise(socketId, channel) {
			const body = new URLSearchParams({ socket_id: socketId, channel_name: channel });
			const answer = await ask(() => post(options.authEndpoint, { body }));
			return answer.ok ? readSignature(answer.body) : answer;
		},
		async signIn(email, password) {
			const { signInEndpoint } = options;
			if (signInEndpoint === null) return refuse('auth-failed', 'no sign-in endpoint is configured');
			const headers = { 'Content-Type': 'application/json' };
			const body = JSON.stringify({ email, password, ...(isBearer && { device_name: DEVICE_NAME }) });
			const answer = await ask(() => post(signInEndpoint, { headers, body }));
			if (!answer.ok || !isBearer) return answer.ok ? { ok: true } : answer;
			const token = readToken(answer.body);
			if (token === null) return refuse('auth-unreadable', 'the answer carries no token');
			options.token.write(token);
			return { ok: true };
		},
		async signOut() {
			const { signOutEndpoint } = options;
			if (signOutEndpoint !== null) await ask(() => post(signOutEndpoint, {}));
			options.token.write(null);
		},
		async fetchSnapshot() {
			const { snapshotEndpoint } = options;
			if (snapshotEndpoint === null) return refuse('auth-failed', 'no snapshot endpoint is configured');
			return ask(() => send(snapshotEndpoint, {}));
		},
	};
}

function refuse(code: Reason['code'], detail: string | null): Refusal {
	return { ok: false, reason: { code, detail } };
}

/** In whole seconds, as Laravel's throttle has it (RFC 9110 10.2.3); nothing where it is a date or hidden by CORS. */
function readRetryAfter(headers: Headers): Pick<Reason, 'retryAfterMs'> {
	const header = headers.get('Retry-After') ?? '';
	return /^\d{1,9}$/.test(header) ? { retryAfterMs: Number(header) * 1_000 } : {};
}

function readSignature(body: unknown): Authorisation {
	if (typeof body !== 'object' || body === null || !('auth' in body) || typeof body.auth !== 'string') {
		return refuse('auth-unreadable', 'the answer carries no signature');
	}
	const text = (value: unknown) => (typeof value === 'string' ? value : null);
	const channelData = 'channel_data' in body ? text(body.channel_data) : null;
	// pusher-js parses it unguarded when the subscription succeeds.
	if (channelData !== null && !isJson(channelData)) {
		return refuse('auth-unreadable', 'its channel_data is not JSON');
	}
	return {
		ok: true,
		auth: body.auth,
		channelData,
		sharedSecret: 'shared_secret' in body ? text(body.shared_secret) : null,
	};
}

/** Where the usual Laravel answers carry it: a text, `token`, `access_token`, `data.token`, `plainTextToken`. */
function readToken(body: unknown): string | null {
	if (typeof body === 'string') return body || null;
	if (typeof body !== 'object' || body === null) return null;
	const held = body as Record<string, unknown>;
	for (const name of ['token', 'access_token', 'plainTextToken']) {
		const token = held[name];
		if (typeof token === 'string' && token !== '') return token;
	}
	return readToken(held['data']);
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function csrfToken(): string | undefined {
	return /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1];
}

/** Read at every request: Laravel changes the cookie with each session. */
function csrfHeader(): Record<string, string> {
	const token = csrfToken();
	return token === undefined ? {} : { 'X-XSRF-TOKEN': decodeURIComponent(token) };
}
