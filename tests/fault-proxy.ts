/**
 * A bad line on purpose: a TCP proxy that goes silent, resets, refuses, slows down, cuts into pieces or closes idle lines.
 *
 * What frames say is the broadcaster's test mode; here only the wire is broken, so that every client and server is met as
 * a real network meets them. What went silent stays so until it is closed: a line that a router forgot never comes back.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createRandom } from '../src/demo/random.ts';

export type ProxyRule = {
	/** How many new connections it meets before the next ones pass; absent: until another rule is set. */
	readonly times?: number;
	/** How likely it meets a new connection, by the proxy's seed; 1 unless told. */
	readonly chance?: number;
} & (
	| { readonly kind: 'pass' | 'blackhole-existing' | 'blackhole-new' | 'rst' | 'refuse-503' }
	| { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
	| { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
	| { readonly kind: 'slice'; readonly bytes: number }
	| { readonly kind: 'close-after-idle'; readonly ms: number }
);

/** What became of one connection, kept up to date while it lives. */
export interface Passage {
	readonly id: number;
	/** The rule it met when it came. */
	readonly met: ProxyRule['kind'];
	readonly acceptedAt: number;
	closedAt: number | null;
	closedBy: 'client' | 'server' | 'proxy' | null;
	/** Bytes handed on, from the client and to it. */
	up: number;
	down: number;
	isSilent: boolean;
}

export interface FaultProxyOptions {
	readonly target: { readonly host: string; readonly port: number };
	readonly seed?: number;
}

const PASS: ProxyRule = { kind: 'pass' };
/** So much waits in the proxy before it stops reading, as a slow line would. */
const HELD_BYTES = 16_384;
/** A slow line trickles: so many pieces a second. */
const TRICKLES = 20;
const REFUSAL =
	'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n';

class Line {
	readonly passage: Passage;
	readonly client: Socket;
	readonly server: Socket | null;
	rule: ProxyRule = PASS;
	readonly #chance: () => number;
	#idle: NodeJS.Timeout | undefined;

	constructor(client: Socket, server: Socket | null, passage: Passage, chance: () => number) {
		this.client = client;
		this.server = server;
		this.passage = passage;
		this.#chance = chance;
		for (const socket of [client, server]) socket?.setNoDelay(true);
		client.on('close', () => this.close('client'));
		client.on('error', () => client.destroy());
		server?.on('error', () => this.reset('server'));
		client.on('end', () => this.#note('client'));
		if (server === null) client.resume();
		else {
			this.#carry(client, server, 'up');
			this.#carry(server, client, 'down');
		}
	}

	/** Makes this line behave so from now on. */
	follow(rule: ProxyRule): void {
		this.rule = rule;
		this.#watchIdle();
	}

	silence(): void {
		this.passage.isSilent = true;
		clearTimeout(this.#idle);
		this.server?.resume();
		this.client.resume();
	}

	close(by: Passage['closedBy']): void {
		this.#note(by);
		this.client.end();
		// A router that forgot the line tells the server nothing of its end.
		if (by !== 'client' || !this.passage.isSilent) this.server?.end();
	}

	reset(by: Passage['closedBy'] = 'proxy'): void {
		this.#note(by);
		for (const socket of [this.client, this.server]) socket?.resetAndDestroy();
	}

	#note(by: Passage['closedBy']): void {
		clearTimeout(this.#idle);
		this.passage.closedAt ??= Date.now();
		this.passage.closedBy ??= by;
	}

	#watchIdle(): void {
		clearTimeout(this.#idle);
		if (this.rule.kind !== 'close-after-idle' || this.passage.closedAt !== null) return;
		this.#idle = setTimeout(() => this.close('proxy'), this.rule.ms);
	}

	#carry(from: Socket, to: Socket, way: 'up' | 'down'): void {
		const queue: { readonly bytes: Buffer; readonly dueAt: number }[] = [];
		let held = 0;
		let freeAt = 0;
		let timer: NodeJS.Timeout | undefined;

		const hand = () => {
			timer = undefined;
			const next = queue.shift();
			if (next === undefined) return from.readableEnded ? void to.end() : undefined;
			held -= next.bytes.length;
			if (!this.passage.isSilent && to.writable) {
				this.passage[way] += next.bytes.length;
				this.#watchIdle();
				if (!to.write(next.bytes)) {
					from.pause();
					to.once('drain', () => (from.resume(), plan()));
					return;
				}
			}
			if (held < HELD_BYTES) from.resume();
			plan();
		};
		const plan = () => {
			const [next] = queue;
			if (next !== undefined || from.readableEnded)
				timer ??= setTimeout(hand, (next?.dueAt ?? 0) - Date.now());
		};
		from.on('data', (chunk: Buffer) => {
			if (this.passage.isSilent) return;
			for (const bytes of this.#cut(chunk)) {
				freeAt = Math.max(freeAt, Date.now() + this.#delayMs());
				queue.push({ bytes, dueAt: freeAt });
				if (this.rule.kind === 'bandwidth') freeAt += (bytes.length * 1000) / this.rule.bytesPerSecond;
				held += bytes.length;
			}
			if (held >= HELD_BYTES) from.pause();
			plan();
		});
		from.on('end', () => {
			if (this.passage.isSilent) return;
			if (way === 'down') this.#note('server');
			plan();
		});
	}

	#delayMs(): number {
		if (this.rule.kind !== 'latency') return 0;
		return Math.max(0, this.rule.ms + (this.rule.jitterMs ?? 0) * (2 * this.#chance() - 1));
	}

	#cut(chunk: Buffer): Buffer[] {
		const { rule } = this;
		const trickle = rule.kind === 'bandwidth' ? Math.ceil(rule.bytesPerSecond / TRICKLES) : chunk.length;
		const size = rule.kind === 'slice' ? rule.bytes : trickle;
		return Array.from({ length: Math.ceil(chunk.length / size) }, (_, index) =>
			chunk.subarray(index * size, (index + 1) * size),
		);
	}
}

export type FaultProxy = Awaited<ReturnType<typeof startFaultProxy>>;

/** Listens on a free port of this machine and hands everything on, until told otherwise. */
export async function startFaultProxy({ target, seed = 1 }: FaultProxyOptions) {
	const random = createRandom(seed);
	const lines = new Set<Line>();
	const log: Passage[] = [];
	let rule = PASS;
	let remaining = Infinity;

	function met(): ProxyRule {
		const isMet = remaining > 0 && (rule.chance === undefined || random.next() < rule.chance);
		if (!isMet || rule.kind === 'blackhole-existing') return PASS;
		remaining -= 1;
		return rule;
	}

	const server = createServer({ allowHalfOpen: true }, (client) => {
		const applied = met();
		const passage: Passage = {
			id: log.length + 1,
			met: applied.kind,
			acceptedAt: Date.now(),
			closedAt: null,
			closedBy: null,
			up: 0,
			down: 0,
			isSilent: applied.kind === 'blackhole-new',
		};
		log.push(passage);
		const isCutOff = ['blackhole-new', 'rst', 'refuse-503'].includes(applied.kind);
		const line = new Line(
			client,
			isCutOff ? null : connect({ ...target, allowHalfOpen: true }),
			passage,
			() => random.next(),
		);
		lines.add(line);
		client.once('close', () => line.server?.destroyed !== false && lines.delete(line));
		line.server?.once('close', () => client.destroyed && lines.delete(line));
		line.follow(applied);
		if (applied.kind === 'rst') line.reset();
		if (applied.kind === 'refuse-503') client.write(REFUSAL, () => line.close('proxy'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	return {
		port,
		url: `http://127.0.0.1:${port}`,
		/** Every connection that came, the oldest first. */
		log: log as readonly Readonly<Passage>[],
		/** Breaks the line so from now on, in place of what was set before. */
		set(next: ProxyRule): void {
			rule = next;
			remaining = next.times ?? Infinity;
			if (['blackhole-new', 'refuse-503'].includes(next.kind)) return;
			for (const line of lines) {
				if (next.kind === 'rst') line.reset();
				else if (next.kind === 'blackhole-existing') line.silence();
				else if (!line.passage.isSilent) line.follow(next);
			}
		},
		/** Ends every connection there is, politely; new ones are met as before. */
		closeAll(): void {
			for (const line of lines) line.close('proxy');
		},
		async stop(): Promise<void> {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const line of lines) line.reset();
			await closed;
		},
	};
}
