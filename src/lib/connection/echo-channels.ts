/**
 * The channels of a client: which are open, what comes on them, who is there.
 *
 * Every name on a channel is taken by one global binding, so that an event nobody mapped is seen too.
 */
import type Echo from 'laravel-echo';
import type Pusher from 'pusher-js';
import type { Channel } from 'pusher-js';
import type { Frame, Presence, RawMember, Reason, Whisper } from './connection.ts';
import type { LineStatus } from './line-status.ts';
import type { Listeners } from './listeners.ts';
import { readMembers } from './pusher-shapes.ts';

export interface EchoChannelsOptions {
	readonly line: LineStatus;
	readonly frames: Listeners<Frame>;
	readonly presences: Listeners<Presence>;
	readonly whispers: Listeners<Whisper>;
	/** Names of the client events to hear. */
	readonly whisperNames: readonly string[];
	readonly now: () => number;
}

/** An account that every guarded channel refuses for one of these is no admin's. */
const NOT_ADMITTED: readonly (Reason['code'] | undefined)[] = ['forbidden', 'unauthenticated'];
/** A subscription that nobody confirmed or refused by then never will be; a little less than whoever asks waits. */
const UNANSWERED_AFTER_MS = 9_500;
/** Where the server complained of something on this socket. */
const UNANSWERED_COMPLAINT_MS = 5_500;

/** pusher-js' reserved events come through the global binding as well. */
const RESERVED = /^pusher(_internal)?:/;

export type EchoChannels = ReturnType<typeof createEchoChannels>;

export function createEchoChannels(options: EchoChannelsOptions) {
	const { line, now, whisperNames } = options;
	const opened = new Map<string, Channel>();
	/** pusher-js hands a subscription error on as text; the reason itself waits here. */
	const refusals = new Map<string, Reason>();
	let client: Pusher | undefined;
	let echo: Echo<'reverb'> | undefined;

	function subscribe(name: string): void {
		if (echo === undefined) return;
		const channel = openChannel(echo, name);
		opened.set(name, channel);
		channel.bind_global((event: string, payload: unknown) => {
			if (RESERVED.test(event) || whisperNames.includes(event)) return;
			options.frames.tell({ channel: name, name: event, payload, receivedAt: now() });
		});
		channel.bind('pusher:subscription_succeeded', (members: unknown) => {
			line.setChannel(name, 'subscribed', null);
			if (line.isWhole && line.value.reason !== null && !line.isDoubted) line.update({ reason: null });
			if (isPresence(name)) {
				options.presences.tell({ kind: 'here', channel: name, ...readMembers(members) });
			}
			admitPublic();
		});
		channel.bind('pusher:subscription_error', (error: { error?: string } | undefined) => {
			const reason = refusals.get(name) ?? { code: 'auth-failed', detail: error?.error ?? null };
			line.setChannel(name, 'refused', reason);
			admitPublic();
		});
		if (isPresence(name)) bindPresence(name, channel);
	}

	function bindPresence(name: string, channel: Channel): void {
		for (const kind of ['joined', 'left'] as const) {
			const event = kind === 'joined' ? 'pusher:member_added' : 'pusher:member_removed';
			channel.bind(event, ({ id, info }: RawMember) =>
				options.presences.tell({ kind, channel: name, member: { id: String(id), info } }),
			);
		}
		for (const event of whisperNames) {
			channel.bind(event, (payload: unknown, from?: { user_id?: string }) =>
				options.whispers.tell({ channel: name, name: event, payload, sender: from?.user_id ?? null }),
			);
		}
	}

	/**
	 * Channels that anybody may read wait for the first guarded one: an account that the shop refuses every guarded
	 * channel is no admin's, and what is public by mistake is not shown to it either.
	 */
	function admitPublic(): void {
		const guarded = line.value.channels.filter(({ channel }) => isGuarded(channel));
		const isAdmitted = guarded.length === 0 || guarded.some(({ state }) => state === 'subscribed');
		const isBarred = !isAdmitted && guarded.every(({ reason }) => NOT_ADMITTED.includes(reason?.code));
		for (const { channel, state } of line.all) {
			if (isGuarded(channel)) continue;
			if (isBarred) {
				// It may have been heard until now: an account can lose its role.
				leave(channel);
				if (state !== 'refused') {
					line.setChannel(channel, 'refused', { code: 'not-admitted', detail: null });
				}
			} else if (!opened.has(channel)) {
				if (!isAdmitted && guarded.some(({ state }) => state !== 'refused')) continue;
				if (state === 'refused') line.setChannel(channel, 'subscribing', null);
				subscribe(channel);
			}
		}
	}

	function leave(name: string): void {
		const channel = opened.get(name);
		channel?.unbind_all();
		// pusher-js keeps a channel whose answer is due, hands it out again without asking, and revives it on the next socket.
		if (channel?.subscriptionPending) {
			channel.disconnect();
			client?.send_event('pusher:unsubscribe', { channel: name });
		}
		opened.delete(name);
		refusals.delete(name);
		echo?.leaveChannel(name);
	}

	function open(names: readonly string[]): void {
		for (const channel of names.filter(isGuarded)) subscribe(channel);
		admitPublic();
	}

	return {
		start(ofPusher: Pusher, ofEcho: Echo<'reverb'>): void {
			client = ofPusher;
			echo = ofEcho;
			open(line.all.map(({ channel }) => channel));
		},
		stop(): void {
			opened.clear();
			client = undefined;
			echo = undefined;
		},
		/** Whether an answer for it is still wanted. */
		has: (channel: string): boolean => opened.has(channel),
		/** Keeps why the shop refused a channel until pusher-js tells of it. */
		refuse: (channel: string, reason: Reason) => refusals.set(channel, reason),
		forgetRefusals: () => refusals.clear(),
		whisper: (channel: string, name: string, payload: unknown): boolean =>
			opened.get(channel)?.trigger(name, payload) === true,
		/** Opens those that are not open and leaves those that are no longer among them. */
		watch(wanted: readonly string[]): void {
			for (const { channel } of line.value.watched) if (!wanted.includes(channel)) leave(channel);
			const held = new Map(line.value.watched.map((each) => [each.channel, each]));
			line.update({ watched: wanted.map((channel) => held.get(channel) ?? line.waiting(channel)) });
			open(wanted.filter((channel) => !held.has(channel)));
		},
		retry(): void {
			const limitMs = line.value.reason === null ? UNANSWERED_AFTER_MS : UNANSWERED_COMPLAINT_MS;
			for (const { channel, state, reason, since } of line.all) {
				if (state === 'subscribing' && now() - since >= limitMs) {
					line.setChannel(channel, 'refused', { code: 'no-answer', detail: null });
				} else if (state === 'refused' && reason?.code !== 'not-admitted') {
					// pusher-js asks once; only a channel opened anew is asked for again, whatever became of the first try.
					leave(channel);
					line.setChannel(channel, 'subscribing', null);
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
