/**
 * The test mode over HTTP: `/__control/…`, for tests in another process.
 *
 * Exists only in test mode and answers only peers on this machine, and no web page: it refuses every request with an
 * origin, and every name but this machine's own.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readAction, readFault } from './fault.ts';
import type { Faults, Undo } from './faults.ts';
import { isLoopback } from './handshake.ts';
import { readBody, sendJson, sendText, sendTooLarge, TooLarge } from './http-exchange.ts';
import type { Hub } from './hub.ts';
import { readEvent } from './publication.ts';

const PREFIX = '/__control/';
// A test may inject more than a publisher may send, but not without end.
const MAX_REQUEST_BYTES = 1024 * 1024;

interface Answer {
	status: number;
	body: unknown;
}

/** False for a name that somebody else made point here, which is how a web page would get around its origin. */
function isOwnName(host: string | undefined): boolean {
	if (host === undefined || !URL.canParse(`http://${host}`)) return false;
	const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
	return name === 'localhost' || isLoopback(name);
}

export class Control {
	#faults: Faults;
	#hubs: ReadonlyMap<string, Hub>;
	#undos = new Map<number, Undo>();
	#lastId = 0;

	/** `hubs` by app key. */
	constructor(faults: Faults, hubs: ReadonlyMap<string, Hub>) {
		this.#faults = faults;
		this.#hubs = hubs;
	}

	/** True for a path this answers. */
	owns(path: string): boolean {
		return path.startsWith(PREFIX);
	}

	/** Answers one request. */
	handle(request: IncomingMessage, response: ServerResponse): void {
		if (!isLoopback(request.socket.remoteAddress)) return sendText(response, 403, 'Loopback only.');
		if (!isOwnName(request.headers.host) || request.headers.origin !== undefined) {
			return sendText(response, 403, 'Not for web pages.');
		}
		this.#answer(request).then(
			({ status, body }) => sendJson(response, status, body),
			(error: unknown) => {
				if (error instanceof TooLarge) sendTooLarge(response);
				else sendJson(response, 400, { error: String(error) });
			},
		);
	}

	async #answer(request: IncomingMessage): Promise<Answer> {
		const body = await readBody(request, MAX_REQUEST_BYTES);
		const value: unknown = body.length > 0 ? JSON.parse(body.toString('utf8')) : {};
		const [, verb = '', id] = /^\/__control\/([a-z]+)(?:\/(\d+))?$/.exec(request.url ?? '') ?? [];
		switch (`${request.method} ${verb}`) {
			case 'GET health':
				return { status: 200, body: this.#health() };
			case 'POST publish':
				return this.#publish(value);
			case 'GET faults':
				return { status: 200, body: { faults: this.#faults.active } };
			case 'POST faults':
				return this.#set(value);
			case 'DELETE faults':
				return this.#callOff(id);
			case 'POST do':
				return this.#do(value);
			case 'GET log':
				return { status: 200, body: { log: this.#faults.log } };
			case 'POST reset':
				this.#reset();
				return { status: 200, body: {} };
			default:
				return { status: 404, body: { error: `There is no ${request.method} ${request.url} here.` } };
		}
	}

	#health(): unknown {
		const apps = [...this.#hubs.values()].map(({ app, connections, channels }) => ({
			key: app.key,
			connections: connections.size,
			channels: channels.names(),
		}));
		return { ok: true, apps };
	}

	#publish(value: unknown): Answer {
		const { app } = Object(value) as { app?: unknown };
		const hub = app === undefined ? this.#hubs.values().next().value : this.#hubs.get(String(app));
		if (!hub) return { status: 404, body: { error: `There is no app with the key ${String(app)}.` } };
		const reading = readEvent(value);
		if (!reading.ok) return { status: 422, body: reading.errors };
		const { channels, name, data, socketId } = reading.value;
		for (const channel of channels) hub.publish({ channel, event: name, data, exceptSocketId: socketId });
		return { status: 200, body: {} };
	}

	#set(value: unknown): Answer {
		const fault = readFault(value);
		if (!fault) return { status: 422, body: { error: 'This is no fault the broadcaster knows.' } };
		this.#lastId += 1;
		this.#undos.set(this.#lastId, this.#faults.set(fault));
		return { status: 200, body: { id: this.#lastId } };
	}

	#callOff(id: string | undefined): Answer {
		if (id === undefined) {
			this.#faults.clear();
			this.#undos.clear();
			return { status: 200, body: {} };
		}
		const undo = this.#undos.get(Number(id));
		undo?.();
		this.#undos.delete(Number(id));
		return { status: undo ? 200 : 404, body: {} };
	}

	#do(value: unknown): Answer {
		const action = readAction(value);
		if (!action) return { status: 422, body: { error: 'This is no action the broadcaster knows.' } };
		return { status: 200, body: { connections: this.#faults.do(action) } };
	}

	#reset(): void {
		this.#faults.clear();
		this.#undos.clear();
		this.#faults.clearLog();
	}
}
