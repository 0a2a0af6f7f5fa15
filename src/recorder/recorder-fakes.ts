/** A clock that is driven and a line that is spoken on by hand, for tests that run the real recorder without either. */
import type { ChannelStatus, Connection, ConnectionStatus, Frame } from '../lib/connection/connection.ts';

export interface DrivenClock {
	readonly now: () => number;
	readonly after: (delayMs: number, run: () => void) => () => void;
	/** Lets time pass, with whatever falls due in it, and what that sets off. */
	advance(ms: number): Promise<void>;
	/** Puts the clock on or back, as a time server does: nothing falls due by it. */
	jump(ms: number): void;
	/** Lets what is under way come to its end, without time. */
	settle(): Promise<void>;
}

/** A clock that stands at `start`, epoch ms. */
export function createDrivenClock(start: number): DrivenClock {
	let time = start;
	let next = 0;
	const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
	const settle = async () => {
		for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
	};
	return {
		now: () => time,
		after(delayMs, run) {
			next += 1;
			const id = next;
			timers.set(id, { at: time + delayMs, run });
			return () => timers.delete(id);
		},
		async advance(ms) {
			const until = time + ms;
			await settle();
			for (;;) {
				const due = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
				if (due === undefined) break;
				timers.delete(due[0]);
				time = Math.max(time, due[1].at);
				due[1].run();
				await settle();
			}
			time = until;
		},
		jump(ms) {
			time += ms;
			for (const [id, { at, run }] of timers) timers.set(id, { at: at + ms, run });
		},
		settle,
	};
}

export interface SpokenLine extends Connection {
	readonly reconnects: number;
	/** Opens it: these channels are refused or not answered, the others are subscribed. */
	open(others?: Readonly<Record<string, 'refused' | 'subscribing'>>): void;
	/** Ends it. */
	drop(): void;
	/** The broadcaster says something that is no event. */
	hear(): void;
	/** Delivers an event. */
	deliver(channel: string, name: string, payload: unknown): void;
}

/** A line with these channels, not open yet. */
export function createSpokenLine(channels: readonly string[], now: () => number): SpokenLine {
	const frames = new Set<(frame: Frame) => void>();
	const watchers = new Set<(status: ConnectionStatus) => void>();
	const all = (state: ChannelStatus['state']): ChannelStatus[] =>
		channels.map((channel) => ({ channel, state, reason: null, since: now() }));
	let sockets = 0;
	let reconnects = 0;
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: now(),
		socketId: null,
		heardAt: null,
		roundTripMs: null,
		channels: all('subscribing'),
		watched: [],
	};

	function update(change: Partial<ConnectionStatus>): void {
		status = { ...status, ...change };
		for (const watcher of [...watchers]) watcher(status);
	}

	return {
		get status() {
			return status;
		},
		get reconnects() {
			return reconnects;
		},
		open(others = {}) {
			if (status.socket !== 'connected') {
				sockets += 1;
				const heardAt = now();
				update({
					socket: 'connected',
					reason: null,
					socketId: `1.${sockets}`,
					heardAt,
					channels: all('subscribing'),
				});
			}
			const states = all('subscribed').map((each) => ({
				...each,
				state: others[each.channel] ?? each.state,
			}));
			update({ channels: states });
		},
		drop() {
			const reason = { code: 'dropped', detail: 'code 1006' } as const;
			update({ socket: 'lost', reason, channels: all('subscribing') });
		},
		hear() {
			status = { ...status, heardAt: now() };
		},
		deliver(channel, name, payload) {
			status = { ...status, heardAt: now() };
			for (const listener of [...frames]) listener({ channel, name, payload, receivedAt: now() });
		},
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
		start: () => () => frames.clear(),
		reconnect() {
			reconnects += 1;
			update({ socket: 'lost', reason: { code: 'unconfirmed', detail: null }, channels: all('subscribing') });
		},
		retryChannels: () => {},
	};
}
