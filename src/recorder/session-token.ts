/**
 * What a reader may read, signed and handed out instead of kept: a recorder that was restarted still knows its readers.
 *
 * The key is derived from the app secret, so that a token is good for one shop and nothing signed for a socket is one.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Reader {
	/** Wire names of recorded channels. */
	readonly channels: readonly string[];
	/** Who reads, by the shop's word; null where the shop did not say. */
	readonly self: { readonly id: string; readonly name: string } | null;
	/** Epoch ms. */
	readonly expiresAt: number;
}

export interface Tokens {
	/** Null when the channels' names are too long for one. */
	write(reader: Reader): string | null;
	/** The reader, or why there is none. */
	read(token: string, now: number): Reader | 'unreadable' | 'expired';
}

export const TOKEN_LASTS_MS = 600_000;
/** Servers before us take no longer header. */
export const TOKEN_LENGTH_LIMIT = 6_000;

const PURPOSE = 'watchfloor recorder session 1';

export function createTokens({ key, secret }: { readonly key: string; readonly secret: string }): Tokens {
	const signingKey = Buffer.from(hkdfSync('sha256', secret, key, PURPOSE, 32));
	const sign = (content: string) => createHmac('sha256', signingKey).update(content).digest('base64url');

	return {
		write({ channels, self, expiresAt }) {
			const content = Buffer.from(JSON.stringify([expiresAt, self, channels])).toString('base64url');
			const token = `${content}.${sign(content)}`;
			return token.length > TOKEN_LENGTH_LIMIT ? null : token;
		},
		read(token, now) {
			if (token.length > TOKEN_LENGTH_LIMIT) return 'unreadable';
			const [content = '', signature = '', ...more] = token.split('.');
			if (more.length > 0 || !isSame(signature, sign(content))) return 'unreadable';
			// Signed, therefore our own.
			const [expiresAt, self, channels] = JSON.parse(Buffer.from(content, 'base64url').toString()) as [
				number,
				Reader['self'],
				string[],
			];
			return now < expiresAt ? { channels, self, expiresAt } : 'expired';
		},
	};
}

/** Compares without telling by its duration where the difference is. */
export function isSame(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
