/** A screen without a shop: the real state behind every panel, on a line and a clock that a script holds in its hands. */
import type {
	ChannelStatus,
	Connection,
	ConnectionStatus,
	Frame,
	Presence,
	Reason,
} from '$lib/connection/connection.ts';
import {
	alwaysChannels,
	channelsByTopic,
	readMember,
	topicsShown,
	watchedChannels,
} from '$lib/contract/channels.ts';
import { createDecoder } from '$lib/contract/decode.ts';
import type { Topic } from '$lib/contract/events.ts';
import { createSnapshotReader } from '$lib/contract/snapshot.ts';
import { presets } from '$lib/contract/sources/index.ts';
import type { Clock } from '$lib/devices/clock.ts';
import type { DashboardState } from '$lib/domain/dashboard-state.ts';
import { DEFAULT_STATUS_GROUPS } from '$lib/domain/figures.ts';
import { AlertDesk } from '$lib/state/alert-desk.svelte.ts';
import { Dashboard } from '$lib/state/dashboard.svelte.ts';
import { InspectorDesk } from '$lib/state/inspector-desk.svelte.ts';
import { LineView } from '$lib/state/line-view.svelte.ts';
import { OrderTable } from '$lib/state/order-table.svelte.ts';
import { SettingsStore } from '$lib/state/settings.svelte.ts';
import { WatchList } from '$lib/state/watch-list.svelte.ts';
import { ADMINS_CHANNEL, SHOP, SOURCES, type Told } from './day/told.ts';

const sources = [...SOURCES, 'carts' as const, 'trades' as const].map((name) => presets[name]);
const decode = createDecoder(sources, { currency: SHOP.currency });
const readSnapshot = createSnapshotReader(sources, { currency: SHOP.currency });
/** What the screen subscribes to. */
export const CHANNELS = alwaysChannels(sources);
const SHOWN: ReadonlySet<Topic> = topicsShown(sources);

export type CatchUpState = 'none' | 'syncing' | 'done' | 'failed';

/** What the panels of a scene are drawn from. */
export interface World {
	readonly dashboard: Dashboard;
	readonly lineView: LineView;
	readonly alertDesk: AlertDesk;
	readonly orderTable: OrderTable;
	readonly watchList: WatchList;
	readonly inspectorDesk: InspectorDesk;
	readonly settings: SettingsStore;
	catchUp: CatchUpState;
	/** Whether a recorder knows what was before this screen. */
	isRecorded: boolean;
	/** Lets time pass until then, epoch ms. */
	to(time: number): void;
	/** The broadcaster delivers these, each at its moment. */
	tell(messages: readonly Told[]): void;
	/** What was missed comes from the recorder. */
	recover(messages: readonly Told[], time: number): void;
	/** The line is lost, or comes back; `refused` are channels that the shop does not allow. */
	lose(time: number, reason: Reason): void;
	stand(time: number, refused?: readonly string[]): void;
	/** The socket cannot be had at all. */
	refuse(time: number, reason: Reason): void;
	meet(presence: Presence): void;
	/** The shop answers with its own totals. */
	poll(body: unknown, time: number): void;
}

