/**
 * The connection through laravel-echo and pusher-js; the only file that knows them.
 *
 * One client per page load, because pusher-js never releases one. Every name on a channel is taken by
 * one global binding, so that an event nobody mapped is seen too. Listeners are guarded: pusher-js stops its dispatch
 * when one throws. pusher-js' own retries are cut off: on 4200 they come without a pause, after an outage minutes late;
 * the link alone decides when to try.
 */
import Echo from 'laravel-echo';
import Pusher, { type Channel } from 'pusher-js';
import type { Authorisation } from './shop.ts';
import type {
	ChannelStatus,
	Connection,
	ConnectionStatus,
	Frame,
	Presence,
	RawMember,
	Reason,
	Whisper,
} from './connection.ts';
import { readError, readMembers } from './pusher-shapes.ts';

export interface EchoConnectionOptions {
	readonly key: string;
	/** Null with a cluster: Pusher's own hosts. */
	readonly host: string | null;
	readonly port: number;
	readonly scheme: 'http' | 'https';
	readonly cluster: string | null;
	/** Asks whether this socket may subscribe to a channel; never rejects. */
	readonly authorise: (socketId: string, channel: string) => Promise<Authorisation>;
	readonly isOnline: () => boolean;
	/** Wire names, prefix included. */
	readonly channels: readonly string[];
	/** Names of the client events to hear, `client-` included. */
	readonly whispers: readonly string[];
	readonly now: () => number;
	/** Called with what a listener threw: a defect of ours, never of the frame. */
	readonly report: (error: unknown) => void;
}

/** A dead line is known in 15 s instead of up to 149 s. */
const ACTIVITY_TIMEOUT_MS = 10_000;
const PONG_TIMEOUT_MS = 5_000;
const CAUSE_LASTS_MS = 500;
/** An account that every guarded channel refuses for one of these is no admin's. */
const NOT_ADMITTED: readonly (Reason['code'] | undefined)[] = ['forbidden', 'unauthenticated'];
/** A subscription that nobody confirmed or refused by then never will be. */
const UNANSWERED_AFTER_MS = 10_000;

/** pusher-js' reserved events come through the global binding as well. */
const RESERVED = /^pusher(_internal)?:/;

