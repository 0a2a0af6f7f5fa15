/** Reads what a form or a script sent. */
import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 10_000;

/** The text fields of a request, whether form or JSON; null when it is too large. */
export async function readFields(
	request: IncomingMessage,
): Promise<Readonly<Record<string, string | undefined>> | null> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes <= LIMIT_BYTES) chunks.push(chunk);
	}
	if (bytes > LIMIT_BYTES) return null;
	const text = Buffer.concat(chunks).toString('utf8');
	if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
		return Object.fromEntries(new URLSearchParams(text));
	return Object.fromEntries(
		Object.entries(parse(text)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
}

function parse(text: string): object {
	try {
		return Object(JSON.parse(text)) as object;
	} catch {
		// Unreadable is the same as empty: the fields are missing, and the answer says so.
		return {};
	}
}
