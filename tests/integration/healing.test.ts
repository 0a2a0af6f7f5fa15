/**
 * Every state that plain pusher-js stays in until somebody reloads, with the real client before the real broadcaster.
 *
 * Real time passes here, so all cases run at once and each test waits for its own. `HEALING_RUNS=20` repeats each and
 * prints what came of it; `HEALING_FAULT_SECONDS=60` lets the faults last longer, for the count of tries in a minute.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBroadcaster, type AuthFault, type Fault } from '../../src/broadcaster/broadcaster.ts';
import type { ConnectionStatus } from '../../src/lib/connection/connection.ts';
import { createEchoConnection } from '../../src/lib/connection/echo-connection.ts';
import { keepLink } from '../../src/lib/connection/link.ts';
import { createShop } from '../../src/lib/connection/shop.ts';

const APP = { id: 'local', key: 'local', secret: 'local' };
const ORDERS = 'private-admin.orders';
const PEOPLE = 'presence-admin-presence';
const CHANNELS = [ORDERS, PEOPLE, 'admin.orders'];

const RUNS = Number(process.env['HEALING_RUNS'] ?? 1);
const FAULT_MS = Number(process.env['HEALING_FAULT_SECONDS'] ?? 3) * 1_000;
/** Faults end at any moment of the client's own rhythm. */
const PHASE_MS = 2_000;

const SOON_S = 12;
/** What only somebody can put right is asked for more rarely. */
const DECIDED_S = 35;
/** A server that asks for ever longer pauses gets them. */
const BACKED_OFF_S = FAULT_MS > 30_000 ? DECIDED_S : SOON_S;
/** A line that died without a word is known to be dead after 15 s, and what the machine adds. */
const KNOWN_DEAD_MS = 18_000;

interface Case {
	readonly fault: Fault;
	/** From the end of the fault until every channel is subscribed. */
	readonly limitS: number;
	/** The line stands when the fault begins; where it does not end, the time counts from when the loss is known. */
	readonly strikes?: 'new' | 'ends-line' | 'stays';
}

const auth = (fault: Omit<AuthFault, 'kind'> & { times?: number }): Fault => ({ kind: 'auth', ...fault });
const firstError = (code: number): Fault => ({ kind: 'first-error', code });
const closeNew = (code: number): Fault => ({ kind: 'close-new', code });
const SOKETI_REFUSAL = {
	event: 'pusher:subscription_error',
	channel: ORDERS,
	data: { type: 'AuthError', error: 'The connection is unauthorized.', status: 401 },
};

