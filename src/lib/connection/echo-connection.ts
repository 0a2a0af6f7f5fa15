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
import type { Authorisation } from './authorise.ts';
import type { ChannelStatus, Connection, ConnectionStatus, Frame, Reason } from './connection.ts';

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
	readonly now: () => number;
	/** Called with what a listener threw: a defect of ours, never of the frame. */
	readonly report: (error: unknown) => void;
}

/** A dead line is known in 15 s instead of up to 149 s. */
const ACTIVITY_TIMEOUT_MS = 10_000;
const PONG_TIMEOUT_MS = 5_000;
const CAUSE_LASTS_MS = 500;

/** What a refusing code means, by Reverb's and Pusher's use of it. */
const REFUSALS = new Map<number, Reason['code']>([
	[4001, 'unknown-app'],
	[4003, 'app-disabled'],
	[4004, 'over-quota'],
	[4100, 'over-quota'],
	[4009, 'origin'],
]);

/** pusher-js' reserved events come through the global binding as well. */
const RESERVED = /^pusher(_internal)?:/;

/** A connection that is not started yet. */
export function createEchoConnection(options: EchoConnectionOptions): Connection {
	const { now } = options;
	const frames = new Set<(frame: Frame) => void>();
	const watchers = new Set<(status: ConnectionStatus) => void>();
	let status: ConnectionStatus = {
		socket: 'closed',
		reason: null,
		since: now(),
		socketId: null,
		heardAt: null,
		channels: options.channels.map((channel) => ({
			channel,
			state: 'subscribing',
			reason: null,
			since: now(),
		})),
	};
	let client: Pusher | undefined;
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

	function setChannel(channel: string, state: ChannelStatus['state'], reason: Reason | null): void {
		update({
			channels: status.channels.map((held) =>
				held.channel === channel
					? { channel, state, reason, since: held.state === state ? held.since : now() }
					: held,
			),
		});
	}

	function waitAgain(): readonly ChannelStatus[] {
		return status.channels.map(({ channel }) => ({
			channel,
			state: 'subscribing',
			reason: null,
			since: now(),
		}));
	}

	/** The socket is gone: pusher-js says so here, its `state` only a second later. */
	function lose(reason: Reason): void {
		update({ socket: status.socketId === null ? 'connecting' : 'lost', reason, channels: waitAgain() });
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
					else if (status.socket === 'closed') update({ socket: 'connecting' });
					return;
				case 'connected':
					refusals.clear();
					return update({
						socket: 'connected',
						reason: null,
						socketId: pusher.connection.socket_id,
						heardAt: now(),
						channels: waitAgain(),
					});
				case 'disconnected':
				case 'failed':
					if (!isEnding)
						update({ socket: 'refused', reason: recentCause() ?? status.reason, channels: waitAgain() });
			}
		});
	}

	function isWhole(): boolean {
		return status.channels.every(({ state }) => state === 'subscribed');
	}

	function subscribe(echo: Echo<'reverb'>, name: string): void {
		const channel = openChannel(echo, name);
		channel.bind_global((event: string, payload: unknown) => {
			if (RESERVED.test(event)) return;
			emit(frames, { channel: name, name: event, payload, receivedAt: now() });
		});
		channel.bind('pusher:subscription_succeeded', () => {
			setChannel(name, 'subscribed', null);
			if (isWhole() && status.reason !== null) update({ reason: null });
		});
		channels.set(name, channel);
		channel.bind('pusher:subscription_error', (error: { reason?: Reason; error?: string } | undefined) => {
			setChannel(
				name,
				'refused',
				refusals.get(name) ?? { code: 'auth-failed', detail: error?.error ?? null },
			);
		});
	}

	const channels = new Map<string, Channel>();
	/** pusher-js hands a subscription error on as text; the reason itself waits here. */
	const refusals = new Map<string, Reason>();

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
						if (client?.connection.socket_id !== socketId) return;
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
		start() {
			update({ socket: 'connecting' });
			client = createClient();
			bindSocket(client);
			const echo = new Echo({ broadcaster: 'reverb', key: options.key, client, withoutInterceptors: true });
			for (const name of options.channels) subscribe(echo, name);
			return () => {
				frames.clear();
				watchers.clear();
				client?.unbind_all();
				client?.connection.unbind();
				end();
				client = undefined;
			};
		},
		reconnect() {
			if (client === undefined) return;
			if (status.socket === 'connected') {
				const reason: Reason = status.reason ?? { code: 'unconfirmed', detail: null };
				update({ socket: 'lost', reason, channels: waitAgain() });
			} else if (status.reason === null) {
				// A try that ends here without a word got no answer.
				update({ reason: { code: 'no-answer', detail: null } });
			}
			// connect() alone does nothing while a try is under way.
			end();
			client.connect();
		},
		retryChannels() {
			for (const { channel, state } of status.channels) {
				if (state !== 'refused') continue;
				setChannel(channel, 'subscribing', null);
				channels.get(channel)?.subscribe();
			}
		},
	};
}

function openChannel(echo: Echo<'reverb'>, name: string): Channel {
	const kind = /^(private-encrypted-|private-|presence-|)/.exec(name)?.[0] ?? '';
	const bare = name.slice(kind.length);
	if (kind === 'private-') return echo.private(bare).subscription;
	if (kind === 'presence-') return echo.join(bare).subscription;
	if (kind === 'private-encrypted-') return echo.encryptedPrivate(bare).subscription;
	return echo.channel(bare).subscription;
}

/** pusher-js' error events have three shapes; all end as one reason. */
function readError(error: unknown, isOnline: boolean): Reason {
	const at = (value: unknown, name: string): unknown =>
		typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	const type = at(error, 'type') ?? at(at(error, 'error'), 'type');
	if (type === 'HandshakeError') return { code: 'not-a-broadcaster', detail: null };
	const data = at(error, 'data') ?? at(at(error, 'error'), 'data');
	const code = at(data, 'code');
	const message = at(data, 'message');
	const detail = typeof message === 'string' && message !== '' ? message : null;
	if (typeof code !== 'number') return { code: isOnline ? 'no-answer' : 'browser-offline', detail };
	if (code < 4000) return { code: 'dropped', detail: `code ${code}` };
	return {
		code: REFUSALS.get(code) ?? (code < 4100 || code >= 4300 ? 'refused' : 'error'),
		detail: `${code}${detail === null ? '' : ` ${detail}`}`,
	};
}
