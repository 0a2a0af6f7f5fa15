import { describe, expect, test } from 'vitest';
import { createRecorderClient } from './recorder-client.ts';
import type { Authorisation } from './shop.ts';

const SIGNED: Authorisation = { ok: true, auth: 'key:1', channelData: null, sharedSecret: null };
const FORBIDDEN: Authorisation = { ok: false, reason: { code: 'forbidden', detail: null } };

/** A recorder in memory, a shop that signs, and a clock that the test turns. */
function createWorld() {
	let now = 1_000_000;
	let timers: { delayMs: number; run: () => void }[] = [];
	const asked: { path: string; token: string | null; body: unknown }[] = [];
	const world = {
		asked,
		/** So many of the next requests are never answered. */
		hangs: 0,
		/** Until an answer begins. */
		takesMs: 0,
		sessions: 0,
		lastsMs: 600_000,
		refuses: new Set<string>(),
		/** Status of the next answers to questions with a token. */
		statuses: [] as number[],
		signs: new Set(['private-a', 'presence-b']),
		pass: (ms: number) => (now += ms),
		/** Ends the waiting of everything that waits so long or shorter; returns of how much. */
		expire(delayMs: number) {
			const due = timers.filter((timer) => timer.delayMs <= delayMs);
			for (const { run } of due) run();
			return due.length;
		},
		paths: () => asked.map(({ path }) => path),
	};
	const client = createRecorderClient({
		url: '/recorder',
		channels: () => ['private-a', 'presence-b', 'private-c', 'public'],
		authorise: async (_socketId, channel) =>
			channel === 'presence-b'
				? { ...SIGNED, channelData: '{"user_id":"1"}' }
				: world.signs.has(channel)
					? SIGNED
					: FORBIDDEN,
		now: () => now,
		after(delayMs, run) {
			const timer = { delayMs, run };
			timers.push(timer);
			return () => (timers = timers.filter((each) => each !== timer));
		},
		fetch: async (input, init) => {
			const path = String(input).replace('/recorder', '');
			const headers = new Headers(init?.headers);
			const body: unknown = init?.body === undefined ? null : JSON.parse(String(init.body));
			asked.push({ path, token: headers.get('Authorization'), body });
			if (world.hangs > 0) {
				world.hangs -= 1;
				return new Promise((_resolve, reject) => {
					init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
				});
			}
			now += world.takesMs;
			const status = headers.has('Authorization') ? (world.statuses.shift() ?? 200) : 200;
			if (path === '/challenge') return Response.json({ socketId: '12.34' });
			if (path === '/session') {
				world.sessions += 1;
				return Response.json({ token: `t${world.sessions}`, now, expiresAt: now + world.lastsMs });
			}
			return Response.json({ path }, { status });
		},
	});
	return { world, client };
}

test('asks for a challenge once, signs what the shop signs, and reads with the token', async () => {
	const { world, client } = createWorld();
	expect(await client.snapshot()).toMatchObject({ ok: true, body: { path: '/snapshot' } });
	expect(await client.events('a:1')).toMatchObject({ ok: true });
	expect(world.paths()).toEqual(['/challenge', '/session', '/snapshot', '/events?after=a%3A1']);
	expect(world.asked[1]?.body).toEqual({
		socketId: '12.34',
		channels: {
			'private-a': { auth: 'key:1' },
			'presence-b': { auth: 'key:1', channelData: '{"user_id":"1"}' },
			public: {},
		},
	});
	expect(world.asked[3]?.token).toBe('Bearer t1');
});

test('two questions at once open one session', async () => {
	const { world, client } = createWorld();
	await Promise.all([client.snapshot(), client.head('a:1'), client.events('a:1')]);
	expect(world.sessions).toBe(1);
});

test('a token is renewed before it ends', async () => {
	const { world, client } = createWorld();
	await client.snapshot();
	world.pass(world.lastsMs - 29_000);
	await client.snapshot();
	expect(world.asked.at(-1)?.token).toBe('Bearer t2');
});

test('a refused token is replaced once, not for ever', async () => {
	const { world, client } = createWorld();
	world.statuses = [401];
	expect(await client.snapshot()).toMatchObject({ ok: true });
	world.statuses = [401, 401];
	expect(await client.snapshot()).toEqual({
		ok: false,
		why: 'the recorder answers with status 401',
		status: 401,
	});
	expect(world.sessions).toBe(3);
});

test('a recorder that hangs is given up, and asked again next time', async () => {
	const { world, client } = createWorld();
	world.hangs = Infinity;
	const answer = client.snapshot();
	await expect.poll(() => world.asked.length).toBe(1);
	world.expire(8_000);
	expect(await answer).toEqual({ ok: false, why: 'the recorder does not answer' });
	world.hangs = 0;
	expect(await client.snapshot()).toMatchObject({ ok: true });
});

describe('on a connection that died while it was kept alive', () => {
	test('a question that began no answer within a second is asked once more', async () => {
		const { world, client } = createWorld();
		await client.snapshot();
		world.hangs = 1;
		const answer = client.events('a:1');
		await expect.poll(() => world.paths().at(-1)).toContain('/events');
		world.expire(1_000);
		expect(await answer).toMatchObject({ ok: true, body: { path: '/events?after=a%3A1' } });
		expect(world.paths().slice(-2)).toEqual(['/events?after=a%3A1', '/events?after=a%3A1']);
	});

	test('so is the one for a challenge', async () => {
		const { world, client } = createWorld();
		world.hangs = 1;
		const answer = client.snapshot();
		await expect.poll(() => world.asked.length).toBe(1);
		world.expire(1_000);
		expect(await answer).toMatchObject({ ok: true });
		expect(world.paths()).toEqual(['/challenge', '/challenge', '/session', '/snapshot']);
	});

	test('an answer to an alert is sent once', async () => {
		const { world, client } = createWorld();
		await client.snapshot();
		world.hangs = 1;
		const answer = client.answer({ alert: 'a' });
		await expect.poll(() => world.paths().at(-1)).toBe('/answers');
		world.expire(1_000);
		world.expire(8_000);
		expect(await answer).toMatchObject({ ok: false });
		expect(world.paths().filter((path) => path === '/answers')).toHaveLength(1);
	});

	test('where the latest answer took three seconds, the next is waited for six', async () => {
		const { world, client } = createWorld();
		world.takesMs = 3_000;
		await client.snapshot();
		world.hangs = 1;
		const answer = client.events('a:1');
		await expect.poll(() => world.paths().at(-1)).toContain('/events');
		expect(world.expire(5_999)).toBe(0);
		world.expire(6_000);
		expect(await answer).toMatchObject({ ok: true });
	});
});

test('an account for which the shop signs nothing guarded still offers what is public', async () => {
	const { world, client } = createWorld();
	world.signs.clear();
	await client.snapshot();
	expect(Object.keys((world.asked[1]?.body as { channels: object }).channels)).toEqual([
		'presence-b',
		'public',
	]);
});

test('what it forgets is asked for anew', async () => {
	const { world, client } = createWorld();
	await client.snapshot();
	client.forget();
	await client.snapshot();
	expect(world.sessions).toBe(2);
});
