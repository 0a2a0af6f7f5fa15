/** A raw client for tests: keeps every frame, and waits for conditions instead of time. */
import { WebSocket } from 'ws';
import { signChannel } from '../../../src/broadcaster/broadcaster.ts';

export const APP = { id: 'lab-app', key: 'lab-key', secret: 'lab-secret', clientEvents: 'members' as const };

const PATIENCE_MS = 4_000;

export interface Frame {
	event: string;
	channel?: string;
	data?: unknown;
}

export class RawClient {
	readonly texts: string[] = [];
	closed: { code: number; reason: string } | undefined;
	readonly webSocket: WebSocket;
	#watchers = new Set<() => void>();

	constructor(url: string, options: { key?: string; origin?: string } = {}) {
		const { key = APP.key, origin } = options;
		const target = `${url.replace('http', 'ws')}/app/${key}?protocol=7&client=js&version=8.6.0`;
		this.webSocket = new WebSocket(target, origin === undefined ? {} : { origin });
		this.webSocket.on('message', (data: Buffer) => {
			this.texts.push(data.toString());
			this.#notify();
		});
		this.webSocket.on('open', () => this.#notify());
		this.webSocket.on('pong', () => this.#notify());
		// A refused connection is an error first and a close after it; tests look at the close.
		this.webSocket.on('error', () => {});
		this.webSocket.on('close', (code, reason) => {
			this.closed = { code, reason: reason.toString() };
			this.#notify();
		});
	}

	/** Connects and waits for the greeting. */
	static async connect(url: string, options: { key?: string; origin?: string } = {}): Promise<RawClient> {
		const client = new RawClient(url, options);
		await client.frame('pusher:connection_established');
		return client;
	}

	get frames(): Frame[] {
		return this.texts.map((text) => JSON.parse(text) as Frame);
	}

	get id(): string {
		const greeting = this.frames.find(({ event }) => event === 'pusher:connection_established');
		return (JSON.parse(String(greeting?.data)) as { socket_id: string }).socket_id;
	}

	/** The codes of every error frame so far. */
	get errors(): number[] {
		const errors = this.frames.filter(({ event }) => event === 'pusher:error');
		return errors.map(({ data }) => (JSON.parse(String(data)) as { code: number }).code);
	}

	/** The data of every event of this name, parsed. */
	data(event: string): unknown[] {
		const frames = this.frames.filter((frame) => frame.event === event);
		return frames.map(({ data }) => (typeof data === 'string' ? (JSON.parse(data) as unknown) : data));
	}

	send(message: unknown): void {
		this.webSocket.send(typeof message === 'string' ? message : JSON.stringify(message));
	}

	/** Asks for a subscription, rightly signed. */
	ask(channel: string, member?: { user_id: string | number; user_info?: unknown }): void {
		const channelData = member === undefined ? undefined : JSON.stringify(member);
		const auth = /^(private|presence)-/.test(channel) ? signChannel(APP, this.id, channel, channelData) : '';
		this.send({ event: 'pusher:subscribe', data: { auth, channel_data: channelData, channel } });
	}

	/** Subscribes and waits for the confirmation. */
	async subscribe(
		channel: string,
		member?: { user_id: string | number; user_info?: unknown },
	): Promise<void> {
		const seen = this.texts.length;
		this.ask(channel, member);
		await this.until(() =>
			this.frames
				.slice(seen)
				.some(
					(frame) => frame.event === 'pusher_internal:subscription_succeeded' && frame.channel === channel,
				),
		);
	}

	/** Waits for the nth event of a name. */
	async frame(event: string, nth = 1): Promise<void> {
		await this.until(() => this.texts.filter((text) => text.includes(`"event":"${event}"`)).length >= nth);
	}

	/** Waits until the connection is over, and says how it ended. */
	async end(): Promise<{ code: number; reason: string }> {
		await this.until(() => this.closed !== undefined);
		return this.closed ?? { code: 0, reason: '' };
	}

	/** Waits until everything the server has sent is here, or nothing more can come. */
	async flush(): Promise<void> {
		const seen = this.texts.length;
		this.send({ event: 'pusher:ping', data: {} });
		const pong = '{"event":"pusher:pong"}';
		await this.until(() => this.texts.slice(seen).includes(pong) || this.closed !== undefined);
		if (!this.closed) this.texts.splice(this.texts.lastIndexOf(pong), 1);
	}

	async until(condition: () => boolean): Promise<void> {
		if (condition()) return;
		await new Promise<void>((resolve, reject) => {
			const stop = () => {
				clearTimeout(timer);
				this.#watchers.delete(watch);
			};
			const timer = setTimeout(() => {
				stop();
				reject(new Error(`It did not come. Came: ${this.texts.join('\n')} ${JSON.stringify(this.closed)}`));
			}, PATIENCE_MS);
			const watch = () => {
				if (!condition()) return;
				stop();
				resolve();
			};
			this.#watchers.add(watch);
		});
	}

	#notify(): void {
		for (const watch of [...this.#watchers]) watch();
	}
}
