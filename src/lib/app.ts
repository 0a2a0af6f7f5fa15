/** The composition root: every part of the screen is made and joined here, and nowhere else. */
import type { Config, Feature } from './config.ts';
import type { ConnectionStatus } from './connection/connection.ts';
import { createEchoConnection } from './connection/echo-connection.ts';
import { keepLink } from './connection/link.ts';
import { createRecorderClient } from './connection/recorder-client.ts';
import { createShop } from './connection/shop.ts';
import {
	alwaysChannels,
	channelsByTopic,
	readMember,
	topicsByChannel,
	topicsShown,
	watchedChannels,
} from './contract/channels.ts';
import { createDecoder } from './contract/decode.ts';
import type { Decoded, Topic } from './contract/events.ts';
import type { Source } from './contract/source.ts';
import { createBadge } from './devices/badge.ts';
import { createClock } from './devices/clock.ts';
import { createDeploys } from './devices/deploys.ts';
import { createFiles } from './devices/files.ts';
import { createIdle } from './devices/idle.ts';
import { reloadWhenServed } from './devices/nightly.ts';
import { createNotifier } from './devices/notifier.ts';
import { createSoundDesk } from './devices/sound.ts';
import { createStorage, type Storage } from './devices/storage.ts';
import { createTurn } from './devices/turn.ts';
import { createWake } from './devices/wake.ts';
import { createWakeLock } from './devices/wake-lock.ts';
import { DEFAULT_STATUS_GROUPS } from './domain/figures.ts';
import { AlertDesk, ANSWER_EVENT } from './state/alert-desk.svelte.ts';
import { CatchUp } from './state/catch-up.svelte.ts';
import type { Screen } from './state/context.ts';
import { Dashboard } from './state/dashboard.svelte.ts';
import { InspectorDesk } from './state/inspector-desk.svelte.ts';
import { SpokenLanguage } from './state/language.svelte.ts';
import { LineView } from './state/line-view.svelte.ts';
import { OrderTable } from './state/order-table.svelte.ts';
import { Polling } from './state/polling.svelte.ts';
import { Reloads } from './state/reloads.ts';
import { Session } from './state/session.svelte.ts';
import { SettingsStore } from './state/settings.svelte.ts';
import { Signals } from './state/signals.svelte.ts';
import { Wall } from './state/wall.svelte.ts';
import { WatchList } from './state/watch-list.svelte.ts';
import { loadWords, say } from './words/words.ts';

export { loadSources } from './app-sources.ts';

export interface App extends Screen {
	/** Connects and listens. Call the result to stop it all. */
	start(): () => void;
}

const MINUTE_MS = 60_000;
const TOKEN_KEY = 'watchfloor.token.1';

