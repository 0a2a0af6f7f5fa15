/** What the owner of a broadcaster may choose, with the defaults and the reason for each. */
import type { AuthEndpoint } from './auth-endpoint.ts';

/** How many messages a client may send: a bucket of `burst`, refilled `perSecond`. */
export interface RateLimit {
	burst: number;
	perSecond: number;
	/** End the connection instead of answering 4301. */
	terminates?: boolean;
}

/** One application, as `config/reverb.php` lists them. */
export interface BroadcasterApp {
	id: string;
	key: string;
	secret: string;
	/** Host names (`shop.example.test`) or whole origins (`https://shop.example.test:8443`). Absent: any. */
	allowedOrigins?: string[];
	maxConnections?: number;
	/** `members`: subscribers of private and presence channels may whisper. */
	clientEvents?: 'members' | 'off';
	rateLimit?: RateLimit;
}

/** Ceilings that keep one client, or one publisher, from taking the process down. */
export interface Limits {
	maxMessageBytes: number;
	/** The whole request, head included, as Reverb counts. */
	maxRequestBytes: number;
	maxBufferedBytes: number;
	maxConnections: number;
	maxConnectionsPerAddress: number;
	maxChannelsPerConnection: number;
	maxPresenceMembers: number;
	maxMemberBytes: number;
	rateLimit: RateLimit;
}

export const DEFAULT_LIMITS: Limits = {
	// Reverb's own two limits; publishers and clients are built around them.
	maxMessageBytes: 10_000,
	maxRequestBytes: 10_000,
	// A client this far behind is not reading; it catches up better by connecting again.
	maxBufferedBytes: 1024 * 1024,
	maxConnections: 1000,
	// Not applied to loopback, where one address is a reverse proxy or a test run.
	maxConnectionsPerAddress: 100,
	maxChannelsPerConnection: 50,
	// Pusher's own limits.
	maxPresenceMembers: 100,
	maxMemberBytes: 2048,
	// The burst is above what a reconnect needs for the largest number of channels.
	rateLimit: { burst: 100, perSecond: 20 },
};

/** Time, as the broadcaster sees it; tests bring their own. */
export interface Clock {
	now(): number;
	/** Calls `tick` again and again; the result stops it. */
	every(intervalMs: number, tick: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
	now: () => Date.now(),
	every(intervalMs, tick) {
		const timer = setInterval(tick, intervalMs);
		timer.unref();
		return () => clearInterval(timer);
	},
};

export interface BroadcasterOptions {
	/** At least one. */
	apps: BroadcasterApp[];
	/** An endpoint like Laravel's `/broadcasting/auth`; absent: none. */
	authEndpoint?: AuthEndpoint;
	/** Everything that can break the service on purpose. Never on unless asked for, and then for loopback alone. */
	testMode?: boolean;
	limits?: Partial<Limits>;
	/** Told to clients: after this much silence they ping. */
	activityTimeoutSeconds?: number;
	/** Silence after which we ping; a second one without an answer ends the connection. */
	pingIntervalSeconds?: number;
	clock?: Clock;
}

/** Reverb's default, which pusher-js takes over. */
export const DEFAULT_ACTIVITY_TIMEOUT_SECONDS = 30;
/** Three of these are the longest life of a dead presence member: 45 s. Reverb's 60 make it three minutes. */
export const DEFAULT_PING_INTERVAL_SECONDS = 15;