/** Opens a screen at `time` (epoch ms), in a state that another one has come to or with nothing. */
export function openWorld(time: number, state: DashboardState | null = null): World {
	let now = time;
	let seconds: ((now: number) => void)[] = [];
	let pending: (() => void) | undefined;
	const clock: Clock = {
		now: () => now,
		agree: () => false,
		onSecond(listener) {
			seconds = [...seconds, listener];
			return () => (seconds = seconds.filter((each) => each !== listener));
		},
		onFrame(listener) {
			pending = listener;
			return () => (pending = undefined);
		},
		// A better state is said when the script lets time pass.
		after: () => () => {},
	};
	const line = openLine(time);
	const { connection } = line;
	const dashboard: Dashboard = new Dashboard({
		connection,
		decode,
		readMember: (channel, raw) => readMember(sources, channel, raw),
		topics: channelsByTopic(sources),
		shown: SHOWN,
		knownNames: [...new Set(sources.flatMap(({ events }) => events.flatMap(({ on }) => on)))],
		clock,
		currency: SHOP.currency,
		rules: { zone: SHOP.zone, groups: DEFAULT_STATUS_GROUPS },
		catchUp: () => (world.catchUp === 'none' ? 'done' : world.catchUp),
	});
	const lineView = new LineView(dashboard, { connection });
	const storage = { read: () => null, write: () => {}, forget: () => {} };
	const files = { save: () => {}, copy: async () => true };
	const settings = new SettingsStore(storage);
	const alertDesk = new AlertDesk(dashboard, { connection, clock, channel: ADMINS_CHANNEL, isOn: true });
	const watchList = new WatchList(dashboard, {
		connection,
		clock,
		storage,
		channelsOf: (subject) => watchedChannels(sources, subject),
		preset: [
			{ kind: 'order', id: '10479' },
			{ kind: 'customer', id: '7' },
		],
	});
	const settle = () => {
		pending?.();
		dashboard.settle();
	};
	const world: World = {
		dashboard,
		lineView,
		alertDesk,
		orderTable: new OrderTable(dashboard, settings, files),
		watchList,
		inspectorDesk: new InspectorDesk(dashboard, files),
		settings,
		catchUp: 'none',
		isRecorded: true,
		to(until) {
			now = until;
			for (const listener of seconds) listener(now);
			settle();
		},
		tell(messages) {
			for (const { at, channel, name, payload } of messages) {
				now = at;
				line.deliver({ channel, name, payload, receivedAt: at });
			}
			settle();
		},
		recover(messages, until) {
			now = until;
			const read = messages.map(({ at, channel, name, payload }) =>
				decode({ channel, name, payload, receivedAt: at }),
			);
			for (const each of read) {
				if (each.verdict === 'accepted')
					dashboard.put({ type: 'accepted', event: each.event, payload: each.payload, isRecovered: true });
			}
			const recovered = messages.map(({ at }) => at);
			dashboard.put({ type: 'gap.closed', at: until, recovered, missing: null });
		},
		lose(at, reason) {
			now = at;
			line.follow({
				socket: 'lost',
				reason,
				since: at,
				socketId: null,
				channels: channelsAt(at, 'subscribing'),
			});
			settle();
		},
		stand(at, refused = []) {
			now = at;
			line.follow({
				socket: 'connected',
				reason: null,
				since: at,
				heardAt: at,
				socketId: `${at}.1`,
				channels: channelsAt(at, 'subscribed', refused),
			});
			settle();
		},
		refuse(at, reason) {
			now = at;
			line.follow({
				socket: 'refused',
				reason,
				since: at,
				socketId: null,
				channels: channelsAt(at, 'subscribing'),
			});
			settle();
		},
		meet: (presence) => {
			line.meet(presence);
			settle();
		},
		poll(body, at) {
			now = at;
			const snapshot = readSnapshot(body, at);
			if (typeof snapshot === 'string') throw new Error(snapshot);
			dashboard.putSnapshot(snapshot);
		},
	};
	dashboard.start();
	lineView.start();
	alertDesk.start();
	watchList.start();
	if (state !== null) dashboard.replace(state, []);
	return world;
}

const FORBIDDEN: Reason = { code: 'forbidden', detail: 'status 403' };

function channelsAt(
	since: number,
	state: ChannelStatus['state'],
	refused: readonly string[] = [],
): ChannelStatus[] {
	return CHANNELS.map((channel) =>
		refused.includes(channel)
			? { channel, state: 'refused', reason: FORBIDDEN, since }
			: { channel, state, reason: null, since },
	);
}

/** A line that delivers what it is handed. */
function openLine(time: number) {
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: time,
		socketId: null,
		heardAt: null,
		roundTripMs: 38,
		channels: channelsAt(time, 'subscribed'),
		watched: [],
	};
	let onFrame: (frame: Frame) => void = () => {};
	let onStatus: (status: ConnectionStatus) => void = () => {};
	let onPresence: (presence: Presence) => void = () => {};
	const connection: Connection = {
		get status() {
			return status;
		},
		onFrame: (listener) => bind(() => (onFrame = listener)),
		onStatus: (listener) => bind(() => (onStatus = listener)),
		onPresence: (listener) => bind(() => (onPresence = listener)),
		onWhisper: () => () => {},
		whisper: () => false,
		watch: () => {},
		start: () => () => {},
		reconnect: () => {},
		retryChannels: () => {},
	};
	return {
		connection,
		deliver(frame: Frame) {
			status = { ...status, heardAt: frame.receivedAt };
			onFrame(frame);
		},
		meet: (presence: Presence) => onPresence(presence),
		follow(changed: Partial<ConnectionStatus>) {
			status = { ...status, ...changed };
			onStatus(status);
		},
	};
}

function bind(set: () => void): () => void {
	set();
	return () => {};
}