const CASES: Readonly<Record<string, Case>> = {
	'a line that died without a word': {
		fault: { kind: 'frozen', who: 'existing' },
		limitS: SOON_S,
		strikes: 'stays',
	},
	'a server that is away (reset)': { fault: { kind: 'refuse' }, limitS: SOON_S, strikes: 'ends-line' },
	'a server that is away (503)': {
		fault: { kind: 'refuse', status: 503 },
		limitS: SOON_S,
		strikes: 'ends-line',
	},
	'a server that takes the call and says nothing': {
		fault: { kind: 'frozen', who: 'new' },
		limitS: SOON_S,
		strikes: 'ends-line',
	},
	'a server that is away when the page opens': { fault: { kind: 'refuse' }, limitS: SOON_S },
	'4200, in its closing grace': { fault: { kind: 'closing' }, limitS: SOON_S, strikes: 'ends-line' },
	'4100, over capacity': { fault: firstError(4100), limitS: BACKED_OFF_S },
	'4004, over quota': { fault: firstError(4004), limitS: SOON_S },
	'4004, as a close': { fault: closeNew(4004), limitS: SOON_S },
	'4001, unknown key': { fault: firstError(4001), limitS: DECIDED_S },
	'4001, as a close': { fault: closeNew(4001), limitS: DECIDED_S },
	'4003, disabled': { fault: firstError(4003), limitS: DECIDED_S },
	'4009, origin': { fault: firstError(4009), limitS: DECIDED_S },
	'4009, as a close': { fault: closeNew(4009), limitS: DECIDED_S },
	'4301, rate limit': { fault: firstError(4301), limitS: DECIDED_S },
	'4301, as a close': { fault: closeNew(4301), limitS: DECIDED_S },
	'4000, use TLS': { fault: firstError(4000), limitS: SOON_S },
	'4000, as a close': { fault: closeNew(4000), limitS: SOON_S },
	'no first frame': { fault: { kind: 'first-frame', frame: 'none' }, limitS: SOON_S },
	'a text as first frame': { fault: { kind: 'first-frame', frame: 'text' }, limitS: SOON_S },
	'a web page as first frame': { fault: { kind: 'first-frame', frame: 'html' }, limitS: SOON_S },
	'another event as first frame': { fault: { kind: 'first-frame', frame: 'other-event' }, limitS: SOON_S },
	'no activity timeout': { fault: { kind: 'first-frame', frame: 'no-activity-timeout' }, limitS: SOON_S },
	'auth 500': { fault: auth({ status: 500 }), limitS: SOON_S },
	'auth 419': { fault: auth({ status: 419 }), limitS: SOON_S },
	'auth 403': { fault: auth({ status: 403 }), limitS: DECIDED_S },
	'auth 401': { fault: auth({ status: 401 }), limitS: DECIDED_S },
	'auth 429': { fault: auth({ status: 429, retryAfterSeconds: 3 }), limitS: SOON_S },
	'auth sent to the sign-in page': { fault: auth({ status: 302, location: '/login' }), limitS: SOON_S },
	'auth answered with a web page': { fault: auth({ body: 'html' }), limitS: SOON_S },
	'auth answered with broken JSON': { fault: auth({ body: 'not-json' }), limitS: SOON_S },
	'auth answered with null': { fault: auth({ body: 'null' }), limitS: SOON_S },
	'auth with broken channel data': { fault: auth({ body: 'bad-channel-data' }), limitS: SOON_S },
	'auth that hangs': { fault: auth({ body: 'hang' }), limitS: SOON_S },
	'auth that hangs for one channel': { fault: auth({ body: 'hang', channel: ORDERS }), limitS: SOON_S },
	'a wrong signature, as Reverb says it': { fault: auth({ body: 'bad-signature' }), limitS: SOON_S },
	'a wrong signature for one channel': {
		fault: auth({ body: 'bad-signature', channel: ORDERS }),
		limitS: SOON_S,
	},
	'a refusal of one channel, as soketi says it': {
		fault: {
			kind: 'frames',
			change: 'replace',
			event: 'pusher_internal:subscription_succeeded',
			channel: ORDERS,
			text: JSON.stringify({ ...SOKETI_REFUSAL, data: JSON.stringify(SOKETI_REFUSAL.data) }),
		},
		limitS: SOON_S,
	},
	'a confirmation that never comes': {
		fault: { kind: 'frames', change: 'drop', event: 'pusher_internal:subscription_succeeded' },
		limitS: SOON_S,
	},
	'a confirmation that never comes for one channel': {
		fault: {
			kind: 'frames',
			change: 'drop',
			event: 'pusher_internal:subscription_succeeded',
			channel: ORDERS,
		},
		limitS: SOON_S,
	},
};