/** A connection that is not started yet. */
export function createEchoConnection(options: EchoConnectionOptions): Connection {
	const { now } = options;
	const frames = new Set<(frame: Frame) => void>();
	const watchers = new Set<(status: ConnectionStatus) => void>();
	const presences = new Set<(presence: Presence) => void>();
	const whispers = new Set<(whisper: Whisper) => void>();
	let status: ConnectionStatus = {
		socket: 'connecting',
		reason: null,
		since: now(),
		socketId: null,
		heardAt: null,
		channels: options.channels.map(waiting),
		watched: [],
	};
	let client: Pusher | undefined;
	let echo: Echo<'reverb'> | undefined;
	/** Set while we end the connection ourselves: pusher-js reports that like a refusal. */
	let isEnding = false;
	/** The latest error: pusher-js names the cause just before it reports the loss. */
	let cause: { readonly reason: Reason; readonly at: number } | undefined;

	function emit<Value>(listeners: Set<(value: Value) => void>, value: Value): void {
		for (const listener of listeners) {
			try {
				listener(value);
			} catch (error) {
				options.report(error);
			}
		}
	}

	function update(change: Partial<ConnectionStatus>): void {
		const isNewState = change.socket !== undefined && change.socket !== status.socket;
		status = { ...status, ...change, since: isNewState ? now() : status.since };
		emit(watchers, status);
	}

	function waiting(channel: string): ChannelStatus {
		return { channel, state: 'subscribing', reason: null, since: now() };
	}

	function setChannel(channel: string, state: ChannelStatus['state'], reason: Reason | null): void {
		const set = (held: ChannelStatus): ChannelStatus =>
			held.channel === channel
				? { channel, state, reason, since: held.state === state ? held.since : now() }
				: held;
		update({ channels: status.channels.map(set), watched: status.watched.map(set) });
	}

	function waitAgain(): Pick<ConnectionStatus, 'channels' | 'watched'> {
		const again = ({ channel }: ChannelStatus) => waiting(channel);
		return { channels: status.channels.map(again), watched: status.watched.map(again) };
	}

	/** The socket is gone: pusher-js says so here, its `state` only a second later. */
	function lose(reason: Reason): void {
		update({ socket: status.socketId === null ? 'connecting' : 'lost', reason, ...waitAgain() });
		// Not within pusher-js' own handler, which plans its retry right after.
		queueMicrotask(end);
	}

	function recentCause(): Reason | null {
		return cause !== undefined && now() - cause.at < CAUSE_LASTS_MS ? cause.reason : null;
	}

	function end(): void {
		isEnding = true;
		client?.disconnect();
		isEnding = false;
	}

	function bindSocket(pusher: Pusher): void {
		pusher.connection.bind('message', () => (status = { ...status, heardAt: now() }));
		pusher.connection.bind('error', (error: unknown) => {
			const reason = readError(error, options.isOnline());
			cause = { reason, at: now() };
			// Before the socket stands an error is its end, also where pusher-js would silently try again at once (4200).
			if (status.socket !== 'connected') lose(reason);
			// On an open one it may be the only answer that a subscription gets.
			else if (reason.code !== 'no-answer' && !isWhole()) update({ reason });
		});
		pusher.connection.bind('connecting_in', () => {
			if (status.socket === 'refused') return;
			lose(recentCause() ?? { code: options.isOnline() ? 'dropped' : 'browser-offline', detail: null });
		});
		pusher.connection.bind('state_change', ({ current }: { current: string }) => {
			switch (current) {
				case 'connecting':
					// Without an error before it, a ping went unanswered.
					if (status.socket === 'connected') lose(recentCause() ?? { code: 'silence', detail: null });
					return;
				case 'connected':
					refusals.clear();
					return update({
						socket: 'connected',
						reason: null,
						socketId: pusher.connection.socket_id,
						heardAt: now(),
						...waitAgain(),
					});
				case 'disconnected':
				case 'failed':
					if (!isEnding)
						update({ socket: 'refused', reason: recentCause() ?? status.reason, ...waitAgain() });
			}
		});
	}

	function isWhole(): boolean {
		return status.channels.every(({ state }) => state === 'subscribed');
	}

	function subscribe(name: string): void {
		if (echo === undefined) return;
		const channel = openChannel(echo, name);
		channels.set(name, channel);
		channel.bind_global((event: string, payload: unknown) => {
			if (RESERVED.test(event) || options.whispers.includes(event)) return;
			emit(frames, { channel: name, name: event, payload, receivedAt: now() });
		});
		channel.bind('pusher:subscription_succeeded', (members: unknown) => {
			setChannel(name, 'subscribed', null);
			if (isWhole() && status.reason !== null) update({ reason: null });
			if (isPresence(name)) emit(presences, { kind: 'here', channel: name, ...readMembers(members) });
			admitPublic();
		});
		channel.bind('pusher:subscription_error', (error: { reason?: Reason; error?: string } | undefined) => {
			const reason = refusals.get(name) ?? { code: 'auth-failed', detail: error?.error ?? null };
			setChannel(name, 'refused', reason);
			admitPublic();
		});
		if (isPresence(name)) bindPresence(name, channel);
	}

	function bindPresence(name: string, channel: Channel): void {
		for (const kind of ['joined', 'left'] as const) {
			const event = kind === 'joined' ? 'pusher:member_added' : 'pusher:member_removed';
			channel.bind(event, (member: RawMember) =>
				emit(presences, { kind, channel: name, member: { id: String(member.id), info: member.info } }),
			);
		}
		for (const event of options.whispers) {
			channel.bind(event, (payload: unknown, from?: { user_id?: string }) =>
				emit(whispers, { channel: name, name: event, payload, sender: from?.user_id ?? null }),
			);
		}
	}

	/**
	 * Channels that anybody may read wait for the first guarded one: an account that the shop refuses every guarded
	 * channel is no admin's, and what is public by mistake is not shown to it either.
	 */
	function admitPublic(): void {
		const guarded = status.channels.filter(({ channel }) => isGuarded(channel));
		const isAdmitted = guarded.length === 0 || guarded.some(({ state }) => state === 'subscribed');
		const isBarred = !isAdmitted && guarded.every(({ reason }) => NOT_ADMITTED.includes(reason?.code));
		for (const { channel, state } of [...status.channels, ...status.watched]) {
			if (isGuarded(channel)) continue;
			if (isBarred) {
				// It may have been heard until now: an account can lose its role.
				leave(channel);
				if (state !== 'refused') setChannel(channel, 'refused', { code: 'not-admitted', detail: null });
			} else if (!channels.has(channel)) {
				if (!isAdmitted && guarded.some(({ state }) => state !== 'refused')) continue;
				if (state === 'refused') setChannel(channel, 'subscribing', null);
				subscribe(channel);
			}
		}
	}

	const channels = new Map<string, Channel>();
	/** pusher-js hands a subscription error on as text; the reason itself waits here. */
	const refusals = new Map<string, Reason>();

	function leave(name: string): void {
		const channel = channels.get(name);
		channel?.unbind_all();
		// pusher-js keeps a channel whose answer is due, hands it out again without asking, and revives it on the next socket.
		if (channel?.subscriptionPending) {
			channel.disconnect();
			client?.send_event('pusher:unsubscribe', { channel: name });
		}
		channels.delete(name);
		refusals.delete(name);
		echo?.leaveChannel(name);
	}

	function createClient(): Pusher {
		return new Pusher(options.key, {
			cluster: options.cluster ?? '',
			...(options.host === null ? {} : { wsHost: options.host, wsPort: options.port, wssPort: options.port }),
			forceTLS: options.scheme === 'https',
			// `ws` alone, also for https: forceTLS makes it wss, and pusher-js takes `wss` for a fallback from plain sockets
			// (its default_strategy.ts). With nothing else enabled it can never fall back to a third party.
			enabledTransports: ['ws'],
			enableStats: false,
			activityTimeout: ACTIVITY_TIMEOUT_MS,
			pongTimeout: PONG_TIMEOUT_MS,
			channelAuthorization: {
				customHandler: ({ socketId, channelName }, done) => {
					void options.authorise(socketId, channelName).then((answer) => {
						// The signature is for the socket that asked; a newer one would be refused with it.
						if (client?.connection.socket_id !== socketId || !channels.has(channelName)) return;
						if (!answer.ok) refusals.set(channelName, answer.reason);
						if (!answer.ok) return done(new Error(answer.reason.code), null);
						done(null, {
							auth: answer.auth,
							...(answer.channelData === null ? {} : { channel_data: answer.channelData }),
							...(answer.sharedSecret === null ? {} : { shared_secret: answer.sharedSecret }),
						});
					});
				},
			},
		});
	}

	return {
		get status() {
			return status;
		},
		onFrame(listener) {
			frames.add(listener);
			return () => frames.delete(listener);
		},
		onStatus(listener) {
			watchers.add(listener);
			return () => watchers.delete(listener);
		},
		onPresence(listener) {
			presences.add(listener);
			return () => presences.delete(listener);
		},
		onWhisper(listener) {
			whispers.add(listener);
			return () => whispers.delete(listener);
		},
		whisper(channel, name, payload) {
			return status.socket === 'connected' && channels.get(channel)?.trigger(name, payload) === true;
		},
		watch(all) {
			const wanted = all.filter((channel) => !options.channels.includes(channel));
			for (const { channel } of status.watched) if (!wanted.includes(channel)) leave(channel);
			const held = new Map(status.watched.map((each) => [each.channel, each]));
			const added = wanted.filter((channel) => !held.has(channel));
			update({ watched: wanted.map((channel) => held.get(channel) ?? waiting(channel)) });
			for (const channel of added.filter(isGuarded)) subscribe(channel);
			admitPublic();
		},
		start() {
			update({ socket: 'connecting' });
			client = createClient();
			bindSocket(client);
			echo = new Echo({ broadcaster: 'reverb', key: options.key, client, withoutInterceptors: true });
			const all = [...status.channels, ...status.watched].map(({ channel }) => channel);
			for (const channel of all.filter(isGuarded)) subscribe(channel);
			admitPublic();
			return () => {
				for (const listeners of [frames, watchers, presences, whispers]) listeners.clear();
				client?.unbind_all();
				client?.connection.unbind();
				end();
				channels.clear();
				client = undefined;
				echo = undefined;
			};
		},
		reconnect() {
			if (client === undefined) return;
			if (status.socket === 'connected') {
				const reason: Reason = status.reason ?? { code: 'unconfirmed', detail: null };
				update({ socket: 'lost', reason, ...waitAgain() });
			} else if (status.reason === null) {
				// A try that ends here without a word got no answer.
				update({ reason: { code: 'no-answer', detail: null } });
			}
			// connect() alone does nothing while a try is under way.
			end();
			client.connect();
		},
		retryChannels() {
			for (const { channel, state, reason, since } of [...status.channels, ...status.watched]) {
				if (state === 'subscribing' && now() - since >= UNANSWERED_AFTER_MS) {
					setChannel(channel, 'refused', { code: 'no-answer', detail: null });
				} else if (state === 'refused' && reason?.code !== 'not-admitted') {
					// pusher-js asks once; only a channel opened anew is asked for again, whatever became of the first try.
					leave(channel);
					setChannel(channel, 'subscribing', null);
					subscribe(channel);
				}
			}
		},
	};
}

const isPresence = (channel: string) => channel.startsWith('presence-');
const isGuarded = (channel: string) => /^(private|presence)-/.test(channel);

function openChannel(echo: Echo<'reverb'>, name: string): Channel {
	const kind = /^(private-encrypted-|private-|presence-|)/.exec(name)?.[0] ?? '';
	const bare = name.slice(kind.length);
	if (kind === 'private-') return echo.private(bare).subscription;
	if (kind === 'presence-') return echo.join(bare).subscription;
	if (kind === 'private-encrypted-') return echo.encryptedPrivate(bare).subscription;
	return echo.channel(bare).subscription;
}
