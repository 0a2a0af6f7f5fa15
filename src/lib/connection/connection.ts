/**
 * The port between the line and the rest: raw frames and facts about the line, nothing interpreted.
 *
 * Socket and channels are separate facts with reasons, because each dies alone (a refused channel leaves the socket
 * open). Implemented by echo-connection.ts; the tests' fakes implement it too.
 */

/** One event frame as it came, on the wire's own names. */
export interface Frame {
	/** The wire name, prefix included: `private-admin.orders`. */
	readonly channel: string;
	/** As sent: `order.new`, `App\Events\NewOrderEvent`. */
	readonly name: string;
	/** Whatever `data` held after parsing; a text when it was not JSON. */
	readonly payload: unknown;
	/** Epoch ms. */
	readonly receivedAt: number;
}

/** Why the line or a channel is as it is. `detail` is the server's or the library's own word for it. */
export interface Reason {
	readonly code:
		| 'no-answer'
		| 'silence'
		| 'unconfirmed'
		| 'dropped'
		| 'browser-offline'
		/** The computer slept, or the page did: an open socket of before is worth nothing. */
		| 'woken'
		/** The server has newer events than the line delivered. */
		| 'undelivered'
		| 'not-a-broadcaster'
		| 'unknown-app'
		| 'app-disabled'
		| 'over-quota'
		| 'origin'
		| 'refused'
		| 'error'
		| 'forbidden'
		| 'unauthenticated'
		| 'session-expired'
		| 'too-many-requests'
		| 'auth-failed'
		| 'auth-unreachable'
		| 'auth-unreadable'
		/** A web page came instead of an answer. */
		| 'auth-html'
		| 'wrong-credentials'
		/** Not asked for: anybody may read the channel, but the shop refused this account every guarded one. */
		| 'not-admitted';
	readonly detail: string | null;
	/** How long the server asks to be left alone, ms. */
	readonly retryAfterMs?: number;
}

export interface ChannelStatus {
	readonly channel: string;
	readonly state: 'subscribing' | 'subscribed' | 'refused';
	readonly reason: Reason | null;
	readonly since: number;
}

export interface ConnectionStatus {
	/** `lost` is known at once, a second before pusher-js' own state says so; `refused` means the server wants no retry. */
	readonly socket: 'connecting' | 'connected' | 'lost' | 'refused' | 'closed';
	readonly reason: Reason | null;
	/** Epoch ms since when the socket is in this state. */
	readonly since: number;
	/** Changes with every new socket: a second one is the sure sign of a gap. */
	readonly socketId: string | null;
	/** When the server was last heard, epoch ms: what a line that died in silence delivered until. */
	readonly heardAt: number | null;
	/** How long a word to the server and back took last, ms; null while that is not known. Moves without a word, as `heardAt` does. */
	readonly roundTripMs: number | null;
	readonly channels: readonly ChannelStatus[];
	/** Channels of what somebody watches for a while; the rest of the screen does not hang on them. */
	readonly watched: readonly ChannelStatus[];
}

/** Who is on a presence channel, as the server tells it; `info` is whatever the shop sends. */
export type Presence =
	| {
			readonly kind: 'here';
			readonly channel: string;
			readonly members: readonly RawMember[];
			/** The id this browser has there. */
			readonly self: string | null;
	  }
	| { readonly kind: 'joined' | 'left'; readonly channel: string; readonly member: RawMember };

export interface RawMember {
	readonly id: string;
	readonly info: unknown;
}

/** A client event of another browser. */
export interface Whisper {
	readonly channel: string;
	readonly name: string;
	readonly payload: unknown;
	/** Whose it is, by the server's word; null where the server does not say. */
	readonly sender: string | null;
}

export interface Connection {
	readonly status: ConnectionStatus;
	/** Called with each event frame, in arrival order. Returns the undo. */
	onFrame(listener: (frame: Frame) => void): () => void;
	/** Called on every change of a fact. Returns the undo. */
	onStatus(listener: (status: ConnectionStatus) => void): () => void;
	/** Called with whoever is on a presence channel, and with each that comes or goes. Returns the undo. */
	onPresence(listener: (presence: Presence) => void): () => void;
	/** Called with each client event of the names this connection was made for. Returns the undo. */
	onWhisper(listener: (whisper: Whisper) => void): () => void;
	/** Says something to the other browsers on a channel; false when it cannot be said now. */
	whisper(channel: string, name: string, payload: unknown): boolean;
	/** Subscribes to these besides the channels it always has, and leaves those that are no longer among them. */
	watch(channels: readonly string[]): void;
	/** Subscribes and connects; call after binding. Returns stop, which leaves nothing behind. */
	start(): () => void;
	/** Drops whatever connection or try there is and connects anew at once; nothing after stop. `why` is told of a line that stood. */
	reconnect(why?: Reason): void;
	/** Asks again for the channels that were refused, and for watched ones that never answered. */
	retryChannels(): void;
}

/** What the link does to a line that says it is connected and may not be. */
export interface Doubt {
	/** Asks the server for a sign of life: `status.heardAt` moves when it gives one. False when nothing can be sent. */
	probe(): boolean;
	/** Tells everybody that the line is lost without touching it; the first thing heard on it takes that back. */
	doubt(reason: Reason): void;
}
