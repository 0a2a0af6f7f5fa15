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
		| 'auth-unreadable';
	readonly detail: string | null;
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
	readonly channels: readonly ChannelStatus[];
}

export interface Connection {
	readonly status: ConnectionStatus;
	/** Called with each event frame, in arrival order. Returns the undo. */
	onFrame(listener: (frame: Frame) => void): () => void;
	/** Called on every change of a fact. Returns the undo. */
	onStatus(listener: (status: ConnectionStatus) => void): () => void;
	/** Subscribes and connects; call after binding. Returns stop, which leaves nothing behind. */
	start(): () => void;
	/** Drops whatever connection or try there is and connects anew at once; nothing after stop. */
	reconnect(): void;
	/** Asks again for the channels that were refused. */
	retryChannels(): void;
}
