/** A broadcaster in memory, and lines to it that fail the ways real ones do. Implements the connection's port. */
import type {
	ChannelStatus,
	Connection,
	ConnectionStatus,
	Doubt,
	Frame,
	Reason,
} from '../../src/lib/connection/connection.ts';
import type { Chance } from './chance.ts';
import type { Timeline } from './timeline.ts';

export interface LineOptions {
	readonly name: string;
	readonly channels: readonly string[];
	readonly chance: Chance;
	/** Every message once and in order, as long as the socket stands. */
	readonly isExact: boolean;
	readonly loss: number;
	readonly duplicates: number;
	/** Whether a message may be lost on a line that stands: not what nobody else heard either. */
	readonly mayLose: () => boolean;
	/** A message that was published came to its listeners. */
	readonly onArrival?: (message: Published) => void;
	readonly onLoss?: (message: Published) => void;
}

/** A line of one listener, and what can be done to it from outside. */
export interface Line extends Connection, Doubt {
	/** The socket ends, with a word or without. */
	drop(code: Reason['code']): void;
	/** Nothing can be reached. */
	isOut: boolean;
	/** Nothing arrives on this socket any more; with `isAnswering` its pings are still answered. */
	die(isAnswering: boolean): void;
	readonly isDead: boolean;
	/** Channels that the shop refuses to this listener. */
	readonly refused: Set<string>;
	/** Ends it for good, without a word to anybody. */
	cut(): void;
	readonly stats: { sockets: number; deaths: number };
}

export interface Published {
	/** Of the ledger; null for what the recorder sends. */
	readonly index: number | null;
	readonly name: string;
	readonly payload: unknown;
}

export interface Broadcaster {
	publish(message: Published, channels: readonly string[]): void;
	createLine(options: LineOptions): Line;
	/** Whether it can be reached by anybody. */
	isUp: boolean;
}

const CONNECT_LIMIT_MS = 3_000;
/** A channel that was not answered by then is given up. */
const ANSWER_LIMIT_MS = 10_000;
const PING_EVERY_MS = 5_000;
/** A line that does not answer is known to be dead after this much. */
const SILENCE_MS = 14_000;

interface Subscriber {
	deliver(message: Published, channel: string): void;
}