/** Joins the parts for one page load. `base` is the path the page is served under, `version` its release; empty: unknown. */
export function createApp(config: Config, sources: readonly Source[], base: string, version = ''): App {
	const clock = createClock();
	const storage = createStorage();
	const files = createFiles();
	const settings = new SettingsStore(storage);
	const shop = openShop(config, storage);
	const topics = topicsByChannel(sources);
	const shown = topicsShown(sources);
	const withTopics = new Set([...shown].map((topic) => FEATURE_OF[topic]));
	// Admins hear of each other's acknowledgements there, whether or not it is shown who they are.
	const { acknowledge, people, system } = config.features;
	const rolls = sources.flatMap(({ presence }) => presence?.admins?.channel ?? []);
	const adminsChannel = people || (acknowledge && system) ? (rolls[0] ?? null) : null;
	const connection = createEchoConnection({
		...config,
		channels: alwaysChannels(sources).filter(
			(channel) => channel === adminsChannel || isWanted(topics.get(channel) ?? [], config.features),
		),
		whispers: [ANSWER_EVENT],
		authorise: (socketId, channel) => shop.authorise(socketId, channel),
		isOnline: () => navigator.onLine,
		now: clock.now,
		report,
	});
	const rules = {
		zone: config.zone,
		groups: { ...DEFAULT_STATUS_GROUPS, ...dropUndefined(config.statusGroups) },
	};
	const wake = createWake({ window, document, now: () => Date.now(), after: clock.after });
	const recorder =
		config.recorderUrl === null
			? null
			: createRecorderClient({
					url: config.recorderUrl,
					channels: () => openChannels(connection.status),
					authorise: (socketId, channel) => shop.authorise(socketId, channel),
					now: clock.now,
					after: clock.after,
					fetch: (input, init) => fetch(input, init),
				});
	const dashboard = new Dashboard({
		connection,
		decode: createDecoder(sources, { currency: config.currency }),
		readMember: (channel, raw) => readMember(sources, channel, raw),
		topics: channelsByTopic(sources),
		shown,
		knownNames: [...new Set(sources.flatMap(({ events }) => events.flatMap(({ on }) => on)))],
		clock,
		rules,
		currency: config.currency,
		pendingLimitMs: config.pendingLimitMinutes === null ? null : config.pendingLimitMinutes * MINUTE_MS,
		...(recorder !== null && {
			catchUp: () => catchUp?.state ?? 'syncing',
			expectsHeartbeat: () => catchUp?.isBeating ?? false,
		}),
		tries: () => lineView.tries,
		...(config.isDebug && { trace }),
	});
	const lineView: LineView = new LineView(dashboard, { connection });
	const signals = new Signals({
		sound: createSoundDesk(base),
		// Two shops under one host are two screens, and each sounds.
		turn: createTurn(`watchfloor.sound ${base}`, { locks: navigator.locks, window, document }),
		notifier: createNotifier(`${base}/favicon.svg`),
		badge: createBadge(),
		settings,
		isHidden: () => document.hidden,
		zone: config.zone,
		features: config.features,
	});
	const wall = new Wall(dashboard, {
		wakeLock: createWakeLock({
			navigator,
			document,
			isSecure: window.isSecureContext,
			after: clock.after,
		}),
		quietHours: () => settings.values.quietHours,
		zone: config.zone,
	});
	const idle = createIdle({ window, now: clock.now });
	const reloads = new Reloads({
		clock,
		facts: () => ({
			lastEventAt: dashboard.state.lastEventAt,
			hasOpenCritical: dashboard.system.counts.critical > 0,
		}),
		deploys: createDeploys({
			version,
			url: `${base}/_app/version.json`,
			fetch: (input, init) => fetch(input, init),
			storage: () => sessionStorage,
		}),
		reload: (before) => reloadWhenServed({ location, fetch: (input, init) => fetch(input, init), before }),
		isWall: () => wall.isOpen,
		lastInputAt: idle.lastInputAt,
		zone: config.zone,
		onWaiting: (now) => {
			const { newRelease, newReleaseWhy } = say().wall;
			signals.say('release', newRelease, newReleaseWhy, now);
		},
	});
	const alertDesk = new AlertDesk(dashboard, {
		connection,
		clock,
		channel: adminsChannel,
		isOn: config.features.acknowledge,
		recorder,
	});
	const watchList = new WatchList(dashboard, {
		connection,
		clock,
		storage,
		channelsOf: (subject) => (config.features.watch ? watchedChannels(sources, subject) : []),
		preset: [
			...config.watch.orders.map((id) => ({ kind: 'order' as const, id })),
			...config.watch.customers.map((id) => ({ kind: 'customer' as const, id })),
		],
	});
	const catchUp: CatchUp | null =
		recorder === null
			? null
			: new CatchUp(dashboard, {
					recorder,
					clock,
					rules,
					random: Math.random,
					isHidden: () => document.hidden,
					onWake: wake.onWake,
					onDeaf: () => connection.reconnect({ code: 'undelivered', detail: null }),
				});
	// A recorder answers all that the shop's snapshot would, and more.
	const isPolling = config.features.polling && config.snapshotEndpoint !== null && recorder === null;
	const polling = isPolling
		? new Polling(dashboard, {
				clock,
				fetchSnapshot: shop.fetchSnapshot,
				// Only a screen that lost its line needs it.
				read: async (body, at) => {
					const { createSnapshotReader } = await import('./contract/snapshot.ts');
					return createSnapshotReader(sources, { currency: config.currency })(body, at);
				},
			})
		: null;
	return {
		dashboard,
		lineView,
		signals,
		alertDesk,
		wall,
		watchList,
		orderTable: new OrderTable(dashboard, settings, files),
		inspectorDesk: new InspectorDesk(dashboard, files),
		catchUp,
		polling,
		settings,
		shows: (feature) => config.features[feature] && (!OF_TOPICS.includes(feature) || withTopics.has(feature)),
		session: new Session({ shop, storage, canSignIn: config.signInEndpoint !== null }),
		start() {
			const undo = [
				...(config.isLive
					? [
							keepLink(connection, {
								random: Math.random,
								isHidden: () => document.hidden,
								now: clock.now,
								after: clock.after,
								onTry: (tries) => lineView.noteTry(tries),
								...wake,
							}),
						]
					: []),
				dashboard.onInput((input) => signals.hear(input)),
				// Who may hear nothing is told nothing of what is still held.
				dashboard.onStep((step) => dashboard.refusal === null && signals.follow(step)),
				settings.start(),
				signals.start(),
				idle.start(),
				...(version === '' ? [] : [reloads.start()]),
				alertDesk.start(),
				lineView.start(),
				dashboard.start(config.isLive),
				watchList.start(),
				...(catchUp === null ? [] : [catchUp.start()]),
				...(polling === null ? [] : [polling.start()]),
			];
			return () => {
				for (const stop of undo.reverse()) stop();
			};
		},
	};
}

