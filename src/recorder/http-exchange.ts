/** Reading a request and answering it: every answer is JSON or plain text, never kept by anybody on the way. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { constants, crc32, deflateRaw, gzip, type InputType, type ZlibOptions } from 'node:zlib';
import { promisify } from 'node:util';

export type Unreadable = 'too-large' | 'too-slow' | 'broken';

/** A body that is not here by then never will be. */
export const BODY_WITHIN_MS = 10_000;
/** Smaller answers are sent as they are. */
const WORTH_PACKING = 1_400;

const gzipped = promisify<InputType, Buffer>(gzip);
const deflated = promisify<InputType, ZlibOptions, Buffer>(deflateRaw);

/** The body as text; what is too large is not read to its end. */
export function readBody(
	request: IncomingMessage,
	limit: number,
	withinMs = BODY_WITHIN_MS,
): Promise<{ readonly text: string } | Unreadable> {
	return new Promise((resolve) => {
		const parts: Buffer[] = [];
		let length = 0;
		const timer = setTimeout(() => end('too-slow'), withinMs);
		function end(result: { readonly text: string } | Unreadable): void {
			clearTimeout(timer);
			request.off('data', take);
			if (typeof result === 'string') request.resume();
			resolve(result);
		}
		function take(part: Buffer): void {
			length += part.length;
			if (length > limit) end('too-large');
			else parts.push(part);
		}
		if (Number(request.headers['content-length'] ?? 0) > limit) return end('too-large');
		request.on('data', take);
		request.once('end', () => end({ text: Buffer.concat(parts).toString('utf8') }));
		request.once('error', () => end('broken'));
		request.once('close', () => end('broken'));
	});
}

/** The address that asked; behind a proxy of ours the last hop it names. */
export function addressOf(request: IncomingMessage, trustsProxy: boolean): string {
	const hops = String(request.headers['x-forwarded-for'] ?? '').split(',');
	const last = hops.at(-1)?.trim() ?? '';
	return trustsProxy && last !== '' ? last.slice(0, 64) : (request.socket.remoteAddress ?? '');
}

/** What counts as one asker: of IPv6 the network, since whoever has one address there has them all. */
export function networkOf(address: string): string {
	if (isIP(address) !== 6 || address.startsWith('::ffff:')) return address;
	const [before = '', after] = address.split('%')[0]!.split('::');
	const head = before === '' ? [] : before.split(':');
	const missing = after === undefined ? 0 : 8 - head.length - (after === '' ? 0 : after.split(':').length);
	return [...head, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':');
}

/** Asked on this machine itself, and not through a proxy that runs on it. */
export function isLocal(request: IncomingMessage): boolean {
	const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip'].some((name) => name in request.headers);
	const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
	return !isForwarded && (address === '::1' || address.startsWith('127.'));
}

export function wantsGzip(request: IncomingMessage): boolean {
	return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
}

/** Sends a text that is already written, packed where the asker takes it so. */
export async function sendText(
	request: IncomingMessage,
	response: ServerResponse,
	{ status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): Promise<void> {
	response.setHeader('Content-Type', type);
	response.setHeader('Vary', 'Accept-Encoding');
	if (text.length < WORTH_PACKING || !wantsGzip(request)) return end(response, status, Buffer.from(text));
	response.setHeader('Content-Encoding', 'gzip');
	end(response, status, await gzipped(text));
}

/** The beginning of an answer that many get, written and packed once. */
export interface Beginning {
	readonly plain: Buffer;
	/** Packed on demand, so that nobody waits for it who does not want it. */
	packed(): Promise<Buffer>;
	readonly checksum: number;
}

export function createBeginning(text: string): Beginning {
	const plain = Buffer.from(text);
	let packed: Promise<Buffer> | undefined;
	return {
		plain,
		// Ended at a whole byte, without a last block: what follows can be packed by itself and put behind it.
		packed: () => (packed ??= deflated(plain, { finishFlush: constants.Z_FULL_FLUSH })),
		checksum: crc32(plain),
	};
}

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/** Sends JSON that begins with a text which was packed before. */
export async function sendContinued(
	request: IncomingMessage,
	response: ServerResponse,
	beginning: Beginning,
	text: string,
): Promise<void> {
	const rest = Buffer.from(text);
	response.setHeader('Content-Type', 'application/json');
	response.setHeader('Vary', 'Accept-Encoding');
	if (!wantsGzip(request)) return end(response, 200, Buffer.concat([beginning.plain, rest]));
	const trailer = Buffer.alloc(8);
	trailer.writeUInt32LE(crc32(rest, beginning.checksum), 0);
	trailer.writeUInt32LE((beginning.plain.length + rest.length) % 2 ** 32, 4);
	const parts = await Promise.all([beginning.packed(), deflated(rest, {})]);
	response.setHeader('Content-Encoding', 'gzip');
	end(response, 200, Buffer.concat([GZIP_HEADER, ...parts, trailer]));
}

function end(response: ServerResponse, status: number, body: Buffer): void {
	if (response.headersSent || response.destroyed) return;
	response.writeHead(status, { 'Content-Length': body.length });
	response.end(body);
}
