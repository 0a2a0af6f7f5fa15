/**
 * The socket of a client: what pusher-js tells of it, read into facts, and the starting and ending of tries.
 *
 * pusher-js' own retries are cut off: on 4200 they come without a pause, after an outage minutes late; the link alone
 * decides when to try.
 */
import type Pusher from 'pusher-js';
import type { Reason } from './connection.ts';
import type { LineStatus } from './line-status.ts';
import { Plan, type After } from './plan.ts';
import { hasEnded, latestSocket, readError } from './pusher-shapes.ts';
import { createRoundTrip } from './round-trip.ts';

export interface EchoSocketOptions {
	readonly line: LineStatus;
	readonly isSecure: boolean;
	readonly isOnline: () => boolean;
	readonly now: () => number;
	readonly after: After;
	/** Called before a new socket is told of. */
	readonly onConnected: () => void;
}

const CAUSE_LASTS_MS = 500;
/** How often a try is asked whether its socket is still there. */
const LOOK_EVERY_MS = 200;

export type EchoSocket = ReturnType<typeof bindEchoSocket>;

/** Follows the client's socket from here on. */
export function bindEchoSocket(client: Pusher, options: EchoSocketOptions) {
	const { line, now } = options;
	const { connection } = client;
	/** Set while we end the connection ourselves: pusher-js reports that like a refusal. */
	let isEnding = false;
	/** Set while we begin a try: any other is pusher-js' own. */
	let isBeginning = false;
	/** The latest error: pusher-js names the cause just before it reports the loss. */
	let cause: { readonly reason: Reason; readonly at: number } | undefined;

	const looking = new Plan(options.after);
	const ping = () => connection.state === 'connected' && connection.send_event('pusher:ping', {});
	const roundTrip = createRoundTrip({
		now,
		after: options.after,
		ping,
		heardAt: () => line.value.heardAt,
		tell: line.measure,
	});

	/**
	 * A refused socket is in none of pusher-js' events: it sits out the 15 s of its try. Only its record of what it did,
	 * a public field, holds that it ended. Where that cannot be read the try ends as before, by whoever began it.
	 */
	function look(before: number): void {
		looking.set(LOOK_EVERY_MS, () => {
			if (!hasEnded(client.timeline.events, before)) return look(before);
			lose({ code: options.isOnline() ? 'no-answer' : 'browser-offline', detail: null });
		});
	}

	/** The socket is gone: pusher-js says so here, its `state` only a second later. */
	function lose(reason: Reason): void {
		looking.clear();
		roundTrip.stop();
		line.update({
			socket: line.value.socketId === null ? 'connecting' : 'lost',
			reason,
			...line.waitAgain(),
		});
		// Not within pusher-js' own handler, which plans its retry right after.
		queueMicrotask(end);
	}

	function end(): void {
		looking.clear();
		roundTrip.stop();
		isEnding = true;
		client.disconnect();
		isEnding = false;
	}

	function begin(): void {
		const before = latestSocket(client.timeline.events);
		isBeginning = true;
		client.connect();
		isBeginning = false;
		if (connection.state === 'connecting') look(before);
	}

	function recentCause(): Reason | null {
		return cause !== undefined && now() - cause.at < CAUSE_LASTS_MS ? cause.reason : null;
	}

	connection.bind('message', (message: { readonly event?: unknown } | undefined) => {
		line.hear();
		if (message?.event === 'pusher:pong') roundTrip.pong();
	});
	connection.bind('error', (error: unknown) => {
		const reason = readError(error, options.isOnline());
		cause = { reason, at: now() };
		const isOpen = line.value.socket === 'connected' || line.isDoubted;
		// Before the socket stands an error is its end, also where pusher-js would silently try again at once (4200).
		if (!isOpen) lose(reason);
		// On an open one it may be the only answer that a subscription gets.
		else if (reason.code !== 'no-answer' && !line.isWhole && !line.isDoubted) line.update({ reason });
	});
	connection.bind('connecting_in', () => {
		if (line.value.socket === 'refused') return;
		lose(recentCause() ?? { code: options.isOnline() ? 'dropped' : 'browser-offline', detail: null });
	});
	connection.bind('state_change', ({ current }: { current: string }) => {
		switch (current) {
			case 'connecting':
				// Without an error before it, a ping went unanswered.
				if (!isBeginning && (line.value.socket === 'connected' || line.isDoubted)) {
					lose(recentCause() ?? { code: 'silence', detail: null });
				}
				return;
			case 'connected':
				looking.clear();
				options.onConnected();
				line.update({
					socket: 'connected',
					reason: null,
					socketId: connection.socket_id,
					heardAt: now(),
					...line.waitAgain(),
				});
				return roundTrip.start();
			case 'disconnected':
			case 'failed':
				if (!isEnding) {
					roundTrip.stop();
					const reason = recentCause() ?? line.value.reason;
					line.update({ socket: 'refused', reason, ...line.waitAgain() });
				}
		}
	});

	// The client began its first try when it was made.
	if (connection.state === 'connecting') look(0);

	return {
		stop(): void {
			client.unbind_all();
			connection.unbind();
			end();
		},
		reconnect(why: Reason | undefined): void {
			const { socket, reason } = line.value;
			if (socket === 'connected' || line.isDoubted) {
				const told = why ?? reason ?? { code: 'unconfirmed', detail: null };
				line.update({ socket: 'lost', reason: told, ...line.waitAgain() });
			} else if (reason === null) {
				// A try that ends here without a word got no answer.
				line.update({ reason: { code: 'no-answer', detail: null } });
			}
			// After 4000 pusher-js would insist on TLS for good, also where the server has none.
			if (connection.usingTLS && !options.isSecure) {
				connection.usingTLS = false;
				connection.switchCluster(client.key);
			}
			// connect() alone does nothing while a try is under way.
			end();
			begin();
		},
		probe(): boolean {
			roundTrip.spoil();
			return ping();
		},
	};
}
