/** One day of a shop that does not exist, as its broadcaster would have told it: what the design shows, to the second. */

/** A message as it is published, with the moment (epoch ms) at which it came. */
export interface Told {
	readonly at: number;
	readonly channel: string;
	readonly name: string;
	readonly payload: Readonly<Record<string, unknown>>;
}

export const SHOP = { shopName: 'Rimba Goods', zone: 'Asia/Kuala_Lumpur', currency: 'MYR' };
/** What the shop speaks: orders with items and a history, and everything else. */
export const SOURCES = ['orders', 'monitoring'] as const;

export const ORDERS_CHANNEL = 'private-admin.orders';
export const GENERAL_CHANNEL = 'private-admin-monitoring';
export const ADMINS_CHANNEL = 'presence-admin-presence';

const MIDNIGHT = Date.parse('2025-11-17T16:00:00Z');

/** A moment of that day, shop time: `14:06:20`. */
export function at(time: string): number {
	const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
	return MIDNIGHT + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** The moment of the design's pictures: Tue 18 Nov 14:06:20 in Kuala Lumpur. */
export const NOW = at('14:06:20');

/** The same chances in the same order, whoever asks: uniform in [0, 1). */
export function createChance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
