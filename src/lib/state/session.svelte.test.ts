import { afterEach, expect, test, vi } from 'vitest';
import { createShop } from '../connection/shop.ts';
import { Session } from './session.svelte.ts';

afterEach(() => vi.unstubAllGlobals());

test('signing out takes the token along, so that the shop can end it, and keeps nothing while it waits', async () => {
	const kept = new Map([
		['watchfloor.token.1', 't'],
		['elsewhere', 'x'],
	]);
	const storage = {
		read: (key: string) => kept.get(key) ?? null,
		write: (key: string, text: string) => void kept.set(key, text),
		forget(prefix: string) {
			for (const key of [...kept.keys()]) if (key.startsWith(prefix)) kept.delete(key);
		},
	};
	let sent: RequestInit | undefined;
	let answer: (response: Response) => void = () => {};
	vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
		sent = init;
		return new Promise((resolve) => (answer = resolve));
	});
	const shop = createShop({
		authMode: 'bearer',
		authEndpoint: '/auth',
		csrfEndpoint: null,
		signInEndpoint: '/api/login',
		signOutEndpoint: '/api/logout',
		snapshotEndpoint: null,
		token: {
			read: () => storage.read('watchfloor.token.1'),
			write: (token) =>
				token === null ? storage.forget('watchfloor.token.1') : storage.write('watchfloor.token.1', token),
		},
	});
	const done = new Session({ shop, storage, canSignIn: true }).signOut();
	expect([...kept.keys()]).toEqual(['elsewhere']);
	answer(new Response(null, { status: 204 }));
	await done;
	expect(sent?.headers).toMatchObject({ Authorization: 'Bearer t' });
});
