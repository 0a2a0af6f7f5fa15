/**
 * Asks the shop whether this browser may subscribe to a channel.
 *
 * Our own request instead of pusher-js': it has a time limit, carries the cookies and reads the CSRF cookie anew each
 * time, asks for JSON, and tells the refusals apart (pusher-js' own waits for ever).
 */
import type { Reason } from './connection.ts';

const TIME_LIMIT_MS = 8_000;

export type Authorisation =
	| {
			readonly ok: true;
			readonly auth: string;
			readonly channelData: string | null;
			readonly sharedSecret: string | null;
	  }
	| { readonly ok: false; readonly reason: Reason };

/** Posts the form Laravel's endpoint expects. Never throws: whatever goes wrong is a reason. */
export async function authorise(endpoint: string, socketId: string, channel: string): Promise<Authorisation> {
	let response: Response;
	try {
		response = await fetch(endpoint, {
			method: 'POST',
			credentials: 'include',
			redirect: 'manual',
			signal: AbortSignal.timeout(TIME_LIMIT_MS),
			headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...csrfHeader() },
			body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
		});
	} catch (error) {
		return refusal('auth-unreachable', error instanceof Error ? error.name : null);
	}
	if (response.type === 'opaqueredirect') return refusal('unauthenticated', 'redirected to a sign-in page');
	if (response.status !== 200)
		return refusal(CODES.get(response.status) ?? 'auth-failed', `status ${response.status}`);
	try {
		return readAnswer(await response.json());
	} catch {
		// The body may be a whole sign-in page: it is not quoted.
		return refusal('auth-unreadable', 'the answer is not JSON');
	}
}

const CODES = new Map<number, Reason['code']>([
	[401, 'unauthenticated'],
	[403, 'forbidden'],
	[419, 'session-expired'],
	[429, 'too-many-requests'],
]);

function refusal(code: Reason['code'], detail: string | null): Authorisation {
	return { ok: false, reason: { code, detail } };
}

function readAnswer(body: unknown): Authorisation {
	if (typeof body !== 'object' || body === null || !('auth' in body) || typeof body.auth !== 'string') {
		return refusal('auth-unreadable', 'the answer carries no signature');
	}
	const text = (value: unknown) => (typeof value === 'string' ? value : null);
	const channelData = 'channel_data' in body ? text(body.channel_data) : null;
	// pusher-js parses it unguarded when the subscription succeeds.
	if (channelData !== null) JSON.parse(channelData);
	return {
		ok: true,
		auth: body.auth,
		channelData,
		sharedSecret: 'shared_secret' in body ? text(body.shared_secret) : null,
	};
}

function csrfHeader(): Record<string, string> {
	const token = /(?:^|; )XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1];
	return token === undefined ? {} : { 'X-XSRF-TOKEN': decodeURIComponent(token) };
}
