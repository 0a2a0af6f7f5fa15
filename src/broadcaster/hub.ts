/**
 * One app at work: its connections, its channels, and what each message does.
 *
 * Four entries (open, message, silence, close) and one funnel for refusals. Whatever a client sends, nothing is thrown out
 * of here: an unknown failure is answered like a malformed message.
 */
import { verifyChannel } from './auth.ts';
import { channelKind, Channels, type MembershipChange } from './channels.ts';
import type { Connection } from './client-connection.ts';
import type { Hooks } from './hooks.ts';
import type { BroadcasterApp, Limits } from './options.ts';
import * as protocol from './protocol.ts';
import { ProtocolError, refusals, type ClientFrame } from './protocol.ts';

export interface HubSettings {
	limits: Limits;
	activityTimeoutSeconds: number;
	pingIntervalMs: number;
	now: () => number;
	hooks: Hooks | undefined;
}

/** An event on its way to a channel. */
export interface Publication {
	channel: string;
	event: string;
	data: string;
	/** The connection that shall not get it. */
	exceptSocketId?: string | undefined;
	/** Which of Reverb's two member orders the frame has. */
	isBatch?: boolean;
}

export class Hub {
	readonly app: BroadcasterApp;
	readonly channels = new Channels<Connection>();
	readonly connections = new Map<string, Connection>();
	#settings: HubSettings;

	constructor(app: BroadcasterApp, settings: HubSettings) {
		this.app = app;
		this.#settings = settings;
	}

