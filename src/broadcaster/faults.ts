/**
 * The test mode: the one place that breaks the service on purpose.
 *
 * Standing faults are set and called off; actions happen at once. Both are plain data (`fault.ts`), so that a test in
 * another process can ask for them over `/__control`. Exists only when test mode was asked for; nothing else here knows it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerWrongly } from './auth-faults.ts';
import type { Connection } from './client-connection.ts';
import type { Fault, FaultAction, OddFirstFrame } from './fault.ts';
import { FrameChanger, isPublished, labelOf } from './frame-faults.ts';
import type { AuthAnswer, Hooks } from './hooks.ts';
import type { Hub } from './hub.ts';
import { errorFrame, PING } from './protocol.ts';

export type { Fault, FaultAction } from './fault.ts';

/** Calls off what was set. */
export type Undo = () => void;

/** One line of what the broadcaster heard and said. */
export interface LogEntry {
	atMs: number;
	what: 'in' | 'out' | 'request' | 'refused';
	appKey: string;
	socketId: string;
	text: string;
}

interface Standing {
	fault: Fault;
	remaining: number;
	changer: FrameChanger | undefined;
}

// Enough for any single test; older lines go.
const LOG_LINES = 2000;

const ODD_FIRST_FRAMES: Record<Exclude<OddFirstFrame, 'none'>, string> = {
	text: 'hello',
	html: '<!doctype html><title>Welcome to the hotel network</title>',
	'other-event': '{"event":"welcome","data":"{}"}',
	'no-activity-timeout': '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.1\\"}"}',
};

export class Faults implements Hooks {
	#standing = new Set<Standing>();
	#held = new Set<{ appKey: string; socket: Duplex; proceed: () => void }>();
	#timers = new Set<NodeJS.Timeout>();
	#log: LogEntry[] = [];
	#hubs: ReadonlyMap<string, Hub> = new Map();
	#now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Tells it whose connections there are. */
	watch(hubs: ReadonlyMap<string, Hub>): void {
		this.#hubs = hubs;
	}

