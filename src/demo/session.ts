/** Who is signed in to the simulated shop: everybody who opens the page, as its admin. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const COOKIE = 'watchfloor_demo';
const ADMIN = { id: '1', info: { id: 1, name: 'Demo Admin', role: 'admin' } };

export interface DemoSessions {
	/** Signs the browser in with the answer to its first page. */
	open(request: IncomingMessage, response: ServerResponse): void;
	/** What the shop's `channels.php` would say: the user for an admin channel, null for any other, or nobody at all. */
	authorize(request: IncomingMessage, channel: string): { user: typeof ADMIN } | null | 'unauthenticated';
}

export function createDemoSessions(): DemoSessions {
	const sessions = new Set<string>();
	const idOf = (request: IncomingMessage) =>
		new RegExp(`(?:^|; )${COOKIE}=([0-9a-f-]+)`).exec(request.headers.cookie ?? '')?.[1];
	return {
		open(request, response) {
			const held = idOf(request);
			if (held !== undefined && sessions.has(held)) return;
			const id = randomUUID();
			sessions.add(id);
			response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
		},
		authorize(request, channel) {
			const id = idOf(request);
			if (id === undefined || !sessions.has(id)) return 'unauthenticated';
			return /^(private|presence)-admin[.-]/.test(channel) ? { user: ADMIN } : null;
		},
	};
}
