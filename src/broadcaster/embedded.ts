/**
 * A broadcaster on somebody else's HTTP server. Composes the parts and owns what has a lifetime: sockets, the liveness
 * timer, the listeners on the server.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleAuth } from './auth-endpoint.ts';
import { Control } from './control.ts';
import { Faults } from './faults.ts';
import { appKeyOf, Handshake } from './handshake.ts';
import { handleApi } from './http-api.ts';
import { sendJson, sendText } from './http-exchange.ts';
import { Hub, type HubSettings } from './hub.ts';
import {
	DEFAULT_ACTIVITY_TIMEOUT_SECONDS,
	DEFAULT_LIMITS,
	DEFAULT_PING_INTERVAL_SECONDS,
	SYSTEM_CLOCK,
	type BroadcasterOptions,
	type Limits,
} from './options.ts';

/** What is going on, for a health page. */
export interface Counts {
	connections: number;
	channels: number;
}

export interface Broadcaster {
	/** Answers upgrades of `/app/{key}` on this server and leaves every other path alone. Returns the undo. */
	attach(server: Server): () => void;
	/** Answers `/apps/…`, `/app/…`, `/up`, the auth endpoint and, in test mode, `/__control/…`; false for any other path. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
	/** The test mode's switches; reading it throws when there is no test mode. */
	readonly faults: Faults;
	readonly counts: Counts;
	/** Ends every socket, as Reverb does on SIGTERM, and stops every timer. */
	close(): Promise<void>;
}

class EmbeddedBroadcaster implements Broadcaster {
	#options: BroadcasterOptions;
	#limits: Limits;
	#now: () => number;
	#hubsById = new Map<string, Hub>();
	#hubsByKey = new Map<string, Hub>();
	#handshake: Handshake;
	#faults: Faults | undefined;
	#control: Control | undefined;
	#undo: (() => void)[] = [];
	#isClosed = false;

	constructor(options: BroadcasterOptions) {
		const clock = options.clock ?? SYSTEM_CLOCK;
		const pingIntervalMs = (options.pingIntervalSeconds ?? DEFAULT_PING_INTERVAL_SECONDS) * 1000;
		this.#options = options;
		this.#now = () => clock.now();
		this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
		this.#faults = options.testMode ? new Faults(this.#now) : undefined;
		const settings: HubSettings = {
			limits: this.#limits,
			activityTimeoutSeconds: options.activityTimeoutSeconds ?? DEFAULT_ACTIVITY_TIMEOUT_SECONDS,
			pingIntervalMs,
			now: this.#now,
			hooks: this.#faults,
		};
		for (const app of options.apps) {
			const hub = new Hub(app, settings);
			this.#hubsById.set(app.id, hub);
			this.#hubsByKey.set(app.key, hub);
		}
		this.#handshake = new Handshake({
			hubs: this.#hubsByKey,
			stray: new Hub({ id: '', key: '', secret: '' }, settings),
			limits: this.#limits,
			now: this.#now,
			hooks: this.#faults,
		});
		if (this.#faults) {
			this.#faults.watch(this.#hubsByKey);
			this.#control = new Control(this.#faults, this.#hubsByKey);
		}
		this.#undo.push(
			clock.every(pingIntervalMs, () => {
				for (const hub of this.#hubsById.values()) hub.checkLife();
			}),
		);
	}

	get faults(): Faults {
		if (!this.#faults) throw new Error('The broadcaster was not started in test mode.');
		return this.#faults;
	}

	get counts(): Counts {
		const hubs = [...this.#hubsById.values()];
		return {
			connections: hubs.reduce((sum, hub) => sum + hub.connections.size, 0),
			channels: hubs.reduce((sum, hub) => sum + hub.channels.size, 0),
		};
	}

	attach(server: Server): () => void {
		const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
			const appKey = appKeyOf(request.url);
			if (appKey === undefined) return;
			if (this.#isClosed) socket.destroy();
			else this.#handshake.accept(appKey, request, socket, head);
		};
		server.on('upgrade', onUpgrade);
		const detach = () => void server.off('upgrade', onUpgrade);
		this.#undo.push(detach);
		return detach;
	}

	handle(request: IncomingMessage, response: ServerResponse): boolean {
		const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
		const { authEndpoint } = this.#options;
		if (this.#control?.owns(path)) {
			this.#control.handle(request, response);
			return true;
		}
		const isAuth = authEndpoint !== undefined && path === authEndpoint.path;
		const isOurs = isAuth || path === '/up' || path.startsWith('/apps/') || appKeyOf(path) !== undefined;
		if (!isOurs) return false;
		this.#faults?.requested(request);
		if (isAuth) {
			handleAuth(
				{
					endpoint: authEndpoint,
					hubs: this.#hubsById,
					maxRequestBytes: this.#limits.maxRequestBytes,
					hooks: this.#faults,
				},
				request,
				response,
			);
		} else if (path.startsWith('/apps/')) {
			const maxRequestBytes = this.#limits.maxRequestBytes;
			handleApi({ hubs: this.#hubsById, maxRequestBytes, now: this.#now }, request, response);
		} else this.#handlePlain(path, request, response);
		return true;
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		for (const undo of this.#undo.splice(0)) undo();
		this.#faults?.clear();
		const open = [...this.#hubsById.values()].flatMap((hub) =>
			[...hub.connections.values()].map((connection) => ({ hub, connection })),
		);
		for (const { connection } of open) connection.end();
		// One turn for what was already written to leave; whoever does not read by then never will.
		await new Promise(setImmediate);
		for (const { hub, connection } of open) {
			connection.destroy();
			hub.close(connection);
		}
	}

	#handlePlain(path: string, request: IncomingMessage, response: ServerResponse): void {
		if (request.method !== 'GET') return sendText(response, 405, 'Method not allowed.');
		if (path === '/up') return sendJson(response, 200, { health: 'OK' });
		response.setHeader('Upgrade', 'websocket');
		return sendText(response, 426, 'Upgrade required.');
	}
}

/** Makes a broadcaster; it serves nothing until it is attached. */
export function createBroadcaster(options: BroadcasterOptions): Broadcaster {
	if (options.apps.length === 0) throw new Error('A broadcaster needs at least one app.');
	return new EmbeddedBroadcaster(options);
}