	/** The faults that stand now. */
	get active(): Fault[] {
		return [...this.#standing].map(({ fault }) => fault);
	}

	/** What was heard and said, oldest first. */
	get log(): readonly LogEntry[] {
		return this.#log;
	}

	/** Makes a fault stand until the result is called, or it is used up. */
	set(fault: Fault): Undo {
		const standing: Standing = { fault, remaining: fault.times ?? Infinity, changer: undefined };
		if (fault.kind === 'frames') standing.changer = new FrameChanger(fault, () => this.#use(standing));
		this.#standing.add(standing);
		if (fault.kind === 'frozen' && fault.who !== 'new') this.#freeze(fault, true);
		return () => this.#remove(standing);
	}

	/** Does something at once; the result is how many connections it met. */
	do(order: FaultAction): number {
		const met = this.#connections(order);
		for (const connection of met) {
			if (order.action === 'end') connection.end();
			else if (order.action === 'close') connection.close(order.code, order.reason);
			else connection.write(order.action === 'ping' ? PING : order.text);
		}
		return met.length;
	}

	/** Calls off every fault, also half-done ones. */
	clear(): void {
		for (const standing of [...this.#standing]) this.#remove(standing);
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		for (const { socket } of this.#held) socket.destroy();
		this.#held.clear();
	}

	/** Empties the log. */
	clearLog(): void {
		this.#log.length = 0;
	}

	upgrade(appKey: string, socket: Duplex, proceed: () => void): void {
		// Until ws takes the socket over, a reset of it would be an unhandled error.
		socket.on('error', () => {});
		const refusal = this.#take('refuse', appKey);
		if (refusal) {
			this.#note('refused', appKey, '', String(refusal.status ?? 'reset'));
			if (refusal.status === undefined) socket.destroy();
			else socket.end(`HTTP/1.1 ${refusal.status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
			return;
		}
		if (this.#take('frozen', appKey, ({ who }) => who !== 'existing')) {
			const held = { appKey, socket, proceed };
			this.#held.add(held);
			socket.once('close', () => this.#held.delete(held));
			return;
		}
		proceed();
	}

	greet(connection: Connection): boolean {
		const { appKey } = connection;
		const closing = this.#take('closing', appKey);
		const error = this.#take('first-error', appKey);
		const close = this.#take('close-new', appKey);
		const odd = this.#take('first-frame', appKey);
		if (closing) {
			connection.write(errorFrame({ code: 4200, message: 'Server is closing. Please reconnect shortly.' }));
			connection.close(4200);
		} else if (error) {
			connection.write(errorFrame({ code: error.code, message: error.message ?? '' }));
			connection.end();
		} else if (close) connection.close(close.code, close.reason);
		else if (!odd) return false;
		else if (odd.frame !== 'none') connection.write(ODD_FIRST_FRAMES[odd.frame]);
		return true;
	}

	incoming(connection: Connection, text: string): boolean {
		this.#note('in', connection.appKey, connection.id, text);
		return false;
	}

	outgoing(connection: Connection, text: string, write: (text: string) => void): void {
		const { appKey, id } = connection;
		const deliver = (frame: string) => {
			this.#note('out', appKey, id, frame);
			write(frame);
		};
		if (isPublished(labelOf(text)) && this.#take('deaf', appKey)) return;
		const slow = this.#take('slow', appKey);
		const last = slow ? (frame: string) => this.#later(slow.delayMs, () => deliver(frame)) : deliver;
		const changers = [...this.#standing].filter(({ fault }) => this.#covers(fault, appKey));
		const send = changers.reduceRight(
			(next: (frame: string) => void, { changer }) =>
				changer ? (frame: string) => changer.pass(id, frame, next) : next,
			last,
		);
		send(text);
	}

	requested({ method, url }: IncomingMessage): void {
		this.#note('request', '', '', `${method} ${url}`);
	}

	authorizing(_request: IncomingMessage, response: ServerResponse, answer: AuthAnswer): boolean {
		const fault = this.#take(
			'auth',
			answer.appKey ?? '',
			({ channel }) => channel === undefined || channel === answer.channel,
		);
		if (!fault) return false;
		if (fault.delayMs === undefined) answerWrongly(fault, response, answer);
		else this.#later(fault.delayMs, () => answerWrongly(fault, response, answer));
		return true;
	}

	#note(what: LogEntry['what'], appKey: string, socketId: string, text: string): void {
		this.#log.push({ atMs: this.#now(), what, appKey, socketId, text });
		if (this.#log.length > LOG_LINES) this.#log.splice(0, this.#log.length - LOG_LINES);
	}

	#covers(fault: Fault, appKey: string): boolean {
		return fault.appKey === undefined || fault.appKey === appKey;
	}

	/** The first standing fault of a kind that applies, with one use taken off it. */
	#take<K extends Fault['kind']>(
		kind: K,
		appKey: string,
		applies: (fault: Extract<Fault, { kind: K }>) => boolean = () => true,
	): Extract<Fault, { kind: K }> | undefined {
		for (const standing of this.#standing) {
			const { fault } = standing;
			if (fault.kind !== kind || !this.#covers(fault, appKey)) continue;
			const found = fault as Extract<Fault, { kind: K }>;
			if (applies(found) && this.#use(standing)) return found;
		}
		return undefined;
	}

	#use(standing: Standing): boolean {
		if (standing.remaining <= 0) return false;
		standing.remaining -= 1;
		return true;
	}

	#remove(standing: Standing): void {
		if (!this.#standing.delete(standing)) return;
		standing.changer?.stop();
		if (standing.fault.kind !== 'frozen') return;
		this.#freeze(standing.fault, false);
		for (const held of [...this.#held]) {
			if (!this.#covers(standing.fault, held.appKey)) continue;
			this.#held.delete(held);
			held.proceed();
		}
	}

	#freeze(fault: Fault, isFrozen: boolean): void {
		const scope = fault.appKey === undefined ? {} : { appKey: fault.appKey };
		for (const connection of this.#connections(scope)) connection.setFrozen(isFrozen);
	}

	#connections({
		appKey,
		socketId,
		channel,
	}: Pick<FaultAction, 'appKey' | 'socketId' | 'channel'>): Connection[] {
		return [...this.#hubs.values()]
			.flatMap(({ connections }) => [...connections.values()])
			.filter((connection) => appKey === undefined || connection.appKey === appKey)
			.filter((connection) => socketId === undefined || connection.id === socketId)
			.filter((connection) => channel === undefined || connection.channels.has(channel));
	}

	#later(delayMs: number, run: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			run();
		}, delayMs);
		this.#timers.add(timer);
	}
}
