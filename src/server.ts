/**
 * One port for everything: the built page, its configuration, the broadcaster, the recorder and the demo shop.
 *
 * Run as a program it is `npm start`; `vite dev` and the tests embed the same world through createWatchfloor().
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { createBroadcaster, type Broadcaster } from './broadcaster/broadcaster.ts';
import { AUTH_PATH, createDemoBackend } from './demo/backend.ts';
import { createDemo, type Demo } from './demo/demo.ts';
import { createRecorderService, type RecorderService, type RecorderSettings } from './recorder/create.ts';
import { readRecorder } from './settings-recorder.ts';
import { DEFAULT_DIALECTS, readSettings, type Settings } from './settings.ts';

export interface WatchfloorOptions extends Settings {
	/** The broadcaster's fault switches; for tests only. */
	readonly testMode?: boolean;
	/** Absent: nothing is recorded. Only the folder has to be said; the rest is of this server's own world. */
	readonly recorder?: Pick<RecorderSettings, 'path'> & Partial<RecorderSettings>;
}

export interface Watchfloor {
	/** Null when the page is pointed at a broadcaster of the shop's own. */
	readonly broadcaster: Broadcaster | null;
	readonly recorder: RecorderService | null;
	/** Answers everything but the page's own files; false when the path is not its own. */
	handle(request: IncomingMessage, response: ServerResponse): boolean;
	/** Joins the broadcaster to an HTTP server and opens the demo shop once that server listens. */
	attach(server: Server): void;
	close(): Promise<void>;
}

const RECORDER_URL = '/recorder';
/** A request whose head is not here by then never will be. */
const HEADERS_WITHIN_MS = 10_000;

/** The world behind the page, not yet attached to a server. */
export function createWatchfloor(options: WatchfloorOptions): Watchfloor {
	const { app } = options;
	const demo = options.isEmbedded && options.isDemo ? createShop(options) : null;
	const backend = options.isEmbedded
		? createDemoBackend({
				secret: app.secret,
				authMode: options.authMode ?? 'session',
				snapshot: demo && (() => demo.snapshot()),
			})
		: null;
	const broadcaster = backend
		? createBroadcaster({
				// Members may whisper: admins tell each other what they have taken on.
				apps: [{ ...app, clientEvents: 'members' }],
				authEndpoint: { path: AUTH_PATH, authorize: backend.authorize },
				testMode: options.testMode ?? false,
			})
		: null;
	const recording = options.recorder ? { ...recordHere(options), ...options.recorder } : null;
	const recorder = recording && createRecording(recording, demo);
	// Whoever counts a day has to agree on its midnight.
	const recorded = recording && { zone: recording.zone, recorderUrl: RECORDER_URL };
	return {
		broadcaster,
		recorder,
		handle(request, response) {
			const path = (request.url ?? '/').split('?')[0];
			if (path === '/watchfloor.json') {
				const page = { ...recorded, ...options.page };
				const config = backend
					? { ...backend.page, ...describeShop(demo), ...page, ...describeHere(options, request) }
					: page;
				response.setHeader('Content-Type', 'application/json');
				response.setHeader('Cache-Control', 'no-store');
				response.end(JSON.stringify(config, null, '\t'));
				return true;
			}
			if (recorder?.handle(request, response)) return true;
			if (backend?.handle(request, response) || broadcaster?.handle(request, response)) return true;
			if (request.headers.accept?.includes('text/html')) backend?.welcome(request, response);
			return false;
		},
		attach(server) {
			broadcaster?.attach(server);
			server.once('listening', () => {
				const { address, port } = server.address() as AddressInfo;
				const host = ['0.0.0.0', '::'].includes(address) ? '127.0.0.1' : address;
				const here = { host, port, scheme: 'http' as const, cluster: null };
				void recorder?.start(options.isEmbedded ? here : undefined);
				demo?.open(host, port);
			});
		},
		async close() {
			demo?.close();
			await recorder?.stop();
			await broadcaster?.close();
		},
	};
}

/** What records this server's own broadcaster, where nothing else is said. */
function recordHere({ app, page }: WatchfloorOptions): Omit<RecorderSettings, 'path'> {
	const choice = readRecorder(() => undefined, { connection: null, app, name: 'local', page });
	if (choice.settings === null) throw new Error('A recorder without settings has defaults.');
	return choice.settings;
}

function createRecording(settings: RecorderSettings, demo: Demo | null): RecorderService {
	return createRecorderService(settings, {
		report: (problem) => console.error(problem),
		...(demo && { readSnapshot: () => demo.snapshot() }),
	});
}

function createShop({ app, seed, sources, logsEvents }: WatchfloorOptions): Demo {
	return createDemo({
		app,
		seed,
		dialects: sources ?? DEFAULT_DIALECTS,
		onError: (error) => console.error(`The demo shop could not publish: ${String(error)}`),
		...(logsEvents
			? { onEvent: (name, channels) => console.log(`published ${name} on ${channels.join(', ')}`) }
			: {}),
	});
}

