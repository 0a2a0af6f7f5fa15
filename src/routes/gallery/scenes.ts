/** Every state that data can be in, each led up to by what would lead there. */
import type { DashboardState } from '$lib/domain/dashboard-state.ts';
import { ADMINS, ANSWERS, CRITICAL, SELF, type Admin } from './day/floor.ts';
import { beats, MISSED, tellDay } from './day/day.ts';
import { created, type Order } from './day/orders.ts';
import { LOSS } from './day/rows.ts';
import { ADMINS_CHANNEL, at, NOW, type Told } from './day/told.ts';
import { CHANNELS, openWorld, type World } from './world.ts';

const DROPPED = { code: 'dropped', detail: null } as const;
const REFUSED = { code: 'refused', detail: null } as const;

const DAY_MS = 86_400_000;
const TRACE_MS = 60_000;

/** Everything there is to show at 14:06:20, or a little before, told to a screen that has watched since `from`: for days. */
function live(from = at('08:00') - 6 * DAY_MS, until = NOW): World {
	const world = openWorld(from);
	world.stand(from);
	const messages = tellDay().filter((message) => message.at >= from);
	world.meet({ kind: 'here', channel: ADMINS_CHANNEL, members: [], self: SELF });
	let told = 0;
	const tellUntil = (time: number) => {
		const next = messages.findIndex((message) => message.at >= time);
		const end = next === -1 ? messages.length : next;
		world.tell(messages.slice(told, Math.max(told, end)));
		told = Math.max(told, end);
		world.to(time);
	};
	for (const admin of ADMINS) {
		tellUntil(Math.max(admin.at, from));
		world.meet({ kind: 'joined', channel: ADMINS_CHANNEL, member: memberOf(admin) });
	}
	for (const answer of ANSWERS) {
		if (answer.at < from) continue;
		tellUntil(answer.at);
		acknowledge(world, answer);
	}
	tellUntil(LOSS.from);
	world.lose(LOSS.from, DROPPED);
	world.stand(LOSS.until);
	world.meet({ kind: 'here', channel: ADMINS_CHANNEL, members: ADMINS.map(memberOf), self: SELF });
	world.recover(MISSED, LOSS.until + 2_000);
	tellUntil(until);
	return world;
}

function memberOf({ id, name, role }: Admin) {
	return { id, info: { name, role } };
}

function acknowledge({ dashboard }: World, { title, by, at: time }: (typeof ANSWERS)[number]): void {
	const taken = dashboard.system.open.find((each) => each.title === title);
	if (taken === undefined) return;
	const { ref, openedAt, severity } = taken;
	const answer = { ref, openedAt, severity, kind: 'acknowledged', by, at: time, until: null } as const;
	dashboard.put({ type: 'alert.answered', answer });
}

let played: DashboardState | undefined;

/** The screen as it stands at 14:06:20, the day played once for all scenes but for the minute that the trace draws. */
function atNow(): World {
	const from = NOW - TRACE_MS;
	played ??= live(undefined, from).dashboard.state;
	const world = openWorld(from, played);
	world.stand(LOSS.until);
	world.tell(tellDay().filter((message) => message.at >= from && message.at < NOW));
	// Its last seconds, in which nothing came.
	for (let second = 6; second >= 0; second -= 1) world.to(NOW - second * 1_000);
	return world;
}

/** Cut off at 14:06:20 for so long. */
function lostFor(ms: number): World {
	const world = atNow();
	world.lose(NOW, DROPPED);
	world.to(NOW + ms);
	return world;
}

/** Back after 30 s, ten seconds ago. */
function backAgain(catchUp: World['catchUp']): World {
	const world = lostFor(30_000);
	world.catchUp = catchUp;
	const back = NOW + 30_000;
	world.stand(back);
	world.meet({ kind: 'here', channel: ADMINS_CHANNEL, members: ADMINS.map(memberOf), self: SELF });
	world.tell(beats(back + 2_000, back + 10_000));
	if (catchUp === 'failed') world.dashboard.put({ type: 'gap.closed', at: back + 3_000, recovered: null });
	world.to(back + 10_000);
	return world;
}

function silent(): World {
	const world = atNow();
	world.to(NOW + 34_000);
	return world;
}

function quiet(): World {
	const world = atNow();
	const now = NOW + 360_000;
	world.tell(beats(NOW, now));
	world.to(now);
	return world;
}

