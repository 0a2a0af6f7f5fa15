/**
 * Plays one recording against a broadcaster: the client's lines go in, and what the server does is collected per connection.
 *
 * Goes on to the next line of the client only when everything expected so far has come. Time is the recording's own, so
 * that recorded timestamps, and with them the recorded signatures, are good today, and 290 silent seconds take none.
 */
import { WebSocket } from 'ws';
import { startBroadcaster, type StandaloneBroadcaster } from '../../../src/broadcaster/broadcaster.ts';
import { inOurPlace, type AcceptedDifference } from './accepted-differences.ts';
import { DrivenClock } from './driven-clock.ts';
import { ask, connectPeer, createPeer, isClosed, sendText, type Peer } from './peer.ts';
import {
	comparableAnswer,
	comparableFrame,
	resign,
	resignRequest,
	secretOf,
	whole,
	type Line,
} from './recording.ts';

const PATIENCE_MS = 5_000;
// What the recordings cannot say: their handshake lines hold no request headers.
const ORIGINS: Record<string, Record<string, string>> = {
	'reverb-handshake-errors': { M: 'http://evil.example.test' },
	'reverb-quotas-and-origins': { E: 'http://evil.example.test', F: 'http://shop.example.test:5173' },
};
// Reverb's tick in `reverb-idle-timeout`; the others are over before the first one.
const FIRST_TICK_MS: Record<string, number> = { 'reverb-idle-timeout': 15_351 };
const PING_INTERVAL_MS = 60_000;

const app = (name: string) => ({ id: `${name}-app`, key: `${name}-key`, secret: secretOf(`${name}-key`) });
const threePerMinute = { burst: 3, perSecond: 3 / 60 };
const APPS = [
	{ ...app('lab'), clientEvents: 'members' as const },
	{ ...app('quota'), maxConnections: 1 },
	{ ...app('origin'), allowedOrigins: ['shop.example.test'] },
	{ ...app('rate'), rateLimit: threePerMinute },
	{ ...app('rateterm'), rateLimit: { ...threePerMinute, terminates: true } },
	{ ...app('noclient'), clientEvents: 'off' as const },
	{ ...app('allclient'), clientEvents: 'members' as const },
	app('small'),
];

export interface Replay {
	/** Server frames, closes and answers that were compared. */
	compared: number;
	expected: Record<string, unknown[]>;
	actual: Record<string, unknown[]>;
	used: Set<AcceptedDifference>;
}

export class Replayer {
	#name: string;
	#lines: Line[];
	#clock: DrivenClock;
	#startMs: number;
	#peers = new Map<string, Peer>();
	#used = new Set<AcceptedDifference>();
	/** Streams the client cut in one go: the server shall not see one after the other. */
	#cutting = new Set<Peer>();
	#broadcaster!: StandaloneBroadcaster;
	#changed: () => void = () => {};

