/** One connection of a recording: what was expected of the server on it, and what the server did. */
import { request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';
import { comparableAnswer, comparableFrame } from './recording.ts';

export interface Peer {
	webSocket: WebSocket | undefined;
	appKey: string;
	recordedId: string;
	id: string;
	expected: unknown[];
	actual: unknown[];
	hasSaidGoodbye: boolean;
	/** Ended by the client, or never upgraded: its end is nobody's answer. */
	isOver: boolean;
}

/** A connection nothing has happened on. */
export function createPeer(): Peer {
	return {
		webSocket: undefined,
		appKey: '',
		recordedId: '',
		id: '',
		expected: [],
		actual: [],
		hasSaidGoodbye: false,
		isOver: false,
	};
}

/** True when the peer has no open WebSocket. */
export function isClosed({ webSocket }: Peer): boolean {
	return webSocket?.readyState !== WebSocket.OPEN;
}

/** Connects, and notes whatever the server does. */
export function connectPeer(peer: Peer, url: string, origin: string | undefined, changed: () => void): void {
	const webSocket = new WebSocket(url, { autoPong: false, ...(origin === undefined ? {} : { origin }) });
	peer.webSocket = webSocket;
	const note = (fact: unknown) => {
		peer.actual.push(fact);
		changed();
	};
	webSocket.on('upgrade', ({ statusCode, headers }) => {
		note({ upgraded: String(statusCode) });
		if (headers['sec-websocket-extensions']) note({ extensions: headers['sec-websocket-extensions'] });
	});
	webSocket.on('unexpected-response', (_request, response) => {
		peer.isOver = true;
		let body = '';
		response.on('data', (chunk: Buffer) => (body += chunk.toString()));
		response.on('end', () => note(comparableAnswer(response.statusCode ?? 0, body)));
	});
	webSocket.on('message', (data: Buffer) => {
		const text = data.toString();
		if (peer.id === '') peer.id = /\\"socket_id\\":\\"([\d.]+)/.exec(text)?.[1] ?? '';
		note(comparableFrame(text));
	});
	webSocket.on('ping', (payload) => note({ ping: payload.toString() }));
	webSocket.on('pong', (payload) => note({ pong: payload.toString() }));
	// What went wrong is seen by how it ends.
	webSocket.on('error', () => {});
	webSocket.on('close', (code, reason) => {
		const isOurCut = peer.isOver && code === 1006;
		if (!isOurCut) note({ closed: code, reason: reason.toString() });
		changed();
	});
}

/** Sends one text, in so many WebSocket frames. */
export function sendText(webSocket: WebSocket, text: string, fragments: number): void {
	const size = Math.max(Math.ceil(text.length / fragments), 1);
	for (let start = 0; start < Math.max(text.length, 1); start += size) {
		webSocket.send(text.slice(start, start + size), { fin: start + size >= text.length });
	}
}

export interface RecordedRequest {
	port: number;
	method: string;
	path: string;
	body: string;
	contentType?: string | undefined;
}

/** Makes one HTTP request on a connection of its own. */
export function ask({ port, method, path, body, contentType }: RecordedRequest): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const headers = {
			...(contentType ? { 'content-type': contentType } : {}),
			'content-length': Buffer.byteLength(body),
		};
		const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers });
		request.on('response', (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => resolve(comparableAnswer(response.statusCode ?? 0, text)));
		});
		request.on('error', reject);
		request.end(body);
	});
}
