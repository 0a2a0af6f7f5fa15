/** The recorder's own line: the same client as the page's, which signs its subscriptions itself. */
import { createHmac } from 'node:crypto';
import type { Connection, Doubt } from '../lib/connection/connection.ts';
import { createEchoConnection } from '../lib/connection/echo-connection.ts';
import type { Authorisation } from '../lib/connection/shop.ts';
import { isRecordable } from './recorder-line.ts';

export interface RecorderConnectionOptions {
	readonly key: string;
	readonly secret: string;
	/** Null with a cluster: Pusher's own hosts. */
	readonly host: string | null;
	readonly port: number;
	readonly scheme: 'http' | 'https';
	readonly cluster: string | null;
	/** Wire names; presence channels and encrypted ones are left out, and said so. */
	readonly channels: readonly string[];
	readonly now: () => number;
	readonly report: (problem: string) => void;
}

/** A connection that is not started yet. */
export function createRecorderConnection(options: RecorderConnectionOptions): Connection & Doubt {
	const { key, secret, report } = options;
	for (const channel of options.channels.filter((channel) => channel.startsWith('private-encrypted-'))) {
		report(`${channel} is end-to-end encrypted and cannot be recorded.`);
	}
	return createEchoConnection({
		...options,
		channels: options.channels.filter(isRecordable),
		whispers: [],
		authorise: async (socketId, channel) => signChannel(key, secret, socketId, channel),
		isOnline: () => true,
		report: (error) => report(`A frame could not be handled: ${String(error)}`),
	});
}

function signChannel(key: string, secret: string, socketId: string, channel: string): Authorisation {
	if (!isRecordable(channel)) return { ok: false, reason: { code: 'forbidden', detail: 'not recorded' } };
	const signature = createHmac('sha256', secret).update(`${socketId}:${channel}`).digest('hex');
	return { ok: true, auth: `${key}:${signature}`, channelData: null, sharedSecret: null };
}
