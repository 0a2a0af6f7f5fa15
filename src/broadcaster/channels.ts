/**
 * Who is on which channel, and what a cache channel remembers.
 *
 * Pure bookkeeping over any kind of subscriber; nothing is sent from here. Everything keyed by an outside name lives in a
 * `Map`. A channel exists as long as somebody is on it: the last one to leave takes the channel and its cache along.
 */
import type { PresenceMember } from './protocol.ts';

/** What a channel's name says about it. */
export interface ChannelKind {
	needsAuth: boolean;
	isPresence: boolean;
	isCache: boolean;
}

const CACHE_PREFIXES = ['cache-', 'private-cache-', 'presence-cache-', 'private-encrypted-cache-'];

/** Reads the kind off the name, hyphen included: `privateers` is public, `cached-x` is no cache channel. */
export function channelKind(name: string): ChannelKind {
	const isPresence = name.startsWith('presence-');
	return {
		needsAuth: isPresence || name.startsWith('private-'),
		isPresence,
		isCache: CACHE_PREFIXES.some((prefix) => name.startsWith(prefix)),
	};
}

/** The last event of a cache channel. */
export interface CachedEvent {
	event: string;
	data: string;
	frame: string;
}

interface Channel<Subscriber> {
	subscribers: Set<Subscriber>;
	/** By `String(user_id)`, then by connection: whoever of a user's connections came first speaks for the user. */
	members: Map<string, Map<Subscriber, PresenceMember>>;
	cached: CachedEvent | undefined;
}

/** What a join or a leave means to the others on a presence channel. */
export interface MembershipChange {
	joined?: PresenceMember;
	left?: PresenceMember;
}

/** The channels of one app. */
export class Channels<Subscriber> {
	#channels = new Map<string, Channel<Subscriber>>();

	/** How many channels are occupied. */
	get size(): number {
		return this.#channels.size;
	}

	/** The names of the occupied channels, in the order they came to be. */
	names(): string[] {
		return [...this.#channels.keys()];
	}

	/** Everybody on a channel. */
	subscribers(name: string): ReadonlySet<Subscriber> {
		return this.#channels.get(name)?.subscribers ?? new Set();
	}

	/** Puts a subscriber on a channel. Joining again changes nothing but the member's own data. */
	join(name: string, subscriber: Subscriber, member?: PresenceMember): MembershipChange {
		let channel = this.#channels.get(name);
		if (!channel) {
			channel = { subscribers: new Set(), members: new Map(), cached: undefined };
			this.#channels.set(name, channel);
		}
		channel.subscribers.add(subscriber);
		if (!member) return {};
		const change: MembershipChange = {};
		const key = String(member.id);
		const previous = this.member(name, subscriber);
		if (previous && String(previous.id) !== key) {
			const left = this.#forget(channel, subscriber);
			if (left) change.left = left;
		}
		const connections = channel.members.get(key) ?? new Map<Subscriber, PresenceMember>();
		if (connections.size === 0) change.joined = member;
		connections.set(subscriber, member);
		channel.members.set(key, connections);
		return change;
	}

	/** Takes a subscriber off a channel; a channel nobody is on is gone. */
	leave(name: string, subscriber: Subscriber): MembershipChange {
		const channel = this.#channels.get(name);
		if (!channel?.subscribers.delete(subscriber)) return {};
		const left = this.#forget(channel, subscriber);
		if (channel.subscribers.size === 0) this.#channels.delete(name);
		return left ? { left } : {};
	}

	/** One entry per user on a presence channel. */
	members(name: string): PresenceMember[] {
		const members = this.#channels.get(name)?.members.values() ?? [];
		return [...members].map((connections) => connections.values().next().value as PresenceMember);
	}

	/** True when this user has a connection on the channel. */
	hasMember(name: string, id: PresenceMember['id']): boolean {
		return this.#channels.get(name)?.members.has(String(id)) ?? false;
	}

	/** Who this subscriber is on a presence channel. */
	member(name: string, subscriber: Subscriber): PresenceMember | undefined {
		for (const connections of this.#channels.get(name)?.members.values() ?? []) {
			const member = connections.get(subscriber);
			if (member) return member;
		}
		return undefined;
	}

	/** Every connection a user has on any presence channel. */
	connectionsOf(userId: string): Set<Subscriber> {
		const found = new Set<Subscriber>();
		for (const channel of this.#channels.values()) {
			for (const subscriber of channel.members.get(userId)?.keys() ?? []) found.add(subscriber);
		}
		return found;
	}

	/** Remembers the last event of an occupied cache channel. */
	remember(name: string, cached: CachedEvent): void {
		const channel = this.#channels.get(name);
		if (channel && channelKind(name).isCache) channel.cached = cached;
	}

	/** What a cache channel would replay. */
	recall(name: string): CachedEvent | undefined {
		return this.#channels.get(name)?.cached;
	}

	#forget(channel: Channel<Subscriber>, subscriber: Subscriber): PresenceMember | undefined {
		for (const [key, connections] of channel.members) {
			const member = connections.get(subscriber);
			if (!member) continue;
			connections.delete(subscriber);
			if (connections.size > 0) return undefined;
			channel.members.delete(key);
			return member;
		}
		return undefined;
	}
}