/** The real client, with the shop's own way of asking, before a broadcaster in test mode. */
async function createWorld() {
	const broadcaster = createBroadcaster({
		apps: [APP],
		testMode: true,
		authEndpoint: { path: '/broadcasting/auth', authorize: () => ({ user: { id: 1, info: {} } }) },
	});
	let tries = 0;
	let asked = 0;
	const server = createServer((request, response) => {
		if (request.url === '/broadcasting/auth') asked += 1;
		if (!broadcaster.handle(request, response)) response.writeHead(404).end();
	});
	server.on('upgrade', () => (tries += 1));
	broadcaster.attach(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const shop = createShop({
		authMode: 'bearer',
		authEndpoint: `http://127.0.0.1:${port}/broadcasting/auth`,
		csrfEndpoint: null,
		signInEndpoint: null,
		signOutEndpoint: null,
		snapshotEndpoint: null,
		token: { read: () => 'a token', write: () => {} },
	});
	const statuses: ConnectionStatus[] = [];
	const connection = createEchoConnection({
		key: APP.key,
		host: '127.0.0.1',
		port,
		scheme: 'http',
		cluster: null,
		channels: CHANNELS,
		whispers: [],
		authorise: shop.authorise,
		isOnline: () => true,
		now: () => Date.now(),
		report: () => {},
	});
	connection.onStatus((status) => statuses.push(status));
	let stop = () => {};
	return {
		broadcaster,
		connection,
		statuses,
		open() {
			const undo = [keepLink(connection, { random: Math.random, isHidden: () => false }), connection.start()];
			stop = () => undo.forEach((end) => end());
		},
		/** Connections tried and questions to the shop for one channel so far. */
		counts: () => ({ tries, asked: asked / 2 }),
		isWhole: () =>
			connection.status.socket === 'connected' &&
			connection.status.channels.every(({ state }) => state === 'subscribed'),
		async close() {
			stop();
			await broadcaster.close();
			server.closeAllConnections();
			server.close();
		},
	};
}

interface Healing {
	readonly healedMs: number;
	readonly faultMs: number;
	readonly tries: number;
	readonly asked: number;
}

async function until(isTrue: () => boolean, limitMs: number): Promise<void> {
	await vi.waitFor(() => expect(isTrue()).toBe(true), { timeout: limitMs, interval: 20 });
}

async function heal({ fault, limitS, strikes = 'new' }: Case): Promise<Healing> {
	const world = await createWorld();
	try {
		if (strikes !== 'new') {
			world.open();
			await until(world.isWhole, 10_000);
		}
		const before = world.counts();
		const undo = world.broadcaster.faults.set(fault);
		const began = Date.now();
		if (strikes === 'new') world.open();
		else if (strikes === 'ends-line') world.broadcaster.faults.do({ action: 'end' });
		else {
			await until(() => world.connection.status.socket === 'lost', KNOWN_DEAD_MS);
			const known = Date.now();
			await until(world.isWhole, limitS * 1_000 + 5_000);
			const { tries, asked } = world.counts();
			const healedMs = Date.now() - known;
			return { healedMs, faultMs: known - began, tries: tries - before.tries, asked: asked - before.asked };
		}
		const faultMs = FAULT_MS + Math.random() * PHASE_MS;
		await until(() => Date.now() - began >= faultMs, faultMs + 5_000);
		expect(world.isWhole()).toBe(false);
		const { tries, asked } = world.counts();
		undo();
		const ended = Date.now();
		await until(world.isWhole, limitS * 1_000 + 5_000);
		return {
			healedMs: Date.now() - ended,
			faultMs: ended - began,
			tries: tries - before.tries,
			asked: asked - before.asked,
		};
	} finally {
		await world.close();
	}
}

async function healOften(each: Case): Promise<Healing[]> {
	const healings: Healing[] = [];
	for (let run = 0; run < RUNS; run += 1) healings.push(await heal(each));
	return healings;
}

const results = new Map<string, Promise<Healing[]>>();
const LONGEST_MS = RUNS * (FAULT_MS + PHASE_MS + DECIDED_S * 1_000 + 25_000);

beforeAll(() => {
	for (const [name, each] of Object.entries(CASES)) {
		const healing = healOften(each);
		// Each test awaits its own; one that fails early is no unhandled rejection.
		healing.catch(() => {});
		results.set(name, healing);
	}
});

afterAll(async () => {
	if (RUNS === 1 && process.env['HEALING_FAULT_SECONDS'] === undefined) return;
	let table = '';
	const row = (...cells: readonly (string | number)[]) => (table += `\n| ${cells.join(' | ')} |`);
	row('case', 'runs', 'median s', 'worst s', 'limit s', 'most tries a minute', 'most auth calls a minute');
	for (const [name, healing] of results) {
		const all = await healing.catch(() => []);
		const times = all.map(({ healedMs }) => healedMs / 1_000).sort((one, other) => one - other);
		const rate = (of: 'tries' | 'asked') =>
			Math.max(...all.map((each) => (each[of] / Math.max(each.faultMs, 60_000)) * 60_000)).toFixed(0);
		const median = times[Math.floor((times.length - 1) / 2)]?.toFixed(1) ?? '-';
		row(
			name,
			all.length,
			median,
			times.at(-1)?.toFixed(1) ?? '-',
			CASES[name]?.limitS ?? '-',
			rate('tries'),
			rate('asked'),
		);
	}
	console.log(table);
});

test.each(Object.keys(CASES))('heals without a reload from: %s', { timeout: LONGEST_MS }, async (name) => {
	const healings = (await results.get(name)) ?? [];
	expect(healings).toHaveLength(RUNS);
	for (const { healedMs, faultMs, tries, asked } of healings) {
		expect(healedMs / 1_000).toBeLessThanOrEqual(CASES[name]?.limitS ?? 0);
		// Sixty in a minute, and what a fresh start allows on top of a share of that.
		expect(tries).toBeLessThanOrEqual(Math.min(60, 8 + faultMs / 1_000));
		expect(asked).toBeLessThanOrEqual(Math.min(30, 8 + faultMs / 2_000));
	}
});

test(
	'a signature that took longer than its socket lived is not sent on the next one',
	{ timeout: 20_000 },
	async () => {
		const world = await createWorld();
		try {
			world.broadcaster.faults.set(auth({ delayMs: 1_500, times: 2 }));
			world.open();
			await until(() => world.counts().asked >= 1, 5_000);
			world.broadcaster.faults.do({ action: 'end' });
			await until(world.isWhole, 10_000);
			const began = Date.now();
			await until(() => Date.now() - began > 1_500, 4_000);
			expect(world.broadcaster.faults.log.filter(({ text }) => text.includes('4009'))).toEqual([]);
			expect(world.isWhole()).toBe(true);
		} finally {
			await world.close();
		}
	},
);
