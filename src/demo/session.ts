/** Who is signed in to the simulated shop: everybody who opens the page, as its admin. */
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const COOKIE = 'watchfloor_demo';
const ADMIN = { id: '1', info: { id: 1, name: 'Demo Admin', role: 'admin' } };

export interface DemoSessions {
	/** Signs the browser in with the answer to its first page. */
	open(request: IncomingMessage, response: ServerResponse): void;
	/** What the shop's `channels.php` would say: the user for an admin channel, null for any other, or nobody at all. */
	authorize(request: IncomingMessage, channel: string): { user: typeof ADMIN } | null | 'unauthenticated';
}

/** `secret` signs the cookie, so that a restarted server still knows the browser. */
export function createDemoSessions(secret: string): DemoSessions {
	const session = createHmac('sha256', secret).update(ADMIN.info.name).digest('hex');
	const isSignedIn = (request: IncomingMessage) =>
		new RegExp(`(?:^|; )${COOKIE}=${session}(?:;|$)`).test(request.headers.cookie ?? '');
	return {
		open(request, response) {
			if (isSignedIn(request)) return;
			response.setHeader('Set-Cookie', `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax`);
		},
		authorize(request, channel) {
			if (!isSignedIn(request)) return 'unauthenticated';
			return /^(private|presence)-admin[.-]/.test(channel) ? { user: ADMIN } : null;
		},
	};
}