	constructor(name: string, lines: Line[]) {
		this.#name = name;
		this.#lines = lines;
		const signed = lines.find(({ request }) => request?.includes('auth_timestamp='));
		const seconds = Number(/auth_timestamp=(\d+)/.exec(signed?.request ?? '')?.[1] ?? 0);
		this.#startMs = seconds * 1000 - (signed?.t_ms ?? 0);
		this.#clock = new DrivenClock(
			this.#startMs + (FIRST_TICK_MS[name] ?? PING_INTERVAL_MS) - PING_INTERVAL_MS,
		);
	}

	async run(): Promise<Replay> {
		this.#broadcaster = await startBroadcaster({
			apps: APPS,
			clock: this.#clock,
			pingIntervalSeconds: PING_INTERVAL_MS / 1000,
		});
		try {
			for (const line of this.#lines) await this.#play(line);
			await this.#settle();
			await this.#cut();
			await this.#flush([...this.#peers.values()]);
		} finally {
			for (const { webSocket } of this.#peers.values()) webSocket?.terminate();
			await this.#broadcaster.close();
		}
		const peers = [...this.#peers];
		return {
			compared: peers.reduce((sum, [, peer]) => sum + peer.expected.length, 0),
			expected: Object.fromEntries(peers.map(([conn, peer]) => [conn, peer.expected])),
			actual: Object.fromEntries(peers.map(([conn, peer]) => [conn, peer.actual])),
			used: this.#used,
		};
	}

	async #play(line: Line): Promise<void> {
		const isCut = line.dir === 'out' && line.op === 'tcp-end';
		if (this.#cutting.size > 0 && !isCut) await this.#cut();
		const nowMs = this.#startMs + line.t_ms;
		if (nowMs - this.#clock.now() > PING_INTERVAL_MS / 2) {
			await this.#settle();
			await this.#roundTrip();
		}
		this.#clock.advanceTo(nowMs);
		for (const [conn, extra] of inOurPlace.dueBy(this.#name, line.t_ms, this.#used)) {
			this.#peer(conn).expected.push(...extra);
		}
		if (line.dir === 'in') this.#expect(line);
		if (line.dir !== 'out') return;
		await this.#settle();
		await this.#perform(line);
	}

	#peer(conn: string): Peer {
		let peer = this.#peers.get(conn);
		if (!peer) {
			peer = createPeer();
			this.#peers.set(conn, peer);
		}
		return peer;
	}

	#expect(line: Line): void {
		const peer = this.#peer(line.conn);
		const recorded = this.#recorded(line, peer);
		if (recorded === undefined) return;
		const where = { recording: this.#name, conn: line.conn, tMs: line.t_ms, fact: recorded };
		peer.expected.push(...inOurPlace.of(where, this.#used));
	}

	/** What a line of the server says, or nothing when it says nothing by itself. */
	#recorded(line: Line, peer: Peer): unknown {
		const { frame, op } = line;
		if (frame !== null) {
			const match = /\\"socket_id\\":\\"([\d.]+)/.exec(frame);
			if (match && peer.recordedId === '') peer.recordedId = match[1] ?? '';
			return comparableFrame(frame);
		}
		switch (op) {
			case 'handshake':
				return { upgraded: line.response?.split(' ')[1] };
			case 'http-response':
				return comparableAnswer(Number(line.status?.split(' ')[1]), line.body ?? '');
			case 'ping':
			case 'pong':
				return { [op]: line.payload ?? '' };
			case 'close':
				peer.hasSaidGoodbye = true;
				return { closed: line.code ?? 1005, reason: line.reason ?? '' };
			case 'tcp-end':
			case 'tcp-error':
				return peer.hasSaidGoodbye ? undefined : { closed: 1006, reason: '' };
			default:
				throw new Error(
					`${this.#name} has a line of a kind the replay does not know: ${JSON.stringify(line)}`,
				);
		}
	}

	async #perform(line: Line): Promise<void> {
		const peer = this.#peer(line.conn);
		if (line.op === 'handshake') return this.#connect(line, peer);
		if (line.op === 'http-request') return void this.#request(line, peer);
		const { webSocket } = peer;
		if (!webSocket || webSocket.readyState !== webSocket.OPEN) return;
		if (line.frame !== null) {
			const text = this.#translate(resign(whole(line.frame), peer.appKey, peer.recordedId, peer.id));
			return sendText(webSocket, text, line.fragments ?? 1);
		}
		switch (line.op) {
			case 'ping':
				return webSocket.ping(line.payload ?? '');
			case 'pong':
				return webSocket.pong(line.payload ?? '');
			case 'binary':
				return webSocket.send(Buffer.from('{"event":"pusher:ping","data":{}}'), { binary: true });
			case 'close':
				await this.#flush([peer]);
				peer.isOver = true;
				if (line.code === undefined) webSocket.close();
				else webSocket.close(line.code, line.reason);
				return this.#gone([peer]);
			case 'tcp-end':
				this.#cutting.add(peer);
		}
	}

	/** Socket ids of the recording, in the ids of today. */
	#translate(text: string): string {
		let translated = text;
		for (const { recordedId, id } of this.#peers.values()) {
			if (recordedId !== '' && id !== '') translated = translated.replaceAll(recordedId, id);
		}
		return translated;
	}

	#connect(line: Line, peer: Peer): void {
		const [, target = ''] = line.request?.split(' ') ?? [];
		peer.appKey = /^\/app\/([^/?]+)/.exec(target)?.[1] ?? '';
		const url = `ws://127.0.0.1:${this.#broadcaster.port}${target}`;
		connectPeer(peer, url, ORIGINS[this.#name]?.[line.conn], () => this.#changed());
	}

	async #request(line: Line, peer: Peer): Promise<void> {
		const [method = '', target = ''] = line.request?.split(' ') ?? [];
		const recordedBody = whole(line.body ?? '', /body_md5=(\w+)/.exec(target)?.[1]);
		const body = this.#translate(recordedBody);
		const answer = await ask({
			port: this.#broadcaster.port,
			method,
			path: resignRequest(target, method, recordedBody, body),
			body,
			contentType: line.content_type,
		});
		peer.actual.push(answer);
		this.#changed();
	}

	async #cut(): Promise<void> {
		const peers = [...this.#cutting];
		this.#cutting.clear();
		await this.#flush(peers);
		for (const peer of peers) {
			peer.isOver = true;
			peer.webSocket?.terminate();
		}
		await this.#gone(peers);
	}

	/** Waits until the server has noticed that these are gone. */
	async #gone(peers: Peer[]): Promise<void> {
		await this.#until(() => peers.every(({ webSocket }) => webSocket?.readyState === WebSocket.CLOSED));
		const open = () => [...this.#peers.values()].filter((peer) => peer.id !== '' && !isClosed(peer)).length;
		const deadline = performance.now() + PATIENCE_MS;
		while (this.#broadcaster.counts.connections > open() && performance.now() < deadline)
			await this.#roundTrip();
	}

	/** Waits until everything expected so far has come. */
	async #settle(): Promise<void> {
		await this.#until(() =>
			[...this.#peers.values()].every(({ expected, actual }) => actual.length >= expected.length),
		);
	}

	/** Lets whatever else the server had to say to these arrive. */
	async #flush(peers: Peer[]): Promise<void> {
		for (const { webSocket, actual } of peers) {
			if (webSocket?.readyState !== WebSocket.OPEN) continue;
			const mark = JSON.stringify({ pong: 'the end' });
			webSocket.ping('the end');
			await this.#until(() => actual.some((fact) => JSON.stringify(fact) === mark));
			actual.splice(
				actual.findIndex((fact) => JSON.stringify(fact) === mark),
				1,
			);
		}
	}

	async #roundTrip(): Promise<void> {
		await ask({ port: this.#broadcaster.port, method: 'GET', path: '/up', body: '' });
	}

	/** Resolves when the condition holds, or when patience ends; the comparison then shows what is missing. */
	async #until(condition: () => boolean): Promise<void> {
		if (condition()) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(() => finish(), PATIENCE_MS);
			const finish = () => {
				clearTimeout(timer);
				this.#changed = () => {};
				resolve();
			};
			this.#changed = () => condition() && finish();
		});
	}
}
