/** A broadcaster with an HTTP server of its own: what `npm run broadcaster` and the tests start. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBroadcaster, type Broadcaster } from './embedded.ts';
import { appKeyOf } from './handshake.ts';
import { sendText } from './http-exchange.ts';
import type { BroadcasterOptions } from './options.ts';

export interface StandaloneOptions extends BroadcasterOptions {
	/** 0, the default, is any free port. */
	port?: number;
	host?: string;
}

export interface StandaloneBroadcaster extends Omit<Broadcaster, 'attach' | 'handle'> {
	readonly url: string;
	readonly host: string;
	readonly port: number;
}

// A handshake or a request that takes longer than this is meant to take long.
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 10\r\n\r\nNot found.';

/** Starts a broadcaster and resolves once it listens; rejects when the port cannot be had. */
export async function startBroadcaster(options: StandaloneOptions): Promise<StandaloneBroadcaster> {
	const host = options.host ?? '127.0.0.1';
	const broadcaster = createBroadcaster(options);
	const server = createServer(PATIENCE, (request, response) => {
		if (!broadcaster.handle(request, response)) sendText(response, 404, 'Not found.');
	});
	broadcaster.attach(server);
	server.on('upgrade', (request, socket) => {
		if (appKeyOf(request.url) !== undefined) return;
		// The peer may be gone before the answer is out; there is nobody left to tell.
		socket.on('error', () => {});
		socket.end(NOT_FOUND);
	});
	try {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(options.port ?? 0, host, resolve);
		});
	} catch (error) {
		await broadcaster.close();
		throw error;
	}
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
		host,
		port,
		get faults() {
			return broadcaster.faults;
		},
		get counts() {
			return broadcaster.counts;
		},
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			await broadcaster.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
