/**
 * The way in: which upgrade requests become connections, of which app, and who is turned away.
 *
 * A refusal is a frame first and the end of the stream after it, never an open socket that may go on regardless.
 */
import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { Connection } from './client-connection.ts';
import type { Hooks } from './hooks.ts';
import type { Hub } from './hub.ts';
import type { BroadcasterApp, Limits } from './options.ts';
import { refusals, type ProtocolError } from './protocol.ts';

export interface HandshakeSettings {
	/** By app key. */
	hubs: ReadonlyMap<string, Hub>;
	/** Takes the connections nobody has an app for. */
	stray: Hub;
	limits: Limits;
	now: () => number;
	hooks: Hooks | undefined;
}

// Room to answer a message over the limit with a reasoned close frame; beyond it ws itself closes with 1009.
const OVERSIZE_ROOM_BYTES = 128 * 1024;
const TOO_LARGE = 1009;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** True for a peer on this machine. */
export function isLoopback(address: string | undefined): boolean {
	return LOOPBACK.test(address ?? '');
}

/** The app key an upgrade asks for, or nothing when the path is not the broadcaster's. */
export function appKeyOf(url: string | undefined): string | undefined {
	return /^\/app\/([^/?#]+)\/?(?:[?#]|$)/.exec(url ?? '')?.[1];
}

function isOriginAllowed({ allowedOrigins }: BroadcasterApp, origin: string | undefined): boolean {
	if (!allowedOrigins || allowedOrigins.includes('*')) return true;
	if (!origin || !URL.canParse(origin)) return false;
	return allowedOrigins.includes(origin) || allowedOrigins.includes(new URL(origin).hostname);
}

export class Handshake {
	#settings: HandshakeSettings;
	#server: WebSocketServer;

	constructor(settings: HandshakeSettings) {
		this.#settings = settings;
		this.#server = new WebSocketServer({
			noServer: true,
			clientTracking: false,
			// Answered by hand, so that a frozen server answers nothing.
			autoPong: false,
			perMessageDeflate: false,
			maxPayload: settings.limits.maxMessageBytes + OVERSIZE_ROOM_BYTES,
		});
	}

	/** Upgrades one socket and hands it to its hub. */
	accept(appKey: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
		const proceed = () =>
			this.#server.handleUpgrade(request, socket, head, (webSocket) => {
				// An upgrade over node:http hands over the TCP (or TLS) socket itself.
				this.#connect(appKey, request, webSocket, socket as Socket);
			});
		if (this.#settings.hooks) this.#settings.hooks.upgrade(appKey, socket, proceed);
		else proceed();
	}

	#connect(appKey: string, request: IncomingMessage, webSocket: WebSocket, tcp: Socket): void {
		const { hubs, stray, limits, now, hooks } = this.#settings;
		const hub = hubs.get(appKey) ?? stray;
		const connection = new Connection({
			id: this.#newId(),
			appKey,
			webSocket,
			tcp,
			limits,
			rateLimit: hub.app.rateLimit ?? limits.rateLimit,
			connectedAtMs: now(),
			hooks,
		});
		tcp.setNoDelay(true);
		this.#listen(hub, connection, webSocket);
		hub.open(connection, this.#refusal(hub, connection, request));
	}

	#listen(hub: Hub, connection: Connection, webSocket: WebSocket): void {
		const { limits, now } = this.#settings;
		webSocket.on('message', (data) => {
			const bytes = data as Buffer;
			if (bytes.length <= limits.maxMessageBytes) hub.receive(connection, bytes.toString('utf8'));
			else connection.close(TOO_LARGE, 'Maximum message size exceeded');
		});
		webSocket.on('ping', (payload) => {
			connection.usesControlFrames = true;
			connection.touch(now());
			connection.pong(payload);
		});
		webSocket.on('pong', () => connection.touch(now()));
		// A broken frame or a reset; ws closes the socket itself and 'close' follows.
		webSocket.on('error', () => {});
		webSocket.on('close', () => hub.close(connection));
	}

	#refusal(hub: Hub, connection: Connection, request: IncomingMessage): ProtocolError | undefined {
		const { hubs, stray, limits } = this.#settings;
		if (hub === stray) return refusals.unknownApp();
		if (!isOriginAllowed(hub.app, request.headers.origin)) return refusals.originNotAllowed();
		const all = [...hubs.values()].flatMap(({ connections }) => [...connections.values()]);
		const fromHere = isLoopback(connection.address)
			? 0
			: all.filter(({ address }) => address === connection.address).length;
		const isFull =
			all.length >= limits.maxConnections ||
			fromHere >= limits.maxConnectionsPerAddress ||
			hub.connections.size >= (hub.app.maxConnections ?? Infinity);
		return isFull ? refusals.overQuota() : undefined;
	}

	/** Two random numbers, as Reverb's ids look; nobody can guess the id of another's socket. */
	#newId(): string {
		const hubs = [...this.#settings.hubs.values()];
		for (;;) {
			const id = `${randomInt(1, 1_000_000_001)}.${randomInt(1, 1_000_000_001)}`;
			if (!hubs.some(({ connections }) => connections.has(id))) return id;
		}
	}
}