	/** Greets a connection, or refuses it and ends it. */
	open(connection: Connection, refusal?: ProtocolError): void {
		if (refusal) {
			this.#refuse(connection, refusal);
			return;
		}
		this.connections.set(connection.id, connection);
		if (!this.#settings.hooks?.greet(connection)) this.#greet(connection);
	}

	/** Acts on one message of a client. */
	receive(connection: Connection, text: string): void {
		const nowMs = this.#settings.now();
		connection.touch(nowMs);
		if (!connection.isOpen || this.#settings.hooks?.incoming(connection, text)) return;
		try {
			if (!connection.allowMessage(nowMs)) {
				if (connection.rateLimit.terminates) connection.end();
				throw refusals.rateLimited();
			}
			this.#act(connection, protocol.parseClientFrame(text));
		} catch (error) {
			// Anything that is no refusal of ours is hostile input found by accident (too deep to write again, say).
			this.#refuse(connection, error instanceof ProtocolError ? error : refusals.invalidMessage());
		}
	}

	/** Forgets a connection whose stream has ended. */
	close(connection: Connection): void {
		this.connections.delete(connection.id);
		for (const channel of connection.channels) {
			this.#announce(channel, this.channels.leave(channel, connection), connection);
		}
		connection.channels.clear();
	}

	/** Asks the silent for a sign of life and ends those who gave none since the last time. */
	checkLife(): void {
		const nowMs = this.#settings.now();
		for (const connection of [...this.connections.values()]) {
			// In whole seconds, like Reverb: whoever answers each ping at once is asked at every tick, not at every other.
			const silentSeconds = Math.floor(nowMs / 1000) - Math.floor(connection.lastSeenAtMs / 1000);
			const isQuiet = silentSeconds * 1000 >= this.#settings.pingIntervalMs;
			if (!isQuiet || connection.isFrozen) continue;
			if (connection.awaitsAnswer) this.#refuse(connection, refusals.pongMissing());
			else connection.askForLife();
		}
	}

	/** Delivers an event. The frame is written once, however many get it. */
	publish({ channel, event, data, exceptSocketId, isBatch = false }: Publication): void {
		const frame = (isBatch ? protocol.batchEventFrame : protocol.eventFrame)(channel, event, data);
		this.channels.remember(channel, { event, data, frame });
		this.#broadcast(channel, frame, exceptSocketId);
	}

	/** Ends every connection a user has on a presence channel. */
	terminateUser(userId: string): void {
		for (const connection of this.channels.connectionsOf(userId)) {
			connection.end();
			this.close(connection);
		}
	}

	/** How many connections are on a channel: what Reverb calls connections. */
	get subscribedCount(): number {
		let count = 0;
		for (const connection of this.connections.values()) if (connection.channels.size > 0) count += 1;
		return count;
	}

	#act(connection: Connection, frame: ClientFrame): void {
		switch (frame.kind) {
			case 'ping':
				return connection.send(protocol.PONG);
			case 'hello':
				return this.#greet(connection);
			case 'subscribe':
				return this.#subscribe(connection, frame);
			case 'unsubscribe':
				connection.channels.delete(frame.channel);
				return this.#announce(frame.channel, this.channels.leave(frame.channel, connection), connection);
			case 'client-event':
				return this.#whisper(connection, frame);
			case 'pong':
			case 'ignored':
				return;
			default:
				return frame satisfies never;
		}
	}

	#greet(connection: Connection): void {
		connection.send(protocol.connectionEstablished(connection.id, this.#settings.activityTimeoutSeconds));
	}

	#subscribe(
		connection: Connection,
		{ channel, auth, channelData }: ClientFrame & { kind: 'subscribe' },
	): void {
		const kind = channelKind(channel);
		const { limits } = this.#settings;
		if (kind.needsAuth && !verifyChannel(this.app, auth, connection.id, channel, channelData)) {
			throw refusals.unauthorized();
		}
		if (!connection.channels.has(channel) && connection.channels.size >= limits.maxChannelsPerConnection) {
			throw refusals.tooManyChannels(limits.maxChannelsPerConnection);
		}
		const member = kind.isPresence ? this.#readMember(channel, channelData) : undefined;
		const change = this.channels.join(channel, connection, member);
		connection.channels.add(channel);
		this.#announce(channel, change, connection);
		const roll = kind.isPresence ? protocol.presenceData(this.channels.members(channel)) : undefined;
		connection.send(protocol.subscriptionSucceeded(channel, roll));
		if (kind.isCache) {
			connection.send(this.channels.recall(channel)?.frame ?? protocol.cacheMiss(channel));
		}
	}

	#readMember(channel: string, channelData: string | undefined): protocol.PresenceMember {
		const { maxMemberBytes, maxPresenceMembers } = this.#settings.limits;
		if (Buffer.byteLength(channelData ?? '') > maxMemberBytes) throw refusals.memberTooLarge(maxMemberBytes);
		const member = protocol.parseChannelData(channelData);
		const isFull = this.channels.members(channel).length >= maxPresenceMembers;
		if (isFull && !this.channels.hasMember(channel, member.id)) {
			throw refusals.presenceFull(maxPresenceMembers);
		}
		return member;
	}

	#whisper(connection: Connection, { channel, event, data }: ClientFrame & { kind: 'client-event' }): void {
		if (this.app.clientEvents !== 'members') throw refusals.clientEventsOff();
		if (!connection.channels.has(channel)) throw refusals.notAMember();
		if (!channelKind(channel).needsAuth) throw refusals.clientEventOnPublic();
		const userId = this.channels.member(channel, connection)?.id;
		this.#broadcast(channel, protocol.clientEventFrame(channel, event, data, userId), connection.id);
	}

	#announce(channel: string, { joined, left }: MembershipChange, about: Connection): void {
		if (left) this.#broadcast(channel, protocol.memberRemoved(channel, left.id), about.id);
		if (joined) this.#broadcast(channel, protocol.memberAdded(channel, joined), about.id);
	}

	#broadcast(channel: string, frame: string, exceptSocketId?: string): void {
		const subscribers = this.channels.subscribers(channel);
		if (subscribers.size === 0) return;
		const bytes = Buffer.from(frame);
		for (const connection of subscribers) {
			if (connection.id !== exceptSocketId) connection.send(frame, bytes);
		}
	}

	#refuse(connection: Connection, error: ProtocolError): void {
		connection.send(protocol.errorFrame(error));
		if (!error.isFatal) return;
		connection.end();
		this.close(connection);
	}
}
