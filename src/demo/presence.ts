/**
 * The people of the simulated shop on its presence channels: one socket each, as their own browsers would open.
 *
 * A few lines of the Pusher protocol instead of its client library, whose reconnecting and timers nobody here needs: a
 * socket that was lost is opened again the next time somebody is shown.
 */
import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Person } from './facts.ts';

/** However many people the shop plays. */
const SOCKETS_LIMIT = 20;

export interface PresenceOptions {
	readonly app: { readonly key: string; readonly secret: string };
	readonly host: string;
	readonly port: number;
	readonly now: () => Date;
}

export interface People {
	readonly staff: readonly Person[];
	readonly customers: readonly Person[];
}

interface Guest {
	readonly channel: string;
	readonly person: Person;
	/** What the shop's `channels.php` returns. */
	readonly info: Readonly<Record<string, unknown>>;
}

export class DemoPresence {
	#options: PresenceOptions;
	#sockets = new Map<string, WebSocket>();
	#isClosed = false;

	constructor(options: PresenceOptions) {
		this.#options = options;
	}

	/** Lets come who is not there yet, and leave who is no longer. */
	show({ staff, customers }: People): void {
		if (this.#isClosed) return;
		const at = this.#options.now().toISOString();
		const guests = [
			...staff.map(({ id, name }): Guest => ({
				channel: 'presence-admin-presence',
				person: { id, name },
				info: { id, name, avatar: null, role: 'admin', last_seen: at },
			})),
			...customers.map(({ id, name }): Guest => ({
				channel: 'presence-user-presence',
				person: { id, name },
				info: { id, name, avatar: null, online_since: at },
			})),
		].slice(0, SOCKETS_LIMIT);
		const keys = new Set(guests.map(keyOf));
		for (const [key, socket] of this.#sockets) if (!keys.has(key)) socket.close(1000);
		for (const guest of guests) if (!this.#sockets.has(keyOf(guest))) this.#enter(guest);
	}

	close(): void {
		this.#isClosed = true;
		for (const socket of this.#sockets.values()) socket.close(1000);
	}

	#enter(guest: Guest): void {
		const { app, host, port } = this.#options;
		const address = host.includes(':') ? `[${host}]` : host;
		const socket = new WebSocket(`ws://${address}:${port}/app/${app.key}?protocol=7&client=demo&version=1`);
		this.#sockets.set(keyOf(guest), socket);
		socket.on('message', (data: Buffer) => {
			const { event, data: payload } = JSON.parse(data.toString()) as { event: string; data?: string };
			if (event === 'pusher:ping') socket.send('{"event":"pusher:pong"}');
			if (event !== 'pusher:connection_established' || payload === undefined) return;
			const { socket_id: socketId } = JSON.parse(payload) as { socket_id: string };
			socket.send(JSON.stringify({ event: 'pusher:subscribe', data: this.#sign(guest, socketId) }));
		});
		// A refused connection is an error first and a close after it.
		socket.on('error', () => {});
		socket.on('close', () => {
			if (this.#sockets.get(keyOf(guest)) === socket) this.#sockets.delete(keyOf(guest));
		});
	}

	#sign({ channel, person, info }: Guest, socketId: string) {
		const { key, secret } = this.#options.app;
		const channelData = JSON.stringify({ user_id: String(person.id), user_info: info });
		const signed = `${socketId}:${channel}:${channelData}`;
		const signature = createHmac('sha256', secret).update(signed).digest('hex');
		return { channel, auth: `${key}:${signature}`, channel_data: channelData };
	}
}

function keyOf({ channel, person }: Guest): string {
	return `${channel}/${person.id}`;
}