export function createBroadcaster(timeline: Timeline, report: (what: string) => void): Broadcaster {
	const subscribers = new Set<Subscriber>();
	let sockets = 0;

	const broadcaster: Broadcaster = {
		isUp: true,
		publish(message, channels) {
			for (const subscriber of subscribers) {
				for (const channel of channels) subscriber.deliver(message, channel);
			}
		},
		createLine(options) {
			const { name, channels, chance, isExact } = options;
			const frames = new Set<(frame: Frame) => void>();
			const watchers = new Set<(status: ConnectionStatus) => void>();
			const stats = { sockets: 0, deaths: 0 };
			const open = new Set<string>();
			const refused = new Set<string>();
			/** Changes with each try and each socket: what is on its way to an older one never arrives. */
			let generation = 0;
			let isDead = false;
			let isAnswering = true;
			let isCut = false;
			let isStarted = false;
			let lastArrivalAt = 0;
			let doubted: ConnectionStatus | null = null;
			let status: ConnectionStatus = {
				socket: 'connecting',
				reason: null,
				since: timeline.now(),
				socketId: null,
				heardAt: null,
				roundTripMs: null,
				channels: channels.map(waiting),
				watched: [],
			};

			function waiting(channel: string): ChannelStatus {
				return { channel, state: 'subscribing', reason: null, since: timeline.now() };
			}

			function update(change: Partial<ConnectionStatus>): void {
				if (isCut) return;
				const isNew = change.socket !== undefined && change.socket !== status.socket;
				status = { ...status, ...(isNew && { since: timeline.now() }), ...change };
				for (const watcher of [...watchers]) watcher(status);
			}

			function hear(): void {
				status = { ...status, heardAt: timeline.now() };
				if (doubted === null) return;
				const { reason, since } = doubted;
				doubted = null;
				update({ socket: 'connected', reason, since });
			}

			function later(delayMs: number, run: () => void): void {
				const own = generation;
				timeline.after(delayMs, () => own === generation && !isCut && run());
			}

			function close(): void {
				generation += 1;
				open.clear();
				isDead = false;
				isAnswering = true;
				doubted = null;
				lastArrivalAt = 0;
			}

			function connect(): void {
				if (!broadcaster.isUp || line.isOut) {
					// Refused at once, or never answered: both happen.
					if (chance.is(0.5)) later(chance.between(1, CONNECT_LIMIT_MS), () => fail('dropped'));
					return;
				}
				later(chance.between(20, 400), () => {
					if (!broadcaster.isUp || line.isOut) return fail('dropped');
					sockets += 1;
					stats.sockets += 1;
					report(`${name}: socket ${sockets}`);
					update({
						socket: 'connected',
						reason: null,
						socketId: `${sockets}.${chance.whole(1, 1e6)}`,
						heardAt: timeline.now(),
						channels: channels.map(waiting),
					});
					later(PING_EVERY_MS, ping);
					for (const channel of channels) subscribe(channel);
				});
			}

			/** A line that is only doubted is open all the same. */
			function isOpen(): boolean {
				return status.socket === 'connected' || doubted !== null;
			}

			function subscribe(channel: string): void {
				later(chance.between(5, 400), () => {
					if (isDead || !isOpen()) return;
					const isRefused = refused.has(channel);
					if (isRefused) return setChannel(channel, 'refused');
					// The server sends from here on; its word of that comes a moment later, behind nothing else.
					open.add(channel);
					later(chance.between(0, 30), () => {
						if (isDead) return;
						hear();
						setChannel(channel, 'subscribed');
					});
				});
			}

			function setChannel(
				channel: string,
				state: ChannelStatus['state'],
				code: Reason['code'] = 'forbidden',
			): void {
				const reason: Reason | null = state === 'refused' ? { code, detail: null } : null;
				report(`${name}: ${channel} ${state}`);
				update({
					channels: status.channels.map((held) =>
						held.channel === channel ? { channel, state, reason, since: timeline.now() } : held,
					),
				});
			}

			function ping(): void {
				if (!isDead || isAnswering) hear();
				else if (timeline.now() - (status.heardAt ?? 0) >= SILENCE_MS) return fail('silence');
				later(isDead ? 1_000 : PING_EVERY_MS, ping);
			}

			function fail(code: Reason['code']): void {
				close();
				report(`${name}: lost (${code})`);
				update({
					socket: 'lost',
					reason: { code, detail: null },
					socketId: null,
					channels: channels.map(waiting),
				});
			}

			function arrive(message: Published, channel: string, delayMs: number): void {
				later(delayMs, () => {
					if (isDead || !open.has(channel)) return;
					hear();
					if (message.index !== null) options.onArrival?.(message);
					const { name, payload } = message;
					for (const listener of [...frames])
						listener({ channel, name, payload, receivedAt: timeline.now() });
				});
			}

			const subscriber: Subscriber = {
				deliver(message, channel) {
					if (isCut || !open.has(channel)) return;
					const delayMs = chance.between(5, isExact ? 300 : 800);
					if (isExact) {
						lastArrivalAt = Math.max(lastArrivalAt, timeline.now() + delayMs);
						return arrive(message, channel, lastArrivalAt - timeline.now());
					}
					if (message.index !== null && options.mayLose() && chance.is(options.loss)) {
						return options.onLoss?.(message);
					}
					arrive(message, channel, delayMs);
					if (chance.is(options.duplicates)) arrive(message, channel, chance.between(5, 2_500));
				},
			};

			const line: Line = {
				get status() {
					return status;
				},
				isOut: false,
				get isDead() {
					return isDead;
				},
				refused,
				stats,
				onFrame(listener) {
					frames.add(listener);
					return () => frames.delete(listener);
				},
				onStatus(listener) {
					watchers.add(listener);
					return () => watchers.delete(listener);
				},
				onPresence: () => () => {},
				onWhisper: () => () => {},
				whisper: () => false,
				watch: () => {},
				start() {
					isStarted = true;
					subscribers.add(subscriber);
					update({ socket: 'connecting' });
					connect();
					return () => line.cut();
				},
				reconnect(why) {
					if (isCut || !isStarted) return;
					const stood = status.socket === 'connected';
					close();
					report(`${name}: taken anew (${why?.code ?? 'next try'})`);
					update({
						socket: 'connecting',
						reason: stood ? (why ?? null) : null,
						socketId: null,
						channels: channels.map(waiting),
					});
					connect();
				},
				retryChannels() {
					for (const { channel, state, since } of status.channels) {
						if (state === 'subscribing' && timeline.now() - since >= ANSWER_LIMIT_MS) {
							setChannel(channel, 'refused', 'no-answer');
						} else if (state === 'refused') {
							setChannel(channel, 'subscribing');
							subscribe(channel);
						}
					}
				},
				probe() {
					if (status.socket !== 'connected') return false;
					later(chance.between(20, 300), () => {
						if (!isDead || isAnswering) hear();
					});
					return true;
				},
				doubt(reason) {
					if (status.socket !== 'connected') return;
					report(`${name}: doubted`);
					doubted = status;
					update({ socket: 'lost', reason });
				},
				drop(code) {
					if (status.socket !== 'connected') return;
					fail(code);
				},
				die(withAnswers) {
					if (status.socket !== 'connected' || isDead) return;
					isDead = true;
					isAnswering = withAnswers;
					stats.deaths += 1;
					report(`${name}: dead${withAnswers ? ', but answering' : ''}`);
				},
				cut() {
					close();
					isCut = true;
					subscribers.delete(subscriber);
				},
			};
			return line;
		},
	};
	return broadcaster;
}
