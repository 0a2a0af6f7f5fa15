/**
 * Random socket ids for the shop to sign: proof that whoever brings the signature may be on a channel now.
 *
 * Each is good once and for a minute. None is ever a socket of the broadcaster, so a signature opens nothing there.
 */
import { randomInt } from 'node:crypto';

export interface Challenge {
	readonly socketId: string;
	/** Epoch ms. */
	readonly expiresAt: number;
}

export interface Challenges {
	issue(): Challenge;
	/** Whether it was issued, is not too old and was never taken before. */
	take(socketId: string): boolean;
	readonly waiting: number;
}

export const CHALLENGE_LASTS_MS = 60_000;
/** Challenges that wait for their answer; above it the oldest go. */
export const CHALLENGES_LIMIT = 20_000;

/** Each half of a socket id is below this, as a broadcaster's own are. */
const HALF = 10_000_000_000;

export function createChallenges(now: () => number): Challenges {
	/** When each ends, oldest first. */
	const waiting = new Map<string, number>();

	return {
		issue() {
			const [oldest] = waiting.keys();
			if (waiting.size >= CHALLENGES_LIMIT && oldest !== undefined) waiting.delete(oldest);
			const socketId = `${randomInt(1, HALF)}.${randomInt(1, HALF)}`;
			const expiresAt = now() + CHALLENGE_LASTS_MS;
			waiting.set(socketId, expiresAt);
			return { socketId, expiresAt };
		},
		take(socketId) {
			const expiresAt = waiting.get(socketId);
			waiting.delete(socketId);
			return expiresAt !== undefined && now() < expiresAt;
		},
		get waiting() {
			return waiting.size;
		},
	};
}
