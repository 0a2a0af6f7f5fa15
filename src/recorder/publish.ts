/**
 * Sends events over the Pusher HTTP API of whatever broadcaster the shop has.
 *
 * Nothing that is reported or thrown holds the secret, or an address that is signed with it.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Publish } from './recorder-port.ts';

export interface PublishOptions {
	readonly scheme: 'http' | 'https';
	readonly host: string;
	readonly port: number;
	readonly appId: string;
	readonly key: string;
	readonly secret: string;
	/** Epoch ms. */
	readonly now: () => number;
}

/** Pusher and soketi take no more in one call. */
export const CHANNELS_PER_CALL = 100;
const TIME_LIMIT_MS = 10_000;
const ANSWER_SHOWN = 120;

/** A publisher for one app. */
export function createPublish(options: PublishOptions): Publish {
	const host = options.host.includes(':') ? `[${options.host}]` : options.host;
	const origin = `${options.scheme}://${host}:${options.port}`;

	async function post(name: string, channels: readonly string[], data: unknown): Promise<void> {
		const path = `/apps/${encodeURIComponent(options.appId)}/events`;
		const body = JSON.stringify({ name, channels, data: JSON.stringify(data) });
		// What fetch throws may quote the signed address, so only the word for it is taken over.
		const response = await fetch(`${origin}${path}?${sign(path, body)}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body,
			redirect: 'error',
			signal: AbortSignal.timeout(TIME_LIMIT_MS),
		}).catch(causeOf);
		if (typeof response === 'string') throw new Error(`${origin} cannot be reached (${response})`);
		const answer = await response.text().catch(() => '');
		const problem = problemOf(response.status, answer);
		if (problem !== null) throw new Error(`${origin} took no event: ${problem}`);
	}

	function sign(path: string, body: string): string {
		const query = [
			['auth_key', options.key],
			['auth_timestamp', String(Math.floor(options.now() / 1000))],
			['auth_version', '1.0'],
			['body_md5', createHash('md5').update(body).digest('hex')],
		];
		const plain = query.map(([name, value]) => `${name}=${value}`).join('&');
		const signature = createHmac('sha256', options.secret).update(`POST\n${path}\n${plain}`).digest('hex');
		return new URLSearchParams([...query, ['auth_signature', signature]]).toString();
	}

	return async (name, channels, data) => {
		for (let from = 0; from < channels.length; from += CHANNELS_PER_CALL) {
			await post(name, channels.slice(from, from + CHANNELS_PER_CALL), data);
		}
	};
}

/** soketi says 200 to everything, and what went wrong in the body. */
function problemOf(status: number, answer: string): string | null {
	const shown = oneLine(answer);
	if (status !== 200) return `status ${status}${shown === '' ? '' : `, ${shown}`}`;
	try {
		const { error } = Object(JSON.parse(answer)) as { error?: unknown };
		return error === undefined ? null : oneLine(String(error));
	} catch {
		// Nobody promises JSON to a call that went well.
		return null;
	}
}

/** Fit for a log: nothing that ends its line or steers a terminal. */
function oneLine(text: string): string {
	return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, ANSWER_SHOWN);
}

function causeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'no answer';
	const { code } = Object(error.cause) as { code?: unknown };
	return typeof code === 'string' ? code : error.name;
}