function polling(): World {
	const world = atNow();
	world.refuse(NOW, REFUSED);
	const asOf = NOW + 60_000;
	const figures = {
		ordersToday: 1286,
		pending: 38,
		confirmed: 113,
		total: 1286,
		revenueToday: { MYR: '106331.30', IDR: '131204000', USD: '9448.00' },
		activeVisitors: 321,
	};
	const body = {
		asOf: new Date(asOf).toISOString(),
		figures,
		orders: [],
		payments: [],
		stock: [],
		alerts: [],
	};
	world.poll(body, asOf);
	world.to(asOf + 3_000);
	return world;
}

/** The shop allows this account no channel. */
function denied(): World {
	const world = openWorld(at('13:58'));
	world.stand(at('13:58:04'), CHANNELS);
	world.to(NOW);
	return world;
}

/** The line stands and nothing has ever come. */
function firstRun(): World {
	const world = openWorld(at('14:04'));
	world.stand(at('14:04:02'));
	const members = ADMINS.slice(0, 1).map(memberOf);
	world.meet({ kind: 'here', channel: ADMINS_CHANNEL, members, self: SELF });
	world.to(NOW);
	return world;
}

/** No recorder and no snapshot: only what came since. */
function liveOnly(): World {
	const world = live(at('09:12'));
	world.isRecorded = false;
	return world;
}

/** Thirty-four new orders in five seconds. */
function flood(): World {
	const world = atNow();
	for (let second = 0; second < 5; second += 1) {
		const from = NOW + second * 1_000;
		const count = second === 4 ? 22 : 3;
		const orders = Array.from({ length: count }, (_, index) => {
			const id = 10_483 + second * 3 + index;
			const order: Order = { id, customer: 'Guest', items: [[1, 'Mug']], currency: 'MYR', total: '49.00' };
			return created(order, from + Math.floor((index * 1_000) / count));
		});
		world.tell(orders);
		world.to(from + 1_000);
	}
	return world;
}

function critical(): World {
	const world = atNow();
	world.tell([CRITICAL]);
	world.to(NOW);
	return world;
}

/** Samples of the contract: what is not readable, and what carts and trades tell. */
function samples(): World {
	const world = atNow();
	const files = import.meta.glob<{ channel: string; name: string; payload: Told['payload'] }>(
		[
			'/src/lib/contract/samples/monitoring/rejected-{stock-without-level,payment-without-id}.json',
			'/src/lib/contract/samples/monitoring/unmapped-name.json',
			'/src/lib/contract/samples/carts/recorded-condition-removed.json',
			'/src/lib/contract/samples/trades/{matched,prefix-twice-and-fee}.json',
		],
		{ eager: true, import: 'default' },
	);
	world.tell(Object.values(files).map((file, index) => ({ ...file, at: NOW - 60_000 + index * 1_000 })));
	world.to(NOW);
	return world;
}

export interface Scene {
	/** What it is, beside its name. */
	readonly title: string;
	readonly open: () => World;
	/** What the browser does with sound. */
	readonly sound?: 'off' | 'blocked';
}

export const SCENES = {
	live: { title: 'events arriving', open: atNow },
	quiet: { title: 'connected, nothing to report', open: quiet },
	reconnecting: { title: 'lost for less than 15 s', open: () => lostFor(11_000) },
	stale: { title: 'lost for 15 s or more', open: () => lostFor(40_000) },
	offline: { title: 'lost for 60 s or more', open: () => lostFor(72_000) },
	'catching-up': { title: 'back, what was missed is being fetched', open: () => backAgain('syncing') },
	gap: { title: 'back, what was missed could not be had', open: () => backAgain('failed') },
	silent: { title: 'an open line on which nothing arrives', open: silent },
	polling: { title: 'no socket, the shop states its figures', open: polling },
	'not-authorised': { title: 'every channel refused', open: denied },
	'live-only': { title: 'nothing known of before 09:12', open: liveOnly },
	'first-run': { title: 'nothing ever received', open: firstRun },
	'sound-blocked': { title: 'the browser plays no sound', open: atNow, sound: 'blocked' },
	critical: { title: 'an alert that takes the screen over', open: critical },
	flood: { title: 'over twenty orders a second', open: flood },
	samples: { title: 'messages nobody can read, carts, trades', open: samples },
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