/** What the shop is asked to sign for the recorder: whatever it has not refused this account. */
function openChannels({ channels }: ConnectionStatus): string[] {
	return channels.filter(({ state }) => state !== 'refused').map(({ channel }) => channel);
}

/** Speaks what this browser was told to speak, from the first thing that is drawn. */
export async function openLanguage(): Promise<SpokenLanguage> {
	const language = new SpokenLanguage({ preferred: () => navigator.languages, load: loadWords });
	await language.choose(new SettingsStore(createStorage()).values.language);
	return language;
}

/** For the page that signs in: no line, no screen. */
export function createSession(config: Config): Session {
	const storage = createStorage();
	return new Session({ shop: openShop(config, storage), storage, canSignIn: config.signInEndpoint !== null });
}

function openShop(config: Config, storage: Storage) {
	return createShop({
		...config,
		token: {
			read: () => storage.read(TOKEN_KEY),
			write: (token) => (token === null ? storage.forget(TOKEN_KEY) : storage.write(TOKEN_KEY, token)),
		},
	});
}

/** Under which feature each topic is switched. */
const FEATURE_OF: Readonly<Record<Topic, Feature>> = {
	orders: 'orders',
	payments: 'payments',
	stock: 'stock',
	system: 'system',
	people: 'people',
	notifications: 'notices',
	activity: 'notices',
	carts: 'watch',
	trades: 'watch',
};

/** Features that show nothing without something of their topics. */
const OF_TOPICS: readonly Feature[] = ['orders', 'payments', 'stock', 'system', 'people', 'notices'];

/** Whether anything of what a channel carries is switched on; a channel of nothing known is listened to. */
function isWanted(topics: readonly Topic[], features: Config['features']): boolean {
	return topics.length === 0 || topics.some((topic) => features[FEATURE_OF[topic]]);
}

function dropUndefined<Value extends object>(
	value: Value,
): { [Key in keyof Value]: NonNullable<Value[Key]> } {
	const entries = Object.entries(value).filter(([, held]) => held !== undefined);
	return Object.fromEntries(entries) as { [Key in keyof Value]: NonNullable<Value[Key]> };
}

/** A defect of ours: into the console once, where a developer looks. */
function report(error: unknown): void {
	// eslint-disable-next-line no-console
	console.error(error);
}

/** Every frame and what was made of it, for whoever set `isDebug`; the payload as it is kept, masked. */
function trace({ channel, name }: { channel: string; name: string }, decoded: Decoded): void {
	// eslint-disable-next-line no-console
	console.debug(channel, name, decoded);
}