function describeShop(demo: Demo | null): Record<string, unknown> {
	if (demo === null) return {};
	const { watched } = demo;
	return {
		isSimulation: true,
		...(watched.length > 0 ? { watch: { customers: watched, orders: [] } } : {}),
	};
}

/** This very server as the broadcaster, under the name it was opened by. */
function describeHere({ app }: WatchfloorOptions, request: IncomingMessage): Record<string, unknown> {
	const asked = `http://${request.headers.host ?? ''}`;
	const address = new URL(URL.canParse(asked) ? asked : 'http://localhost');
	return { key: app.key, host: address.hostname, port: Number(address.port || 80), scheme: 'http' };
}

export interface RunningWatchfloor {
	readonly url: string;
	readonly port: number;
	readonly watchfloor: Watchfloor;
	close(): Promise<void>;
}

/** Serves the built page and its world; rejects with the system's error when the address cannot be had. */
export async function startWatchfloor(
	options: WatchfloorOptions,
	folder = 'build',
): Promise<RunningWatchfloor> {
	const watchfloor = createWatchfloor(options);
	const files = sirv(folder, { single: true, gzip: true, brotli: true, etag: true });
	const server = createServer({ headersTimeout: HEADERS_WITHIN_MS }, (request, response) => {
		response.setHeader('X-Content-Type-Options', 'nosniff');
		response.setHeader('Referrer-Policy', 'no-referrer');
		// A meta tag cannot forbid framing, so the page's own policy leaves it to the header.
		response.setHeader('Content-Security-Policy', "frame-ancestors 'self'");
		if (watchfloor.handle(request, response)) return;
		if (request.method !== 'GET' && request.method !== 'HEAD') {
			// The page answers no form: a missing auth endpoint must not look like one that answers with a page.
			response.statusCode = 404;
			return response.end('Not found');
		}
		const isForever = request.url?.startsWith('/_app/immutable/') === true;
		response.setHeader('Cache-Control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
		files(request, response, () => {
			response.statusCode = 404;
			response.end('Not found');
		});
	});
	watchfloor.attach(server);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port, options.host, resolve);
	});
	const { port } = server.address() as AddressInfo;
	const host = options.host.includes(':') ? `[${options.host}]` : options.host;
	return {
		url: `http://${host}:${port}`,
		port,
		watchfloor,
		async close() {
			await watchfloor.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function main(): Promise<void> {
	if (existsSync('.env')) process.loadEnvFile('.env');
	const settings = readSettings(process.env, process.argv.slice(2));
	if (!settings.ok) return fail(settings.problem);
	const { host, port, isEmbedded, app, page } = settings.settings;
	// Where the page is pointed at a recorder, that one records.
	const recorder = page.recorderUrl === undefined ? settings.recorder : null;
	const options = { ...settings.settings, ...(recorder && { recorder }) };
	let running: RunningWatchfloor;
	try {
		running = await startWatchfloor(options, fileURLToPath(new URL('../build', import.meta.url)));
	} catch (error) {
		return fail(describeListenError(error, host, port));
	}
	console.log(
		`Watchfloor is on ${running.url.replace('127.0.0.1', 'localhost').replace('0.0.0.0', 'localhost')}`,
	);
	if (isEmbedded && !isLoopback(host)) {
		console.log(
			`Anybody who reaches ${host} may publish into it: its secret is the well-known “${app.secret}”.`,
		);
	}
	console.log(describeWorld(settings.settings));
	if (recorder !== null) console.log(`recording into ${join(recorder.path, recorder.shop)}`);
	else if (settings.noRecorder !== null) console.log(`${settings.noRecorder} See docs/recorder.md.`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void running.close().finally(() => process.exit(0)));
	}
}

function describeWorld({ isDemo, isEmbedded, page, sources = DEFAULT_DIALECTS }: Settings): string {
	if (isDemo) {
		return `with a simulated shop (${sources.join(', ')}); point your own Laravel at it by PUSHER_HOST, PUSHER_PORT and key, id, secret “local”.`;
	}
	if (isEmbedded)
		return 'with an empty shop: publish into it by PUSHER_HOST, PUSHER_PORT and key, id, secret “local”.';
	if (page.isLive === false) return 'without a broadcaster: BROADCAST_CONNECTION switches it off.';
	return `pointed at the broadcaster of your .env (${String(page.host ?? page.cluster)}).`;
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function describeListenError(error: unknown, host: string, port: number): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE')
		return `Port ${port} is taken: stop what listens there, or choose another, for example PORT=${port + 1} npm start`;
	if (code === 'EACCES') return `Port ${port} may not be opened by this user: choose one above 1023 by PORT`;
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST=${host} is no address of this machine`;
	return `Watchfloor could not start: ${String(error)}`;
}

function fail(problem: string): void {
	console.error(problem);
	process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
