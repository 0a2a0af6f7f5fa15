/** Reading a request and answering it, in the manner of Reverb: JSON for results, plain text without a type for refusals. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The request is larger than allowed; what is left of it is not read. */
export class TooLarge extends Error {}

// Node's names for these differ from the ones PHP writes.
const STATUS_TEXT: Record<number, string> = { 413: 'Request Entity Too Large', 422: 'Unprocessable Content' };

/** The bytes of the request before its body. */
function headBytes({ method, url, rawHeaders }: IncomingMessage): number {
	const requestLine = `${method} ${url} HTTP/1.1\r\n`;
	const headers = rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
	return requestLine.length + headers + 2;
}

/** Reads the body, or rejects with `TooLarge` as soon as the whole request passes the limit. */
export function readBody(request: IncomingMessage, maxRequestBytes: number): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		const head = headBytes(request);
		if (head + Number(request.headers['content-length'] ?? 0) > maxRequestBytes) {
			reject(new TooLarge());
			return;
		}
		let total = head;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => {
			total += chunk.length;
			// What still comes is thrown away until the answer is out and the connection ends.
			if (total > maxRequestBytes) reject(new TooLarge());
			else chunks.push(chunk);
		});
		request.on('end', () => resolve(Buffer.concat(chunks)));
		request.on('error', reject);
	});
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string>): void {
	if (response.headersSent || response.destroyed) return;
	const statusText = STATUS_TEXT[status];
	if (statusText) response.statusMessage = statusText;
	response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
	response.end(body);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
	send(response, status, JSON.stringify(value), { 'Content-Type': 'application/json' });
}

/** Answers with plain text and no type, which keeps a browser from making anything of it. */
export function sendText(response: ServerResponse, status: number, text: string): void {
	send(response, status, text, { 'X-Content-Type-Options': 'nosniff' });
}

/** Refuses a request that is too large and hangs up, so that the rest of it need not be read. */
export function sendTooLarge(response: ServerResponse): void {
	response.shouldKeepAlive = false;
	sendText(response, 413, 'Payload too large.');
}
