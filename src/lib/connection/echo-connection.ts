/**
 * The connection through laravel-echo and pusher-js; besides echo-socket.ts and echo-channels.ts nobody knows them.
 *
 * One client per page load, because pusher-js never releases one. Listeners are guarded: pusher-js stops its dispatch
 * when one throws.
 */
import Echo from 'laravel-echo';
import Pusher, { type ChannelAuthorizationCallback } from 'pusher-js';
import type { Connection, Doubt, Frame, Presence, Whisper } from './connection.ts';
import { createEchoChannels } from './echo-channels.ts';
import { bindEchoSocket, type EchoSocket } from './echo-socket.ts';
import { createLineStatus } from './line-status.ts';
import { createListeners } from './listeners.ts';
import { afterTimeout } from './plan.ts';
import type { Authorisation } from './shop.ts';

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

/** A dead line is known in 13.5 s instead of up to 149 s, which leaves a busy machine 1.5 s to say so within 15. */
const ACTIVITY_TIMEOUT_MS = 9_000;
const PONG_TIMEOUT_MS = 4_500;

/** A connection that is not started yet. */
export function createEchoConnection(options: EchoConnectionOptions): Connection & Doubt {
	const { now, report } = options;
	const frames = createListeners<Frame>(report);
	const presences = createListeners<Presence>(report);
	const whispers = createListeners<Whisper>(report);
	const line = createLineStatus(options);
	const channels = createEchoChannels({
		line,
		frames,
		presences,
		whispers,
		whisperNames: options.whispers,
		now,
	});
	let client: Pusher | undefined;
	let socket: EchoSocket | undefined;

	async function authorise(
		socketId: string,
		channel: string,
		done: ChannelAuthorizationCallback,
	): Promise<void> {
		const answer = await options.authorise(socketId, channel);
		// The signature is for the socket that asked; a newer one would be refused with it.
		if (client?.connection.socket_id !== socketId || !channels.has(channel)) return;
		if (!answer.ok) {
			channels.refuse(channel, answer.reason);
			return done(new Error(answer.reason.code), null);
		}
		done(null, {
			auth: answer.auth,
			...(answer.channelData === null ? {} : { channel_data: answer.channelData }),
			...(answer.sharedSecret === null ? {} : { shared_secret: answer.sharedSecret }),
		});
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
				customHandler: ({ socketId, channelName }, done) => void authorise(socketId, channelName, done),
			},
		});
	}

	return {
		get status() {
			return line.value;
		},
		onFrame: (listener) => frames.add(listener),
		onStatus: (listener) => line.watchers.add(listener),
		onPresence: (listener) => presences.add(listener),
		onWhisper: (listener) => whispers.add(listener),
		whisper: (channel, name, payload) =>
			line.value.socket === 'connected' && channels.whisper(channel, name, payload),
		watch: (all) => channels.watch(all.filter((channel) => !options.channels.includes(channel))),
		start() {
			line.update({ socket: 'connecting' });
			client = createClient();
			socket = bindEchoSocket(client, {
				line,
				isSecure: options.scheme === 'https',
				isOnline: options.isOnline,
				now,
				after: afterTimeout,
				onConnected: channels.forgetRefusals,
			});
			const echo = new Echo({ broadcaster: 'reverb', key: options.key, client, withoutInterceptors: true });
			channels.start(client, echo);
			return () => {
				for (const listeners of [frames, line.watchers, presences, whispers]) listeners.clear();
				socket?.stop();
				channels.stop();
				client = undefined;
				socket = undefined;
			};
		},
		reconnect: (why) => socket?.reconnect(why),
		retryChannels: () => channels.retry(),
		probe: () => socket?.probe() === true,
		doubt: (reason) => line.doubt(reason),
	};
}
