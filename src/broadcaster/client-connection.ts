/**
 * One socket: sending, ending, and what is known about its silence.
 *
 * Ends the way Reverb does: the TCP stream simply stops, and the client sees 1006. Frames written in one turn of the
 * event loop leave in one system call. Knows nothing of channels but the names it carries for its hub.
 */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Hooks } from './hooks.ts';
import type { Limits, RateLimit } from './options.ts';
import { PING } from './protocol.ts';

export interface ConnectionDetails {
	id: string;
	appKey: string;
	webSocket: WebSocket;
	tcp: Socket;
	limits: Limits;
	rateLimit: RateLimit;
	connectedAtMs: number;
	hooks: Hooks | undefined;
}

export class Connection {
	readonly id: string;
	readonly appKey: string;
	readonly address: string;
	readonly channels = new Set<string>();
	readonly rateLimit: RateLimit;
	lastSeenAtMs: number;
	/** Set once it was asked for a sign of life and has not given one. */
	awaitsAnswer = false;
	/** A client that sends WebSocket pings is asked by WebSocket pings. */
	usesControlFrames = false;
	/** Set by the test mode: neither reads nor writes. */
	isFrozen = false;
	#webSocket: WebSocket;
	#tcp: Socket;
	#limits: Limits;
	#hooks: Hooks | undefined;
	#tokens: number;
	#refilledAtMs: number;
	#isCorked = false;
	#isEnding = false;

	constructor(details: ConnectionDetails) {
		this.id = details.id;
		this.appKey = details.appKey;
		this.address = details.tcp.remoteAddress ?? '';
		this.rateLimit = details.rateLimit;
		this.lastSeenAtMs = details.connectedAtMs;
		this.#webSocket = details.webSocket;
		this.#tcp = details.tcp;
		this.#limits = details.limits;
		this.#hooks = details.hooks;
		this.#tokens = details.rateLimit.burst;
		this.#refilledAtMs = details.connectedAtMs;
	}

	/** False from the moment either side began to end it. */
	get isOpen(): boolean {
		return !this.#isEnding && this.#webSocket.readyState === this.#webSocket.OPEN;
	}

	/** Sends one frame; `bytes` spares the encoding when the same frame goes to many. */
	send(frame: string, bytes?: Buffer): void {
		if (this.#hooks) this.#hooks.outgoing(this, frame, (text) => this.write(text));
		else this.write(bytes ?? frame);
	}

	/** Sends past the test mode. */
	write(frame: string | Buffer): void {
		if (!this.isOpen || this.isFrozen) return;
		if (this.#webSocket.bufferedAmount > this.#limits.maxBufferedBytes) {
			this.destroy();
			return;
		}
		this.#cork();
		this.#webSocket.send(frame, { binary: false });
	}

	/** Asks for a sign of life, in the client's own manner. */
	askForLife(): void {
		this.awaitsAnswer = true;
		if (!this.usesControlFrames) this.send(PING);
		else if (this.isOpen) this.#webSocket.ping();
	}

	/** Answers a WebSocket ping. */
	pong(payload: Buffer): void {
		if (this.isOpen) this.#webSocket.pong(payload);
	}

	/** Notes that the client is alive. */
	touch(nowMs: number): void {
		this.lastSeenAtMs = nowMs;
		this.awaitsAnswer = false;
	}

	/** Takes one message off the client's allowance; false when it is used up. */
	allowMessage(nowMs: number): boolean {
		const { burst, perSecond } = this.rateLimit;
		const elapsedSeconds = (nowMs - this.#refilledAtMs) / 1000;
		this.#tokens = Math.min(burst, this.#tokens + elapsedSeconds * perSecond);
		this.#refilledAtMs = nowMs;
		if (this.#tokens < 1) return false;
		this.#tokens -= 1;
		return true;
	}

	/** Stops or resumes reading, as a process that was stopped and continued. */
	setFrozen(isFrozen: boolean): void {
		this.isFrozen = isFrozen;
		if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
		if (isFrozen) this.#webSocket.pause();
		else this.#webSocket.resume();
	}

	/** Ends the stream once everything written has left; no close frame. */
	end(): void {
		this.#isEnding = true;
		this.#tcp.destroySoon();
	}

	/** Ends the stream at once, with whatever is still waiting in it. */
	destroy(): void {
		this.#isEnding = true;
		this.#webSocket.terminate();
	}

	/** Says goodbye with a close frame. */
	close(code: number, reason = ''): void {
		if (!this.isOpen) return;
		this.#webSocket.close(code, reason);
	}

	#cork(): void {
		if (this.#isCorked) return;
		this.#isCorked = true;
		this.#tcp.cork();
		process.nextTick(() => {
			this.#isCorked = false;
			this.#tcp.uncork();
		});
	}
}
